import type { ThrottleRow } from '../model.ts';
import type { Machine } from './path.ts';

/**
 * How often data that visits machines in turn goes from a rule's `from` sites to its `to` sites; with a gateway
 * possibly twice.
 */
export function timesThrough(
  { fromSites, toSites }: Pick<ThrottleRow, 'fromSites' | 'toSites'>,
  machines: readonly Pick<Machine, 'site'>[],
): number {
  return machines.filter((to, i) => {
    const from = machines[i - 1]?.site ?? to.site;
    return from !== to.site && fromSites.has(from) && toSites.has(to.site);
  }).length;
}
