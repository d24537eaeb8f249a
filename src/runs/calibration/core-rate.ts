import type { JobRow, Model } from '../../model/model.ts';

/**
 * Bytes per second that the slowest proxy processes for one task of a job's increment; Infinity: processing costs
 * nothing.
 */
export function coreRate({ proxies, scenario }: Model, { cpuCost }: Pick<JobRow, 'cpuCost'>): number {
  const speeds = proxies.filter(({ enabled }) => enabled).map(({ speed }) => speed);
  const slowest = speeds.length === 0 ? 1 : Math.min(...speeds);
  return (scenario.coresPerTask * slowest) / cpuCost.incremental;
}
