import { present } from '../../collections/present.ts';
import type { PowershellCode } from './codes.ts';
import { hoursAllowedFrom, isAllowed } from './hour-grid.ts';
import {
  ASSUMED_START,
  DAY_MINUTES,
  EVERY_DAY,
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
      return periodic(start, weekday, assumed);
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
 * Every so often from midnight; a start in a forbidden hour comes in the first allowed hour before the next one, or not at
 * all. What the starts of the day have in common is `every`, else they are listed.
 */
function periodic(
  start: Extract<ProductStart, { kind: 'periodic' }>,
  weekday: number,
  assumed: PowershellCode[],
): Started {
  const { everyMinutes, offsetMinutes, grid } = start;
  const starts: number[] = [];
  for (let minute = 0; minute < DAY_MINUTES; minute += everyMinutes) {
    const hour = Math.floor(minute / 60);
    const hours = Math.min(24 - hour, Math.max(1, Math.ceil(everyMinutes / 60)));
    const shift =
      grid === undefined
        ? 0
        : Array.from({ length: hours }, (_, index) => index).find((index) =>
            isAllowed(grid, weekday, hour + index),
          );
    if (shift === undefined) continue;
    starts.push((shift === 0 ? minute : (hour + shift) * 60) + offsetMinutes);
  }
  if (starts.length === 0) {
    assumed.push('window-excludes-start');
    return { schedule: { every: durationText(everyMinutes) }, firstMinute: 0 };
  }
  const [first = 0] = starts;
  const isRegular =
    DAY_MINUTES % everyMinutes === 0 &&
    first < everyMinutes &&
    starts.length === DAY_MINUTES / everyMinutes &&
    starts.every((minute, index) => minute === first + index * everyMinutes);
  if (isRegular) {
    const offset = first === 0 ? {} : { offset: durationText(first) };
    return { schedule: { every: durationText(everyMinutes), ...offset }, firstMinute: first };
  }
  const times = [...new Set(starts.filter((minute) => minute < DAY_MINUTES))].map(timeOfDayText);
  return { schedule: { at: times }, firstMinute: first };
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
  if (!hasOneStart) {
    assumed.push('window-left-out');
    return undefined;
  }
  const hour = Math.floor(firstMinute / 60);
  const hours = hoursAllowedFrom(product.window, weekday, hour);
  if (hours === 0) assumed.push('window-excludes-start');
  if (hours === 0 || !Number.isFinite(hours)) return undefined;
  return { length: durationText((hour + hours) * 60 - firstMinute) };
}

/** `4h`, `65 min`. */
function durationText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes} min`;
}
