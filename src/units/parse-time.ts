import { DAY_US, daysFromCivil, daysInMonth, HOUR_US, MINUTE_US, SECOND_US, WEEKDAYS } from './civil-time.ts';
import type { DailyInterval } from './daily-interval.ts';
import { meantDays, meantInterval, meantTimeOfDay } from './meant-time.ts';
import { type Quantity, read, refuse, shown } from './quantity-problem.ts';

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/;

/** `22:00` or `22:00:30`: microseconds from midnight, below one day (`24:00` only as the end of an interval). */
export function parseTimeOfDay(text: string, endOfDay = false): Quantity {
  const match = TIME.exec(text.trim());
  if (match === null) {
    const hint = hintForTime(text) ?? 'Write for example 22:00.';
    return refuse('bad-quantity', `${shown(text)} is not a time of day.`, hint);
  }
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? '0')];
  const value = hours * HOUR_US + minutes * MINUTE_US + seconds * SECOND_US;
  if (minutes > 59 || seconds > 59 || value > DAY_US || (value === DAY_US && !endOfDay)) {
    const message = `${shown(text)} is not a time of day: it goes from 00:00 to 23:59:59.`;
    return refuse('out-of-range', message, hintForTime(text));
  }
  return read(value);
}

/** `08:00-18:00`; `22:00-06:00` passes midnight. */
export function parseDailyInterval(text: string): Quantity<DailyInterval> {
  const parsed = exactInterval(text);
  const meant = parsed.ok ? undefined : meantInterval(text);
  return meant === undefined
    ? parsed
    : refuse('bad-quantity', `${shown(text)} is not an interval of the day.`, `Write ${meant}.`);
}

function exactInterval(text: string): Quantity<DailyInterval> {
  const parts = text.split('-');
  if (parts.length !== 2)
    return refuse('bad-quantity', `${shown(text)} is not an interval of the day.`, hintForLength(text));
  const from = parseTimeOfDay(parts[0]!);
  if (!from.ok) return from;
  const to = parseTimeOfDay(parts[1]!, true);
  if (!to.ok) return to;
  if (from.value === to.value) {
    return refuse(
      'out-of-range',
      `${shown(text)} begins and ends at the same time of day.`,
      'Write 00:00-24:00 for the whole day.',
    );
  }
  return read({ fromUs: from.value, toUs: to.value });
}

/** `mon` to `sun` as 0 to 6. */
export function parseWeekday(text: string): Quantity {
  const index = (WEEKDAYS as readonly string[]).indexOf(text.trim());
  if (index >= 0) return read(index);
  const meant = meantDays(text);
  const hint =
    meant === undefined
      ? `Days are ${WEEKDAYS.join(', ')}.`
      : meant.length === 1
        ? `Did you mean '${meant[0]}'?`
        : `Write each day: ${meant.join(', ')}.`;
  return refuse('bad-quantity', `${shown(text)} is not a day of the week.`, hint);
}

/** `2026-01-05T20:00[:00]`, a naive local date-time: microseconds since 1970-01-01T00:00. A date alone means 00:00. */
export function parseDateTime(text: string): Quantity {
  const match = DATE_TIME.exec(text.trim());
  if (match === null) {
    return refuse('bad-quantity', `${shown(text)} is not a date and time.`, hintForDate(text.trim()));
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return refuse('out-of-range', `${shown(text)} is not a calendar date from 1970 on.`);
  }
  const time = match[4] === undefined ? read(0) : parseTimeOfDay(match[4]);
  if (!time.ok) return time;
  const instant = daysFromCivil({ year, month, day }) * DAY_US + time.value;
  return instant <= Number.MAX_SAFE_INTEGER
    ? read(instant)
    : refuse('out-of-range', `${shown(text)} is too far in the future.`);
}

/** A single time where an interval is needed may be a length, where that is possible too. */
function hintForLength(text: string): string {
  const hours = /^(\d{1,2}):00$/.exec(text.trim())?.[1];
  const interval = 'Write for example 22:00-06:00';
  return hours === undefined ? `${interval}.` : `${interval}, or ${Number(hours)}h where a length is meant.`;
}

function hintForTime(text: string): string | undefined {
  const meant = meantTimeOfDay(text);
  return meant && `Write ${meant}.`;
}

function hintForDate(text: string): string {
  if (/^\d{4}-.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return 'Leave the time zone out: times are local.';
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/.test(text))
    return 'Write the year first, for example 2026-01-05T20:00.';
  const time = meantTimeOfDay(text);
  return time === undefined
    ? 'Write for example 2026-01-05T20:00.'
    : `Write it with a date, for example 2026-01-05T${time}.`;
}
