import { largestBy } from '../../collections/extremes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nextStart } from '../../model/jobs/job-calendar.ts';
import { JobChains } from '../../model/jobs/job-chains.ts';
import { copiesBackups } from '../../model/jobs/work.ts';
import type { JobRow, Model } from '../../model/model.ts';
import type { Job } from '../../scenario/job.ts';
import { DAY_US } from '../../units/civil-time.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import { warning } from './finding.ts';

/** After this time the starts of a schedule repeat, unless its period is longer. */
const WEEK_US = 7 * DAY_US;

type Jobs = Pick<Model, 'scenario' | 'jobs'>;

/**
 * Objectives that no run of several nights can keep: the job starts less often than its restore points may age, or for
 * a copy the job whose backups it copies.
 */
export function shortObjectives(model: Jobs): Diagnostic[] {
  const { jobs, clock } = model.scenario;
  const chains = new JobChains(jobs);
  return model.jobs.flatMap((row) => {
    const { rpoUs, enabled } = row.declaration;
    if (rpoUs === undefined || !enabled) return [];
    const intervalOf = ({ declaration }: JobRow) =>
      longestInterval(chains.headOf(declaration), clock.startUs, rpoUs);
    const ownUs = intervalOf(row);
    if (ownUs > rpoUs) return [tooShort(row, rpoUs, ownUs, undefined)];
    const rarest = largestBy(onlyMakersOf(model, chains, row), intervalOf);
    if (rarest === undefined) return [];
    const rarestUs = intervalOf(rarest);
    return rarestUs > rpoUs ? [tooShort(row, rpoUs, rarestUs, rarest.name)] : [];
  });
}

/** `maker`: the job that starts too seldom; undefined: the one with the objective itself. */
function tooShort(
  { name, declaration }: JobRow,
  rpoUs: number,
  intervalUs: number,
  maker: string | undefined,
): Diagnostic {
  const [rpo, interval] = [rpoUs, intervalUs].map(formatDuration);
  const starts =
    maker === undefined ? 'two of its starts' : `two starts of '${maker}', whose backups it copies`;
  return warning(
    'rpo-shorter-than-interval',
    `Job '${name}' has an rpo of ${rpo}, but up to ${interval} pass between ${starts}.`,
    `Start ${maker === undefined ? 'it' : `'${maker}'`} more often, or write an 'rpo' of at least ${interval}.`,
    declaration.origin,
  );
}

/** The jobs that alone make what a copy copies of some VM. Two that back up the same VM may start in turn. */
function onlyMakersOf({ jobs }: Jobs, chains: JobChains, { work, source, vms }: JobRow): JobRow[] {
  if (!copiesBackups(work)) return [];
  const makers = new Map<number, JobRow | undefined>();
  for (const job of jobs) {
    if (job.repository !== source || job.work.writes !== 'repository') continue;
    if (!chains.isSwitchedOn(job.declaration)) continue;
    for (const vm of job.vms) makers.set(vm, makers.has(vm) ? undefined : job);
  }
  return [...new Set(vms.map((vm) => makers.get(vm)))].filter((job) => job !== undefined);
}

/**
 * The longest time between two starts of a job, microseconds; 0: it starts once. What is at most `enoughUs` need not be
 * exact.
 */
function longestInterval(job: Job, clockStartUs: number, enoughUs: number): number {
  const { schedule, window } = job;
  // Nothing but these holds starts back. A schedule of a start per minute has thousands in a week.
  const isEven = schedule.kind === 'every' && schedule.within === undefined && window === undefined;
  if (isEven && schedule.everyUs <= enoughUs) return schedule.everyUs;
  const first = nextStart(job, clockStartUs, 0);
  if (first === undefined) return 0;
  const spanUs = schedule.kind === 'at' ? Number.POSITIVE_INFINITY : WEEK_US;
  let longest = 0;
  let last = first;
  for (;;) {
    const next = nextStart(job, clockStartUs, last + 1);
    if (next === undefined) return longest;
    longest = Math.max(longest, next - last);
    if (next - first >= spanUs) return longest;
    last = next;
  }
}
