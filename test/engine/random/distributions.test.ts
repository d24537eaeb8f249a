import { describe, expect, test } from 'vitest';
import { type Distribution, lognormalFrom, sample } from '../../../src/engine/random/distributions.ts';
import { type Random, stream } from '../../../src/engine/random/random.ts';

/** A source of one number that counts how often it is asked. */
function fixed(u: number): Random & { asked: number } {
  return {
    asked: 0,
    next() {
      this.asked++;
      return u;
    },
    below: () => 0,
    state: () => null,
  };
}

function at(distribution: Distribution, u: number): number {
  return sample(distribution, fixed(u));
}

const LAWS: Distribution[] = [
  { kind: 'constant', value: 3 },
  { kind: 'uniform', low: -2, high: 6 },
  { kind: 'exponential', mean: 4 },
  { kind: 'lognormal', mu: 1, sigma: 0.5 },
  { kind: 'triangular', low: 1, mode: 2, high: 5 },
  { kind: 'normal', mean: 10, sd: 2 },
  { kind: 'discrete', values: [1, 5, 9], weights: [2, 1, 1] },
];

describe('quantiles known from tables', () => {
  test.each<[Distribution, number, number]>([
    [{ kind: 'constant', value: 3 }, 0.7, 3],
    [{ kind: 'uniform', low: -2, high: 6 }, 0.25, 0],
    // Median of an exponential of mean 4: 4 ln 2. 95th percentile: 4 ln 20.
    [{ kind: 'exponential', mean: 4 }, 0.5, 2.772588722239781],
    [{ kind: 'exponential', mean: 4 }, 0.95, 11.982929094215963],
    [{ kind: 'normal', mean: 100, sd: 15 }, 0.975, 129.399459768],
    [{ kind: 'normal', mean: 100, sd: 15 }, 0.025, 70.600540232],
    // e^(1 + 0.5 x 1.6448536269514722)
    [{ kind: 'lognormal', mu: 1, sigma: 0.5 }, 0.95, 6.186854588195453],
    [{ kind: 'lognormal', mu: 1, sigma: 0.5 }, 0.5, Math.E],
    // Triangle from 0 over 1 to 4: area below 1 is 1/4; (4 - x)^2 / 12 = 0.25 at the 75 % point.
    [{ kind: 'triangular', low: 0, mode: 1, high: 4 }, 0.25, 1],
    [{ kind: 'triangular', low: 0, mode: 1, high: 4 }, 0.0625, 0.5],
    [{ kind: 'triangular', low: 0, mode: 1, high: 4 }, 0.75, 2.267949192431123],
    [{ kind: 'triangular', low: 3, mode: 3, high: 3 }, 0.4, 3],
    [{ kind: 'triangular', low: 0, mode: 0, high: 1 }, 0, 0],
  ])('%j at %s is %s', (distribution, u, value) => {
    expect(at(distribution, u)).toBeCloseTo(value, 8);
  });

  test('a discrete law changes value where the weights say', () => {
    const law: Distribution = { kind: 'discrete', values: [1, 5, 9, 7], weights: [2, 1, 1, 0] };
    expect([0, 0.4999, 0.5, 0.7499, 0.75, 0.999].map((u) => at(law, u))).toEqual([1, 1, 5, 5, 9, 9]);
  });

  test('a value with weight 0 never comes, not even at the edges', () => {
    const law: Distribution = { kind: 'discrete', values: [1, 2, 3], weights: [0, 0.1, 0] };
    expect([0, 0.5, 1 - 2 ** -53].map((u) => at(law, u))).toEqual([2, 2, 2]);
    // (1 - 2^-53) x 0.6, less 0.1, 0.2 and 0.3 in doubles, is 0 and not below it.
    const rounding: Distribution = { kind: 'discrete', values: [1, 2, 3, 4], weights: [0.1, 0.2, 0.3, 0] };
    expect(at(rounding, 1 - 2 ** -53)).toBe(3);
  });

  test('limits clamp', () => {
    const normal: Distribution = { kind: 'normal', mean: 0, sd: 1, min: -1, max: 0.5 };
    expect([0.01, 0.5, 0.99].map((u) => at(normal, u))).toEqual([-1, 0, 0.5]);
    const lognormal: Distribution = { kind: 'lognormal', mu: 0, sigma: 1, min: 0.5, max: 2 };
    expect([0.01, 0.5, 0.99].map((u) => at(lognormal, u))).toEqual([0.5, 1, 2]);
  });
});

