import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { DAY_US, EVERY_DAY, WEEKDAYS } from '../../../units/civil-time.ts';
import { isInside } from '../../../units/daily-interval.ts';
import { formatDateTime, formatTimeOfDay } from '../../../units/format-quantity.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { fromStartUs, type RunInstant } from '../../../units/run-instant.ts';
import { isWholeWeek, isWithin, onDays, timeOfWeekOf } from '../../../units/weekly-interval.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import { DEFAULTS } from '../../defaults.ts';
import { type FullDays, startDays } from '../../full-days.ts';
import type { Job, Schedule, Window } from '../../job.ts';
import type { job as jobShape } from '../../sections/jobs.ts';
import type { Context } from '../context.ts';

export type JobEntry = Declared<z.output<typeof jobShape>>;
type ScheduleValue = NonNullable<JobEntry['value']['schedule']>;

const KINDS = ['start', 'at', 'daily', 'every', 'after'] as const;
/** Keys that belong to one kind of schedule only. */
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
    const kinds = KINDS.join(', ');
    const message =
      said.length === 0
        ? `A schedule needs one of ${kinds}.`
        : `A schedule has exactly one of ${kinds}, not ${said.join(' and ')}.`;
    const hint = said.length === 0 ? 'Write for example \'daily: "22:00"\'.' : `Keep one of them.`;
    context.report(said.length === 0 ? 'missing-key' : 'contradiction', entry, ['schedule'], message, hint);
    return byHand;
  }
  for (const [key, kind] of BELONGS) {
    if (given[key] !== undefined && said[0] !== kind) {
      context.report(
        'contradiction',
        entry,
        ['schedule', key],
        `${shown(key)} goes with '${kind}', not with '${said[0]}'.`,
        `Leave '${key}' out.`,
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

/** Weekdays in order, each once; all of them by default. */
export function daysOf(days: readonly number[] | undefined): number[] {
  return [...new Set(days ?? EVERY_DAY)].sort((a, b) => a - b);
}

function every(context: Context, entry: JobEntry, given: ScheduleValue, everyUs: number): Schedule {
  const offsetUs = given.offset ?? 0;
  if (offsetUs >= everyUs) {
    context.report('out-of-range', entry, ['schedule', 'offset'], "'offset' must be shorter than 'every'.");
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
    context.report('out-of-range', owner, keys, message, "Write a later time, or an earlier 'clock.start'.");
  }
  return us;
}

/** What of a job says when it starts, apart from its window. */
type PlannedStarts = Pick<Job, 'schedule' | FullDays>;

/** The allowed window. Starts at given times must fall in it; of a periodic schedule's interval some part must. */
export function windowOf(
  context: Context,
  entry: JobEntry,
  planned: PlannedStarts,
  startUs: number,
): Window | undefined {
  const given = entry.value.window;
  if (given === undefined) return undefined;
  const length = 'length' in given ? given.length : given;
  const onClose = ('length' in given ? given.onClose : undefined) ?? DEFAULTS.onClose.value;
  if ('lengthUs' in length) return { lengthUs: length.lengthUs, onClose };
  const { openings } = length;
  // A window that is open all week never closes.
  if (isWholeWeek(openings)) return undefined;
  const keys = 'length' in given ? ['window', 'length'] : ['window'];
  const isOpen = (timeOfWeekUs: number) => openings.some((opening) => isWithin(opening, timeOfWeekUs));
  const starts = startTimes(planned, startUs);
  const { schedule } = planned;
  const outside = starts.find((timeOfWeekUs) => !isOpen(timeOfWeekUs));
  if (outside !== undefined) {
    const day = starts.some(isOpen) ? `on ${WEEKDAYS[Math.floor(outside / DAY_US)]} ` : '';
    const message = `The job starts ${day}at ${formatTimeOfDay(outside % DAY_US)}, outside this window.`;
    const hint = 'Start it inside, or widen the window. A start by every or after would wait until it opens.';
    context.report('contradiction', entry, keys, message, hint);
  }
  const within = schedule.kind === 'every' ? schedule.within : undefined;
  const inSchedule = within === undefined ? [] : onDays(within, EVERY_DAY);
  if (
    within !== undefined &&
    !inSchedule.some(({ fromUs }) => isOpen(fromUs)) &&
    !openings.some(({ fromUs }) => isInside(within, fromUs % DAY_US))
  ) {
    const message =
      "The schedule's 'within' and this window have no time in common, so the job never starts.";
    context.report('contradiction', entry, keys, message);
  }
  return { openings, onClose };
}

/** The distinct times of the week at which sessions start, where the schedule states them. */
function startTimes(planned: PlannedStarts, startUs: number): number[] {
  const { schedule } = planned;
  if (schedule.kind === 'daily')
    return startDays(planned, schedule).map((day) => day * DAY_US + schedule.timeOfDayUs);
  if (schedule.kind === 'manual') return [timeOfWeekOf(startUs + schedule.atUs)];
  if (schedule.kind === 'at') return [...new Set(schedule.atUs.map((atUs) => timeOfWeekOf(startUs + atUs)))];
  return [];
}
