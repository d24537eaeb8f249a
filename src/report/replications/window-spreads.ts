import type { JudgedSession } from '../../metrics/sessions/margin.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { WindowSpread } from '../charts/replications-chart.ts';
import type { ReportData } from '../data/report-data.ts';

/**
 * The window of the whole run and of each job. For a job with a limit, it is the time that counts against that limit.
 * `valuesOf`: the values of a metric path, from the replications that have it.
 */
export function windowSpreads(
  { summary, sessions }: Pick<ReportData, 'summary' | 'sessions'>,
  valuesOf: (path: string) => readonly number[],
): WindowSpread[] {
  const jobs = Object.keys(summary.jobs).map((name): WindowSpread => {
    const allowed = lengthOfWindow(sessions.filter(({ job }) => job === name));
    if (allowed === null) return { name, seconds: valuesOf(`jobs.${name}.window`), allowedSeconds: null };
    const seconds = valuesOf(`jobs.${name}.spareSeconds`).map((spare) => allowed - spare);
    return { name, seconds, allowedSeconds: allowed };
  });
  if (jobs.length === 1) return jobs;
  const all = severalNights(summary)
    ? { name: 'longest night', seconds: valuesOf('nights.longestSeconds') }
    : { name: 'all jobs', seconds: valuesOf('window.seconds') };
  return [{ ...all, allowedSeconds: null }, ...jobs];
}

/** The limit of each of a job's sessions, seconds; null: no limit, or sessions with different limits. */
function lengthOfWindow(sessions: readonly JudgedSession[]): number | null {
  const lengths = sessions.map(({ startSeconds, closesSeconds }) =>
    closesSeconds === null ? null : Math.round((closesSeconds - startSeconds) * SECOND_US),
  );
  const [length = null, ...others] = new Set(lengths);
  return length === null || others.length > 0 ? null : length / SECOND_US;
}