describe('every law', () => {
  test.each(LAWS)('takes exactly one number: %j', (law) => {
    const random = fixed(0.3);
    sample(law, random);
    expect(random.asked).toBe(1);
  });

  test.each(LAWS)('is finite at the ends, is not -0, and never falls as the number rises: %j', (law) => {
    const ends = [0, 2 ** -53, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1 - 2 ** -53];
    const values = ends.map((u) => at(law, u));
    for (const [i, value] of values.entries()) {
      expect(Number.isFinite(value)).toBe(true);
      expect(Object.is(value, -0)).toBe(false);
      if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1]!);
    }
  });

  // Mean and variance from the textbook.
  test.each<[Distribution, number, number]>([
    [{ kind: 'uniform', low: -2, high: 6 }, 2, 64 / 12],
    [{ kind: 'exponential', mean: 4 }, 4, 16],
    // e^(1 + 0.125), (e^0.25 - 1) e^(2 + 0.25)
    [{ kind: 'lognormal', mu: 1, sigma: 0.5 }, 3.0802168, 2.6948186],
    // (1 + 2 + 5) / 3, (1 + 4 + 25 - 2 - 5 - 10) / 18
    [{ kind: 'triangular', low: 1, mode: 2, high: 5 }, 8 / 3, 13 / 18],
    [{ kind: 'normal', mean: 10, sd: 2 }, 10, 4],
    // (2 + 5 + 9) / 4, (2 + 25 + 81) / 4 - 16
    [{ kind: 'discrete', values: [1, 5, 9], weights: [2, 1, 1] }, 4, 11],
  ])('%j has mean %s and variance %s', (law, mean, variance) => {
    const random = stream(11, 0, 'moments', law.kind);
    const count = 200_000;
    const values = Array.from({ length: count }, () => sample(law, random));
    const average = values.reduce((sum, value) => sum + value, 0) / count;
    const square = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / count;
    expect(Math.abs(average - mean)).toBeLessThan(3.3 * Math.sqrt(variance / count));
    expect(Math.abs(square / variance - 1)).toBeLessThan(0.03);
  });

  test.each<Distribution>([
    { kind: 'uniform', low: 2, high: 1 },
    { kind: 'exponential', mean: -1 },
    { kind: 'exponential', mean: Number.NaN },
    { kind: 'lognormal', mu: 0, sigma: -1 },
    { kind: 'normal', mean: 0, sd: -1 },
    { kind: 'normal', mean: 0, sd: 1, min: 2, max: 1 },
    { kind: 'triangular', low: 2, mode: 1, high: 3 },
    { kind: 'triangular', low: 0, mode: 4, high: 3 },
    { kind: 'discrete', values: [], weights: [] },
    { kind: 'discrete', values: [1], weights: [0] },
    { kind: 'discrete', values: [1, 2], weights: [1] },
    { kind: 'discrete', values: [1, 2], weights: [2, -1] },
    { kind: 'discrete', values: [1, 2], weights: [1, Number.POSITIVE_INFINITY] },
  ])('makes sense or is refused, in words that show it: %j', (law) => {
    expect(() => at(law, 0.3)).toThrow(RangeError);
    expect(() => at(law, 0.3)).toThrow(/law .*(?:\d|null)/);
  });

  test.each<Distribution>([
    { kind: 'uniform', low: 2, high: 2 },
    { kind: 'triangular', low: 2, mode: 2, high: 2 },
    { kind: 'normal', mean: 2, sd: 0 },
    { kind: 'normal', mean: 9, sd: 5, min: 2, max: 2 },
    { kind: 'lognormal', mu: Math.log(2), sigma: 0 },
    { kind: 'discrete', values: [2], weights: [7] },
  ])('may have no spread, and then always gives the same: %j', (law) => {
    for (const u of [0, 0.5, 0.999]) expect(at(law, u)).toBeCloseTo(2, 12);
  });

  test('an exponential law of mean 0 gives 0, and any law at 0 gives 0 and not -0, which would be another key', () => {
    expect(at({ kind: 'exponential', mean: 0 }, 0.5)).toBe(0);
    expect(at({ kind: 'exponential', mean: 4 }, 0)).toBe(0);
  });

  test('a triangular law by hand: half of (2 - 0)^2 of 8 lies below 2, an eighth of that below 1', () => {
    const law: Distribution = { kind: 'triangular', low: 0, mode: 2, high: 4 };
    expect([0, 0.125, 0.5, 0.875, 1].map((u) => at(law, u))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('lognormalFrom', () => {
  test('the law has the median and the 95th percentile asked for', () => {
    const law: Distribution = { kind: 'lognormal', ...lognormalFrom({ median: 40, p95: 200 }) };
    expect(at(law, 0.5)).toBeCloseTo(40, 10);
    expect(at(law, 0.95)).toBeCloseTo(200, 9);
  });

  test('no spread is allowed, and gives the median always', () => {
    const law: Distribution = { kind: 'lognormal', ...lognormalFrom({ median: 40, p95: 40 }) };
    expect([0, 0.5, 0.999].map((u) => at(law, u))).toEqual(
      [40, 40, 40].map((value) => expect.closeTo(value, 10)),
    );
  });

  test.each([
    [0, 5],
    [-1, 5],
    [5, 4],
    [Number.NaN, 1],
    [1, Number.POSITIVE_INFINITY],
  ])('median %s with p95 %s is refused', (median, p95) => {
    expect(() => lognormalFrom({ median, p95 })).toThrow(
      new RangeError(`a lognormal law needs 0 < median <= p95, got median ${median} and p95 ${p95}`),
    );
  });
});
