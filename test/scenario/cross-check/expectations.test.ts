import { describe, expect, test } from 'vitest';
import { codesOf, findings, parse, SMALL } from '../parse-fixture.ts';

/** Codes of what is said of the small scenario with more lines. */
const codes = (more: string) => codesOf(`${SMALL}${more}`);

describe('the limits of an expectation', () => {
  test.each([
    ['min: 4h, max: 4h', []],
    ['min: 5h, max: 4h', ['contradiction']],
    ['equals: 4h, tolerance: 0h', []],
    ['equals: 4h, tolerance: 10 min', []],
    ['max: 4h, tolerance: 10 min', ['contradiction']],
    ['equals: 4h, tolerance: -10 min', ['out-of-range']],
    ['equals: 4h', []],
    ['', ['missing-key']],
    ['min: 4', ['missing-unit']],
  ])('%s', (limits, expected) => {
    const more = `expect: [{ metric: window.seconds${limits === '' ? '' : `, ${limits}`} }]\n`;
    expect(codes(more)).toEqual(expected);
  });
});

test('a tolerance of a count is not negative', () => {
  const said = (tolerance: string) =>
    codes(`expect: [{ metric: totals.tasks, equals: 4, tolerance: ${tolerance} }]\n`);
  expect(['-1', '0', '1'].map(said)).toEqual([['contradiction'], [], []]);
});

describe('the unit of an expectation', () => {
  const wrong = (expectation: string) => findings(`${SMALL}expect: [${expectation}]\n`);

  test.each([
    '{ metric: window.seconds, max: 8h }',
    '{ metric: window.seconds, equals: 28800 s, tolerance: 1m }',
    '{ metric: proxies.px1.slotUtilisation, min: 40%, max: 0.9 }',
    '{ metric: bound.gap, max: 1.5 }',
    '{ metric: totals.readBytes, max: 5 TB }',
    '{ metric: jobs.j.sessions.0.processingRate, min: 100 MB/s }',
    '{ metric: waits.proxy-slot, max: 2h }',
    '{ metric: waits.proxy-slot, equals: 0 }',
    '{ metric: totals.tasks, equals: 12 }',
  ])('%s is in the unit of its metric, or a bare number if it needs none', (expectation) => {
    expect(wrong(expectation)).toEqual([]);
  });

  test.each([
    ['{ metric: window.seconds, max: 8 GB }', 'max', 'an amount of data', 'a time'],
    ['{ metric: waits.proxy-slot, max: 40% }', 'max', 'a share', 'a time'],
    [
      '{ metric: totals.readBytes, equals: 5 TB, tolerance: 10% }',
      'tolerance',
      'a share',
      'an amount of data',
    ],
    ['{ metric: proxies.px1.slotUtilisation, min: 1h }', 'min', 'a time', 'a share'],
    ['{ metric: jobs.j.sessions.0.processingRate, min: 100 MB }', 'min', 'an amount of data', 'a data rate'],
  ])('%s is in another unit: refused', (expectation, key, is, belongs) => {
    expect(wrong(expectation)).toEqual([expect.stringMatching(/^contradiction /)]);
    expect(parse(`${SMALL}expect: [${expectation}]\n`)).toMatchObject({
      diagnostics: [
        { message: expect.stringMatching(new RegExp(`^'${key}' is ${is}, but .* is ${belongs}\\.$`)) },
      ],
    });
  });

  test.each([
    ['{ metric: window.seconds, max: 28800 }', 'max', '28800 s if you mean seconds'],
    ['{ metric: window.seconds, equals: 8h, tolerance: 60 }', 'tolerance', '60 s if you mean seconds'],
    ['{ metric: totals.readBytes, min: "5000" }', 'min', '5000 B if you mean bytes'],
    [
      '{ metric: jobs.j.sessions.0.processingRate, min: 1000 }',
      'min',
      '1000 B/s if you mean bytes per second',
    ],
    ['{ metric: proxies.px1.slotUtilisation, min: 40 }', 'min', '40% if you mean percent'],
    ['{ metric: totals.unreadShare, equals: 0.5, tolerance: 5 }', 'tolerance', '5% if you mean percent'],
  ])('%s lacks the unit of its metric: refused', (expectation, key, hint) => {
    expect(parse(`${SMALL}expect: [${expectation}]\n`)).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: 'missing-unit',
          message: expect.stringContaining(`'${key}' has no unit, but '`),
          hint: expect.stringMatching(new RegExp(`^Write ${hint}[.,]`)),
        },
      ],
    });
  });
});
