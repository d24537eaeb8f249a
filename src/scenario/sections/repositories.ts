import * as z from 'zod';
import { bytesOrUnlimited, capacity } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { countOrUnlimited, declaredName, name, names, site } from './name-field.ts';

export const repository = z
  .strictObject({
    name: declaredName(),
    site,
    server: name()
      .optional()
      .describe('The proxy on the same machine: data between the two crosses no network.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    perStream: capacity().optional().describe('Bandwidth of one write stream. Default unlimited.'),
    network: capacity().optional().describe('Network bandwidth, each way. Default unlimited.'),
    maxConcurrentTasks: countOrUnlimited()
      .optional()
      .describe(`Most tasks that use it at once, or unlimited. ${stated(DEFAULTS.repositorySlots)}`),
    perVmFiles: z
      .boolean()
      .optional()
      .describe(
        `Whether each VM has a backup file, and so a write stream, of its own; otherwise each job has one. ${stated(DEFAULTS.perVmFiles)}`,
      ),
    slotUnit: z
      .enum(['disk', 'chain'])
      .optional()
      .describe('What takes a slot: a disk, or all disks that write into one chain. Default disk.'),
    blockCloning: z
      .boolean()
      .optional()
      .describe(`Whether merges and synthetic fulls move no data. ${stated(DEFAULTS.blockCloning)}`),
    affinity: names()
      .optional()
      .describe('Proxies that are preferred for this repository; others may still be used.'),
    ingest: z
      .union([
        capacity(),
        z.strictObject({
          read: capacity().optional().describe('Limit of reads. Default unlimited.'),
          write: capacity().optional().describe('Limit of writes. Default unlimited.'),
        }),
      ])
      .optional()
      .describe(
        'Limit of its data rate, shared by its tasks: one rate that applies to reads and to writes, or { read, write }. Default unlimited.',
      ),
    gateway: name()
      .optional()
      .describe(
        'The proxy whose machine writes to it: its name, or auto for the first that works on the VM (or job). Default: no gateway.',
      ),
    extents: names()
      .min(1)
      .optional()
      .describe(
        'Makes this a scale-out repository of these repositories. Backups from before the run are spread over them. Default: a plain repository.',
      ),
    placement: z
      .enum(['data-locality', 'performance'])
      .optional()
      .describe(
        `For a scale-out repository: increments go to the extent of their full (data-locality) or to another one (performance). ${stated(DEFAULTS.placement)}`,
      ),
    freeSpace: bytesOrUnlimited()
      .optional()
      .describe('Free space. Among extents of equal load the one with more is preferred. Default unlimited.'),
  })
  .describe('A backup repository.');
