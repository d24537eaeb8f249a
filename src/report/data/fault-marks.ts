import { groupedBy } from '../../collections/grouped-by.ts';
import type { FaultSummary } from '../../metrics/summary/summary.ts';
import type { TimeRange } from '../../metrics/time-range.ts';
import { cutName } from '../characters/cut-name.ts';
import { firstThatFit } from '../characters/first-that-fit.ts';
import type { Clock } from '../wording/clock.ts';
import { faultName } from '../wording/fault-words.ts';

/** With more marks than this, lines would hide the curves that they cross. */
export const MOST_MARKS = 40;

const NAMES_TOLD = 2;

/** One thing that failed in one way, and when. */
export interface FaultRow {
  /** `proxy-down px1`. */
  readonly name: string;
  /** In order of time. A fault that was not over ends at Infinity; one without a duration ends when it begins. */
  readonly times: readonly TimeRange[];
}

/** In the order of their first faults. */
export function faultRows(faults: readonly FaultSummary[]): FaultRow[] {
  return [...groupedBy(faults, faultName)].map(([name, own]) => ({
    name,
    times: own.map(({ startSeconds, endSeconds }) => ({
      from: startSeconds,
      to: endSeconds ?? Number.POSITIVE_INFINITY,
    })),
  }));
}

/** Faults that began at the same instant, as a mark on an axis of time. */
export interface FaultMark {
  /** Within the range that is shown; the beginning of the range for faults that began before it. Seconds. */
  readonly at: number;
  /** When they began, seconds. */
  readonly startSeconds: number;
  /** Names of what failed, in the order of the faults. */
  readonly names: readonly string[];
}

/** The faults that affect a part of the run: those that begin in it, and those that are not over when it begins. */
export function faultsWithin(faults: readonly FaultSummary[], { from, to }: TimeRange): FaultSummary[] {
  return faults.filter(
    ({ startSeconds, endSeconds }) =>
      startSeconds <= to && (startSeconds >= from || (endSeconds ?? Number.POSITIVE_INFINITY) > from),
  );
}

/** Marks of the faults that affect a part of the run, in order of time. */
export function faultMarks(faults: readonly FaultSummary[], range: TimeRange): FaultMark[] {
  const shown = faultsWithin(faults, range);
  return [...groupedBy(shown, ({ startSeconds }) => startSeconds)].map(([startSeconds, own]) => ({
    at: Math.max(range.from, startSeconds),
    startSeconds,
    names: own.map(faultName),
  }));
}

/** `Mon 23:10 proxy-down px1, proxy-down px2 and 1 more`, in at most so many characters. */
export function markText({ startSeconds, names }: FaultMark, clock: Clock, longest: number): string {
  const time = `${clock(startSeconds)} `;
  const named = firstThatFit(names, { most: NAMES_TOLD, columns: longest - time.length });
  return cutName(`${time}${named}`, longest);
}
