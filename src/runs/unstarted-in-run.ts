import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Summary } from '../metrics/summary/summary.ts';
import { nextStart } from '../model/jobs/job-calendar.ts';
import {
  afterTheEnd,
  neverStarts,
  ofLeader,
  opensAfterTheEnd,
  opensForChained,
} from '../policy/preflight/unstarted-jobs.ts';
import type { Job } from '../scenario/job.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { SECOND_US } from '../units/civil-time.ts';

/** The parts of a run that show whether a job started in it. */
interface Run {
  readonly jobs: Summary['jobs'];
  /** When it is cut off at the latest, from its start. */
  readonly endUs: number;
  /** Findings reported before the run: each job is reported only once. */
  readonly told: readonly Diagnostic[];
}

/** Enabled jobs without a session for which that was not foreseeable; most follow another job. */
export function unstartedInRun(scenario: Scenario, run: Run): Diagnostic[] {
  const known = new Set(run.told.flatMap(({ code, path }) => (code === 'job-never-starts' ? [path] : [])));
  return scenario.jobs.flatMap((job) => {
    if (!job.enabled || run.jobs[job.name]!.sessions.length > 0 || known.has(job.origin.path)) return [];
    return [neverStarts(job, whyNot(scenario, run, job))];
  });
}

function whyNot(scenario: Scenario, { jobs, endUs }: Run, job: Job): string {
  const { schedule } = job;
  if (schedule.kind !== 'after') {
    const first = nextStart(job, scenario.clock.startUs, 0);
    return first === undefined
      ? 'its schedule has no start'
      : afterTheEnd(scenario, 'its first start is', first, endUs);
  }
  const { sessions } = jobs[schedule.job]!;
  if (sessions.length === 0) return ofLeader(schedule.job, 'never starts either');
  const [first] = sessions.flatMap(({ endSeconds }) =>
    endSeconds === null ? [] : [Math.round(endSeconds * SECOND_US)],
  );
  if (first === undefined) return ofLeader(schedule.job, 'is not over when the run ends');
  // Only a window can have held it back then, one that opens after it was due.
  return opensAfterTheEnd(scenario, opensForChained(scenario, job, first), endUs);
}
