import * as z from 'zod';
import { capacity, duration } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { countOrUnlimited, declaredName, name, names, PROTOCOLS, site } from './name-field.ts';
import { latencyByTime, productionLoad } from './time-of-day.ts';

export const array = z
  .strictObject({
    name: declaredName(),
    integrated: z
      .boolean()
      .optional()
      .describe(`Whether its snapshots can be taken and mounted. ${stated(DEFAULTS.integrated)}`),
  })
  .describe('A storage array.');

const latencyModel = z
  .strictObject({
    base: duration().optional().describe('Latency without any load. Default 0s.'),
    perTask: duration().optional().describe('Latency that each transferring task adds. Default 0s.'),
    production: z
      .union([duration(), latencyByTime])
      .optional()
      .describe('Latency that production adds: always, or by interval of the day. Default 0s.'),
  })
  .describe('Latency model: base + perTask × transferring tasks + production.');

export const datastore = z
  .strictObject({
    name: declaredName(),
    site,
    type: z
      .enum(['vmfs', 'nfs', 'vsan', 'vvol', 'local', 'csv', 'smb'])
      .optional()
      .describe(
        'Type. Default: by protocol for nfs, smb and local; else csv if only Hyper-V hosts mount it, else vmfs.',
      ),
    protocol: z
      .enum(PROTOCOLS)
      .optional()
      .describe('Storage protocol. Default: by type for nfs, smb and local; local for vsan; else fc.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    hosts: names()
      .min(1)
      .optional()
      .describe('Hosts that mount it. Default: all hosts of its site and platform.'),
    owner: name()
      .optional()
      .describe('For a csv: the host that does the on-host work. Default: the first host that mounts it.'),
    fabric: name().optional().describe('The fabric to which it is attached.'),
    maxSnapshots: countOrUnlimited()
      .optional()
      .describe(
        `Most VM snapshots that may be open on it at once, or unlimited. ${stated(DEFAULTS.maxSnapshots)}`,
      ),
    productionLoad: productionLoad.optional(),
    latency: latencyModel.optional(),
    array: name().optional().describe('The storage array on which it is located.'),
  })
  .describe('A datastore.');
