import { groupedBy } from '../../../collections/grouped-by.ts';
import { madeOnce } from '../../../collections/made-once.ts';
import { present } from '../../../collections/present.ts';
import type { PastSession } from '../../../history/past-session.ts';
import { LAST_SESSIONS } from '../../sessions/options.ts';
import type { PowershellFindings } from '../codes.ts';
import type { Estate } from '../estate/estate.ts';
import type { ListedVm } from '../estate/protected-vms.ts';
import { shortName } from '../machines/servers.ts';
import type { JobMember, ProductJob } from './jobs.ts';

/** VMs that the files contain, and that the inventory contains. */
export interface KnownVms {
  /** By their names in lower case. */
  readonly listed: ReadonlyMap<string, ListedVm>;
  readonly sessions: readonly PastSession[];
  readonly estate: Estate | undefined;
}

/** The VMs of each job, and all VMs of all jobs; names are those of the export, or of the inventory where there is one. */
export interface JobMembers {
  readonly byJob: ReadonlyMap<ProductJob, ReadonlySet<string>>;
  readonly vms: readonly ListedVm[];
  /** No file contains any VM: all of them are invented. */
  readonly areInvented: boolean;
}

/** Bytes of a VM of which nothing is known. */
export const ASSUMED_VM_SIZE = 100e9;
/** VMs of a job of which nothing is known. */
const ASSUMED_VMS = 10;
const MOST_INVENTED = 200;

/**
 * Which VMs each backup job protects: those that it names, those of its past sessions, and of the rest, jobs of which nothing
 * is known share what no job has, each until its size is filled. Jobs that do not run take part only in what is known.
 */
export function membersOf(
  jobs: readonly ProductJob[],
  enabled: ReadonlySet<ProductJob>,
  known: KnownVms,
  findings: PowershellFindings,
): JobMembers {
  const members = new Members();
  const resolve = vmResolver(known);
  const sessionsOf = groupedBy(known.sessions, ({ job }) => job.toLowerCase());
  const running = jobs.filter((job) => enabled.has(job));
  for (const job of jobs) {
    const past = sessionsOf.get(job.name.toLowerCase()) ?? [];
    const recent = past.slice(-LAST_SESSIONS);
    const stated = statedMembers(job, recent);
    const names = new Set(stated.map(({ name }) => name.toLowerCase()));
    const gone = new Set(past.flatMap(({ tasks }) => tasks.map(({ vm }) => vm)));
    for (const vm of gone)
      if (!names.has(vm.toLowerCase())) findings.add('vm-gone', { subject: `${vm} of ${job.name}` });
    for (const member of stated) {
      const vm = resolve(member, job.platform);
      if (vm === undefined) findings.add('vm-not-in-inventory', { subject: member.name });
      else members.add(job, vm);
    }
  }
  dealOut(members, running, known, findings);
  const areInvented = members.vms.size === 0 && known.estate === undefined;
  if (areInvented) {
    findings.add('no-vms');
    for (const job of running) for (const vm of inventedVms(job)) members.add(job, vm);
  }
  return { byJob: members.byJob, vms: [...members.vms.values()], areInvented };
}

class Members {
  readonly byJob = new Map<ProductJob, Set<string>>();
  /** By their names in lower case: one VM may be in several jobs. */
  readonly vms = new Map<string, ListedVm>();

  add(job: ProductJob, vm: ListedVm): void {
    const key = vm.name.toLowerCase();
    const { name } = this.vms.get(key) ?? vm;
    if (!this.vms.has(key)) this.vms.set(key, vm);
    madeOnce(this.byJob, job, () => new Set()).add(name);
  }
}

/** Those that the job names and those of its last sessions, each once. */
function statedMembers(job: ProductJob, sessions: readonly PastSession[]): JobMember[] {
  const stated = new Map<string, JobMember>();
  for (const member of job.members) stated.set(member.name.toLowerCase(), member);
  for (const session of sessions) {
    for (const { vm, sizeBytes } of session.tasks) {
      const size = stated.get(vm.toLowerCase())?.size ?? sizeBytes;
      stated.set(vm.toLowerCase(), { name: vm, ...present({ size }) });
    }
  }
  return [...stated.values()];
}

