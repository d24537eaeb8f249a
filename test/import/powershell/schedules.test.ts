import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedHours,
  hourGrid,
  hourGridOfXml,
  isAllowed,
} from '../../../src/import/powershell/schedules/hour-grid.ts';
import { jobSchedule } from '../../../src/import/powershell/schedules/job-schedule.ts';
import { minuteOfDay } from '../../../src/import/powershell/schedules/product-schedule.ts';
import { scheduleOfText } from '../../../src/import/powershell/schedules/schedule-text.ts';
import { jsonTable } from '../../../src/import/tables/json-table.ts';
import type { Job } from '../../../src/scenario/job.ts';
import { HOUR_US, MINUTE_US } from '../../../src/units/civil-time.ts';
import { formatDateTime } from '../../../src/units/format-quantity.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS, vmTable } from './backup-server.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const START = 'Start time: [4/20/2020 16:25:00], Latest run time: [4/20/2020 14:59:21]';
const NIGHT = 'Start time: [1/15/2024 22:30:00]';
const RETRY = 'Retry times on failure: [3], Retry timeout: [10 min]';

/** `<scheduler>` with the same 24 digits for every day. */
function xml(hours: string): string {
  return `<scheduler>${DAYS.map((day) => `<${day}>${hours}</${day}>`).join('')}</scheduler>`;
}

/** The text that PowerShell prints of a schedule that repeats. */
function periodic(period: string, hours: string, offset: number): string {
  return `${START}, ${RETRY}, Periodically options: [Enabled: True, Period: ${period}, ScheduleString: ${xml(hours)}, HourlyOffset: ${offset}]`;
}

const ALWAYS = Array.from({ length: 24 }, () => '0').join();
const EVEN = Array.from({ length: 24 }, (_, hour) => hour % 2).join();
const ODD = Array.from({ length: 24 }, (_, hour) => 1 - (hour % 2)).join();

/** The words of a scenario for a printed schedule, on a Monday. */
function words(text: string): unknown {
  return jobSchedule(scheduleOfText(text), { weekday: 0 }).schedule;
}

describe('a printed schedule', () => {
  test.each<[string, string, unknown]>([
    [
      'every day at the time of its start',
      `${START}, Daily options: [Enabled: True, DayNumberInMonth: Everyday, Days: Sunday, Monday, Tuesday]`,
      { daily: '16:25' },
    ],
    [
      'on working days',
      `${START}, Daily options: [Enabled: True, DayNumberInMonth: WeekDays, Days: Sunday, Monday]`,
      { daily: '16:25', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    ],
    [
      'on days of its own',
      `${START}, Daily options: [Enabled: True, DayNumberInMonth: SelectedDays, Days: Sunday, Wednesday]`,
      { daily: '16:25', days: ['wed', 'sun'] },
    ],
    [
      'on a weekday of the month',
      `${START}, Monthly options: [Enabled: True, DayNumberInMonth: Fourth, DayOfWeek: Saturday, Months: May]`,
      { daily: '16:25', days: ['sat'] },
    ],
    ['again and again', periodic('4 hour(s)', ALWAYS, 25), { every: '4h', offset: '25 min' }],
    ['every half hour', periodic('30 minute(s)', ALWAYS, 0), { every: '30 min' }],
    // The next runs that the product itself had planned for these two: 12:05 with even hours open, 17:05 with odd ones.
    ['in even hours', periodic('4 hour(s)', EVEN, 5), { every: '4h', offset: '5 min' }],
    [
      'in odd hours, each start in the next one',
      periodic('4 hour(s)', ODD, 5),
      { every: '4h', offset: '65 min' },
    ],
    [
      'not by day',
      periodic('6 hour(s)', ALWAYS.replaceAll('0', '1').replace(/^1,1/, '0,0'), 10),
      { at: ['00:10'] },
    ],
    [
      'with a period that does not divide the day',
      periodic('10 hour(s)', ALWAYS, 0),
      { at: ['00:00', '10:00', '20:00'] },
    ],
    [
      'without an end',
      `${START}, Continuous options: [Enabled: True, ScheduleString: ${xml(ALWAYS)}]`,
      { every: '1h' },
    ],
    ['that says nothing', '', { daily: '22:00' }],
    [
      'whose options are all off',
      `${START}, Daily options: [Enabled: False, Days: Sunday]`,
      { daily: '22:00' },
    ],
  ])('%s', (_title, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('says how often and how far apart it tries again', () => {
    expect(jobSchedule(scheduleOfText(`${START}, ${RETRY}`), { weekday: 0 }).retries).toEqual({
      times: 3,
      wait: '10 min',
    });
  });
});

test.each([
  ['4/20/2020 16:25:00', 985],
  ['4/20/2020 4:25:00 PM', 985],
  ['4/20/2020 12:05:00 AM', 5],
  ['20.04.2020 16:25:00', 985],
  ['2024-01-15T22:00:00.0000000', 1320],
  ['22:00', 1320],
  ['24:00', undefined],
  ['4/20/2020', undefined],
  ['', undefined],
])('the time of day in %j is %j', (text, minute) => {
  expect(minuteOfDay(text)).toBe(minute);
});

describe('hours of a week', () => {
  const hours = fc.array(fc.boolean(), { minLength: 24, maxLength: 24 });
  const digits = (open: readonly boolean[], mark: number) => open.map((is) => (is ? mark : 1 - mark)).join();

  test('mean the same, whichever digit says that work is allowed', () => {
    fc.assert(
      fc.property(hours, (open) => {
        const rest = hourGrid(
          DAYS.map((day) => [day.toLowerCase(), digits(open, 1)] as const),
          '1',
        );
        expect(hourGridOfXml(xml(digits(open, 0)))).toEqual(rest);
      }),
    );
  });

  test('in a row are all open, and those around them are not', () => {
    const week = fc.array(fc.boolean(), { minLength: 168, maxLength: 168 });
    fc.assert(
      fc.property(week, (grid) => {
        const found = allowedHours(grid);
        const open = found.flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, ahead) => (from + ahead) % 168),
        );
        expect(open.toSorted((a, b) => a - b)).toEqual(grid.flatMap((is, hour) => (is ? [hour] : [])));
        for (const { from, to } of found) {
          expect(isAllowed(grid, 0, from + 167)).toBe(false);
          expect(isAllowed(grid, 0, to)).toBe(false);
        }
      }),
    );
    expect(allowedHours(Array.from({ length: 168 }, () => true))).toEqual([]);
  });

  test('that are not 24 to a day say nothing', () => {
    expect(hourGrid([['monday', '1,1,1']], '1')).toBeUndefined();
  });
});

