import * as z from 'zod';
import { bytesOrUnlimited, capacity } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { countOrUnlimited, declaredName, name, names, site } from './name-field.ts';

export const repository = z
  .strictObject({
    name: declaredName(),
    site,
    server: name().optional().describe('The proxy whose machine it shares: no network between the two.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    perStream: capacity().optional().describe('Limit of one write stream. Default unlimited.'),
    network: capacity().optional().describe('Each way. Default unlimited.'),
    maxConcurrentTasks: countOrUnlimited()
      .optional()
      .describe(`Tasks that write to it at once, or unlimited. ${stated(DEFAULTS.repositorySlots)}`),
    perVmFiles: z
      .boolean()
      .optional()
      .describe(`One file, so one stream, per VM. ${stated(DEFAULTS.perVmFiles)}`),
    slotUnit: z
      .enum(['disk', 'chain'])
      .optional()
      .describe('What takes a slot: a disk, or all disks that write into one chain. Default disk.'),
    blockCloning: z
      .boolean()
      .optional()
      .describe(`Synthetic work moves no data. ${stated(DEFAULTS.blockCloning)}`),
    affinity: names().optional().describe('Proxies preferred for it: a preference, not a restriction.'),
    ingest: z
      .union([
        capacity(),
        z.strictObject({
          read: capacity().optional().describe('Default unlimited.'),
          write: capacity().optional().describe('Default unlimited.'),
        }),
      ])
      .optional()
      .describe(
        'Limit of its data rate, split among its tasks: reads and writes each the same, or { read, write }. Default unlimited.',
      ),
    gateway: name()
      .optional()
      .describe(
        'The proxy whose machine writes to it: its name, or auto for the first that works on the VM. Default: none is needed.',
      ),
    extents: names()
      .min(1)
      .optional()
      .describe(
        'Repositories that a scale-out repository consists of, by name; backups from before the run are spread over them. Default: a plain one.',
      ),
    placement: z
      .enum(['data-locality', 'performance'])
      .optional()
      .describe(
        `Of a scale-out repository: increments go beside their full, or to another extent. ${stated(DEFAULTS.placement)}`,
      ),
    freeSpace: bytesOrUnlimited()
      .optional()
      .describe('Of extents the one with more room is preferred. Default unlimited.'),
  })
  .describe('A backup repository.');
