import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { headOfChain, nextStart } from '../../model/jobs/job-calendar.ts';
import type { Model } from '../../model/model.ts';
import type { Job } from '../../scenario/job.ts';
import { DAY_US } from '../../units/civil-time.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import { warning } from './finding.ts';

/** After this time the starts of a schedule repeat, unless its period is longer. */
const WEEK_US = 7 * DAY_US;

/** Objectives that no run of several nights can keep: the job starts less often than its restore points may age. */
export function shortObjectives({ scenario }: Pick<Model, 'scenario'>): Diagnostic[] {
  return scenario.jobs.flatMap((job) => {
    const { name, rpoUs, enabled, origin } = job;
    if (rpoUs === undefined || !enabled) return [];
    const intervalUs = longestInterval(headOfChain(scenario.jobs, job), scenario.clock.startUs, rpoUs);
    if (intervalUs <= rpoUs) return [];
    const [rpo, interval] = [rpoUs, intervalUs].map(formatDuration);
    return [
      warning(
        'rpo-shorter-than-interval',
        `Job '${name}' has an rpo of ${rpo}, but up to ${interval} pass between two of its starts.`,
        `Start it more often, or write an 'rpo' of at least ${interval}.`,
        origin,
      ),
    ];
  });
}

/** The longest time between two starts of a job, microseconds; 0: it starts once. What is at most `enoughUs` need not be exact. */
function longestInterval(job: Job, clockStartUs: number, enoughUs: number): number {
  const { schedule, window } = job;
  // Nothing but these holds starts back. A schedule of a start per minute has thousands in a week.
  const isEven = schedule.kind === 'every' && schedule.within === undefined && window === undefined;
  if (isEven && schedule.everyUs <= enoughUs) return schedule.everyUs;
  const first = nextStart(job, clockStartUs, 0);
  if (first === undefined) return 0;
  const spanUs = schedule.kind === 'at' ? Number.POSITIVE_INFINITY : WEEK_US;
  let longest = 0;
  let last = first;
  for (;;) {
    const next = nextStart(job, clockStartUs, last + 1);
    if (next === undefined) return longest;
    longest = Math.max(longest, next - last);
    if (next - first >= spanUs) return longest;
    last = next;
  }
}
