import { addTo, groupedBy } from '../collections/grouped-by.ts';
import { mean } from '../metrics/quantile.ts';
import type { Increment } from './increments.ts';
import type { PastMode } from './past-session.ts';
import type { TaskPoint } from './task-line.ts';

/** Of what a VM has read, the share of its longest task, 0 to 1: a report's row is a VM, and its disks are read side by side. */
export type LongestShare = (vm: string) => number;

/** A VM that is one task. */
export const ONE_TASK: LongestShare = () => 1;

/**
 * What increments tell of the tasks of each mode; undefined is the mode of reports that tell none. Where a report has bytes per
 * VM, a point is a task. Where it has them of the session alone, every VM is taken to have read as much as the others, and a
 * point is the mean of a session's tasks of that mode: what single tasks have read then follows from their seconds.
 */
export function taskPoints(
  increments: readonly Increment[],
  longestShare: LongestShare,
): ReadonlyMap<PastMode | undefined, readonly TaskPoint[]> {
  const found = new Map<PastMode | undefined, TaskPoint[]>();
  for (const { session, parts } of increments) {
    for (const { vm, mode, seconds, readBytes } of parts) {
      if (readBytes !== undefined) addTo(found, mode, { bytes: readBytes * longestShare(vm), seconds });
    }
    const { dataBytes } = session;
    if (dataBytes === undefined || parts.some(({ readBytes }) => readBytes !== undefined)) continue;
    for (const [mode, own] of groupedBy(parts, (part) => part.mode)) {
      const share = mean(own.map(({ vm }) => longestShare(vm)));
      const seconds = mean(own.map((part) => part.seconds));
      addTo(found, mode, { bytes: (dataBytes / parts.length) * share, seconds });
    }
  }
  return found;
}
