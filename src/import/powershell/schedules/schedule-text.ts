import { present } from '../../../collections/present.ts';
import { EVERY_DAY } from '../../../units/civil-time.ts';
import { hourGridOfXml } from './hour-grid.ts';
import {
  DAY_MINUTES,
  minuteOfDay,
  type ProductSchedule,
  type ProductStart,
  WORKING_DAYS,
} from './product-schedule.ts';
import { weekdayNamed, weekdaysIn } from './weekdays.ts';

/**
 * A schedule as PowerShell's `ScheduleOptions` prints itself: `Start time: [3/23/2020 22:00:00], ..., Retry times on
 * failure: [3], Retry timeout: [10 min], Daily options: [Enabled: True, DayNumberInMonth: Everyday, Days: Sunday, ...]`.
 * The time of a daily and a monthly job is that of `Start time`.
 */
export function scheduleOfText(text: string): ProductSchedule {
  const parts = new Map<string, string>();
  for (const [, name = '', content = ''] of text.matchAll(/([A-Za-z][A-Za-z ]*): \[([^\]]*)\]/g)) {
    parts.set(name.trim().toLowerCase(), content);
  }
  const times = wholeNumber(parts.get('retry times on failure'));
  const waitMinutes = wholeNumber(parts.get('retry timeout'));
  const window = [...parts].find(([name, content]) => name.includes('window') && isEnabled(content))?.[1];
  return present({
    start: startOf(parts),
    nextStart: parts.get('start time'),
    latestRun: parts.get('latest run time'),
    window: window === undefined ? undefined : hourGridOfXml(window),
    retries: times === undefined ? undefined : { times, ...present({ waitMinutes }) },
  });
}

function startOf(parts: ReadonlyMap<string, string>): ProductStart | undefined {
  const enabled = (name: string) => {
    const content = parts.get(name);
    return content !== undefined && isEnabled(content) ? content : undefined;
  };
  const minute = minuteOfDay(parts.get('start time') ?? '');
  const daily = enabled('daily options');
  if (daily !== undefined && minute !== undefined) return { kind: 'daily', minute, days: daysOf(daily) };
  const periodic = enabled('periodically options');
  const everyMinutes = periodic === undefined ? undefined : periodOf(periodic);
  if (periodic !== undefined && everyMinutes !== undefined) {
    const offsetMinutes = wholeNumber(/HourlyOffset: (\d+)/.exec(periodic)?.[1]) ?? 0;
    return { kind: 'periodic', everyMinutes, offsetMinutes, ...present({ grid: hourGridOfXml(periodic) }) };
  }
  const monthly = enabled('monthly options');
  if (monthly !== undefined && minute !== undefined) {
    const weekday = weekdayNamed(/DayOfWeek: (\w+)/.exec(monthly)?.[1] ?? '');
    return { kind: 'monthly', minute, ...present({ weekday }) };
  }
  return enabled('continuous options') === undefined ? undefined : { kind: 'continuous' };
}

/** `DayNumberInMonth: Everyday, Days: Sunday, Monday`; with `WeekDays` or days of one's own the list may be longer. */
function daysOf(daily: string): readonly number[] {
  if (/: Everyday/i.test(daily)) return EVERY_DAY;
  if (/: WeekDays/i.test(daily)) return WORKING_DAYS;
  const days = weekdaysIn(/Days: (.*)$/.exec(daily)?.[1] ?? '');
  return days.length === 0 ? EVERY_DAY : days;
}

/** Minutes of `Period: 4 hour(s)`, `Period: 30 minute(s)`. */
function periodOf(periodic: string): number | undefined {
  const [, count = '', unit = ''] = /Period: (\d+) (minute|hour|day)/i.exec(periodic) ?? [];
  const minutes = { minute: 1, hour: 60, day: DAY_MINUTES }[unit.toLowerCase()];
  return minutes === undefined || Number(count) < 1 ? undefined : Number(count) * minutes;
}

function isEnabled(content: string): boolean {
  return /Enabled: True/i.test(content);
}

/** The number that a text begins with: `10 min`. */
function wholeNumber(text: string | undefined): number | undefined {
  const number = /^\s*(\d+)/.exec(text ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}
