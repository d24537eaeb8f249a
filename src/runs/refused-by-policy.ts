import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Summary } from '../metrics/summary/summary.ts';
import type { Policy } from '../policy/policy.ts';
import { SHIPPED_FILTERS } from '../policy/rules/capacity-filters.ts';

const CAUSE = 'proxy-slot';

/**
 * Waiting is charged to the name of the filter that refuses, and a user's own filter has the name of one that ships. Warns
 * where tasks waited for proxy slots and no proxy was ever full: then only a filter of the user's own can have refused them,
 * while reports say that the proxy was full.
 */
export function refusedByPolicy(
  { name, filters }: Policy,
  { waits, proxies }: Pick<Summary, 'waits' | 'proxies'>,
): Diagnostic[] {
  const hasOwn = filters.some((filter) => filter.name === CAUSE && filter !== SHIPPED_FILTERS.get(CAUSE));
  const wasFull = Object.values(proxies).some(({ slots, peakTasks }) => peakTasks >= slots);
  if (!hasOwn || waits[CAUSE] === 0 || wasFull) return [];
  return [
    {
      code: 'refused-by-policy',
      severity: 'warning',
      message: `Tasks waited for ${CAUSE} although no proxy was ever full: filter '${CAUSE}' of policy '${name}' refused them.`,
      hint: "Look at what the filter's hasRoom returns.",
      path: 'policy',
    },
  ];
}
