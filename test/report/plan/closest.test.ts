import { describe, expect, test } from 'vitest';
import { Trial } from '../../../src/experiment/plan/trial.ts';
import { trialFigures } from '../../../src/experiment/plan/trial-figures.ts';
import { verdictLines } from '../../../src/report/plan/answer.ts';
import { planData } from '../../../src/report/plan/build-plan-data.ts';
import { shownDesigns } from '../../../src/report/plan/cheaper.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';
import { planScenario } from '../../../src/runs/experiments/experiments.ts';
import { night, vm } from '../../helpers/night.ts';
import { axisOf, sourcesOf } from '../../helpers/swept.ts';

/** A disk of 200 s and two of `gigabytes` / 0.1 s: on one slot they follow each other, on two the small ones do, on three none. */
function verdictOf(gigabytes: number): string[] {
  const vms = `[${vm('a', [20])}, ${vm('b', [gigabytes])}, ${vm('c', [gigabytes])}]`;
  const text = night({ vms, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' });
  const axes = [axisOf('proxies.px1.maxConcurrentTasks=1,2,3')];
  const planned = planScenario(sourcesOf(text), { axes, window: '100s', nights: 1 });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return verdictLines(planData(planned.value, { plan: '', night: '', vary: null }));
}

describe('where no design holds', () => {
  test('a cheaper design that is late by at most a tenth more is named beside the closest', () => {
    expect(verdictOf(10.4)).toEqual([
      'NO design holds 100s.',
      'Closest: proxies.px1.maxConcurrentTasks=3',
      'Cheaper and nearly as close: proxies.px1.maxConcurrentTasks=2 (1 step instead of 2 steps; 1m 48s late instead of 1m 40s late)',
    ]);
  });

  test('one that is later than that is not', () => {
    expect(verdictOf(10.6)).toEqual(['NO design holds 100s.', 'Closest: proxies.px1.maxConcurrentTasks=3']);
  });

  test('a shortened list keeps the designs that come closer than every cheaper one, then the closest others', () => {
    // Seconds late by cost.
    expect(costsShown([900, 950, 400, 500, 100, 300, 110, 120], 1)).toEqual([4]);
    expect(costsShown([900, 950, 400, 500, 100, 300, 110, 120], 3)).toEqual([0, 2, 4]);
    expect(costsShown([900, 950, 400, 500, 100, 300, 110, 120], 5)).toEqual([0, 2, 4, 6, 7]);
    expect(costsShown([900, 950], 5)).toEqual([0, 1]);
  });
});

function costsShown(late: readonly number[], most: number): number[] {
  const designs = late.map((seconds, cost) => ({ cost, nights: nightsLate(seconds) }));
  const best = late.indexOf(Math.min(...late));
  const { shown, left } = shownDesigns({ designs, best, chosen: null } as unknown as PlanData, most);
  expect(left).toBe(late.length - shown.length);
  return shown.map(({ cost }) => cost);
}

function nightsLate(seconds: number) {
  const trial = new Trial(0, { overlays: [] }, { confidence: 1, nights: 1 });
  trial.tell(0, {
    fingerprint: '',
    figures: { 'jobs.nightly.spareSeconds': -seconds, 'vms.unprotected': 0 },
    met: { nightly: false },
    boundBy: null,
    bottlenecks: { nightly: 'proxy' },
  });
  return trialFigures(trial);
}
