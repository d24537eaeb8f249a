import { DAY_US, HOUR_US, WEEKDAYS, weekdayOf } from '../../units/civil-time.ts';
import { parseTimeOfDay } from '../../units/parse-time.ts';
import type { JobPlan } from './job-plan.ts';

const NOON_US = 12 * HOUR_US;

/**
 * Where the clock of an ordinary night begins, microseconds since 1970-01-01T00:00: an hour or two before the first of the
 * jobs that run once a day, after their longest pause; on the last day before `lastUs` on which most jobs run.
 */
export function ordinaryNight(plans: readonly JobPlan[], lastUs: number): number {
  const daily = plans.flatMap(({ schedule }) => ('daily' in schedule ? [schedule] : []));
  const times = daily.map((schedule) => timeOf(schedule.daily)).sort((a, b) => a - b);
  const first = firstAfterPause(times);
  const hourUs = first === undefined ? NOON_US : Math.floor(first / HOUR_US - 1) * HOUR_US;
  const today = Math.floor(lastUs / DAY_US) * DAY_US;
  const days = [0, 1, 2, 3, 4, 5, 6].map((back) => {
    const startUs = today - back * DAY_US + hourUs;
    const running = daily.filter((schedule) => {
      const dueUs = startUs + ((timeOf(schedule.daily) - hourUs + 2 * DAY_US) % DAY_US);
      return schedule.days === undefined || schedule.days.includes(WEEKDAYS[weekdayOf(dueUs)]!);
    });
    return { startUs, running: running.length };
  });
  return days.reduce((best, next) => (next.running > best.running ? next : best)).startUs;
}

/** Of times of day in their order, around the clock. */
function firstAfterPause(times: readonly number[]): number | undefined {
  const pauses = times.map((time, at) => {
    const before = times[at - 1] ?? (times.at(-1) ?? 0) - DAY_US;
    return { time, length: time - before };
  });
  return pauses.reduce<{ time: number; length: number } | undefined>(
    (longest, next) => (longest === undefined || next.length > longest.length ? next : longest),
    undefined,
  )?.time;
}

function timeOf(text: string): number {
  const time = parseTimeOfDay(text);
  return time.ok ? time.value : 0;
}