describe('a backup window', () => {
  type HoursOf = (day: string) => string;
  /** A daily job of the REST interface at a time, allowed in the hours that are 1. */
  const rest = (localTime: string, hours: string | HoursOf, more: object = {}, job: object = {}) => {
    const hoursOf: HoursOf = typeof hours === 'string' ? () => hours : hours;
    const days = DAYS.map((day) => ({ day: day.toLowerCase(), hours: hoursOf(day) }));
    const schedule = {
      runAutomatically: true,
      daily: { isEnabled: true, dailyKind: 'Everyday', localTime },
      backupWindow: { isEnabled: true, backupWindow: { days } },
      retry: { isEnabled: false, retryCount: 3, awaitMinutes: 10 },
      ...more,
    };
    const jobs = jsonTable('JobsResult', {
      data: [{ type: 'VSphereBackup', name: 'night', schedule, ...job }],
    })!;
    const { scenario, codes, yaml } = importedServer([
      SERVERS,
      proxyTable(),
      repositoryTable(),
      jobs,
      vmTable({ app1: 10 }),
    ]);
    const line = /^ +window: (?:[^[\n]*|\[[\s\S]*?\])$/m.exec(yaml)?.[0].trim();
    return { scenario, job: scenario.jobs[0], codes, line };
  };
  /** 1 for the hours of a day that are open. */
  const open = (isOpen: (hour: number) => boolean) =>
    Array.from({ length: 24 }, (_, hour) => (isOpen(hour) ? 1 : 0)).join();
  const night = open((hour) => hour >= 20 || hour < 6);
  const always = open(() => true);
  const never = open(() => false);

  test('that is the same every day is an interval of the day', () => {
    const { job, line } = rest('21:30', night);
    expect(job).toMatchObject({
      schedule: { kind: 'daily', timeOfDayUs: 21.5 * HOUR_US },
      retries: { times: 0 },
    });
    expect(line).toBe('window: 20:00-06:00');
  });

  test('that differs by the day is a list of parts, whole days among them; what lasts on is no part of its own', () => {
    // From Friday 20:00 to Monday 06:00, and the nights to Tuesday and to Friday.
    const { line, codes } = rest('21:30', (day) => {
      if (day === 'Saturday' || day === 'Sunday') return always;
      if (day === 'Friday') return open((hour) => hour >= 20 || hour < 6);
      return day === 'Monday' || day === 'Thursday'
        ? open((hour) => hour >= 20 || (hour < 6 && day === 'Monday'))
        : open((hour) => hour < 6 && day === 'Tuesday');
    });
    expect(line?.replaceAll(/\s+/g, ' ')).toBe(
      'window: [ { days: [ mon, thu ], within: 20:00-06:00 }, { days: [ fri ], within: 20:00-24:00 }, { days: [ sat, sun ], within: 00:00-24:00 }, { days: [ mon ], within: 00:00-06:00 } ]',
    );
    // On Tuesday and Wednesday it may not start at 21:30.
    expect(codes).toContain('window-excludes-days');
  });

  test('on whose days alone a daily job starts, and the night that is simulated is the first of them', () => {
    const { job, scenario } = rest('21:30', (day) => (day === 'Monday' ? never : night));
    expect(job?.schedule).toMatchObject({ days: [1, 2, 3, 4, 5, 6] });
    expect(formatDateTime(scenario.clock.startUs)).toBe('2026-01-06T19:00:00');
  });

  test('that is always open is none', () => {
    expect(rest('21:30', always).job).not.toHaveProperty('window');
  });

  test.each<[string, string, object]>([
    ['in which the job never starts', '12:00', {}],
    ['that is never open', '12:00', { daily: { isEnabled: false }, continuously: { isEnabled: true } }],
  ])('%s is left out, and that is said', (_, at, more) => {
    const { job, codes } = rest(at, at === '12:00' && 'continuously' in more ? never : night, more);
    expect(job).not.toHaveProperty('window');
    expect(codes).toContain('window-excludes-start');
  });

  test('in which a full of the job would not start is left out, and that is said', () => {
    const storage = {
      advancedSettings: { activeFulls: { isEnabled: true, weekly: { isEnabled: true, days: ['saturday'] } } },
    };
    const weekdays: HoursOf = (day) => (day === 'Saturday' ? never : night);
    const { job, codes } = rest('21:30', weekdays, {}, { storage });
    expect(job?.activeFullDays).toEqual({ weekdays: [5] });
    expect(job).not.toHaveProperty('window');
    expect(codes).toContain('window-excludes-start');
  });

  const often = {
    daily: { isEnabled: false },
    periodically: { isEnabled: true, periodicallyKind: 'Hours', frequency: 2 },
  };
  const sinceStart = (job: Job | undefined) =>
    job?.schedule.kind === 'at' ? job.schedule.atUs.map((us) => us / HOUR_US) : [];

  test('of a job that runs again and again holds its starts back, also where it has several parts a day', () => {
    expect(rest('12:00', night, often)).toMatchObject({
      job: { schedule: { kind: 'every', everyUs: 2 * HOUR_US } },
      line: 'window: 20:00-06:00',
    });
    const parts = rest(
      '12:00',
      open((h) => [1, 2, 3, 20, 21, 22].includes(h)),
      often,
    );
    expect(parts.job?.schedule).toMatchObject({ kind: 'every', everyUs: 2 * HOUR_US });
    expect(parts.line).toBe('window: [ { within: 01:00-04:00 }, { within: 20:00-23:00 } ]');
  });

  test('of one whose own starts are listed has them all in it, by the hours of that night on every day', () => {
    // Every 3 hours, but not at 18 and 19 o'clock: at 20:00 instead of 18:00. In the window that leaves 20, 21, 0 and 3 o'clock.
    const hours = always.split(',');
    hours[18] = hours[19] = '0';
    const days = DAYS.map((day) => ({ day: day.toLowerCase(), hours: hours.join() }));
    const periodically = { isEnabled: true, periodicallyKind: 'Hours', frequency: 3, backupWindow: { days } };
    const { job, line } = rest('12:00', (day) => (day === 'Sunday' ? never : night), {
      ...often,
      periodically,
    });
    expect(job).toMatchObject({ schedule: { kind: 'at' } });
    expect(line).toBe('window: 20:00-06:00');
    // The clock starts two hours before the first of the day, at 22:00.
    expect(sinceStart(job)).toEqual([2, 5, 22, 23]);
  });

  test('that the product does not have is 8 hours that stop nothing', () => {
    const { job, codes } = rest('22:00', night, { backupWindow: { isEnabled: false } });
    expect(job).toMatchObject({ window: { lengthUs: 8 * HOUR_US, onClose: 'report' } });
    expect(codes).toContain('window-assumed');
  });
});

describe('jobs by their schedules', () => {
  const server = [SERVERS, proxyTable(), repositoryTable(), vmTable({ app1: 10, app2: 10 })];

  test('one that is off is switched off while another is on; where all are off, all run, and that is said', () => {
    const off = jobTable({ Name: 'old', IsScheduleEnabled: 'False' });
    const some = importedServer([...server, jobTable(), { ...off, name: '_Jobs2' }]);
    expect(some.scenario.jobs.map(({ name, enabled }) => [name, enabled])).toEqual([['night', true]]);
    expect(some.codes).toEqual(expect.arrayContaining(['job-not-scheduled', 'job-without-vms']));
    const all = importedServer([...server, off]);
    expect(all.scenario.jobs.map(({ enabled }) => enabled)).toEqual([true]);
    expect(all.codes).toContain('job-all-unscheduled');
  });

  test('a flat export does not tell who is off: not by an empty time of switching on, but by a start long past', () => {
    const daily = (start: string, latest: string) =>
      `Start time: [${start}], Latest run time: [${latest}], Daily options: [Enabled: True, DayNumberInMonth: Everyday]`;
    const job = (Name: string, ScheduleOptions: string) => ({
      ...jobTable({ Name, ScheduleOptions, SheduleEnabledTime: '' }),
      name: Name,
    });
    const { scenario, codes } = importedServer([
      ...server,
      job('alive', daily('4/24/2020 22:00:00', '4/24/2020 13:05:53')),
      job('late', daily('4/18/2020 22:00:00', '4/17/2020 22:00:00')),
      job('gone', daily('4/12/2020 22:00:00', '4/11/2020 22:00:00')),
    ]);
    // The latest time of all is the start at 24 April, 22:00: late is 6 days behind it, gone 12.
    expect(scenario.jobs.map(({ name }) => name)).toEqual(['alive', 'late']);
    expect(codes).toContain('job-stale');
  });

  test('of which only the moment of switching on is told start at that time of day', () => {
    const { scenario, codes } = importedServer([...server, jobTable({ ScheduleOptions: '' })]);
    expect(scenario.jobs).toMatchObject([{ schedule: { kind: 'daily', timeOfDayUs: 10 * HOUR_US } }]);
    expect(codes).toContain('schedule-assumed');
  });

  test('the clock starts two hours before the first job of the night', () => {
    const { scenario } = importedServer([...server, jobTable()]);
    // 22:30 is in the hour that begins at 20:00 two hours before.
    expect(scenario.clock.startUs % (24 * HOUR_US)).toBe(20 * HOUR_US);
    expect(scenario.jobs).toMatchObject([{ schedule: { timeOfDayUs: 22.5 * HOUR_US } }]);
  });

  test('where jobs start on some days only, the night is the first on which one does', () => {
    const weekly = jobTable({
      ScheduleOptions: `${NIGHT}, Daily options: [Enabled: True, DayNumberInMonth: SelectedDays, Days: Saturday, Thursday]`,
    });
    const { scenario } = importedServer([...server, weekly]);
    expect(formatDateTime(scenario.clock.startUs)).toBe('2026-01-08T20:00:00');
    const monthly = jobTable({
      ScheduleOptions: `${NIGHT}, Monthly options: [Enabled: True, DayOfWeek: Friday]`,
    });
    expect(formatDateTime(importedServer([...server, monthly]).scenario.clock.startUs)).toBe(
      '2026-01-09T20:00:00',
    );
  });

  test('old JSON has numbers for days, milliseconds for times and ids for the job that one follows', () => {
    const job = (Id: string, Name: string, ScheduleOptions: object, more: object = {}) => ({
      ...{ Id, Name, TypeToString: 'VMware Backup', IsScheduleEnabled: true, ScheduleOptions },
      ...more,
    });
    const OptionsDaily = { Enabled: true, Kind: 2, DaysSrv: [0, 5], TimeLocal: '\\/Date(1705356000000)\\/' };
    const after = { OptionsScheduleAfterJob: { IsEnabled: true }, OptionsDaily: { Enabled: false } };
    const jobs = jsonTable('jobs', [
      job('A1', 'first', { OptionsDaily, NextRun: '01/15/2024 23:30:00' }),
      job('B2', 'second', after, { Info: { ParentScheduleId: 'a1' } }),
      job('C3', 'by hand', { OptionsDaily }, { Options: { JobOptions: { RunManually: true } } }),
    ])!;
    const { scenario, codes } = importedServer([...server, jobs]);
    expect(scenario.jobs).toMatchObject([
      { name: 'first', schedule: { kind: 'daily', timeOfDayUs: 23.5 * HOUR_US, days: [4, 6] } },
      { name: 'second', schedule: { kind: 'after', job: 'first' } },
    ]);
    expect(codes).toContain('job-not-scheduled');
  });

  test('a job of PowerShell as JSON has its options one by one', () => {
    const jobs = jsonTable('jobs', [
      {
        Name: 'night',
        TypeToString: 'VMware Backup',
        JobType: 0,
        IsScheduleEnabled: true,
        ScheduleOptions: {
          OptionsDaily: { Enabled: false, TimeLocal: '2024-01-15T22:00:00' },
          OptionsPeriodically: { Enabled: true, FullPeriod: 240, HourlyOffset: 15, Schedule: xml(EVEN) },
          RetryTimes: 2,
          RetryTimeout: 20,
        },
      },
    ])!;
    const { scenario } = importedServer([...server, jobs]);
    expect(scenario.jobs).toMatchObject([
      {
        schedule: { kind: 'every', everyUs: 4 * HOUR_US, offsetUs: 15 * MINUTE_US },
        retries: { times: 2, waitUs: 20 * MINUTE_US },
      },
    ]);
  });
});
