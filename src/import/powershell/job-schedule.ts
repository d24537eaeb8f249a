import { present } from '../../collections/present.ts';
import { EVERY_DAY } from '../../units/civil-time.ts';
import type { PowershellCode } from './codes.ts';
import { allowedPart, type HourGrid, hoursAllowedFrom, isAllowed } from './hour-grid.ts';
import {
  ASSUMED_START,
  DAY_MINUTES,
  type ProductSchedule,
  type ProductStart,
  timeOfDayText,
} from './product-schedule.ts';
import { weekdayWords } from './weekdays.ts';

const MOST_RETRIES = 100;
/** What a job without a window of its own is asked for. */
const ASSUMED_WINDOW = { length: '8h', onClose: 'report' } as const;

/** What a scenario says of when a job starts and how long it may take; keys are those of a job. */
export interface JobSchedule {
  readonly schedule: Readonly<Record<string, unknown>>;
  readonly window?: Readonly<Record<string, unknown>>;
  readonly retries?: Readonly<Record<string, unknown>>;
  /** Minutes from midnight of its first start in the simulated day; absent where it follows another job. */
  readonly firstMinute?: number;
  /** What had to be assumed or left out. */
  readonly assumed: readonly PowershellCode[];
}

/**
 * A schedule in the words of a scenario. `weekday` is that of the simulated night, whose hours count where the allowed ones
 * differ from day to day; `leader` is the scenario's name of the job that this one follows.
 */
export function jobSchedule(
  product: ProductSchedule,
  weekday: number,
  leader: string | undefined,
): JobSchedule {
  const assumed: PowershellCode[] = [];
  const started = startOf(product, weekday, leader, assumed);
  return {
    ...started,
    ...present({ window: windowOf(product, started, weekday, assumed), retries: retriesOf(product) }),
    assumed,
  };
}

function retriesOf({ retries }: ProductSchedule): JobSchedule['retries'] {
  if (retries === undefined) return undefined;
  const { times, waitMinutes = -1 } = retries;
  const wait = waitMinutes >= 0 && waitMinutes <= DAY_MINUTES ? { wait: durationText(waitMinutes) } : {};
  return { times: Math.min(MOST_RETRIES, Math.max(0, times)), ...wait };
}

type Started = Pick<JobSchedule, 'schedule' | 'firstMinute'>;

function startOf(
  product: ProductSchedule,
  weekday: number,
  leader: string | undefined,
  assumed: PowershellCode[],
): Started {
  const start: ProductStart | undefined = product.start;
  switch (start?.kind) {
    case 'daily':
      return daily(start.minute, start.days);
    case 'monthly':
      assumed.push('schedule-monthly');
      return daily(start.minute, start.weekday === undefined ? EVERY_DAY : [start.weekday]);
    case 'periodic':
      return periodic(start, product.window, weekday, assumed);
    case 'continuous':
      assumed.push('schedule-continuous');
      return { schedule: { every: '1h' }, firstMinute: 0 };
    case 'after':
      if (leader !== undefined) return { schedule: { after: leader } };
      assumed.push('schedule-after-unknown');
      return daily(ASSUMED_START, EVERY_DAY);
    case undefined:
      assumed.push('schedule-assumed');
      return daily(product.switchedOnMinute ?? ASSUMED_START, EVERY_DAY);
  }
}

function daily(minute: number, days: readonly number[]): Started {
  const some = days.length < 7 ? { days: weekdayWords(days) } : {};
  return { schedule: { daily: timeOfDayText(minute), ...some }, firstMinute: minute };
}

/**
 * Every so often from midnight. What the starts of the day have in common is `every`, which waits for a window that is one part
 * of the day by itself; else they are listed.
 */
