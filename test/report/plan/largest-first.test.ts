import { expect, test } from 'vitest';
import { marginLines } from '../../../src/report/plan/answer.ts';
import { planData } from '../../../src/report/plan/build-plan-data.ts';
import { planScenario } from '../../../src/runs/experiments/experiments.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { axisOf, sourcesOf } from '../../helpers/swept.ts';

/**
 * Disks of 100 and 100 and 200 s. On two slots the last one is alone from 100 to 300 s; with the largest first, the two others
 * follow each other beside it, and the night takes 200 s.
 */
function linesOf(vary: readonly string[], window: string, sections: Sections = {}): string[] {
  const vms = `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [20])}]`;
  const text = night({ vms, proxies: '[{ name: px1, maxConcurrentTasks: 2 }]', ...sections });
  const planned = planScenario(sourcesOf(text), { axes: vary.map(axisOf), window, nights: 1 });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return marginLines(planData(planned.value, { plan: '', night: '', vary: null }));
}

const SEARCH = 'To search with it: --set policy.order=largest-first';
const told = (lines: readonly string[]) => lines.some((line) => line === SEARCH);

test('where a night misses, a plan tells what the largest disks first bring it', () => {
  expect(linesOf([], '250s').slice(-2)).toEqual([
    'Worst night with the largest disks first: 50s to spare (night). That order costs nothing.',
    SEARCH,
  ]);
});

test('where a dearer design holds, too: the cheaper one might', () => {
  // Three slots take 200 s in any order, so there is nothing to tell of them.
  expect(told(linesOf(['proxies.px1.maxConcurrentTasks=1,2'], '350s'))).toBe(true);
  expect(told(linesOf(['proxies.px1.maxConcurrentTasks=2,3'], '250s'))).toBe(false);
});

test('not where the cheapest design holds, where that order is set, or where the plan varies the policy', () => {
  expect(told(linesOf(['proxies.px1.maxConcurrentTasks=2,3'], '350s'))).toBe(false);
  expect(told(linesOf([], '150s', { policy: '{ order: largest-first }' }))).toBe(false);
  expect(told(linesOf(['policy.order=rts,largest-first'], '150s'))).toBe(false);
});
