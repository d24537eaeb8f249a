import { DAY_US } from '../../../units/civil-time.ts';
import { reportTime, settleDateOrder } from '../../tables/report-time.ts';
import type { ProductJob } from './jobs.ts';

/** So long after its next start a job that has not started does not run. */
const STALE_US = 7 * DAY_US;

/**
 * Jobs of a flat export, which does not say who is switched off: their next start is more than a week before the latest
 * time of all jobs, which is about when the export was made.
 */
export function staleJobs(jobs: readonly ProductJob[]): Set<ProductJob> {
  const times = jobs.flatMap(({ schedule }) => [schedule.nextStart, schedule.latestRun]);
  const { order } = settleDateOrder(times, '.');
  const instants = times.flatMap((time) => reportTime(time, order) ?? []);
  const latest = instants.reduce((most, instant) => Math.max(most, instant), 0);
  return new Set(
    jobs.filter(({ schedule }) => {
      const next = reportTime(schedule.nextStart, order);
      return schedule.isEnabled === undefined && next !== undefined && latest - next > STALE_US;
    }),
  );
}
