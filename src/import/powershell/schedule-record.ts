import { present } from '../present.ts';
import type { SheetRow } from '../sheet.ts';
import { type HourGrid, hourGrid, hourGridOfXml } from './hour-grid.ts';
import type { JobColumn } from './job-headers.ts';
import {
  EVERY_DAY,
  minuteOfDay,
  type ProductSchedule,
  type ProductStart,
  WORKING_DAYS,
} from './product-schedule.ts';
import { scheduleOfText } from './schedule-text.ts';
import { weekdayNamed, weekdaysIn } from './weekdays.ts';

type JobRow = SheetRow<JobColumn>;

/** The schedule of a job: from the text of a flat export, or from the fields of PowerShell's and the REST interface's objects. */
export function scheduleOfRow(row: JobRow, has: ReadonlySet<JobColumn>): ProductSchedule {
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
      isEnabled: isEnabled(row, has, switchedOn),
    }),
  };
}

/** A flat export tells only when a schedule was switched on: nothing stands there for one that is off. */
function isEnabled(row: JobRow, has: ReadonlySet<JobColumn>, switchedOn: string): boolean | undefined {
  if (row.flag('disabled') === true) return false;
  const enabled = row.flag('scheduleEnabled');
  if (enabled !== undefined) return enabled;
  return has.has('scheduleEnabledTime') ? switchedOn !== '' : undefined;
}

function startOf(row: JobRow): ProductStart | undefined {
  const job = row.text('afterJob');
  if (row.flag('after') !== false && job !== '') return { kind: 'after', job };
  const minute = minuteOfDay(row.text('dailyTime'));
  if (row.flag('daily') !== false && minute !== undefined)
    return { kind: 'daily', minute, days: daysOf(row) };
  const everyMinutes = periodOf(row);
  if (row.flag('periodic') === true && everyMinutes !== undefined) {
    const offsetMinutes = Math.round(row.number('periodOffset') ?? 0);
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

/** Minutes; the REST interface says what its number counts, PowerShell's `FullPeriod` counts minutes. */
function periodOf(row: JobRow): number | undefined {
  const count = row.number('period') ?? 0;
  const kind = row.text('periodKind').toLowerCase();
  const minutes = kind.startsWith('hour') ? 60 : kind.startsWith('day') ? 24 * 60 : 1;
  return count > 0 ? Math.round(count * minutes) : undefined;
}

function windowOf(row: JobRow): HourGrid | undefined {
  return hourGridOfXml(row.text('windowGrid')) ?? gridOf(row, 'windowDays', 'windowHours');
}

function gridOf(row: JobRow, days: JobColumn, hours: JobColumn): HourGrid | undefined {
  const told = row.list(hours);
  return hourGrid(
    row.list(days).map((day, index) => [day, told[index] ?? ''] as const),
    '1',
  );
}
