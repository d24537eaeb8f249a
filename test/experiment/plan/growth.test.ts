import { describe, expect, test } from 'vitest';
import { grownBy, readGrowth, readYears } from '../../../src/experiment/plan/growth.ts';

describe('growth is compound', () => {
  test('15 % a year is 1.15 after 12 months and 1.15^3 after 36', () => {
    const rate = { share: 0.15, per: 'year' } as const;
    expect(grownBy(rate, 12)).toBeCloseTo(1.15, 12);
    expect(grownBy(rate, 36)).toBeCloseTo(1.15 * 1.15 * 1.15, 12);
    expect(grownBy(rate, 0)).toBe(1);
  });

  test('2 % a month is 1.02^2 after 2', () => {
    expect(grownBy({ share: 0.02, per: 'month' }, 2)).toBeCloseTo(1.02 * 1.02, 12);
  });
});

test.each([
  ['15%/y', { share: 0.15, per: 'year' }],
  ['15 %', { share: 0.15, per: 'year' }],
  ['7.5% / year', { share: 0.075, per: 'year' }],
  ['2%/month', { share: 0.02, per: 'month' }],
  [' 0.5 % / mo ', { share: 0.005, per: 'month' }],
  ['1000%/y', { share: 10, per: 'year' }],
  ['1001%/y', undefined],
  ['100%/month', { share: 1, per: 'month' }],
  ['101%/month', undefined],
  ['15', undefined],
  ['-3%', undefined],
  ['0%/y', undefined],
  ['1.2.3%', undefined],
  // Minutes, wherever else times are written.
  ['2%/m', undefined],
  ['2%/constructor', undefined],
])('the rate %j is read as %j', (text, rate) => expect(readGrowth(text)).toEqual(rate));

test.each([
  ['3', 36],
  ['1.5', 18],
  [' 0.25 ', 3],
  ['20', 240],
  ['20.5', undefined],
  ['0', undefined],
  ['1.3', undefined],
  ['-1', undefined],
  ['3y', undefined],
])('%j years are %j months', (text, months) => expect(readYears(text)).toBe(months));
