import * as z from 'zod';
import { capacity, duration } from '../decode/quantity-field.ts';
import { DEFAULTS } from '../defaults.ts';
import { DATASTORE_TYPES, STORAGE_PROTOCOLS } from '../scenario.ts';
import { countOrUnlimited, declaredName, name, names, site } from './name-field.ts';
import { optional } from './optional.ts';
import { latencyByTime, productionLoad } from './time-of-day.ts';

export const array = z
  .strictObject({
    name: declaredName(),
    integrated: optional(z.boolean(), 'Whether its snapshots can be taken and mounted.', DEFAULTS.integrated),
  })
  .describe('A storage array.');

const latencyModel = z
  .strictObject({
    base: optional(duration(), 'Latency without any load. Default 0s.'),
    perTask: optional(duration(), 'Latency that each transferring task adds. Default 0s.'),
    production: optional(
      z.union([duration(), latencyByTime]),
      'Latency that production adds: always, or by interval of the day. Default 0s.',
    ),
  })
  .describe('Latency model: base + perTask × transferring tasks + production.');

export const datastore = z
  .strictObject({
    name: declaredName(),
    site,
    type: optional(
      z.enum(DATASTORE_TYPES),
      'Type. Default: by protocol for nfs, smb and local; else csv if only Hyper-V hosts mount it, else vmfs.',
    ),
    protocol: optional(
      z.enum(STORAGE_PROTOCOLS),
      'Storage protocol. Default: by type for nfs, smb and local; local for vsan; else fc.',
    ),
    read: optional(capacity(), 'Read bandwidth. Default unlimited.'),
    write: optional(capacity(), 'Write bandwidth. Default unlimited.'),
    hosts: optional(names().min(1), 'Hosts that mount it. Default: all hosts of its site and platform.'),
    owner: optional(
      name(),
      'For a csv: the host that does the on-host work. Default: of the hosts that mount it the first that owns fewest.',
    ),
    fabric: optional(name(), 'The fabric to which it is attached.'),
    maxSnapshots: optional(
      countOrUnlimited(),
      'Most VM snapshots that may be open on it at once, or unlimited.',
      DEFAULTS.maxSnapshots,
    ),
    productionLoad: productionLoad.optional(),
    latency: latencyModel.optional(),
    array: optional(name(), 'The storage array on which it is located.'),
  })
  .describe('A datastore.');
