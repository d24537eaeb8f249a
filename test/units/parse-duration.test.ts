import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../src/units/format-quantity.ts';
import { parseDuration } from '../../src/units/parse-duration.ts';

const resultOf = (text: string) => {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : parsed.problem.code;
};

describe('durations', () => {
  it.each([
    ['8h', 28_800e6],
    ['15s', 15e6],
    ['8h30m', 30_600e6],
    ['8h 30min', 30_600e6],
    ['90 min', 5_400e6],
    ['2d', 172_800e6],
    ['1w', 604_800e6],
    ['1.5h', 5_400e6],
    ['250ms', 250_000],
    ['10us', 10],
    ['10µs', 10],
    ['0s', 0],
    ['PT8H30M', 30_600e6],
    ['P2D', 172_800e6],
    ['P1DT1H', 90_000e6],
    ['PT0.5S', 500_000],
    ['P', 'bad-quantity'],
    ['PT', 'bad-quantity'],
    ['P1M', 'bad-quantity'],
    ['0.5us', 'bad-quantity'],
    ['30m8h', 'bad-quantity'],
    ['8h8h', 'bad-quantity'],
    ['8', 'missing-unit'],
    ['8.5', 'missing-unit'],
    ['8 hours', 'unknown-unit'],
    ['22:00', 'bad-quantity'],
    ['-8h', 'out-of-range'],
    ['300000d', 'out-of-range'],
    ['', 'bad-quantity'],
  ])('%j is %j', (text, expected) => expect(resultOf(text)).toBe(expected));

  it('reads back exactly what it formats, if two units are enough', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hours, minutes) => {
        const us = (hours * 60 + minutes) * 60e6;
        expect(resultOf(formatDuration(us))).toBe(us);
      }),
    );
  });
});

it.each([
  ['8 hours', "Did you mean 'h'?"],
  ['90 Minutes', "Did you mean 'min'?"],
  ['2 weeks', "Did you mean 'w'?"],
  ['1 month', 'Months and years have no fixed length: write days, such as 30d.'],
  ['5 moons', 'Units are w, d, h, min, s, ms and us.'],
  ['8:30', 'For a length of time write 8h30m.'],
  ['8:00', 'For a length of time write 8h.'],
])('%j is answered with what was meant', (text, hint) => {
  const parsed = parseDuration(text);
  expect(parsed.ok ? 'fine' : parsed.problem.hint).toBe(hint);
});

describe('durations at their edges', () => {
  it.each([
    [' 8h ', 28_800e6],
    ['P2W', 1_209_600e6],
    ['P12DT10H15M20.25S', 1_073_720.25e6],
    ['PT10.5S', 10.5e6],
    ['xPT1H', 'bad-quantity'],
    ['PT1Hx', 'bad-quantity'],
    ['P', 'bad-quantity'],
    ['PT0.00000001S', 'bad-quantity'],
    ['9007199254740991us', Number.MAX_SAFE_INTEGER],
    ['9007199254740992us', 'out-of-range'],
    ['5μs', 5],
    ['8h-1m', 'bad-quantity'],
  ])('%j is %j', (text, expected) => expect(resultOf(text)).toBe(expected));

  it.each([
    [Number.POSITIVE_INFINITY, 'unlimited'],
    [-60e6, '-1m'],
    [86_400e6, '1d'],
    [3600e6, '1h'],
    [60e6, '1m'],
    [1e6, '1s'],
    [1000, '1ms'],
    [999, '999us'],
  ])('%j microseconds are formatted as %j', (us, text) => expect(formatDuration(us)).toBe(text));

  it('with years or months are answered that these have no fixed length', () => {
    for (const text of ['P1Y', 'P1M', 'P1Y2DT3H']) {
      expect(parseDuration(text)).toMatchObject({
        problem: { hint: 'Years and months have no fixed length; write days.' },
      });
    }
    // M behind a T are minutes.
    for (const text of ['Px', 'PT8M5', 'PT30Mx']) {
      expect(parseDuration(text)).toMatchObject({ problem: { hint: expect.stringContaining('8h30m') } });
    }
  });
});
