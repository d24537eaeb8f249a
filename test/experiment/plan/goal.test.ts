import { describe, expect, test } from 'vitest';
import { missesAllowed, nightsFor } from '../../../src/experiment/plan/goal.ts';

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

  test('with one night none may miss', () => {
    expect(missesAllowed({ confidence: 0.95, nights: 1 })).toBe(0);
  });
});
