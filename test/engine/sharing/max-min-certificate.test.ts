import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certify } from '../../../src/engine/sharing/max-min-certificate.ts';
import { anyCase, type Case, columns, obviousRates } from '../max-min-cases.ts';

/** Two links of 10 and 4; A on the first, B on both, C on the second. Right: 8, 2, 2. */
const TEXTBOOK: Case = {
  capacities: [10, 4],
  flows: [
    { path: [[0, 1]] },
    {
      path: [
        [0, 1],
        [1, 1],
      ],
    },
    { path: [[1, 1]] },
  ],
};

function judge(given: Case, rates: readonly number[]): string[] {
  const problem = columns(given);
  problem.rate.set(rates);
  return certify(problem);
}

describe('certify', () => {
  test('right rates pass', () => {
    expect(judge(TEXTBOOK, [8, 2, 2])).toEqual([]);
  });

  test.each([
    [[8.001, 2, 2], /resource 0 gives 10.001 of 10/],
    [[7.9, 2, 2], /flow 0 could grow/],
    // Feasible and full, but not fair: B has less than C on the only full resource it crosses first.
    [[9, 1, 3], /flow 1 could grow/],
    [[5, 2, 2], /flow 0 could grow/],
    [[8, -2, 2], /flow 1 has rate -2/],
    [[8, Number.NaN, 2], /flow 1 has rate NaN/],
  ])('rates %j are refused', (rates, why) => {
    expect(judge(TEXTBOOK, rates).join('; ')).toMatch(why);
  });

  test('a rate above the cap is refused, one at the cap needs no bottleneck', () => {
    const given: Case = { capacities: [10], flows: [{ path: [[0, 1]], cap: 3 }] };
    expect(judge(given, [3])).toEqual([]);
    expect(judge(given, [3.1]).join()).toMatch(/above its cap 3/);
    expect(judge(given, [2.9]).join()).toMatch(/could grow/);
  });

  test('weights count: equal rates of unequal weights are refused', () => {
    const given: Case = { capacities: [6], flows: [{ path: [[0, 1]], weight: 2 }, { path: [[0, 1]] }] };
    expect(judge(given, [4, 2])).toEqual([]);
    expect(judge(given, [3, 3]).join()).toMatch(/flow 0 could grow/);
  });

  test('right rates pass, and fail as soon as one of them is a thousandth off', () =>
    fc.assert(
      fc.property(anyCase, fc.nat(), fc.boolean(), (given, pick, up) => {
        const rates = obviousRates(given);
        expect(judge(given, rates)).toEqual([]);
        const row = pick % Math.max(1, rates.length);
        if (!(rates[row]! > 0)) return;
        rates[row] = rates[row]! * (up ? 1.001 : 0.999);
        expect(judge(given, rates)).not.toEqual([]);
      }),
      { seed: 5, numRuns: 1000 },
    ));
});
