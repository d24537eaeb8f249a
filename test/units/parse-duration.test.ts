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

  it('reads back exactly what it formats, where two units are enough', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hours, minutes) => {
        const us = (hours * 60 + minutes) * 60e6;
        expect(resultOf(formatDuration(us))).toBe(us);
      }),
    );
  });
});
