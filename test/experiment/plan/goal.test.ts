import { describe, expect, test } from 'vitest';
import { missesAllowed, nightsFor } from '../../../src/experiment/plan/goal.ts';
import { grownBy, readGrowth } from '../../../src/experiment/plan/growth.ts';

describe('the goal of a plan', () => {
  test.each([
    [0.5, 2, 1],
    [0.9, 10, 1],
    [0.95, 20, 1],
    [0.99, 100, 1],
    [1, 20, 0],
  ])('a confidence of %d takes %i nights, of which %i may miss', (confidence, nights, misses) => {
    expect(nightsFor(confidence)).toBe(nights);
    expect(missesAllowed({ confidence, nights })).toBe(misses);
  });

  test('of one night none may miss', () => {
    expect(missesAllowed({ confidence: 0.95, nights: 1 })).toBe(0);
  });
});

describe('growth', () => {
  test('is compound: 15 % a year is 1.15 after one and 1.15^3 after three', () => {
    expect(grownBy(0.15, 12)).toBeCloseTo(1.15, 12);
    expect(grownBy(0.15, 36)).toBeCloseTo(1.15 * 1.15 * 1.15, 12);
    expect(grownBy(0.15, 0)).toBe(1);
  });

  test.each([
    ['15%/y', 0.15],
    ['15 %', 0.15],
    ['7.5% / year', 0.075],
    ['15', undefined],
    ['-3%', undefined],
    ['0%/y', undefined],
  ])('%s is %d', (text, share) => expect(readGrowth(text)).toBe(share));
});
