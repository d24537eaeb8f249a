import { describe, expect, test } from 'vitest';
import { fromStartUs, parseRunInstant } from '../../src/units/run-instant.ts';

const H = 3600e6;

const START = Date.UTC(2026, 0, 5, 20) * 1000;

function fromStart(text: string): number {
  const parsed = parseRunInstant(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return fromStartUs(parsed.value, START);
}

describe('a time in the run', () => {
  test.each([
    ['2h 15m', 2.25 * H],
    ['22:00', 2 * H],
    ['06:00', 10 * H],
    ['20:00', 0],
    ['19:59:59', 24 * H - 1e6],
    ['2026-01-06T06:00', 10 * H],
    [' 2026-01-05 20:00 ', 0],
    ['2026-01-05T19:00', -H],
  ])('%j is %d us from a start at 20:00: a time of day means its first occurrence', (text, us) => {
    expect(fromStart(text)).toBe(us);
  });

  test.each([
    ['8', "'8' has no unit of time.", 'Write for example 2h (after the start), 22:00 or 2026-01-05T22:00.'],
    [
      'soon',
      "'soon' is not a duration.",
      'Write for example 2h (after the start), 22:00 or 2026-01-05T22:00.',
    ],
    ['25:00', "'25:00' is not a time of day: it goes from 00:00 to 23:59:59.", undefined],
    [
      '2026-01-05T22:00Z',
      "'2026-01-05T22:00Z' is not a date and time.",
      'Leave the time zone out: times are local.',
    ],
  ])('%j is invalid: the hint says what is possible', (text, message, hint) => {
    expect(parseRunInstant(text)).toMatchObject({
      ok: false,
      problem: { message, ...(hint === undefined ? {} : { hint }) },
    });
  });
});
