import type { PastMode } from '../../history/past-session.ts';
import type { JobRow } from '../../model/model.ts';
import { type OverheadTime, overheadsAfter, overheadsBefore } from '../../model/ways/opening-times.ts';
import type { Overheads } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';

/** What a task holds its slots for beside preparing its VM and transferring, by mode: as one disk alone in its VM does. */
function fixedOverheads(mode: PastMode): OverheadTime[] {
  return ['snapshotCreate', ...overheadsBefore(mode, true), ...overheadsAfter(mode)];
}

/** The time of a job's task, seconds, that does not hang on what it reads. */
export function fixedSecondsOf(
  overheads: Overheads,
  { vmPrepareUs }: Pick<JobRow, 'vmPrepareUs'>,
  mode: PastMode,
): number {
  return (vmPrepareUs + fixedOverheadsUs(overheads, mode)) / SECOND_US;
}

/**
 * Overheads, microseconds, that are longer than some job's whole fixed time allows: all parts of that mode's opening become
 * shorter alike.
 */
export function shorterOverheads(
  overheads: Overheads,
  modes: ModeFits,
  jobs: readonly MatchedJob[],
): ReadonlyMap<OverheadTime, number> {
  const found = new Map<OverheadTime, number>();
  for (const { mode } of modes.fits) {
    const fixed = jobs.flatMap((job) => modes.linesOf(job).get(mode)?.fixedSeconds ?? []);
    const scale = (Math.min(...fixed) * SECOND_US) / fixedOverheadsUs(overheads, mode);
    if (!(scale < 1)) continue;
    for (const field of fixedOverheads(mode)) {
      const us = Math.round(overheads[field] * scale);
      // What modes share is as short as the fastest of them needs it.
      if (us < (found.get(field) ?? overheads[field])) found.set(field, us);
    }
  }
  return found;
}

/**
 * What is left for the preparation of a job's VMs, microseconds, once disks open within such overheads: by the mode that most of its
 * tasks took. Undefined where no mode of the job has a line.
 */
export function vmPrepareUs(overheads: Overheads, modes: ModeFits, job: MatchedJob): number | undefined {
  const [most] = [...modes.linesOf(job)].sort(([, a], [, b]) => b.points - a.points);
  if (most === undefined) return undefined;
  const [mode, { fixedSeconds }] = most;
  return Math.max(0, Math.round(fixedSeconds * SECOND_US) - fixedOverheadsUs(overheads, mode));
}

function fixedOverheadsUs(overheads: Overheads, mode: PastMode): number {
  return fixedOverheads(mode).reduce((sum, field) => sum + overheads[field], 0);
}
