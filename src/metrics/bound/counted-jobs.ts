import type { JobRow, Model } from '../../model/model.ts';

/** Most pairs of a reading and a writing proxy that are examined for each kind of task. */
const MOST_PAIRS = 2500;

/**
 * The jobs whose work the bound counts. None where a fault may cut connections, because the available modes are then known
 * only during the run. Jobs with too many pairs of proxies are left out to save time.
 */
export function countedJobs({ jobs, proxies, scenario }: Model): ReadonlySet<number> {
  if (scenario.faults.some(({ kind }) => kind === 'connectivity-lost')) return new Set();
  const pairs = ({ work, target, proxies: own }: JobRow) =>
    work.reads === 'vm' && work.writes === 'vm'
      ? (own?.size ?? proxies.length) * (target!.proxies?.size ?? proxies.length)
      : 0;
  return new Set(jobs.flatMap((job, row) => (pairs(job) <= MOST_PAIRS ? [row] : [])));
}
