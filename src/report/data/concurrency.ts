import { NEVER, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import { DAY_US, HOUR_US, SECOND_US, timeOfDayOf, weekdayOf } from '../../units/civil-time.ts';

const DAYS = 7;
export const HOURS = 24;

/** How much was running at which hour of the week: the mean over the weeks of the run. Monday is day 0. */
export interface Concurrency {
  /** Index `day * 24 + hour`. Hours that the run never reached are -1. */
  readonly runningTasks: Float64Array;
  readonly openSessions: Float64Array;
}

/** Null for a run of a day or less, which would be a single row. */
export function concurrencyOf(
  tasks: TaskColumns,
  sessions: readonly { readonly startSeconds: number; readonly endSeconds: number | null }[],
  clockStartUs: number,
  endSeconds: number,
): Concurrency | null {
  if (endSeconds * SECOND_US <= DAY_US) return null;
  const week = new Week(clockStartUs);
  const seen = new Float64Array(DAYS * HOURS);
  week.add(seen, 0, endSeconds);
  const running = new Float64Array(DAYS * HOURS);
  for (let row = 0; row < tasks.count; row++) {
    const start = tasks.start[row]!;
    if (start === NEVER) continue;
    week.add(running, start, tasks.end[row] === NEVER ? endSeconds : tasks.end[row]!);
  }
  const open = new Float64Array(DAYS * HOURS);
  for (const session of sessions) week.add(open, session.startSeconds, session.endSeconds ?? endSeconds);
  const mean = (sum: Float64Array) => sum.map((value, hour) => (seen[hour]! > 0 ? value / seen[hour]! : -1));
  return { runningTasks: mean(running), openSessions: mean(open) };
}

/** A mean number of tasks or sessions, in three characters at most, because a cell is narrow. */
export function meanText(mean: number): string {
  if (mean === 0 || mean >= 9.95) return `${Math.round(mean)}`;
  return mean < 0.05 ? '<0.1' : mean.toFixed(1);
}

class Week {
  readonly #clockStartUs: number;

  constructor(clockStartUs: number) {
    this.#clockStartUs = clockStartUs;
  }

  /** Adds the time between two instants to the hours of the week that it covers, microseconds. */
  add(sums: Float64Array, fromSeconds: number, toSeconds: number): void {
    const to = this.#clockStartUs + Math.round(toSeconds * SECOND_US);
    let at = this.#clockStartUs + Math.round(fromSeconds * SECOND_US);
    while (at < to) {
      const hourEnds = (Math.floor(at / HOUR_US) + 1) * HOUR_US;
      const until = Math.min(to, hourEnds);
      sums[weekdayOf(at) * HOURS + Math.floor(timeOfDayOf(at) / HOUR_US)]! += until - at;
      at = until;
    }
  }
}
