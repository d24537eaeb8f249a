import { madeOnce } from '../../collections/made-once.ts';
import type { Increment } from '../../history/increments.ts';
import type { PastMode } from '../../history/past-session.ts';
import { bytesWithin } from '../../history/task-line.ts';
import type { LongestShare } from '../../history/task-points.ts';
import type { JobLine } from './mode-fits.ts';

/**
 * Bytes read by each part of a job's increments, in order; undefined if no report has them. If reports have only the
 * bytes of whole sessions, each mode gets a share proportional to its number of VMs, and the VMs of a mode share that
 * according to their durations: by the line of the mode, or in proportion if there is no line.
 */
export function readBytesOf(
  recent: readonly Increment[],
  lines: ReadonlyMap<PastMode, JobLine>,
  longestShare: LongestShare,
): (readonly number[] | undefined)[] {
  const weights = recent.map(({ parts }) =>
    parts.map(({ vm, mode, seconds }) => {
      const line = mode === undefined ? undefined : lines.get(mode);
      return line?.kind === 'line' ? bytesWithin(line, seconds) / longestShare(vm) : seconds;
    }),
  );
  const scales = scalesOf(recent, weights);
  return recent.map(({ session: { dataBytes }, parts }, row) => {
    const told = parts.flatMap(({ readBytes }) => (readBytes === undefined ? [] : [readBytes]));
    if (told.length === parts.length) return told;
    if (dataBytes === undefined) return undefined;
    return parts.map(({ mode }, part) => weights[row]![part]! * scales.get(mode)!);
  });
}

/**
 * Bytes per unit of weight, by mode, such that all sessions together add up to what they read. It is not computed
 * session by session: the scale of a session whose tasks took hardly more than the fixed time would be unbounded.
 */
function scalesOf(
  recent: readonly Increment[],
  weights: readonly (readonly number[])[],
): ReadonlyMap<PastMode | undefined, number> {
  const sums = new Map<PastMode | undefined, { bytes: number; weight: number }>();
  for (const [row, { session, parts }] of recent.entries()) {
    const { dataBytes } = session;
    if (dataBytes === undefined) continue;
    for (const [part, { mode }] of parts.entries()) {
      const sum = madeOnce(sums, mode, () => ({ bytes: 0, weight: 0 }));
      sum.bytes += dataBytes / parts.length;
      sum.weight += weights[row]![part]!;
    }
  }
  return new Map(Array.from(sums, ([mode, { bytes, weight }]) => [mode, weight > 0 ? bytes / weight : 0]));
}
