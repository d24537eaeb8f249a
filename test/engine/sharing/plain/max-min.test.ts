import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certify } from '../../../../src/engine/sharing/max-min-certificate.ts';
import { ProgressiveFilling } from '../../../../src/engine/sharing/plain/max-min.ts';
import { anyCase, type Case, columns, obviousRates } from '../../max-min-cases.ts';

function rates(given: Case): number[] {
  const problem = columns(given);
  new ProgressiveFilling().solve(problem);
  expect(certify(problem)).toEqual([]);
  return [...problem.rate];
}

describe('max-min by hand', () => {
  test('a flow alone on a resource gets all of it', () => {
    expect(rates({ capacities: [7], flows: [{ path: [[0, 1]] }] })).toEqual([7]);
  });

  test('equal flows share equally', () => {
    expect(rates({ capacities: [12], flows: [1, 2, 3].map(() => ({ path: [[0, 1]] as const })) })).toEqual([
      4, 4, 4,
    ]);
  });

  test('the textbook bottleneck: links 10 and 4, the flow over both gets as much as the one on the narrow link', () => {
    // Link 4 is full first: 4 / 2 flows = 2 each for B and C. Link 10 has 10 - 2 left for A.
    const given: Case = {
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
    expect(rates(given)).toEqual([8, 2, 2]);
  });

  test('between equals, weights divide', () => {
    // level = 12 / (1 + 2 + 3) = 2
    const flows = [1, 2, 3].map((weight) => ({ path: [[0, 1]] as const, weight }));
    expect(rates({ capacities: [12], flows })).toEqual([2, 4, 6]);
  });

  test('what a capped flow leaves goes to the others', () => {
    // Without the cap 4 each. Capped at 1, it leaves 11 for two.
    const given: Case = {
      capacities: [12],
      flows: [{ path: [[0, 1]], cap: 1 }, { path: [[0, 1]] }, { path: [[0, 1]] }],
    };
    expect(rates(given)).toEqual([1, 5.5, 5.5]);
  });

  test('a cap is met by its weight: a heavy flow meets the same cap at a lower level', () => {
    // Both capped at 3. Level 1: the flow of weight 3 is at 3, the other at 1. 8 - 3 = 5 are left: it reaches its cap.
    const given: Case = {
      capacities: [8],
      flows: [
        { path: [[0, 1]], cap: 3, weight: 3 },
        { path: [[0, 1]], cap: 3 },
      ],
    };
    expect(rates(given)).toEqual([3, 3]);
  });

  test('a flow that needs more per unit is as fast, and leaves less', () => {
    // Rates are equal, not shares: 3 x + 1 x = 12, x = 3.
    expect(rates({ capacities: [12], flows: [{ path: [[0, 3]] }, { path: [[0, 1]] }] })).toEqual([3, 3]);
  });

  test('coefficients and weights together', () => {
    // x1 = 2 L, x2 = L, use 0.5 * 2 L + 4 * L = 5 L = 10, L = 2.
    const given: Case = {
      capacities: [10],
      flows: [{ path: [[0, 0.5]], weight: 2 }, { path: [[0, 4]] }],
    };
    expect(rates(given)).toEqual([4, 2]);
  });

  test('a resource without capacity stops those who cross it, and only those', () => {
    const given: Case = {
      capacities: [0, 10],
      flows: [
        {
          path: [
            [0, 1],
            [1, 1],
          ],
        },
        { path: [[1, 1]] },
      ],
    };
    expect(rates(given)).toEqual([0, 10]);
  });

  test('a flow that crosses nothing runs at its cap', () => {
    expect(rates({ capacities: [1], flows: [{ path: [], cap: 5 }] })).toEqual([5]);
  });

  test('a chain of bottlenecks is found in order', () => {
    // Capacities 2, 5, 20. A on 0; B on 0 and 1; C on 1 and 2; D on 2.
    // Resource 0: 2 / 2 = 1 for A and B. Resource 1: 5 - 1 = 4 for C. Resource 2: 20 - 4 = 16 for D.
    const given: Case = {
      capacities: [2, 5, 20],
      flows: [
        { path: [[0, 1]] },
        {
          path: [
            [0, 1],
            [1, 1],
          ],
        },
        {
          path: [
            [1, 1],
            [2, 1],
          ],
        },
        { path: [[2, 1]] },
      ],
    };
    expect(rates(given)).toEqual([1, 1, 4, 16]);
  });

  test('resources that are full at the same level freeze together', () => {
    const given: Case = {
      capacities: [3, 3, 3],
      flows: [
        {
          path: [
            [0, 1],
            [1, 1],
          ],
        },
        {
          path: [
            [1, 1],
            [2, 1],
          ],
        },
        {
          path: [
            [2, 1],
            [0, 1],
          ],
        },
      ],
    };
    expect(rates(given)).toEqual([1.5, 1.5, 1.5]);
  });

  test('a light flow keeps its fair share behind a very heavy one that is capped', () => {
    // The heavy flow (weight 1e12) is frozen at 1; the other has 2 - 1 to itself. The sum of weights has lost
    // all digits of the light one by then, unless it is added up again.
    const given: Case = {
      capacities: [2],
      flows: [
        { path: [[0, 1]], weight: 1e12, cap: 1 },
        { path: [[0, 1]], weight: 1e-6 },
      ],
    };
    expect(rates(given)).toEqual([1, 1]);
  });
});

test('what is left to a very light flow is never negative, though sums of tenths are not exact', () => {
  // Three flows are frozen by a link of their own and together fill a fourth link, but for the last bit of
  // the sum, which depends on the order of adding. A flow of next to no weight gets what is left: 0, or that bit.
  for (let i = 1; i <= 12; i++) {
    for (let j = i + 1; j <= 13; j++) {
      for (let k = j + 1; k <= 14; k++) {
        const own = [i / 10, j / 10, k / 10];
        const shared = own[0]! + (own[1]! + own[2]!);
        const pairs = own.map((_, link) => [[link, 1] as const, [3, 1] as const]);
        const flows = [...pairs.map((path) => ({ path })), { path: [[3, 1] as const], weight: 1e-30 }];
        rates({ capacities: [...own, shared], flows });
      }
    }
  }
});

describe('max-min in general', () => {
  test('rates are those of the slow obvious solver, and the certificate agrees', () =>
    fc.assert(
      fc.property(anyCase, (given) => {
        const problem = columns(given);
        new ProgressiveFilling().solve(problem);
        expect(certify(problem)).toEqual([]);
        obviousRates(given).forEach((rate, row) => {
          // A flow of next to no weight beside others has what rounding of the capacity leaves.
          const roundings = given.flows[row]!.path.map(([resource, coefficient]) =>
            coefficient > 0 ? (4 * Number.EPSILON * given.capacities[resource]!) / coefficient : 0,
          );
          expect(Math.abs(problem.rate[row]! - rate)).toBeLessThanOrEqual(
            Math.max(1e-9 * rate, ...roundings),
          );
        });
      }),
      { seed: 1, numRuns: 2000 },
    ));

  test('the use reported is the sum of coefficient x rate, and never past the capacity by more than 1e-9', () =>
    fc.assert(
      fc.property(anyCase, (given) => {
        const problem = columns(given);
        new ProgressiveFilling().solve(problem);
        given.capacities.forEach((capacity, resource) => {
          let use = 0;
          given.flows.forEach((flow, row) => {
            for (const [crossed, coefficient] of flow.path) {
              if (crossed === resource) use += coefficient * problem.rate[row]!;
            }
          });
          expect(problem.used[resource]).toBeCloseTo(use, 6);
          expect(use).toBeLessThanOrEqual(capacity * (1 + 1e-9));
        });
      }),
      { seed: 2, numRuns: 500 },
    ));

  test('a solver used many times gives what a new one gives, to the last bit', () =>
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 2, maxLength: 6 }), (cases) => {
        const used = new ProgressiveFilling();
        for (const given of cases) {
          const again = columns(given);
          const fresh = columns(given);
          used.solve(again);
          new ProgressiveFilling().solve(fresh);
          expect([...again.rate]).toEqual([...fresh.rate]);
          expect([...again.used]).toEqual([...fresh.used]);
        }
      }),
      { seed: 3, numRuns: 200 },
    ));

  test('capacities and caps twice as large give rates twice as large, to the last bit', () =>
    fc.assert(
      fc.property(anyCase, (given) => {
        const twice: Case = {
          capacities: given.capacities.map((capacity) => capacity * 2),
          flows: given.flows.map((flow) => (flow.cap === undefined ? flow : { ...flow, cap: flow.cap * 2 })),
        };
        expect(rates(twice)).toEqual(rates(given).map((rate) => rate * 2));
      }),
      { seed: 4, numRuns: 300 },
    ));

  test('many flows over many resources are shared exactly', () => {
    // 10,000 flows of awkward weights: sums of weights and of use go through thousands of subtractions.
    let x = 1;
    const next = (): number => {
      x = (x * 48271) % 2147483647;
      return x / 2147483647;
    };
    const capacities = Array.from({ length: 100 }, () => 1 + 1000 * next());
    const flows = Array.from({ length: 10_000 }, () => ({
      path: [0, 1, 2].map((stage) => [stage * 33 + Math.floor(33 * next()), 0.1 + next()] as const),
      weight: 0.01 + 10 * next() * next(),
      cap: 0.01 + 5 * next(),
    }));
    const problem = columns({ capacities, flows });
    new ProgressiveFilling().solve(problem);
    expect(certify(problem)).toEqual([]);
  });
});
