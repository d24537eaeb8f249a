import { median } from '../metrics/quantile.ts';
import type { Increment, IncrementPart } from './increments.ts';
import type { PastMode } from './past-session.ts';
import { bytesWithin, secondsFor, type TaskLine, taskLine } from './task-line.ts';
import { ONE_TASK, taskPoints } from './task-points.ts';

/**
 * How long an increment takes, judged by the ones before it: its VMs change as fast as they did, and its tasks go as those did.
 * The longest task in seconds; undefined where none of its VMs has been seen.
 */
export function forecastSeconds(
  before: readonly Increment[],
  parts: readonly Pick<IncrementPart, 'vm' | 'sinceUs'>[],
): number | undefined {
  const lines = new Map<PastMode | undefined, TaskLine>();
  for (const [mode, points] of taskPoints(before, ONE_TASK)) {
    const line = taskLine(points);
    if (typeof line !== 'string') lines.set(mode, line);
  }
  const expected = parts.flatMap(({ vm, sinceUs }) => {
    const past = before.flatMap((increment) => increment.parts.filter((part) => part.vm === vm));
    return past.length === 0 ? [] : [secondsOfVm(past, sinceUs, lines)];
  });
  return expected.length === 0 ? undefined : Math.max(...expected);
}

/** Where no line is known, or nothing of what has changed, its tasks take what they took. */
function secondsOfVm(
  past: readonly IncrementPart[],
  sinceUs: number | undefined,
  lines: ReadonlyMap<PastMode | undefined, TaskLine>,
): number {
  const line = lines.get(past.at(-1)!.mode);
  const perUs = line === undefined ? [] : past.flatMap((part) => changePerUs(part, line));
  if (line === undefined || sinceUs === undefined || perUs.length === 0)
    return median(past.map(({ seconds }) => seconds));
  return secondsFor(line, median(perUs) * sinceUs);
}

/** Bytes per microsecond. */
function changePerUs({ seconds, sinceUs, readBytes }: IncrementPart, line: TaskLine): number[] {
  return sinceUs === undefined ? [] : [(readBytes ?? bytesWithin(line, seconds)) / sinceUs];
}
