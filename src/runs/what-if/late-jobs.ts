import type { RunResult } from '../../metrics/run-result.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** The jobs with a session that missed its window, or of which a window stopped work that was not done. */
export function lateJobs({ jobs }: Scenario, { sessions }: Pick<RunResult, 'sessions'>): readonly Job[] {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const late = new Set<string>();
  for (const { job, endSeconds, closesSeconds, failedVms } of sessions) {
    if (closesSeconds === null) continue;
    const isStopped = failedVms > 0 && byName.get(job)?.window?.onClose === 'stop';
    if (endSeconds === null || endSeconds > closesSeconds || isStopped) late.add(job);
  }
  return jobs.filter(({ name }) => late.has(name));
}

/**
 * Backups and replications, which can run at any time. A copy, a restore or a scan needs what others made; people start
 * the rest.
 */
export function protectsProduction({ type }: Job): boolean {
  return type === 'backup' || type === 'replication';
}
