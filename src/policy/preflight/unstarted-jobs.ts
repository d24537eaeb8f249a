import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { allowedSpan, calendarEnd, nextStart } from '../../model/jobs/job-calendar.ts';
import { JobChains } from '../../model/jobs/job-chains.ts';
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
  const chains = new JobChains(scenario.jobs);
  const reasons = whyNever(scenario, chains);
  return scenario.jobs.flatMap((job) => {
    const why = job.enabled ? reasons.get(job) : undefined;
    if (why === undefined) return [];
    const leader = chains.leaderOf(job);
    const isForLeader = leader !== undefined && (!leader.enabled || reasons.has(leader));
    return [neverStarts(job, why, isForLeader ? afterLeaderHint(job, leader) : undefined)];
  });
}

/** `why` as the end of a sentence, without a full stop. */
export function neverStarts(
  job: Job,
  why: string,
  hint = "Move or lengthen the run (clock), change the schedule or the window, or set 'enabled: false'.",
): Diagnostic {
  const message = `Job '${job.name}' never starts in this run: ${why}.`;
  return warning('job-never-starts', message, hint, job.origin);
}

/** What to do where the job that another follows does not start. */
function afterLeaderHint(job: Job, leader: Job): string {
  const first = leader.enabled ? `Let '${leader.name}' start` : `Switch '${leader.name}' on`;
  return `${first}, give '${job.name}' a schedule of its own, or set 'enabled: false'.`;
}

/** Why jobs have no start in the run, as ends of sentences, for those that have none. */
function whyNever(scenario: Scenario, chains: JobChains): ReadonlyMap<Job, string> {
  const reasons = new Map<Job, string>();
  // A job needs the answer of the one that it follows.
  for (const job of chains.leadersFirst) {
    const leader = chains.leaderOf(job);
    const why =
      leader === undefined
        ? whyNeverAlone(scenario, job)
        : whyNeverAfter(scenario, { job, leader, head: chains.headOf(job) }, reasons);
    if (why !== undefined) reasons.set(job, why);
  }
  return reasons;
}

function whyNeverAlone(scenario: Scenario, job: Job): string | undefined {
  const { clock } = scenario;
  const { schedule } = job;
  const first = nextStart(job, clock.startUs, 0);
  const end = calendarEnd(schedule, clock.horizonUs);
  if (first === undefined || first < end) return undefined;
  return clock.horizonUs === undefined
    ? `its first start is at ${formatDateTime(clock.startUs + first)}, and without a horizon only the starts of one day are made`
    : afterTheEnd(scenario, 'its first start is', first, end);
}

interface Chained {
  readonly job: Job;
  readonly leader: Job;
  readonly head: Job;
}

function whyNeverAfter(
  scenario: Scenario,
  { job, leader, head }: Chained,
  reasons: ReadonlyMap<Job, string>,
): string | undefined {
  const { clock } = scenario;
  if (!leader.enabled) return ofLeader(leader.name, 'is switched off');
  if (reasons.has(leader)) return ofLeader(leader.name, 'never starts either');
  const chainStartUs = nextStart(head, clock.startUs, 0);
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

/** Words for something that would come at `atUs`, while the run ends before, or just then; microseconds from its start. */
export function afterTheEnd({ clock }: Scenario, what: string, atUs: number, endUs: number): string {
  const [at, end] = [atUs, endUs].map((us) => formatDateTime(clock.startUs + us));
  return `${what} at ${at}, and the run ends at ${end}`;
}
