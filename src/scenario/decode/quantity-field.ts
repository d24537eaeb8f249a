import * as z from 'zod';
import { EVERY_DAY } from '../../units/civil-time.ts';
import type { DailyInterval } from '../../units/daily-interval.ts';
import { meantInterval, meantTimeOfDay } from '../../units/meant-time.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import {
  bareNumber,
  parseBytes,
  parseCapacity,
  parseRate,
  parseShare,
  shareOfNumber,
} from '../../units/parse-quantity.ts';
import { parseDailyInterval, parseDateTime, parseTimeOfDay, parseWeekday } from '../../units/parse-time.ts';
import { type Quantity, read, refuse, shown } from '../../units/quantity-problem.ts';
import { parseRunInstant, type RunInstant } from '../../units/run-instant.ts';
import { joined, onDays, type WeeklyInterval } from '../../units/weekly-interval.ts';
import type { WindowLength } from '../job.ts';

/** How one kind of quantity is read from a YAML text or number, and what the JSON Schema says about it. */
interface QuantityKind<T> {
  readonly text: (text: string) => Quantity<T>;
  /** Reads a bare number; most kinds refuse it. */
  readonly number: (value: number) => Quantity<T>;
  /** For `must be …` in a message. */
  readonly what: string;
  readonly json: {
    type: string | string[];
    pattern?: string;
    examples: string[];
    minimum?: number;
    maximum?: number;
  };
}

/** What a custom issue carries through zod to the diagnostic. `root`: the value has another type altogether. */
export interface IssueDetail {
  readonly code: string;
  readonly hint?: string | undefined;
  readonly root?: boolean;
  /** For a value of the wrong type, what it should be: 'an amount of data such as 500 GB'. */
  readonly what?: string;
}

/** A zod field that reads one kind of quantity. */
export function quantity<T>(kind: QuantityKind<T>) {
  return z
    .unknown()
    .transform((value, context): T => {
      const parsed =
        typeof value === 'string'
          ? kind.text(value)
          : typeof value === 'number'
            ? kind.number(value)
            : undefined;
      if (parsed?.ok) return parsed.value;
      const params: IssueDetail =
        parsed === undefined
          ? { code: value === undefined ? 'missing-key' : 'wrong-type', root: true, what: kind.what }
          : { code: parsed.problem.code, hint: parsed.problem.hint };
      context.addIssue({ code: 'custom', message: parsed?.problem.message ?? '', params: { ...params } });
      return z.NEVER;
    })
    .meta(kind.json);
}

const NUMBER = '[0-9]+(\\.[0-9]+)?';
const DATA = '([kKMGTP]i?)?(B|bit)';
export const BYTES_PATTERN = `^${NUMBER} *${DATA}$`;
const RATE_PATTERN = `^${NUMBER} *((${DATA}) */ *(s|min|h)|([kKMGTP]i?)?[bB]ps)$`;
const DURATION_PATTERN = `^(${NUMBER} *(w|d|h|min|m|s|ms|us|µs) *)+$|^P`;
export const SHARE_PATTERN = `^${NUMBER} *%?$`;
const TIME_PATTERN = '^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$';
const INTERVAL_PATTERN = '^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})? *- *[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$';
const DATE_TIME_PATTERN = '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$';

/** Whole bytes. The cross-check refuses 0. */
export const bytes = () =>
  quantity({
    text: parseBytes,
    number: (value) => bareNumber(value, '500 GB or 2 TiB'),
    what: 'an amount of data such as 500 GB',
    json: { type: 'string', pattern: BYTES_PATTERN, examples: ['500 GB', '2 TiB'] },
  });

/** Whole bytes; Infinity for `unlimited`. */
export const bytesOrUnlimited = () => bytesBy(parseBytesOrUnlimited);

/** Whole bytes, more than 0; Infinity for `unlimited`. */
export const memory = () => bytesBy(positive(parseBytesOrUnlimited));

const bytesBy = (text: (text: string) => Quantity) =>
  quantity({
    text,
    number: (value) => bareNumber(value, '16 GB'),
    what: 'an amount of data such as 16 GB, or unlimited',
    json: { type: 'string', pattern: `${BYTES_PATTERN}|^unlimited$`, examples: ['16 GB', 'unlimited'] },
  });

function parseBytesOrUnlimited(text: string): Quantity {
  return text.trim() === 'unlimited' ? { ok: true, value: Number.POSITIVE_INFINITY } : parseBytes(text);
}

const positive =
  (parse: (text: string) => Quantity) =>
  (text: string): Quantity => {
    const parsed = parse(text);
    if (parsed.ok && parsed.value <= 0) return refuse('out-of-range', `${shown(text)} must be more than 0.`);
    return parsed;
  };

/** Bytes per second, more than 0; Infinity for `unlimited`. */
export const capacity = () =>
  quantity({
    text: positive(parseCapacity),
    number: (value) => bareNumber(value, '250 MB/s or 10 Gbit/s'),
    what: 'a rate such as 250 MB/s, or unlimited',
    json: {
      type: 'string',
      pattern: `${RATE_PATTERN}|^unlimited$`,
      examples: ['250 MB/s', '10 Gbit/s', 'unlimited'],
    },
  });

/** Bytes per second, more than 0, finite. */
export const rate = () =>
  quantity({
    text: positive(parseRate),
    number: (value) => bareNumber(value, '250 MB/s or 10 Gbit/s'),
    what: 'a rate such as 250 MB/s',
    json: { type: 'string', pattern: RATE_PATTERN, examples: ['250 MB/s', '10 Gbit/s'] },
  });

