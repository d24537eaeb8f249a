import * as z from 'zod';
import { duration, positiveDuration, runInstant, share } from '../decode/quantity-field.ts';
import { type FaultKind, HIT_BY } from '../fault.ts';
import { nameOrNames } from './name-field.ts';

export const fault = z
  .strictObject({
    kind: z
      .enum(Object.keys(HIT_BY) as FaultKind[])
      .describe(
        'What happens: something goes down, comes back (proxy-up) or is added (proxy-added), a link keeps a share of its bandwidth, a proxy loses its way to datastores, change tracking starts anew, tasks fail.',
      ),
    target: nameOrNames()
      .optional()
      .describe('What it hits, by name (with * and ?); VMs for tracking-reset and task-fails: default all.'),
    targets: nameOrNames().optional().describe('The same.'),
    at: runInstant()
      .optional()
      .describe(
        'When: a time after the start, a time of day (the first after the start), or a date and time.',
      ),
    for: positiveDuration().optional().describe('With at: for how long. Default: for good.'),
    mtbf: positiveDuration()
      .optional()
      .describe('At random: mean time from the end of one failure to the next, for each target.'),
    mttr: duration().optional().describe('With mtbf: mean time that a failure lasts.'),
    burst: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('With mtbf: one process for all targets, that hits this many of them at once.'),
    share: share().optional().describe('Of link-degraded: the share of the bandwidth that is left.'),
    probability: share().optional().describe('Of task-fails: the probability that a task fails.'),
    datastore: nameOrNames()
      .optional()
      .describe('Of connectivity-lost: the datastores that the proxies no longer reach. Default all.'),
    datastores: nameOrNames().optional().describe('The same.'),
  })
  .describe('Something that breaks, or comes: at a time, or at random by mtbf and mttr.');
