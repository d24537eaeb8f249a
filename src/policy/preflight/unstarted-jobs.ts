import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { allowedSpan, calendarEnd, headOfChain, nextStart } from '../../model/jobs/job-calendar.ts';
import type { Model } from '../../model/model.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { formatDateTime } from '../../units/format-quantity.ts';
import { warning } from './finding.ts';

/**
 * Jobs that are switched on and have no session in any run of the scenario. They are worth a warning, as without a session
 * they would appear to keep any window. So is a scenario whose jobs are all switched off.
 */
export function unstartedJobs({ scenario }: Pick<Model, 'scenario'>): Diagnostic[] {
  const [first] = scenario.jobs;
  if (first !== undefined && scenario.jobs.every(({ enabled }) => !enabled)) {
    const hint = "Leave 'enabled: false' out of at least one.";
    return [warning('job-never-starts', 'All jobs are switched off, so nothing runs.', hint, first.origin)];
  }
  return scenario.jobs.flatMap((job) => {
    const why = job.enabled ? whyNever(scenario, job) : undefined;
    return why === undefined ? [] : [neverStarts(job, why)];
  });
}

/** `why` as the end of a sentence, without a full stop. */
export function neverStarts(job: Job, why: string): Diagnostic {
  return warning(
    'job-never-starts',
    `Job '${job.name}' never starts in this run: ${why}.`,
    "Move or lengthen the run (clock), change the schedule or the window, or set 'enabled: false'.",
    job.origin,
  );
}

function whyNever(scenario: Scenario, job: Job): string | undefined {
  const { clock } = scenario;
  const { schedule } = job;
  if (schedule.kind === 'after') return whyNeverAfter(scenario, job, schedule.job);
  const first = nextStart(job, clock.startUs, 0);
  const end = calendarEnd(schedule, clock.horizonUs);
  if (first === undefined || first < end) return undefined;
  return clock.horizonUs === undefined
    ? `its first start is at ${formatDateTime(clock.startUs + first)}, and without a horizon only the starts of one day are made`
    : afterTheEnd(scenario, 'its first start is', first, end);
}

function whyNeverAfter(scenario: Scenario, job: Job, leaderName: string): string | undefined {
  const { clock, jobs } = scenario;
  const leader = jobs.find(({ name }) => name === leaderName);
  if (leader === undefined) return undefined;
  if (!leader.enabled) return ofLeader(leaderName, 'is switched off');
  if (whyNever(scenario, leader) !== undefined) return ofLeader(leaderName, 'never starts either');
  const chainStartUs = firstOfChain(scenario, leader);
  if (clock.horizonUs === undefined || chainStartUs === undefined) return undefined;
  const opensAtUs = opensForChained(scenario, job, chainStartUs);
  return opensAtUs < clock.horizonUs ? undefined : opensAfterTheEnd(scenario, opensAtUs, clock.horizonUs);
}

/** Why a chained job does not start, in terms of the job that it comes after. */
export function ofLeader(leader: string, what: string): string {
  return `'${leader}', which it follows, ${what}`;
}

/** When the window of a job first opens that comes after another and is due at `dueUs`; microseconds from the run's start. */
export function opensForChained({ clock }: Scenario, { window }: Job, dueUs: number): number {
  return allowedSpan(window, clock.startUs, { chainStartUs: dueUs, dueUs }).opensAtUs;
}

export function opensAfterTheEnd(scenario: Scenario, opensAtUs: number, endUs: number): string {
  return afterTheEnd(scenario, 'its window opens', opensAtUs, endUs);
}

/** When the first job of the chain that `job` belongs to starts for the first time; microseconds from the run's start. */
function firstOfChain(scenario: Scenario, job: Job): number | undefined {
  return nextStart(headOfChain(scenario.jobs, job), scenario.clock.startUs, 0);
}

/** Words for something that would come at `atUs`, while the run ends before, or just then; microseconds from its start. */
export function afterTheEnd({ clock }: Scenario, what: string, atUs: number, endUs: number): string {
  const [at, end] = [atUs, endUs].map((us) => formatDateTime(clock.startUs + us));
  return `${what} at ${at}, and the run ends at ${end}`;
}