/** Finds a VM: of the inventory where there is one (undefined: it has none of that name), else of the lists, or a new one. */
function vmResolver({
  listed,
  estate,
}: KnownVms): (member: JobMember, platform: ProductJob['platform']) => ListedVm | undefined {
  if (estate === undefined) {
    return ({ name, size }, platform = 'vsphere') => {
      const told = listed.get(name.toLowerCase()) ?? { ...vmNamed(name), platform };
      return told.size !== undefined || size === undefined ? told : { ...told, size };
    };
  }
  const whole = new Map(estate.vms.map(({ name }) => [name.toLowerCase(), name]));
  const short = new Map(estate.vms.map(({ name }) => [shortName(name), name]));
  return ({ name }) => {
    const found = whole.get(name.toLowerCase()) ?? short.get(shortName(name));
    return found === undefined ? undefined : vmNamed(found);
  };
}

function vmNamed(name: string): ListedVm {
  return { name, platform: 'vsphere', path: '', isProtected: true };
}

function dealOut(
  members: Members,
  jobs: readonly ProductJob[],
  known: KnownVms,
  findings: PowershellFindings,
): void {
  const left = protectedVms(known, findings).filter((vm) => !members.vms.has(vm.name.toLowerCase()));
  const isLost = members.vms.size === 0;
  const open = jobs.filter((job) => isLost || job.members.length === 0 || job.hasContainers);
  const without = open.filter((job) => !members.byJob.has(job));
  const takers = without.length > 0 ? without : open;
  if (left.length === 0 || takers.length === 0) return;
  for (const { name } of takers) findings.add('job-members-assumed', { subject: name });
  const weights = withMeans(left.map(({ size }) => size));
  const shares = withMeans(takers.map(({ size }) => size));
  const perShare = sum(weights) / sum(shares);
  /** Bytes that each job still wants. */
  const wanted = shares.map((share) => share * perShare);
  for (const [index, vm] of left.entries()) {
    let most: number | undefined;
    for (const [row, { platform = vm.platform }] of takers.entries()) {
      if (platform !== vm.platform) continue;
      if (most === undefined || (wanted[row] ?? 0) > (wanted[most] ?? 0)) most = row;
    }
    const job = takers[most ?? -1];
    if (most === undefined || job === undefined) continue;
    members.add(job, vm);
    wanted[most] = (wanted[most] ?? 0) - (weights[index] ?? 0);
  }
}

/** VMs that some job must have: those of the list, or the whole inventory without those that are in no job. */
function protectedVms({ listed, estate }: KnownVms, findings: PowershellFindings): ListedVm[] {
  const list = [...listed.values()].filter(({ isProtected }) => isProtected);
  if (estate === undefined) return list;
  const others = estate.vms.filter(({ name }) => listed.get(name.toLowerCase())?.isProtected !== false);
  if (list.length === 0) return others.map(({ name }) => vmNamed(name));
  const named = others.filter(({ name }) => listed.has(name.toLowerCase()));
  if (named.length > 0) return named.map(({ name }) => vmNamed(name));
  findings.add('inventory-of-others');
  return others.map(({ name }) => vmNamed(name));
}

/** Sizes, where unknown ones are the mean of the known ones; 1 each where none is known. */
function withMeans(sizes: readonly (number | undefined)[]): number[] {
  const known = sizes.filter((size) => size !== undefined);
  const mean = known.length === 0 ? 1 : sum(known) / known.length;
  return sizes.map((size) => size ?? mean);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** As many VMs of the assumed size as the job is large. */
function inventedVms({ name, size, platform = 'vsphere' }: ProductJob): ListedVm[] {
  const wanted = size === undefined ? ASSUMED_VMS : Math.round(size / ASSUMED_VM_SIZE);
  const count = Math.min(MOST_INVENTED, Math.max(1, wanted));
  const each = size === undefined ? ASSUMED_VM_SIZE : Math.ceil(size / count);
  return Array.from({ length: count }, (_, index) => ({
    ...vmNamed(`${name} VM ${index + 1}`),
    platform,
    size: each,
  }));
}
