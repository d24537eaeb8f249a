import type { Summary } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Doubling, NO_FIGURE } from './doubling.ts';

/**
 * The run in which nothing fails, which shows what the faults cost. Undefined where none could have cost anything. It is no
 * advice: faults cannot be chosen. Proxies that are added during the run are no faults, and stay.
 */
export function withoutFaults({ faults }: Scenario, summary: Summary): Doubling | undefined {
  const added = faults.filter(({ kind }) => kind === 'proxy-added');
  const mayFail = faults.some(({ kind }) => kind === 'task-fails');
  if (added.length === faults.length || (summary.faults.length === 0 && !mayFail)) return undefined;
  return {
    ...NO_FIGURE,
    what: 'faults',
    set: added.length === 0 ? ['faults=[]'] : [],
    apply: (before) => ({ ...before, faults: added }),
  };
}
