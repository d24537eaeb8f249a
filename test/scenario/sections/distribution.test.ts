import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../../src/scenario/sections/distribution.ts';
import { findingsOn } from '../decode/findings-on.ts';

/** What is said of a distribution of sizes of disks; `fine`: nothing. */
function said(distribution: string): string {
  const [first] = findingsOn(
    'disks: [{ size: 1 GB, datastore: ds1 }]',
    `disks: { count: 2, size: { ${distribution} }, datastores: [ds1] }`,
  );
  return first === undefined ? 'fine' : `${first.code}: ${first.message}`;
}

describe('a distribution whose values contradict each other is refused, and one whose values are equal is not', () => {
  const LOGNORMAL = 'median: 10 GB, p95: 20 GB';

  test.each([
    ['uniform: [2 GB, 1 GB]', 'The first value must not be larger than the second.'],
    ['triangular: [2 GB, 1 GB, 3 GB]', 'The values must go from small to large.'],
    ['triangular: [1 GB, 3 GB, 2 GB]', 'The values must go from small to large.'],
    ['lognormal: { median: 0 GB, p95: 1 GB }', 'The median must be more than 0.'],
    ['lognormal: { median: 10 GB, p95: 9 GB }', "'p95' must not be smaller than 'median'."],
    [`lognormal: { ${LOGNORMAL}, min: 6 GB, max: 5 GB }`, "'min' must not be larger than 'max'."],
    [
      'discrete: { values: [1 GB, 2 GB], weights: [1] }',
      'There must be a weight for each value: 2 values, but 1 weight.',
    ],
    ['discrete: { values: [1 GB, 2 GB], weights: [0, 0] }', 'At least one weight must be more than 0.'],
  ])('%s: %s', (distribution, message) => expect(said(distribution)).toBe(`out-of-range: ${message}`));

  test.each([
    'uniform: [1 GB, 1 GB]',
    'triangular: [1 GB, 1 GB, 1 GB]',
    'lognormal: { median: 10 GB, p95: 10 GB }',
    `lognormal: { ${LOGNORMAL}, min: 5 GB, max: 5 GB }`,
    // A limit alone has no other to agree with.
    `lognormal: { ${LOGNORMAL}, min: 30 GB }`,
    `lognormal: { ${LOGNORMAL}, max: 5 GB }`,
    'discrete: { values: [1 GB, 2 GB], weights: [0, 1] }',
  ])('%s', (distribution) => expect(said(distribution)).toBe('fine'));
});

test('the limits of a distribution are the least and the most that it can give', () => {
  const most = Number.POSITIVE_INFINITY;
  const weights = [1, 0, 2];
  expect(limitsOf({ kind: 'constant', value: 3 })).toEqual({ least: 3, most: 3 });
  expect(limitsOf({ kind: 'uniform', low: 1, high: 4 })).toEqual({ least: 1, most: 4 });
  expect(limitsOf({ kind: 'triangular', low: 1, mode: 2, high: 4 })).toEqual({ least: 1, most: 4 });
  expect(limitsOf({ kind: 'exponential', mean: 2 })).toEqual({ least: 0, most });
  expect(limitsOf({ kind: 'lognormal', median: 2, p95: 4 })).toEqual({ least: 0, most });
  expect(limitsOf({ kind: 'lognormal', median: 2, p95: 4, min: 1, max: 9 })).toEqual({ least: 1, most: 9 });
  // A value without weight is never given.
  expect(limitsOf({ kind: 'discrete', values: [5, 9, 2], weights })).toEqual({ least: 2, most: 5 });
});
