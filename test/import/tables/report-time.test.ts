import { describe, expect, test } from 'vitest';
import { isUtc, reportTime, settleDateOrder } from '../../../src/import/tables/report-time.ts';

/** Microseconds of `seconds` since 1970. */
const us = (seconds: number) => seconds * 1_000_000;
/** 2024-01-05T00:00, 19,727 days after 1970-01-01. */
const JANUARY_5 = 19_727 * 86_400;

describe('a time of a report', () => {
  test.each([
    ['2024-01-05', JANUARY_5],
    ['2024-01-05T22:59:59', JANUARY_5 + 22 * 3600 + 59 * 60 + 59],
    ['2024-01-05 22:05', JANUARY_5 + 22 * 3600 + 300],
    ['1/5/2024 12:05 AM', JANUARY_5 + 300],
    ['1/5/2024 12:05 PM', JANUARY_5 + 12 * 3600 + 300],
    ['1/5/2024 1:05 p.m.', JANUARY_5 + 13 * 3600 + 300],
    // Five days less than January 5, and 360 days after January 5 of a leap year.
    ['2023-12-31', JANUARY_5 - 5 * 86_400],
    ['2024-12-30', JANUARY_5 + 360 * 86_400],
    ['2024-02-29', JANUARY_5 + 55 * 86_400],
    [`/Date(${JANUARY_5}000)/`, JANUARY_5],
    [`/Date(${JANUARY_5}000+0100)/`, JANUARY_5],
    [`/Date(${JANUARY_5}000-0530)/`, JANUARY_5],
    // 1980-01-01 is 3,652 days after 1970-01-01.
    ['1980-01-01', 3652 * 86_400],
    ['/Date(315532800000)/', 3652 * 86_400],
    ['/Date(9999999999999)/', 9_999_999_999.999],
  ])('%s is so many seconds after 1970: %s', (text, seconds) => {
    expect(reportTime(text, 'month-first')).toBe(Math.round(us(seconds)));
  });

  test.each([
    ...['1979-12-31', '/Date(315532799999)/', '/Date(10000000000000)/'],
    ...['2024-13-01', '2024-00-05', '2024-01-32', '2024-01-00', '2023-02-29', '2024-04-31'],
    ...['2024-01-05T24:00', '2024-01-05T22:60', '2024-01-05T22:05:60'],
    ...['1/5/2024 0:05 AM', '1/5/2024 13:05 PM'],
    ...['x/Date(1704412800000)/', '/Date(1704412800000)/x', '/Date(1704412800000+01)/', 'soon', ''],
  ])('%s is none', (text) => {
    expect(reportTime(text, 'month-first')).toBeUndefined();
  });
});

describe('which number of a date is the month', () => {
  test.each([
    [['1/12/2024'], 'month-first', 'guessed'],
    [['12/1/2024'], 'month-first', 'guessed'],
    [['12/12/2024', '1/13/2024'], 'month-first', 'certain'],
    [['12/12/2024', '13/1/2024'], 'day-first', 'certain'],
    [['1/13/2024', '13/1/2024'], 'month-first', 'contradictory'],
    [['1.12.2024'], 'day-first', 'certain'],
    [['1/12/2024 1:00 PM'], 'month-first', 'certain'],
    [['2024-01-12', 'soon'], 'month-first', 'certain'],
  ])('of %j: %s, which is %s', (cells, order, certainty) => {
    expect(settleDateOrder(cells, '.')).toEqual({ order, certainty });
  });

  test('is the second in a country of decimal commas, where nothing tells', () => {
    expect(settleDateOrder(['1/12/2024'], ',')).toEqual({ order: 'day-first', certainty: 'guessed' });
    expect(reportTime('5/1/2024', 'day-first')).toBe(us(JANUARY_5));
  });
});

test.each([
  ['2024-01-05T22:00:00Z', true],
  [' 2024-01-05T22:00:00z ', true],
  [' /Date(1704412800000)/ ', true],
  ['2024-01-05T22:00:00Zulu', false],
  ['2024-01-05T22:00:00', false],
  ['Z', false],
  [1_704_412_800, false],
])('that %j is told in UTC: %s', (cell, utc) => {
  expect(isUtc(cell)).toBe(utc);
});
