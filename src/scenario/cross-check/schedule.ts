import type * as z from 'zod';
import { present } from '../../collections/present.ts';
import { DAY_US, timeOfDayOf } from '../../units/civil-time.ts';
import { formatDateTime, formatTimeOfDay } from '../../units/format-quantity.ts';
import { shown } from '../../units/quantity-problem.ts';
import { fromStartUs, type RunInstant } from '../../units/run-instant.ts';
import { type Declared, spanOf } from '../decode/declared.ts';
import { DEFAULTS } from '../defaults.ts';
import type { Schedule, Window } from '../job.ts';
import type { job as jobShape } from '../sections/jobs.ts';
import type { Context } from './context.ts';

export type JobEntry = Declared<z.output<typeof jobShape>>;
type ScheduleValue = NonNullable<JobEntry['value']['schedule']>;

const KINDS = ['start', 'at', 'daily', 'every', 'after'] as const;
/** Keys that say more about one kind, and mean nothing with another. */
const BELONGS: readonly (readonly [keyof ScheduleValue, (typeof KINDS)[number]])[] = [
  ['days', 'daily'],
  ['offset', 'every'],
  ['within', 'every'],
];

export function scheduleOf(context: Context, entry: JobEntry, startUs: number): Schedule {
  const given = entry.value.schedule;
  const byHand: Schedule = { kind: 'manual', atUs: given?.start ?? 0 };
  if (given === undefined) return byHand;
  const said = KINDS.filter((kind) => given[kind] !== undefined);
  if (said.length !== 1) {
    const message = `A schedule says exactly one of ${KINDS.join(', ')}${said.length === 0 ? '' : `, not ${said.join(' and ')}`}.`;
    context.error(said.length === 0 ? 'missing-key' : 'contradiction', entry, ['schedule'], message);
    return byHand;
  }
  for (const [key, kind] of BELONGS) {
    if (given[key] !== undefined && said[0] !== kind) {
      context.error(
        'contradiction',
        entry,
        ['schedule', key],
        `${shown(key)} goes with '${kind}', not with '${said[0]}'.`,
      );
    }
  }
  if (given.at !== undefined) return { kind: 'at', atUs: instantsOf(context, entry, given.at, startUs) };
  if (given.daily !== undefined) return { kind: 'daily', timeOfDayUs: given.daily, days: daysOf(given.days) };
  if (given.every !== undefined) return every(context, entry, given, given.every);
  if (given.after === undefined) return byHand;
  context.checkName(
    'jobs',
    given.after,
    spanOf(entry, 'schedule', 'after'),
    `${entry.origin.path}.schedule.after`,
  );
  return { kind: 'after', job: given.after };
}

/** Weekdays in order, each once; by default all. */
export function daysOf(days: readonly number[] | undefined): number[] {
  return days === undefined ? [0, 1, 2, 3, 4, 5, 6] : [...new Set(days)].sort((a, b) => a - b);
}

/** A daily job runs on the days of its fulls, too, though it may not on other days: at its time, for the full [doc]. */
export function withFullDays(schedule: Schedule, days: readonly number[]): Schedule {
  return schedule.kind === 'daily' ? { ...schedule, days: daysOf([...schedule.days, ...days]) } : schedule;
}

function every(context: Context, entry: JobEntry, given: ScheduleValue, everyUs: number): Schedule {
  const offsetUs = given.offset ?? 0;
  if (offsetUs >= everyUs) {
    context.error('out-of-range', entry, ['schedule', 'offset'], "'offset' must be less than 'every'.");
  }
  return { kind: 'every', everyUs, offsetUs, ...present({ within: given.within }) };
}

function instantsOf(
  context: Context,
  entry: JobEntry,
  at: RunInstant | readonly RunInstant[],
  startUs: number,
): number[] {
  const list = Array.isArray(at) ? (at as readonly RunInstant[]) : undefined;
  const instants = (list ?? [at as RunInstant]).map((instant, index) => {
    const keys = list === undefined ? ['schedule', 'at'] : ['schedule', 'at', index];
    return instantOf(context, entry, keys, instant, startUs);
  });
  return [...new Set(instants)].sort((a, b) => a - b);
}

/** Microseconds from the start of the simulated time. */
export function instantOf(
  context: Context,
  owner: Declared<unknown>,
  keys: readonly (string | number)[],
  instant: RunInstant,
  startUs: number,
): number {
  const us = fromStartUs(instant, startUs);
  if (us < 0) {
    const message = `This is before the start of the simulated time, ${formatDateTime(startUs)}.`;
    context.error('out-of-range', owner, keys, message);
  }
  return us;
}

/** A window as a length from the start of the session: an interval of the day closes at its end. */
export function windowOf(
  context: Context,
  entry: JobEntry,
  schedule: Schedule,
  startUs: number,
): Window | undefined {
  const given = entry.value.window;
  if (given === undefined) return undefined;
  const length = 'length' in given ? given.length : given;
  const onClose = ('length' in given ? given.onClose : undefined) ?? DEFAULTS.onClose.value;
  if ('lengthUs' in length) return { lengthUs: length.lengthUs, onClose };
  const keys = 'length' in given ? ['window', 'length'] : ['window'];
  const starts = startTimes(schedule, startUs);
  const { fromUs, toUs } = length.interval;
  const span = (toUs - fromUs + DAY_US - 1) % DAY_US;
  const from = starts[0];
  if (from === undefined || starts.length > 1) {
    const hint = 'Write a length such as 8h.';
    context.error(
      'contradiction',
      entry,
      keys,
      'An interval of the day needs a job that starts at one time of day.',
      hint,
    );
    return { lengthUs: span + 1, onClose };
  }
  const into = (from - fromUs + DAY_US) % DAY_US;
  if (into > span) {
    context.error(
      'contradiction',
      entry,
      keys,
      `The job starts at ${formatTimeOfDay(from)}, outside this interval.`,
    );
  }
  return { lengthUs: span + 1 - into, onClose };
}

/** The different times of day at which sessions start, as far as that can be said beforehand. */
function startTimes(schedule: Schedule, startUs: number): number[] {
  if (schedule.kind === 'daily') return [schedule.timeOfDayUs];
  if (schedule.kind === 'manual') return [timeOfDayOf(startUs + schedule.atUs)];
  if (schedule.kind === 'at') return [...new Set(schedule.atUs.map((atUs) => timeOfDayOf(startUs + atUs)))];
  return [];
}
