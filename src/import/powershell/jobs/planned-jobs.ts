import { present } from '../../../collections/present.ts';
import type { PowershellFindings } from '../codes.ts';
import type { LabelledRepositories } from '../machines/labelled-repositories.ts';
import type { BackupProxy } from '../machines/proxies.ts';
import { type JobSchedule, jobSchedule } from '../schedules/job-schedule.ts';
import { weekdaysIn } from '../schedules/weekdays.ts';
import { withSource } from './backup-copy.ts';
import type { JobDraft } from './job-draft.ts';
import type { JobMembers } from './job-members.ts';
import type { ProductJob } from './jobs.ts';
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
  /** Of the simulated night, 0 for Monday. */
  readonly weekday: number;
}

/** Jobs that have something to do, in the order of the export. */
export function planJobs(
  jobs: readonly ProductJob[],
  ground: Ground,
  findings: PowershellFindings,
): PlannedJob[] {
  const { enabled, members, repositories } = ground;
  const all = jobs.map((product): JobDraft => {
    const { start } = product.schedule;
    return {
      product,
      start,
      repository: repositories.labelOf(product.repository),
      vms: [...(members.byJob.get(product) ?? [])],
      isEnabled: enabled.has(product),
      ...present({ leader: start?.kind === 'after' ? jobNamed(start.job, jobs) : undefined }),
    };
  });
  const backups = all.filter(({ product, vms }) => product.type === 'backup' && vms.length > 0);
  const copies = all
    .filter(({ product }) => product.type === 'backup-copy')
    .flatMap((copy) => withSource(copy, backups) ?? []);
  for (const { product } of copies) findings.add('job-source-assumed', { subject: product.name });
  const drafts = new Map([...backups, ...copies].map((draft) => [draft.product, draft]));
  for (const job of jobs) if (!drafts.has(job)) findings.add('job-without-vms', { subject: job.name });
  return jobs.flatMap((job) => {
    const draft = drafts.get(job);
    return draft === undefined ? [] : [plannedJob(draft, drafts, ground, findings)];
  });
}

/** By its name in any case of letters, or its id. */
function jobNamed(name: string, jobs: readonly ProductJob[]): ProductJob | undefined {
  const key = name.toLowerCase();
  return jobs.find((job) => job.name.toLowerCase() === key || job.id === key);
}

function plannedJob(
  { product, start, leader, ...draft }: JobDraft,
  drafts: ReadonlyMap<ProductJob, JobDraft>,
  { proxies, weekday }: Ground,
  findings: PowershellFindings,
): PlannedJob {
  const follows = leader !== undefined && drafts.has(leader) && !isInCircle(product, drafts);
  const { activeFull, syntheticFull } = product.method;
  const schedule = jobSchedule(
    { ...product.schedule, ...present({ start }) },
    {
      weekday,
      ...(follows ? { leader: leader.label } : {}),
      fullDays: [activeFull, syntheticFull].flatMap((full) => weekdaysIn(full?.days.join() ?? '')),
    },
  );
  for (const code of schedule.assumed) findings.add(code, { subject: product.name });
  const chosen = proxies.filter(({ id, kind }) => kind !== 'on-host' && product.proxyIds.includes(id));
  if (chosen.length === 0 && product.proxyIds.length > 0) {
    findings.add('job-proxies-unknown', { subject: product.name });
  }
  return { ...draft, label: product.label, product, schedule, proxies: chosen.map(({ label }) => label) };
}

/** Whether jobs follow each other in a circle, which never starts. */
function isInCircle(job: ProductJob, drafts: ReadonlyMap<ProductJob, JobDraft>): boolean {
  const seen = new Set<ProductJob>();
  for (let at = drafts.get(job)?.leader; at !== undefined && !seen.has(at); at = drafts.get(at)?.leader) {
    if (at === job) return true;
    seen.add(at);
  }
  return false;
}
