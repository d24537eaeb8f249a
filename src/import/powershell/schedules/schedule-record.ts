import { present } from '../../../collections/present.ts';
import { EVERY_DAY } from '../../../units/civil-time.ts';
import type { SheetRow } from '../../tables/sheet.ts';
import type { JobColumn } from '../jobs/job-headers.ts';
import { type HourGrid, hourGridOfLists, hourGridOfXml } from './hour-grid.ts';
import {
  DAY_MINUTES,
  minuteOfDay,
  type ProductSchedule,
  type ProductStart,
  WORKING_DAYS,
} from './product-schedule.ts';
import { scheduleOfText } from './schedule-text.ts';
import { weekdayNamed, weekdaysIn } from './weekdays.ts';

type JobRow = SheetRow<JobColumn>;

/**
 * The schedule of a job: from the text of a flat export, or from the fields of PowerShell's and the REST interface's
 * objects.
 */
export function scheduleOfRow(row: JobRow): ProductSchedule {
  const told = scheduleOfText(row.text('scheduleText'));
  const times = row.flag('retryEnabled') === false ? 0 : row.number('retryTimes');
  const waitMinutes = row.number('retryMinutes');
  const retries = times === undefined ? undefined : { times: Math.round(times), ...present({ waitMinutes }) };
  const switchedOn = row.text('scheduleEnabledTime');
  return {
    ...told,
    ...present({
      start: told.start ?? startOf(row),
      window: told.window ?? (row.flag('window') === true ? windowOf(row) : undefined),
      retries: told.retries ?? retries,
      switchedOnMinute: minuteOfDay(switchedOn),
      isEnabled: isEnabled(row),
    }),
  };
}

/** A flat export does not tell: when a schedule was switched on says nothing of whether it still is. */
function isEnabled(row: JobRow): boolean | undefined {
  if (row.flag('disabled') === true || row.flag('byHand') === true) return false;
  return row.flag('scheduleEnabled');
}

function startOf(row: JobRow): ProductStart | undefined {
  const job = row.text('afterJob') || row.text('afterJobId');
  if ((row.flag('after') ?? row.text('afterJob') !== '') && job !== '') return { kind: 'after', job };
  // Old JSON has times as milliseconds in UTC: the next run is a text in the server's own time.
  const minute = minuteOfDay(row.text('dailyTime')) ?? minuteOfDay(row.text('nextRun'));
  if (row.flag('daily') !== false && minute !== undefined)
    return { kind: 'daily', minute, days: daysOf(row) };
  const everyMinutes = periodOf(row);
  if (row.flag('periodic') === true && everyMinutes !== undefined) {
    const offsetMinutes = Math.min(59, Math.max(0, Math.round(row.number('periodOffset') ?? 0)));
    const grid = hourGridOfXml(row.text('periodGrid')) ?? gridOf(row, 'periodGridDays', 'periodGridHours');
    return { kind: 'periodic', everyMinutes, offsetMinutes, ...present({ grid }) };
  }
  const monthlyMinute = minuteOfDay(row.text('monthlyTime'));
  if (row.flag('monthly') === true && monthlyMinute !== undefined) {
    return {
      kind: 'monthly',
      minute: monthlyMinute,
      ...present({ weekday: weekdayNamed(row.text('monthlyDay')) }),
    };
  }
  return row.flag('continuous') === true ? { kind: 'continuous' } : undefined;
}

function daysOf(row: JobRow): readonly number[] {
  const kind = row.text('dailyKind').toLowerCase();
  const days = weekdaysIn(row.text('dailyDays'));
  if (kind === 'weekdays') return WORKING_DAYS;
  return kind === 'everyday' || days.length === 0 ? EVERY_DAY : days;
}

/** A week. */
const LONGEST_PERIOD = 7 * DAY_MINUTES;

/** Minutes; the REST interface says what its number counts, PowerShell's `FullPeriod` counts minutes. */
function periodOf(row: JobRow): number | undefined {
  const count = row.number('period') ?? 0;
  const kind = row.text('periodKind').toLowerCase();
  const minutes = kind.startsWith('hour') ? 60 : kind.startsWith('day') ? DAY_MINUTES : 1;
  const period = Math.round(count * minutes);
  return period >= 1 && period <= LONGEST_PERIOD ? period : undefined;
}

function windowOf(row: JobRow): HourGrid | undefined {
  return hourGridOfXml(row.text('windowGrid')) ?? gridOf(row, 'windowDays', 'windowHours');
}

function gridOf(row: JobRow, days: JobColumn, hours: JobColumn): HourGrid | undefined {
  return hourGridOfLists(row.list(days), row.list(hours));
}
