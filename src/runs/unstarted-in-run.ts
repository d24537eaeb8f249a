import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Summary } from '../metrics/summary.ts';
import { allowedSpan, nextStart } from '../model/job-calendar.ts';
import { afterTheEnd, neverStarts } from '../policy/unstarted-jobs.ts';
import type { Job } from '../scenario/job.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { SECOND_US } from '../units/civil-time.ts';

/** What of a run tells whether a job started in it. */
interface Run {
  readonly jobs: Summary['jobs'];
  /** When it is cut at the latest, from its start. */
  readonly endUs: number;
  /** What was told before the run: a job is told of once. */
  readonly told: readonly Diagnostic[];
}

/** Jobs that are switched on and had no session, which nobody could tell before the run: most follow another one. */
export function unstartedInRun(scenario: Scenario, run: Run): Diagnostic[] {
  const known = new Set(run.told.flatMap(({ code, path }) => (code === 'job-never-starts' ? [path] : [])));
  return scenario.jobs.flatMap((job) => {
    if (!job.enabled || run.jobs[job.name]!.sessions.length > 0 || known.has(job.origin.path)) return [];
    return [neverStarts(job, whyNot(scenario, run, job))];
  });
}

function whyNot(scenario: Scenario, { jobs, endUs }: Run, job: Job): string {
  const { schedule, window } = job;
  const { startUs } = scenario.clock;
  if (schedule.kind !== 'after') {
    const first = nextStart(job, startUs, 0);
    return first === undefined
      ? 'its schedule has no start'
      : afterTheEnd(scenario, 'its first start is', first, endUs);
  }
  const comes = `'${schedule.job}', after which it comes,`;
  const { sessions } = jobs[schedule.job]!;
  if (sessions.length === 0) return `${comes} never starts either`;
  const [first] = sessions.flatMap(({ endSeconds }) =>
    endSeconds === null ? [] : [Math.round(endSeconds * SECOND_US)],
  );
  if (first === undefined) return `${comes} is not over when the run ends`;
  // Only a window keeps it then, one that opens after it was due.
  const { opensAtUs } = allowedSpan(window, startUs, { chainStartUs: first, dueUs: first });
  return afterTheEnd(scenario, 'its window opens', opensAtUs, endUs);
}
