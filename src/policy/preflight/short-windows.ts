import { allowedSpan, nextStart } from '../../model/jobs/job-calendar.ts';
import type { Model } from '../../model/model.ts';
import type { Window } from '../../scenario/job.ts';
import type { Limits } from '../deciding/both-ends.ts';
import { kindsByTime, type LongDisk, longestDisk } from './longest-disk.ts';

/** A window in which a disk of its job does not fit, even if that disk had everything to itself. */
export interface ShortWindow extends LongDisk {
  readonly job: number;
  /** How long the job's first session may take, microseconds. */
  readonly allowedUs: number;
}

/** The windows of enabled jobs that are too short for the longest disk of the job's first session. */
export function shortWindows(limits: Limits): ShortWindow[] {
  const { model } = limits;
  const kinds = kindsByTime(model);
  return model.jobs.flatMap(({ declaration: { window, enabled } }, job) => {
    if (window === undefined || !enabled) return [];
    const longest = longestDisk(limits, job, kinds);
    const allowedUs = firstAllowanceUs(model, job, window);
    return longest === undefined || longest.aloneUs <= allowedUs ? [] : [{ ...longest, job, allowedUs }];
  });
}

/**
 * How long the job's first session may take, microseconds. When a chained job starts is not known yet, so for that one it is
 * the longest that the window allows.
 */
function firstAllowanceUs({ scenario, jobs }: Model, job: number, window: Window): number {
  if ('lengthUs' in window) return window.lengthUs;
  const { startUs } = scenario.clock;
  const dueUs = nextStart(jobs[job]!.declaration, startUs, 0);
  if (dueUs === undefined) return Math.max(...window.openings.map(({ fromUs, toUs }) => toUs - fromUs));
  return allowedSpan(window, startUs, { chainStartUs: dueUs, dueUs }).closesAtUs - dueUs;
}
