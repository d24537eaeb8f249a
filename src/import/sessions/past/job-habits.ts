import { largest } from '../../../collections/extremes.ts';
import type { PastKind, PastSession } from '../../../history/past-session.ts';
import { reductionOf } from '../../../history/reduction.ts';
import { median } from '../../../metrics/quantile.ts';
import { DAY_US, MINUTE_US, SECOND_US, WEEKDAYS, weekdayOf } from '../../../units/civil-time.ts';
import { formatDuration } from '../../../units/format-quantity.ts';
import type { JobRecord } from './job-record.ts';

/** Bytes kept per byte of data, as a scenario takes it; undefined where no session tells. */
export function compressionRatioOf({ basis, recent }: JobRecord): number | undefined {
  const ratio = reductionOf(basis.length > 0 ? basis : recent);
  return ratio === undefined ? undefined : Math.min(2, Math.max(0.001, Number(ratio.toFixed(3))));
}

/** How often failed VMs were tried again, at most, and how long after; undefined where nothing was. */
export function retriesOf({
  sessions,
}: JobRecord): { readonly times: number; readonly wait: string } | undefined {
  let times = 0;
  let inARow = 0;
  const waits: number[] = [];
  for (const [at, session] of sessions.entries()) {
    inARow = session.isRetry ? inARow + 1 : 0;
    times = Math.max(times, inARow);
    const before = sessions[at - 1];
    if (inARow > 0 && before !== undefined) waits.push(Math.max(0, session.startUs - endOf(before)));
  }
  if (times === 0) return undefined;
  return {
    times: Math.min(times, 100),
    wait: formatDuration(Math.max(1, Math.round(median(waits) / MINUTE_US)) * MINUTE_US),
  };
}

/** Our choice: without a session for so long, and for twice its usual pause, a job is no longer there. */
const STALE_US = 28 * DAY_US;

/** Whether a job has been given up before `newestUs`, the start of the last session of all. */
export function isGone({ sessions }: JobRecord, newestUs: number): boolean {
  const starts = sessions.map(({ startUs }) => startUs);
  const pauses = starts.slice(1).map((startUs, at) => startUs - starts[at]!);
  return newestUs - (starts.at(-1) ?? newestUs) > Math.max(STALE_US, 2 * median(pauses));
}

/** Days of the week on which most of a job's sessions are of a kind; at least two of them. */
export function daysOf({ sessions }: JobRecord, kind: PastKind): string[] {
  const ordinary = sessions.filter(({ isRetry }) => !isRetry);
  return WEEKDAYS.filter((_, day) => {
    const own = ordinary.filter(({ startUs }) => weekdayOf(startUs) === day);
    const such = own.filter((session) => session.kind === kind).length;
    return such >= 2 && such > own.length / 2;
  });
}

/**
 * That of its longest task where the report does not say how long the session was; undefined where that is not known
 * either.
 */
export function lengthOf({ seconds, tasks }: PastSession): number | undefined {
  if (seconds !== undefined) return seconds;
  return largest(tasks.flatMap((task) => task.seconds ?? []));
}

function endOf(session: PastSession): number {
  return session.startUs + (lengthOf(session) ?? 0) * SECOND_US;
}