const DURATION = {
  what: 'a duration such as 8h30m',
  json: { type: 'string', pattern: DURATION_PATTERN, examples: ['8h', '15s', '8h30m'] },
};

const durationBy = (parse: (text: string) => Quantity) =>
  quantity({ text: parse, number: (value) => bareNumber(value, '15s, 90 min or 8h30m'), ...DURATION });

/** Whole microseconds, 0 allowed. */
export const duration = () => durationBy(parseDuration);

/** When a job starts once: whole microseconds after the start of the run. Other kinds of starts have keys of their own. */
export const startAfter = () =>
  quantity({
    text: (text) => {
      const parsed = parseDuration(text);
      const time = meantTimeOfDay(text);
      const isInstant = time !== undefined || /^\d+[-./]\d|:/.test(text);
      return parsed.ok || !isInstant
        ? parsed
        : refuse('bad-quantity', `${shown(text)} is not a duration.`, startHint(time));
    },
    number: (value) => refuse('missing-unit', `${value} has no unit.`, startHint(meantTimeOfDay(`${value}`))),
    ...DURATION,
  });

function startHint(time = '22:00'): string {
  return `'start' is a time after the start of the run, such as 2h. For a time of day write 'daily: "${time}"', or 'at: "${time}"' for once.`;
}

/** Whole microseconds, more than 0. */
export const positiveDuration = () => durationBy(positive(parseDuration));

/** 0 to 1. */
export const share = () =>
  quantity({
    text: parseShare,
    number: shareOfNumber,
    what: 'a share such as 12%',
    json: {
      type: ['string', 'number'],
      pattern: SHARE_PATTERN,
      minimum: 0,
      maximum: 1,
      examples: ['12%', '60%'],
    },
  });

/** Microseconds from midnight. */
export const timeOfDay = () =>
  quantity({
    text: (text) => parseTimeOfDay(text),
    number: (value) => {
      const meant = meantTimeOfDay(`${value}`);
      const hint = meant === undefined ? 'Write for example "22:00".' : `Write "${meant}".`;
      return refuse('bad-quantity', `${value} is not a time of day.`, hint);
    },
    what: 'a time of day such as 22:00',
    json: { type: 'string', pattern: TIME_PATTERN, examples: ['22:00'] },
  });

export const dailyInterval = () =>
  quantity<DailyInterval>({
    text: parseDailyInterval,
    number: (value) =>
      refuse('bad-quantity', `${value} is not an interval of the day.`, 'Write for example "22:00-06:00".'),
    what: 'an interval of the day such as 22:00-06:00',
    json: { type: 'string', pattern: INTERVAL_PATTERN, examples: ['22:00-06:00'] },
  });

/** 0 (Monday) to 6. */
export const weekday = () =>
  quantity({
    text: parseWeekday,
    number: (value) => refuse('bad-quantity', `${value} is not a day of the week.`, 'Days are mon to sun.'),
    what: 'a day of the week such as mon',
    json: { type: 'string', pattern: '^(mon|tue|wed|thu|fri|sat|sun)$', examples: ['mon', 'fri'] },
  });

/** Microseconds since 1970-01-01T00:00, local. */
export const dateTime = () =>
  quantity({
    text: parseDateTime,
    number: (value) =>
      refuse('bad-quantity', `${value} is not a date and time.`, 'Write for example 2026-01-05T20:00.'),
    what: 'a date and time such as 2026-01-05T20:00',
    json: { type: 'string', pattern: DATE_TIME_PATTERN, examples: ['2026-01-05T20:00'] },
  });

/** A time of the run: the start of a job, or the time of a fault. */
export const runInstant = () =>
  quantity<RunInstant>({
    text: parseRunInstant,
    number: (value) => bareNumber(value, '2h, or write a time of day such as "22:00"'),
    what: 'a date and time, a time of day, or a time after the start such as 2h',
    json: {
      type: 'string',
      pattern: `${DATE_TIME_PATTERN}|${TIME_PATTERN}|${DURATION_PATTERN}`,
      examples: ['2026-01-05T22:00', '22:00', '2h'],
    },
  });

/** An interval of every day, as intervals of the week. */
export const everyDay = () =>
  dailyInterval().transform((interval): readonly WeeklyInterval[] => joined(onDays(interval, EVERY_DAY)));

function lengthOfWindow(text: string): Quantity<WindowLength> {
  const length = positive(parseDuration)(text);
  if (length.ok) return read({ lengthUs: length.value });
  // Words such as `none` and `always`.
  const isWord = /^[a-z ]+$/i.test(text);
  return isWord
    ? refuse(
        'bad-quantity',
        `${shown(text)} is not a window.`,
        "Write for example 8h or 22:00-06:00. Leave 'window' out for none.",
      )
    : length;
}

/** A job's window: a length, or an interval of every day. */
export const windowLength = () =>
  quantity<WindowLength>({
    text: (text) => {
      // `22-6` is no interval either, but is meant as one.
      if (/:|.-/.test(text) || meantInterval(text) !== undefined) {
        const interval = parseDailyInterval(text);
        if (interval.ok) return read({ openings: joined(onDays(interval.value, EVERY_DAY)) });
        return interval;
      }
      return lengthOfWindow(text);
    },
    number: (value) => bareNumber(value, '8h'),
    what: 'a length such as 8h or an interval such as 22:00-06:00',
    json: {
      type: 'string',
      pattern: `${DURATION_PATTERN}|${INTERVAL_PATTERN}`,
      examples: ['8h', '22:00-06:00'],
    },
  });
