import { addTo, groupedBy } from '../collections/grouped-by.ts';
import { mean } from '../metrics/quantile.ts';
import type { Increment } from './increments.ts';
import type { PastMode } from './past-session.ts';
import type { TaskPoint } from './task-line.ts';

/**
 * Of what a VM reads, the share of its longest task, 0 to 1: a row of a report is a VM, and its disks are read in
 * parallel.
 */
export type LongestShare = (vm: string) => number;

/** For VMs that are one task each. */
export const ONE_TASK: LongestShare = () => 1;

/**
 * The points of the tasks of each mode; undefined is the mode of reports that state none. If a report has bytes per
 * VM, a point is one task. If it has only bytes of the session, all VMs are assumed to have read the same amount, and
 * a point is the mean over a session's tasks of that mode; what single tasks read then follows from their durations.
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
