import { DAY_US, timeOfDayOf } from './civil-time.ts';
import { meantTimeOfDay } from './meant-time.ts';
import { parseDuration } from './parse-duration.ts';
import { parseDateTime, parseTimeOfDay } from './parse-time.ts';
import { type Quantity, read } from './quantity-problem.ts';

/** A time in the run: an instant, a time of day (the first occurrence at or after the start), or a time after the start. */
export interface RunInstant {
  readonly kind: 'instant' | 'time-of-day' | 'after-start';
  /** Microseconds since 1970-01-01T00:00, from midnight, or from the start. */
  readonly us: number;
}

const HINT = 'Write for example 2h (after the start), 22:00 or 2026-01-05T22:00.';

/** `2026-01-05T22:00`, `22:00` or `2h`. */
export function parseRunInstant(text: string): Quantity<RunInstant> {
  if (/^\d{4}-|^\d{1,2}[./-]\d{1,2}[./-]\d/.test(text.trim())) return tagged('instant', parseDateTime(text));
  if (text.includes(':')) return tagged('time-of-day', parseTimeOfDay(text));
  const time = tagged('after-start', parseDuration(text));
  if (time.ok) return time;
  if (meantTimeOfDay(text) !== undefined && time.problem.code !== 'missing-unit')
    return tagged('time-of-day', parseTimeOfDay(text));
  if (!['missing-unit', 'bad-quantity'].includes(time.problem.code)) return time;
  return { ok: false, problem: { ...time.problem, hint: HINT } };
}

function tagged(kind: RunInstant['kind'], parsed: Quantity): Quantity<RunInstant> {
  return parsed.ok ? read({ kind, us: parsed.value }) : parsed;
}

/** Microseconds from the start of the run; negative: before it. `startUs`: the start, microseconds since 1970-01-01T00:00. */
export function fromStartUs({ kind, us }: RunInstant, startUs: number): number {
  if (kind === 'after-start') return us;
  return kind === 'instant' ? us - startUs : (us - timeOfDayOf(startUs) + DAY_US) % DAY_US;
}
