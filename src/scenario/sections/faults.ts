import * as z from 'zod';
import { duration, positiveDuration, runInstant, share } from '../decode/quantity-field.ts';
import { type FaultKind, HIT_BY } from '../fault.ts';
import { nameOrNames } from './name-field.ts';
import { optional } from './optional.ts';

export const fault = z
  .strictObject({
    kind: z
      .enum(Object.keys(HIT_BY) as FaultKind[])
      .describe(
        'What happens: something goes down, comes back (proxy-up) or is added (proxy-added), a link keeps only a share of its bandwidth, a proxy loses its connection to datastores, change tracking is reset, or tasks fail.',
      ),
    target: optional(
      nameOrNames(),
      'What it hits, by name (with * and ?). For tracking-reset and task-fails these are VMs; default all.',
    ),
    targets: optional(nameOrNames(), 'Another spelling of target.'),
    at: optional(
      runInstant(),
      'When it happens: a time after the start of the run (2h), a time of day (the first after the start), or a date and time.',
    ),
    for: optional(positiveDuration(), 'With at: how long it lasts. Default: until the end of the run.'),
    mtbf: optional(
      positiveDuration(),
      'For random faults: mean time from the end of one failure to the next, for each target.',
    ),
    mttr: optional(duration(), 'With mtbf: mean duration of a failure.'),
    burst: optional(
      z.int().min(1).max(1_000_000),
      'With mtbf: one random process for all targets, which hits this many of them at once.',
    ),
    share: optional(share(), 'For link-degraded: the share of the bandwidth that is left.'),
    probability: optional(
      share(),
      'For task-fails: the probability that a task fails which gets its slots while the fault lasts; without a time, that any task fails.',
    ),
    datastore: optional(
      nameOrNames(),
      'For connectivity-lost: the datastores that the proxies no longer reach. Default all.',
    ),
    datastores: optional(nameOrNames(), 'Another spelling of datastore.'),
  })
  .describe('A fault: at a given time (at), or at random (mtbf and mttr).');
