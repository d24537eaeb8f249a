import type { PowershellFindings } from './codes.ts';
import type { JobMembers } from './job-members.ts';
import { type JobSchedule, jobSchedule } from './job-schedule.ts';
import type { ProductJob } from './jobs.ts';
import type { LabelledRepositories } from './labelled-repositories.ts';
import { ASSUMED_START } from './product-schedule.ts';
import type { BackupProxy } from './proxies.ts';
import { staleJobs } from './stale-jobs.ts';

/** A job as the scenario has it; names are the scenario's. */
export interface PlannedJob {
  readonly label: string;
  readonly product: ProductJob;
  readonly repository: string;
  /** Of a backup copy: the repository that it reads. */
  readonly source?: string;
  /** Names as the lists of VMs have them. */
  readonly vms: readonly string[];
  readonly schedule: JobSchedule;
  readonly proxies: readonly string[];
  readonly isEnabled: boolean;
}

/** The clock starts on a Monday. */
const WEEKDAY = 0;
const DAY_MINUTES = 24 * 60;
const NOON = 12 * 60;
/** So long before the first job the clock starts. */
const LEAD_MINUTES = 120;

/** Whether jobs run by themselves; where none does, all of them are taken to. */
export function enabledJobs(jobs: readonly ProductJob[], findings: PowershellFindings): Set<ProductJob> {
  const stale = staleJobs(jobs);
  const enabled = jobs.filter((job) => job.schedule.isEnabled !== false && !stale.has(job));
  const backups = enabled.filter(({ type }) => type === 'backup');
  if (backups.length === 0 && jobs.length > 0) {
    findings.add('job-all-unscheduled');
    return new Set(jobs);
  }
  for (const job of jobs) {
    if (job.schedule.isEnabled === false) findings.add('job-not-scheduled', { subject: job.name });
    if (stale.has(job)) findings.add('job-stale', { subject: job.name });
  }
  return new Set(enabled);
}

interface Ground {
  readonly enabled: ReadonlySet<ProductJob>;
  readonly members: JobMembers;
  readonly repositories: LabelledRepositories;
  readonly proxies: readonly BackupProxy[];
}

/** Jobs that have something to do, in the order of the export. */
export function planJobs(
  jobs: readonly ProductJob[],
  ground: Ground,
  findings: PowershellFindings,
): PlannedJob[] {
  const planned = new Map<ProductJob, PlannedJob>();
  /** Labels by names and by ids, whichever a job names that it follows. */
  const taken = new Map(
    jobs.flatMap((job) => [job.name.toLowerCase(), job.id].map((key) => [key, job.label])),
  );
  for (const product of jobs.filter(({ type }) => type === 'backup')) {
    const vms = [...(ground.members.byJob.get(product) ?? [])];
    if (vms.length === 0) findings.add('job-without-vms', { subject: product.name });
    else planned.set(product, plannedJob(product, vms, taken, ground, findings));
  }
  const backups = [...planned.values()];
  for (const product of jobs.filter(({ type }) => type === 'backup-copy')) {
    const copy = backupCopy(product, backups, taken, ground, findings);
    if (copy === undefined) findings.add('job-without-vms', { subject: product.name });
    else planned.set(product, copy);
  }
  const labels = new Set([...planned.values()].map(({ label }) => label));
  return jobs.flatMap((job) => planned.get(job) ?? []).map((job) => withoutLostLeader(job, labels, findings));
}

function plannedJob(
  product: ProductJob,
  vms: readonly string[],
  taken: ReadonlyMap<string, string>,
  { enabled, repositories, proxies }: Ground,
  findings: PowershellFindings,
): PlannedJob {
  const schedule = jobSchedule(product.schedule, WEEKDAY, (job) => taken.get(job.toLowerCase()));
  for (const code of schedule.assumed) findings.add(code, { subject: product.name });
  const chosen = proxies.filter(({ id, kind }) => kind !== 'on-host' && product.proxyIds.includes(id));
  if (chosen.length === 0 && product.proxyIds.length > 0) {
    findings.add('job-proxies-unknown', { subject: product.name });
  }
  return {
    label: product.label,
    product,
    repository: repositories.labelOf(product.repository),
    vms,
    schedule,
    proxies: chosen.map(({ label }) => label),
    isEnabled: enabled.has(product),
  };
}

/**
 * A copy reads the repository into which most VMs are backed up, of other repositories than its own; a continuous one follows
 * the largest of the jobs that write there.
 */
function backupCopy(
  product: ProductJob,
  backups: readonly PlannedJob[],
  taken: ReadonlyMap<string, string>,
  ground: Ground,
  findings: PowershellFindings,
): PlannedJob | undefined {
  const target = ground.repositories.labelOf(product.repository);
  const counts = new Map<string, number>();
  for (const { repository, vms, isEnabled } of backups) {
    if (repository === target || !isEnabled) continue;
    counts.set(repository, (counts.get(repository) ?? 0) + vms.length);
  }
  const [source] = [...counts].reduce<[string, number] | []>(
    (most, entry) => (entry[1] > (most[1] ?? 0) ? entry : most),
    [],
  );
  if (source === undefined) return undefined;
  findings.add('job-source-assumed', { subject: product.name });
  const read = backups.filter(({ repository, isEnabled }) => repository === source && isEnabled);
  const [leader] = [...read].sort((a, b) => b.vms.length - a.vms.length);
  const { start } = product.schedule;
  const follows = start === undefined || start.kind === 'continuous';
  const schedule: ProductJob['schedule'] =
    follows && leader !== undefined
      ? { ...product.schedule, start: { kind: 'after', job: leader.product.name } }
      : product.schedule;
  const vms = [...new Set(read.flatMap((job) => job.vms))];
  const planned = plannedJob({ ...product, schedule }, vms, taken, ground, findings);
  return { ...planned, source, isEnabled: ground.enabled.has(product) };
}

/** A job that follows one that is left out starts by itself. */
function withoutLostLeader(
  job: PlannedJob,
  labels: ReadonlySet<string>,
  findings: PowershellFindings,
): PlannedJob {
  const after = job.schedule.schedule['after'];
  if (after === undefined || labels.has(`${after}`)) return job;
  findings.add('schedule-after-unknown', { subject: job.product.name });
  const { start: _lost, ...rest } = job.product.schedule;
  return {
    ...job,
    schedule: jobSchedule({ ...rest, switchedOnMinute: ASSUMED_START }, WEEKDAY, () => undefined),
  };
}

/** Minutes from midnight at which the clock starts: before the first job of the evening and night. */
export function clockStart(jobs: readonly PlannedJob[]): number {
  const starts = jobs.flatMap(({ isEnabled, schedule }) => (isEnabled ? (schedule.firstMinute ?? []) : []));
  if (starts.length === 0) return ASSUMED_START - LEAD_MINUTES;
  const sinceNoon = starts.map((minute) => (minute - NOON + DAY_MINUTES) % DAY_MINUTES);
  const first = (Math.min(...sinceNoon) + NOON - LEAD_MINUTES + DAY_MINUTES) % DAY_MINUTES;
  return first - (first % 60);
}
