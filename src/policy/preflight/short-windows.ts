import { allowedSpan, calendarEnd, dayAt, nextStart } from '../../model/jobs/job-calendar.ts';
import { JobChains } from '../../model/jobs/job-chains.ts';
import type { Model } from '../../model/model.ts';
import type { Job, Window } from '../../scenario/job.ts';
import { hasDays, isOn } from '../../units/calendar-days.ts';
import type { Limits } from '../deciding/both-ends.ts';
import { type LongDisk, longestDiskIn, type SessionKind } from './longest-disk.ts';

/** A window in which a disk of its job does not fit, even if that disk had everything to itself. */
export interface ShortWindow extends LongDisk {
  readonly job: number;
  readonly session: SessionKind;
  /** How long that session may take, microseconds. */
  readonly allowedUs: number;
}

/**
 * The windows of enabled jobs that are too short for the longest disk of the job's first session, or else of its first active
 * full in the run.
 */
export function shortWindows(limits: Limits): ShortWindow[] {
  const { model } = limits;
  const longestDisk = longestDiskIn(limits);
  const chains = new JobChains(model.scenario.jobs);
  return model.jobs.flatMap(({ declaration: { window, enabled, schedule } }, job) => {
    if (window === undefined || !enabled) return [];
    for (const session of ['first', 'active-full'] as const) {
      const startUs = startOf(model, chains, job, session);
      if (startUs === undefined && session === 'active-full') continue;
      const allowedUs = allowanceUs(model, window, schedule.kind === 'after' ? undefined : startUs);
      const longest = longestDisk({ job, session, overUs: allowedUs });
      if (longest !== undefined) return [{ ...longest, job, session, allowedUs }];
    }
    return [];
  });
}

/** When the session is due, microseconds; undefined: it is not known, or there is none in the run. */
function startOf(
  { scenario, jobs }: Model,
  chains: JobChains,
  job: number,
  session: SessionKind,
): number | undefined {
  const { clock } = scenario;
  const { declaration } = jobs[job]!;
  if (session === 'first') return nextStart(declaration, clock.startUs, 0);
  const { activeFullDays } = declaration;
  if (!hasDays(activeFullDays)) return undefined;
  // A job that follows another one is due with the first of its chain, and keeps that day unless the chain passes midnight.
  const head: Job = chains.headOf(declaration);
  const endUs = calendarEnd(head.schedule, clock.horizonUs);
  let at = nextStart(head, clock.startUs, 0);
  while (at !== undefined && at < endUs && !isOn(activeFullDays, dayAt(clock.startUs, at)))
    at = nextStart(head, clock.startUs, at + 1);
  return at !== undefined && at < endUs ? at : undefined;
}

/**
 * How long a session may take that is due at an instant, microseconds. `dueUs` is undefined for a chained job, whose
 * start is not known yet: then it is the longest time that the window allows.
 */
function allowanceUs({ scenario }: Model, window: Window, dueUs: number | undefined): number {
  if ('lengthUs' in window) return window.lengthUs;
  const { startUs } = scenario.clock;
  if (dueUs === undefined) return Math.max(...window.openings.map(({ fromUs, toUs }) => toUs - fromUs));
  return allowedSpan(window, startUs, { chainStartUs: dueUs, dueUs }).closesAtUs - dueUs;
}
