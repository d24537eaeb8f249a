import { describe, expect, test } from 'vitest';
import { compareFailures } from '../../../src/experiment/plan/failure-order.ts';
import { Trial } from '../../../src/experiment/plan/trial.ts';
import { trialFigures } from '../../../src/experiment/plan/trial-figures.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';

/** A night of one job with a window: seconds to spare, null where it has no end; and VMs left without protection. */
function nightOf(spareSeconds: number | null, unprotected: number): Outcome {
  const spare = spareSeconds === null ? {} : { 'jobs.nightly.spareSeconds': spareSeconds };
  return {
    fingerprint: '',
    figures: { ...spare, 'vms.unprotected': unprotected },
    met: { nightly: spareSeconds !== null && spareSeconds >= 0 },
    boundBy: null,
    bottlenecks: { nightly: 'proxy' },
  };
}

function figuresOf(spares: readonly (number | null)[], unprotected = 0) {
  const trial = new Trial(0, { overlays: [] }, { confidence: 1, nights: spares.length });
  for (const [night, spare] of spares.entries()) trial.tell(night, nightOf(spare, unprotected));
  return trialFigures(trial);
}

describe('of two designs that fail', () => {
  test.each([
    ['more nights held', figuresOf([5, -900]), figuresOf([-1, -1])],
    ['of as many, fewer VMs unprotected', figuresOf([-900]), figuresOf([-1], 1)],
    ['then fewer nights without an end', figuresOf([-900, -900]), figuresOf([-1, null])],
    ['then more time to spare on average', figuresOf([-100, -300]), figuresOf([-150, -251])],
    ['also of the nights that end', figuresOf([-100, null]), figuresOf([-101, null])],
  ])('the one comes closer that has %s', (_, closer, other) => {
    expect(compareFailures(closer, other)).toBeLessThan(0);
    expect(compareFailures(other, closer)).toBeGreaterThan(0);
    expect(compareFailures(closer, closer)).toBe(0);
  });

  test('two without any end are equal', () => {
    expect(compareFailures(figuresOf([null]), figuresOf([null, null]))).toBe(0);
  });
});

test('of nights with 100, 300 and 200 s to spare the worst and the best are reported', () => {
  const { worst, bestSpareSeconds } = figuresOf([100, 300, 200]);
  expect(worst).toEqual({ night: 0, job: 'nightly', spareSeconds: 100, bottleneck: 'proxy' });
  expect(bestSpareSeconds).toBe(300);
  expect(figuresOf([null])).toMatchObject({ worst: null, bestSpareSeconds: null, spare: null });
});