function periodic(
  start: Extract<ProductStart, { kind: 'periodic' }>,
  window: HourGrid | undefined,
  weekday: number,
  assumed: PowershellCode[],
): Started {
  const { everyMinutes } = start;
  const always = startMinutes(start, undefined, weekday);
  const offset = regularOffset(always, everyMinutes);
  if (offset !== undefined && (window === undefined || allowedPart(window, weekday).parts === 1)) {
    const shifted = offset === 0 ? {} : { offset: durationText(offset) };
    return { schedule: { every: durationText(everyMinutes), ...shifted }, firstMinute: offset };
  }
  const starts = startMinutes(start, window, weekday);
  if (starts.length === 0) {
    assumed.push('window-excludes-start');
    return { schedule: { every: durationText(everyMinutes) }, firstMinute: 0 };
  }
  const [first = 0] = starts;
  const times = [...new Set(starts.filter((minute) => minute < DAY_MINUTES))].map(timeOfDayText);
  return { schedule: { at: times }, firstMinute: first };
}

/** Of a day: a start in an hour that is forbidden comes in the first allowed hour before the next one, or not at all. */
function startMinutes(
  { everyMinutes, offsetMinutes, grid }: Extract<ProductStart, { kind: 'periodic' }>,
  window: HourGrid | undefined,
  weekday: number,
): number[] {
  const isIn = (hours: HourGrid | undefined, hour: number) =>
    hours === undefined || isAllowed(hours, weekday, hour);
  const starts: number[] = [];
  for (let minute = 0; minute < DAY_MINUTES; minute += everyMinutes) {
    const hour = Math.floor(minute / 60);
    const count = Math.min(24 - hour, Math.max(1, Math.ceil(everyMinutes / 60)));
    const hours = Array.from({ length: count }, (_, index) => hour + index);
    const shift = hours.findIndex((candidate) => isIn(grid, candidate) && isIn(window, candidate));
    if (shift < 0) continue;
    const at = (shift === 0 ? minute : (hour + shift) * 60) + offsetMinutes;
    if (isIn(window, Math.floor(at / 60))) starts.push(at);
  }
  return starts;
}

/** Minutes from midnight of the first of starts that come every so often, all day long; undefined: they do not. */
function regularOffset(starts: readonly number[], everyMinutes: number): number | undefined {
  const [first] = starts;
  const isRegular =
    first !== undefined &&
    first < everyMinutes &&
    DAY_MINUTES % everyMinutes === 0 &&
    starts.length === DAY_MINUTES / everyMinutes &&
    starts.every((minute, index) => minute === first + index * everyMinutes);
  return isRegular ? first : undefined;
}

function windowOf(
  product: ProductSchedule,
  { schedule, firstMinute }: Started,
  weekday: number,
  assumed: PowershellCode[],
): JobSchedule['window'] {
  const hasOneStart = 'daily' in schedule && firstMinute !== undefined;
  if (product.window === undefined) {
    if (!hasOneStart) return undefined;
    assumed.push('window-assumed');
    return ASSUMED_WINDOW;
  }
  if (!hasOneStart) return dailyWindow(product.window, schedule, weekday, assumed);
  const hour = Math.floor(firstMinute / 60);
  const hours = hoursAllowedFrom(product.window, weekday, hour);
  if (hours === 0) assumed.push('window-excludes-start');
  if (hours === 0 || !Number.isFinite(hours)) return undefined;
  return { length: durationText((hour + hours) * 60 - firstMinute) };
}

/** A window by the time of day, of a job that starts more than once a day or after another. */
function dailyWindow(
  grid: HourGrid,
  schedule: JobSchedule['schedule'],
  weekday: number,
  assumed: PowershellCode[],
): JobSchedule['window'] {
  const { parts, from, to } = allowedPart(grid, weekday);
  if (parts === 1) {
    // What could not start in it starts anyhow, and has said so.
    if (assumed.includes('window-excludes-start')) return undefined;
    return { length: `${timeOfDayText(from * 60)}-${timeOfDayText(to * 60)}` };
  }
  if (parts > 1 || ('after' in schedule && !isAllowed(grid, weekday, 0))) assumed.push('window-left-out');
  return undefined;
}

/** `4h`, `65 min`. */
function durationText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes} min`;
}
