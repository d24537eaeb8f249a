import { describe, expect, test } from 'vitest';
import { andMore, firstOf, moreLine } from '../../src/units/cut-list.ts';

describe('a shortened list', () => {
  test('ends with how many more there are, and a tail if given', () => {
    expect(andMore(3)).toBe('and 3 more');
    expect(andMore(3, { tail: ', less busy' })).toBe('and 3 more, less busy');
  });

  test('counts the omitted items with their noun', () => {
    expect(andMore(4, { noun: 'cheaper design' })).toBe('and 4 cheaper designs');
    expect(andMore(1, { noun: 'more job' })).toBe('and 1 more job');
    expect(andMore(2, { noun: 'more job', tail: ' in sweep.csv' })).toBe('and 2 more jobs in sweep.csv');
  });

  test('has a last line only if something is left out', () => {
    expect(moreLine(2)).toEqual(['  and 2 more']);
    expect(moreLine(2, { indent: '', tail: ' in plan.json' })).toEqual(['and 2 more in plan.json']);
    expect(moreLine(0)).toEqual([]);
    // Fewer than are shown: a list of three of which eight would be shown leaves out -5.
    expect(moreLine(-5)).toEqual([]);
  });

  test('names the first items in a sentence, or all if they are few', () => {
    expect(firstOf(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
    expect(firstOf(['a', 'b'], 2)).toBe('a, b');
    expect(firstOf([], 2)).toBe('');
    expect(firstOf([7, 8, 9], 1, (number) => `#${number}`)).toBe('#7 and 2 more');
  });
});
