import * as z from 'zod';
import { bytesOrUnlimited, capacity } from '../decode/quantity-field.ts';
import { DEFAULTS } from '../defaults.ts';
import { countOrUnlimited, declaredName, name, names, site } from './name-field.ts';
import { optional } from './optional.ts';

export const repository = z
  .strictObject({
    name: declaredName(),
    site,
    server: optional(name(), 'The proxy on the same machine: data between the two crosses no network.'),
    write: optional(capacity(), 'Write bandwidth. Default unlimited.'),
    read: optional(capacity(), 'Read bandwidth. Default unlimited.'),
    perStream: optional(capacity(), 'Bandwidth of one write stream. Default unlimited.'),
    network: optional(capacity(), 'Network bandwidth, each way. Default unlimited.'),
    maxConcurrentTasks: optional(
      countOrUnlimited(),
      'Most tasks that use it at once, or unlimited.',
      DEFAULTS.repositorySlots,
    ),
    perVmFiles: optional(
      z.boolean(),
      'Whether each VM has a backup file, and so a write stream, of its own; otherwise each job has one.',
      DEFAULTS.perVmFiles,
    ),
    slotUnit: optional(
      z.enum(['disk', 'chain']),
      'What takes a slot: a disk, or all disks that write into one chain. Default disk.',
    ),
    blockCloning: optional(
      z.boolean(),
      'Whether merges and synthetic fulls move no data.',
      DEFAULTS.blockCloning,
    ),
    affinity: optional(names(), 'Proxies that are preferred for this repository; others may still be used.'),
    ingest: optional(
      z.union([
        capacity(),
        z.strictObject({
          read: optional(capacity(), 'Limit of reads. Default unlimited.'),
          write: optional(capacity(), 'Limit of writes. Default unlimited.'),
        }),
      ]),
      'Limit of its data rate, shared by its tasks: one rate that applies to reads and to writes, or { read, write }. Default unlimited.',
    ),
    gateway: optional(
      name(),
      'The proxy whose machine writes to it: its name, or auto for the first that works on the VM (or job). Default: no gateway.',
    ),
    extents: optional(
      names().min(1),
      'Makes this a scale-out repository of these repositories. Backups from before the run are spread over them. Default: a plain repository.',
    ),
    placement: optional(
      z.enum(['data-locality', 'performance']),
      'For a scale-out repository: increments go to the extent of their full (data-locality) or to another one (performance).',
      DEFAULTS.placement,
    ),
    freeSpace: optional(
      bytesOrUnlimited(),
      'Free space. Among extents of equal load the one with more is preferred. Default unlimited.',
    ),
  })
  .describe('A backup repository.');
