import type { PastMode } from '../../history/past-session.ts';
import type { JobRow } from '../../model/model.ts';
import { type OverheadTime, overheadsAfter, overheadsBefore } from '../../model/ways/opening-times.ts';
import type { Overheads } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';

/**
 * The overheads during which a task holds its slots, by mode, apart from preparing its VM and transferring: those of
 * a VM with a single disk.
 */
function fixedOverheads(mode: PastMode): OverheadTime[] {
  return ['snapshotCreate', ...overheadsBefore(mode, true), ...overheadsAfter(mode)];
}

/** The part of the duration of a job's task that does not depend on what it reads, seconds. */
export function fixedSecondsOf(
  overheads: Overheads,
  { vmPrepareUs }: Pick<JobRow, 'vmPrepareUs'>,
  mode: PastMode,
): number {
  return (vmPrepareUs + fixedOverheadsUs(overheads, mode)) / SECOND_US;
}

/**
 * Overheads that have to be shortened because they exceed some job's whole fixed time, microseconds. All overheads of
 * the mode are scaled by the same factor.
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
      // Overheads that several modes share follow the fastest of these.
      if (us < (found.get(field) ?? overheads[field])) found.set(field, us);
    }
  }
  return found;
}

/**
 * The time left for preparing a job's VMs with these overheads, microseconds, for the mode of most of its tasks.
 * Undefined if no mode of the job has a line.
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
