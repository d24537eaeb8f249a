import type { LowerBound } from '../../src/metrics/bound/highest-bound.ts';
import { lowerBound } from '../../src/metrics/bound/lower-bound.ts';
import { Collector } from '../../src/metrics/collector.ts';
import { compile } from '../../src/model/compile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { ownLimits } from './own-policy.ts';

export interface BoundOfTrace {
  /** Undefined: nothing that finished is counted. */
  readonly bound: LowerBound | undefined;
  /** Seconds by which a window may be shorter: every step of a task ends on a whole microsecond. */
  readonly rounding: number;
}

/** Asked of the trace, not taken from the summary, which never shows a bound above the window. */
export function boundOfTrace(scenario: Scenario, trace: readonly TraceRecord[]): BoundOfTrace {
  const collector = new Collector(compile(scenario, { seed: scenario.seed, replication: 0 }));
  for (const record of trace) collector.record(record);
  const { model, tasks, sessions } = collector;
  const bound = lowerBound(model, tasks, sessions.sessions, ownLimits(model));
  return { bound, rounding: (4 * tasks.count + 4) * 0.5e-6 };
}
