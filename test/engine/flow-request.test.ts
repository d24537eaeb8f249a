import { expect, test } from 'vitest';
import { checkedCapacity, checkRequest, type FlowRequest } from '../../src/engine/sharing/flows.ts';

const GOOD: FlowRequest = {
  amount: 5,
  weight: 2,
  cap: 3,
  resources: [0, 1],
  coefficients: [1, 0.5],
  tag: 0,
};

/** Checks a request against two resources, 0 and 1. */
function refusal(changes: Partial<FlowRequest>): string | undefined {
  const check = (resource: number) => {
    if (resource > 1) throw new RangeError(`there is no resource ${resource}`);
  };
  try {
    checkRequest({ ...GOOD, ...changes }, { check });
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

test.each<Partial<FlowRequest>>([
  {},
  { amount: 0 },
  { cap: 0 },
  { cap: NEVER },
  { coefficients: [0, 0] },
  { resources: [], coefficients: [] },
  { length: 0 },
  { resources: [0, 7], coefficients: [1, -0.5], length: 1 },
  { weight: 1e-300 },
])('%j is a flow', (changes) => {
  expect(refusal(changes)).toBeUndefined();
});

test('without a weight and a cap it is a flow', () => {
  const { amount, resources, coefficients, tag } = GOOD;
  expect(() => checkRequest({ amount, resources, coefficients, tag }, { check() {} })).not.toThrow();
});

test.each<[changes: Partial<FlowRequest>, words: string]>([
  [{ amount: -1 }, 'a flow cannot move -1 units'],
  [{ amount: NEVER }, 'a flow cannot move Infinity units'],
  [{ amount: Number.NaN }, 'a flow cannot move NaN units'],
  [{ weight: 0 }, 'a flow cannot have weight 0'],
  [{ weight: -2 }, 'a flow cannot have weight -2'],
  [{ weight: NEVER }, 'a flow cannot have weight Infinity'],
  [{ cap: -1 }, 'a flow cannot have a cap of -1 units per second'],
  [{ cap: Number.NaN }, 'a flow cannot have a cap of NaN units per second'],
  [{ coefficients: [1] }, '2 resources do not match 1 coefficients'],
  [{ coefficients: [1, 2, 3] }, '2 resources do not match 3 coefficients'],
  [{ resources: [0, 7] }, 'there is no resource 7'],
  [{ length: 3 }, 'of 2 resources 3 cannot count'],
  [{ length: -1 }, 'of 2 resources -1 cannot count'],
  [{ length: Number.NaN }, 'of 2 resources NaN cannot count'],
  [{ coefficients: [1, -0.5] }, 'a flow cannot consume -0.5 units per unit moved'],
  [{ coefficients: [NEVER, 1] }, 'a flow cannot consume Infinity units per unit moved'],
  [{ coefficients: [1, Number.NaN] }, 'a flow cannot consume NaN units per unit moved'],
])('%j is none: %s', (changes, words) => {
  expect(refusal(changes)).toBe(words);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a capacity of %s is refused', (capacity) => {
  expect(() => checkedCapacity(capacity)).toThrow(
    new RangeError(`a capacity is a finite number of units per second, 0 or more, got ${capacity}`),
  );
});

test.each([0, 1e-300, 1e300])('a capacity of %s is one', (capacity) => {
  expect(checkedCapacity(capacity)).toBe(capacity);
});
