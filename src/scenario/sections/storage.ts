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
      .describe(`Its snapshots can be taken and mounted. ${stated(DEFAULTS.integrated)}`),
  })
  .describe('A storage array.');

const latencyModel = z
  .strictObject({
    base: duration().optional().describe('Without any load. Default 0s.'),
    perTask: duration().optional().describe('Added by every task that transfers. Default 0s.'),
    production: z
      .union([duration(), latencyByTime])
      .optional()
      .describe('Added by production: always, or by interval of the day. Default 0s.'),
  })
  .describe('Latency by load: base, and perTask for every task that transfers, and production.');

export const datastore = z
  .strictObject({
    name: declaredName(),
    site,
    type: z
      .enum(['vmfs', 'nfs', 'vsan', 'vvol', 'local', 'csv', 'smb'])
      .optional()
      .describe('Default by protocol: nfs, smb, local; else csv where Hyper-V hosts mount it, else vmfs.'),
    protocol: z.enum(PROTOCOLS).optional().describe('Default by type: nfs, smb, local, else fc.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    hosts: names()
      .min(1)
      .optional()
      .describe('Hosts that mount it. Default: every host of its site and platform.'),
    owner: name()
      .optional()
      .describe('Of a csv: the host that does its on-host work. Default: the first that mounts it.'),
    fabric: name().optional().describe('The shared segment that it is attached to.'),
    maxSnapshots: countOrUnlimited()
      .optional()
      .describe(`VM snapshots that may be open on it at once. ${stated(DEFAULTS.maxSnapshots)}`),
    productionLoad: productionLoad.optional(),
    latency: latencyModel.optional(),
    array: name().optional().describe('The storage array that it stands on.'),
  })
  .describe('A datastore.');
