import { describe, expect, test } from 'vitest';
import { isUtc, reportTime, settleDateOrder } from '../../../src/import/tables/report-time.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import { civilFromDays, DAY_US, timeOfDayOf } from '../../../src/units/civil-time.ts';

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
    ['1/5/24 22:05', JANUARY_5 + 22 * 3600 + 300],
    ['05.01.24 22:05', JANUARY_5 + 22 * 3600 + 300],
    ['01-05-24', JANUARY_5],
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
    ...['1/5/2024 0:05 AM', '1/5/2024 13:05 PM', '1/5/4', '1/5/024', '32.01.24'],
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
    [['1.12.2024'], 'month-first', 'certain'],
    [['13/1/24', '1/12/24'], 'day-first', 'certain'],
    [['1/12/2024 1:00 PM'], 'month-first', 'guessed'],
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
  ['2024-01-05T22:00:00+00:00', false],
  ['Z', false],
  [1_704_412_800, false],
])('that %j is told in UTC: %s', (cell, utc) => {
  expect(isUtc(cell)).toBe(utc);
});

/** `2024-06-13 22:00:13.5` of an instant, to tell it apart at a glance. */
function civil(us: number | undefined): string {
  if (us === undefined) return 'none';
  const { year, month, day } = civilFromDays(Math.floor(us / DAY_US));
  return `${year}-${month}-${day} ${timeOfDayOf(us) / 3_600_000_000}h`;
}

test.each([
  ['2024-03-01T22:30:00.0000000', '2024-3-1 22.5h'],
  ['2024-03-01 06:30', '2024-3-1 6.5h'],
  ['2024-03-01', '2024-3-1 0h'],
  ['2024/03/01 06:30:00', '2024-3-1 6.5h'],
  ['2024-03-01T22:30:00+02:00', '2024-3-1 22.5h'],
  ['3/1/2024 12:30:00 AM', '2024-3-1 0.5h'],
  ['3/1/2024 12:30 PM', '2024-3-1 12.5h'],
  ['3/1/2024, 1:30:00 p.m.', '2024-3-1 13.5h'],
  ['2/30/2024 10:00:00', 'none'],
  ['1/1/1900 12:00:00 AM', 'none'],
  ['0001-01-01T00:00:00', 'none'],
  ['3/1/2024 25:00', 'none'],
  ['3/1/2024 13:00 PM', 'none'],
  ['soon', 'none'],
  ['', 'none'],
  [45_352.5, '2024-3-1 12h'],
  [new Date('2024-03-01T12:00:00Z'), '2024-3-1 12h'],
  ['/Date(1709296200000)/', '2024-3-1 12.5h'],
  ['/Date(0)/', 'none'],
  ['/Date(99999999999999)/', 'none'],
] satisfies [Cell, string][])('the time %s is %s where the month stands first', (cell, expected) => {
  expect(civil(reportTime(cell, 'month-first'))).toBe(expected);
});

test.each([
  // Two days of June, or days of July and August.
  [['6/7/2024 1:00', '6/8/2024 1:00'], ',', 'month-first', 'guessed'],
  [['6/7/2024 1:00 PM', '7/7/2024 1:00 PM'], '.', 'day-first', 'guessed'],
  // Australia writes PM behind a day that stands first.
  [['6/7/2024 1:00 PM', '13/7/2024 1:00 PM'], '.', 'day-first', 'certain'],
  [['6/7/2024 1:00 AM'], ',', 'day-first', 'guessed'],
] as const)('%j with the decimal mark %s is read %s: %s', (cells, decimal, order, certainty) => {
  expect(settleDateOrder(cells, decimal)).toEqual({ order, certainty });
});

test('the same numbers are another day where the day stands first', () => {
  expect(civil(reportTime('6/7/2024 01:00', 'month-first'))).toBe('2024-6-7 1h');
  expect(civil(reportTime('6/7/2024 01:00', 'day-first'))).toBe('2024-7-6 1h');
});

test.each([
  // As Windows writes the day and the time of many countries.
  ['05.01.2026 22:00:00', 'day.month.year, everywhere'],
  ['2026-01-05 22:00:00', 'Sweden'],
  ['2026/1/5 22:00:00', 'Japan'],
  ['5. 1. 2026 22:00:00', 'Slovakia'],
  ['2026. 01. 05. 22:00:00', 'Hungary'],
  ['5.1.2026 г. 22:00:00', 'Bulgaria'],
  ['5.1.2026 22.00.00', 'Finland'],
  ['2026-01-05 오후 10:00:00', 'Korea'],
  ['2026/1/5 下午 10:00:00', 'Taiwan'],
  // And as people and scripts do.
  ['5 Jan 2026 22:00', 'English'],
  ['Jan 5, 2026 10:00 PM', 'English'],
  ['Monday, January 5, 2026 10:00:00 PM', 'the long form of PowerShell'],
  ['Monday, 5 January 2026 22:00:00', 'the same in Britain'],
  ['05-Jan-26 22:00', 'Excel'],
  ['2026-Jan-05 22:00', 'English'],
  ['January 5th, 2026, 10:00 PM', 'English'],
  ['5. Januar 2026 22:00', 'German'],
  ['Mo, 5. Jan. 2026 22:00', 'German'],
  ['lun. 5 janv. 2026 22:00', 'French'],
  ['5 de enero de 2026 22:00', 'Spanish'],
  ['lunedì 5 gennaio 2026 22:00', 'Italian'],
])('%s is ten in the evening of 5 January 2026, whichever number the month is (%s)', (text) => {
  for (const order of ['month-first', 'day-first'] as const) {
    expect(civil(reportTime(text, order))).toBe('2026-1-5 22h');
  }
});

test.each([
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  'Jänner Februar März April Mai Juni Juli August September Oktober November Dezember',
  'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.',
])('the months of the year: %s', (names) => {
  const days = names.split(' ').map((name) => civil(reportTime(`7 ${name} 2026`, 'month-first')));
  expect(days).toEqual(Array.from({ length: 12 }, (_, at) => `2026-${at + 1}-7 0h`));
});

test('a Tuesday in March is not taken for its month: mar. is both in French', () => {
  expect(civil(reportTime('mar. 6 janv. 2026 22:00', 'month-first'))).toBe('2026-1-6 22h');
});

test.each(['10:00:00 p. m.', '10:00:00 p.\u00a0m.', '10:00:00\u202fPM', '10:00:00 pm', '22:00:00'])(
  'with %j it is evening',
  (clock) => {
    expect(civil(reportTime(`16/01/2026 ${clock}`, 'day-first'))).toBe('2026-1-16 22h');
  },
);

test.each(['5 Foo 2026', '5 Ja 2026', '31 Feb 2026', '5 Jan', 'Jan 2026', '5 Jan 6 2026', '5 Jan 202'])(
  '%s is no date',
  (text) => {
    expect(civil(reportTime(text, 'day-first'))).toBe('none');
  },
);
