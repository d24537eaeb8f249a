import { allowedSpan, calendarEnd, nextStart } from '../../model/jobs/job-calendar.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/** The time by which all work of a night must be over; or why that is unknown before a run. */
export type LatestEnd =
  | {
      readonly kind: 'known';
      /** From the first start of a session to the latest end that a window allows. */
      readonly seconds: number;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Known only if every session starts by the clock and moves the same data in every design: then a bound that one
 * design cannot beat holds for all smaller ones. With faults and chains the work depends on the run.
 */
export function latestEnd({ jobs, clock, faults }: Scenario): LatestEnd {
  if (faults.length > 0) return { kind: 'unknown', reason: 'faults strike in it' };
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const job of jobs) {
    const { name, schedule, window, enabled } = job;
    if (!enabled) continue;
    if (schedule.kind === 'after') return { kind: 'unknown', reason: `job ${name} starts when another ends` };
    const start = nextStart(job, clock.startUs, 0);
    const end = calendarEnd(schedule, clock.horizonUs);
    if (start === undefined || start >= end) continue;
    const next = nextStart(job, clock.startUs, start + 1);
    if (next !== undefined && next < end)
      return { kind: 'unknown', reason: `job ${name} runs more than once` };
    if (window === undefined) return { kind: 'unknown', reason: `job ${name} has no window` };
    first = Math.min(first, start);
    const { closesAtUs } = allowedSpan(window, clock.startUs, { chainStartUs: start, dueUs: start });
    last = Math.max(last, closesAtUs);
  }
  if (first > last) return { kind: 'unknown', reason: 'no job runs' };
  return { kind: 'known', seconds: (last - first) / SECOND_US };
}
