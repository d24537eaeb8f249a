import { present } from '../../../collections/present.ts';
import { EVERY_DAY } from '../../../units/civil-time.ts';
import { ASSUMED_WINDOW } from '../../assumed.ts';
import type { PowershellCode } from '../codes.ts';
import { type HourGrid, isAllowed, ofEveryDay } from './hour-grid.ts';
import {
  ASSUMED_START,
  DAY_MINUTES,
  type ProductSchedule,
  type ProductStart,
  timeOfDayText,
} from './product-schedule.ts';
import { weekdayWords } from './weekdays.ts';
import { type PartWords, windowWords } from './window-words.ts';

const MOST_RETRIES = 100;
/** What a job without a window of its own is asked for. */
const REPORTED_WINDOW = { length: ASSUMED_WINDOW, onClose: 'report' } as const;

/** What a scenario says of when a job starts and how long it may take; keys are those of a job. */
export interface JobSchedule {
  readonly schedule: Readonly<Record<string, unknown>>;
  readonly window?: string | readonly PartWords[] | typeof REPORTED_WINDOW;
  readonly retries?: Readonly<Record<string, unknown>>;
  /** Minutes from midnight of its first start in the simulated day; absent where it follows another job. */
  readonly firstMinute?: number;
  /** What had to be assumed or left out. */
  readonly assumed: readonly PowershellCode[];
}

/** What of a job and its night its schedule in the scenario depends on. Weekdays are numbers, 0 for Monday. */
interface Circumstances {
  /** That of the simulated night, whose hours count where starts are listed one by one. */
  readonly weekday: number;
  /** The scenario's name of the job that this one follows. */
  readonly leader?: string;
  /** Days on which it makes fulls, and so starts in any case. */
  readonly fullDays?: readonly number[];
}

/** A schedule in the words of a scenario. */
export function jobSchedule(product: ProductSchedule, circumstances: Circumstances): JobSchedule {
  const assumed: PowershellCode[] = [];
  const started = startOf(product, circumstances, assumed);
  return {
    ...started,
    ...present({ window: windowOf(product, started, circumstances, assumed), retries: retriesOf(product) }),
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
  { weekday, leader }: Circumstances,
  assumed: PowershellCode[],
): Started {
  const start: ProductStart | undefined = product.start;
  switch (start?.kind) {
    case 'daily':
    case 'monthly':
      if (start.kind === 'monthly') assumed.push('schedule-monthly');
      return daily(product, assumed);
    case 'periodic':
      return periodic(start, product.window, weekday, assumed);
    case 'continuous':
      assumed.push('schedule-continuous');
      return { schedule: { every: '1h' }, firstMinute: 0 };
    case 'after':
      if (leader !== undefined) return { schedule: { after: leader } };
      assumed.push('schedule-after-unknown');
      return daily(product, assumed);
    case undefined:
      assumed.push('schedule-assumed');
      return daily(product, assumed);
  }
}

/** When a daily job starts, minutes from midnight, and on which days; as assumed where nothing is given. */
function dailyStart({ start, switchedOnMinute }: ProductSchedule): {
  readonly minute: number;
  readonly days: readonly number[];
} {
  switch (start?.kind) {
    case 'daily':
      return start;
    case 'monthly':
      return { minute: start.minute, days: start.weekday === undefined ? EVERY_DAY : [start.weekday] };
    case undefined:
      return { minute: switchedOnMinute ?? ASSUMED_START, days: EVERY_DAY };
    default:
      return { minute: ASSUMED_START, days: EVERY_DAY };
  }
}

/**
 * On which weekdays a job may start: of a daily one those on which its window lets it, or all of its own where that is
 * none.
 */
export function startDays(product: ProductSchedule): readonly number[] {
  const { start } = product;
  return start === undefined || start.kind === 'daily' || start.kind === 'monthly'
    ? allowedDays(product).days
    : EVERY_DAY;
}

function allowedDays(product: ProductSchedule): { days: readonly number[]; finding?: PowershellCode } {
  const { minute, days: all } = dailyStart(product);
  const { window } = product;
  if (window === undefined) return { days: all };
  const days = all.filter((day) => isAllowed(window, day, Math.floor(minute / 60)));
  if (days.length === 0) return { days: all, finding: 'window-excludes-start' };
  return days.length < all.length ? { days, finding: 'window-excludes-days' } : { days };
}

function daily(product: ProductSchedule, assumed: PowershellCode[]): Started {
  const { minute } = dailyStart(product);
  const { days, finding } = allowedDays(product);
  if (finding !== undefined) assumed.push(finding);
  const some = days.length < 7 ? { days: weekdayWords(days) } : {};
  return { schedule: { daily: timeOfDayText(minute), ...some }, firstMinute: minute };
}

/**
 * Every so often from midnight. What the starts of the day have in common is `every`, which waits for its window; else
 * they are listed.
 */
function periodic(
  start: Extract<ProductStart, { kind: 'periodic' }>,
  window: HourGrid | undefined,
  weekday: number,
  assumed: PowershellCode[],
): Started {
  const { everyMinutes } = start;
  const offset = regularOffset(startMinutes(start, undefined, weekday), everyMinutes);
  if (offset !== undefined && window?.includes(true) !== false) {
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
  { window }: ProductSchedule,
  { schedule, firstMinute = 0 }: Started,
  { weekday, fullDays = [] }: Circumstances,
  assumed: PowershellCode[],
): JobSchedule['window'] {
  if (window === undefined) {
    if (!('daily' in schedule)) return undefined;
    assumed.push('window-assumed');
    return REPORTED_WINDOW;
  }
  // What could not start in it starts anyhow, and has said so.
  if (assumed.includes('window-excludes-start')) return undefined;
  const isDenied = (day: number) => !isAllowed(window, day, Math.floor(firstMinute / 60));
  if (!window.includes(true) || ('daily' in schedule && fullDays.some(isDenied))) {
    assumed.push('window-excludes-start');
    return undefined;
  }
  return windowWords('at' in schedule ? ofEveryDay(window, weekday) : window);
}

/** `4h`, `65 min`. */
function durationText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes} min`;
}
