import type { JobRow, Model } from '../../model/model.ts';

/** Pairs of a proxy that reads and one that writes, each of which is looked at for every kind of task. */
const MOST_PAIRS = 2500;

/**
 * The jobs whose work the bound counts: none where a connection may be lost, since which modes there are is then known in the
 * run only; and none with so many proxies at both ends that it would take long to look at them.
 */
export function countedJobs({ jobs, proxies, scenario }: Model): ReadonlySet<number> {
  if (scenario.faults.some(({ kind }) => kind === 'connectivity-lost')) return new Set();
  const pairs = ({ work, target, proxies: own }: JobRow) =>
    work.reads === 'vm' && work.writes === 'vm'
      ? (own?.size ?? proxies.length) * (target!.proxies?.size ?? proxies.length)
      : 0;
  return new Set(jobs.flatMap((job, row) => (pairs(job) <= MOST_PAIRS ? [row] : [])));
}
