import type { WindowSpread } from '../charts/replications-chart.ts';
import type { ReportData } from '../data/report-data.ts';

/**
 * The whole run's window, and that of each job: where it has a limit the time that counts against it. `valuesOf`: of a metric path
 * the values of the replications that have it.
 */
export function windowSpreads(
  { summary, allowedSeconds }: Pick<ReportData, 'summary' | 'allowedSeconds'>,
  valuesOf: (path: string) => readonly number[],
): WindowSpread[] {
  const jobs = Object.keys(summary.jobs).map((name): WindowSpread => {
    const allowed = allowedSeconds[name];
    if (allowed === undefined)
      return { name, seconds: valuesOf(`jobs.${name}.window`), allowedSeconds: null };
    const seconds = valuesOf(`jobs.${name}.spareSeconds`).map((spare) => allowed - spare);
    return { name, seconds, allowedSeconds: allowed };
  });
  if (jobs.length === 1) return jobs;
  return [{ name: 'all jobs', seconds: valuesOf('window.seconds'), allowedSeconds: null }, ...jobs];
}
