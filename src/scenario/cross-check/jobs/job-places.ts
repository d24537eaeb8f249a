import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import type { Job, JobTarget, JobType } from '../../job.ts';
import { PLATFORM_WORDS } from '../../platform-words.ts';
import type { Datastore, Host } from '../../scenario.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import type { JobEntry } from './schedule.ts';
import type { VmsOfJob } from './vms-of-job.ts';

type Need = 'needs' | 'may' | 'none';

/** Which of these keys a job of each type needs, may have or must not have. A VM copy has one of repository and target. */
const ENDS: Readonly<Record<JobType, Readonly<Record<'repository' | 'source' | 'target', Need>>>> = {
  backup: { repository: 'needs', source: 'none', target: 'none' },
  'backup-copy': { repository: 'needs', source: 'needs', target: 'none' },
  restore: { repository: 'needs', source: 'none', target: 'may' },
  replication: { repository: 'may', source: 'none', target: 'needs' },
  'vm-copy': { repository: 'may', source: 'none', target: 'may' },
  'quick-migration': { repository: 'none', source: 'none', target: 'needs' },
  'snapshot-scan': { repository: 'none', source: 'none', target: 'none' },
};

const EXAMPLES = {
  repository: "Write for example 'repository: repo1'.",
  source: "Write for example 'source: repo1': the repository that it copies from.",
  target: "Write for example 'target: { datastore: ds2, host: esx2 }'.",
} as const;

const ENDS_OF_VM_COPY = "either 'repository' or 'target'.";

/** A job's type at the beginning of a sentence: `A VM copy job`. */
export function typeWords(type: JobType): string {
  const words = type.replaceAll('-', ' ').replace('vm ', 'VM ');
  return `A ${words} job`;
}

/** Where a job reads and writes, apart from the datastores of its VMs. `vms` are the VMs of this job. */
export function placesOf(
  context: Context,
  entry: JobEntry,
  vms: VmsOfJob,
  mounts: Mounts,
): Pick<Job, 'repository' | 'source' | 'target'> {
  const { value } = entry;
  const type = value.type ?? 'backup';
  for (const key of ['repository', 'source']) context.checkReferences(entry, key, 'repositories');
  checkEnds(context, entry, type);
  checkProxies(context, entry, type);
  if (value.source !== undefined && value.source === value.repository) {
    const message = `${shown(entry.name)} copies ${shown(value.source)} to itself.`;
    context.report('contradiction', entry, ['source'], message, 'Name two different repositories.');
  }
  return present({
    repository: value.repository,
    source: value.source,
    target: value.target && targetOf(context, entry, type, vms, mounts),
  });
}

function checkEnds(context: Context, entry: JobEntry, type: JobType): void {
  const { name, value } = entry;
  for (const key of ['repository', 'source', 'target'] as const) {
    const given = value[key] !== undefined;
    const need = ENDS[type][key];
    if (need === 'needs' && !given) {
      const message = `${typeWords(type)} needs a ${key}: '${key}' is missing in ${shown(name)}.`;
      context.report('missing-key', entry, [key], message, EXAMPLES[key]);
    } else if (need === 'none' && given) {
      const message = `${typeWords(type)} has no ${key}.`;
      context.report('contradiction', entry, [key], message, `Leave '${key}' out, or write another 'type'.`);
    }
  }
  if (type !== 'vm-copy') return;
  const said = value.repository !== undefined;
  if (said !== (value.target !== undefined)) return;
  if (said)
    context.report(
      'contradiction',
      entry,
      ['target'],
      `A VM copy job has ${ENDS_OF_VM_COPY}`,
      'Leave one of them out.',
    );
  else
    context.report(
      'missing-key',
      entry,
      ['repository'],
      `A VM copy job needs ${ENDS_OF_VM_COPY}`,
      EXAMPLES.target,
    );
}

/** A restore names its proxies in one place; a backup copy has none. */
function checkProxies(context: Context, entry: JobEntry, type: JobType): void {
  const { proxies, target } = entry.value;
  if (proxies === undefined) return;
  if (type === 'backup-copy') {
    const message = 'A backup copy job uses no proxies: data goes from repository to repository.';
    context.report('contradiction', entry, ['proxies'], message, "Leave 'proxies' out.");
    return;
  }
  if (type !== 'restore' || target?.proxies === undefined) return;
  const [own, writers] = [new Set(proxies), new Set(target.proxies)];
  if (own.size === writers.size && proxies.every((proxy) => writers.has(proxy))) return;
  const message = "A restore uses proxies only to write, but 'proxies' and 'target.proxies' differ.";
  context.report('contradiction', entry, ['proxies'], message, 'Leave one of them out.');
}

function targetOf(
  context: Context,
  entry: JobEntry,
  type: JobType,
  vms: VmsOfJob,
  mounts: Mounts,
): JobTarget {
  const given = entry.value.target ?? {};
  context.checkReferencesIn(entry, ['target', 'datastore'], 'datastores');
  context.checkReferencesIn(entry, ['target', 'host'], 'hosts');
  context.checkReferencesIn(entry, ['target', 'proxies'], 'proxies');
  if (given.datastore === undefined && type !== 'restore' && ENDS[type].target !== 'none') {
    const message = "'datastore' is missing in 'target'.";
    context.report('missing-key', entry, ['target'], message, EXAMPLES.target);
  }
  const datastore = given.datastore === undefined ? undefined : mounts.datastore(given.datastore);
  const host =
    given.host === undefined ? datastore && mounts.firstOf(datastore.name) : mounts.host(given.host);
  if (given.host !== undefined && host !== undefined) {
    const written = given.datastore === undefined ? ownDatastores(vms, mounts) : [datastore];
    checkMount(context, entry, host, written);
  }
  checkPlatform(context, entry, host, vms);
  return present({
    datastore: given.datastore,
    host: given.host ?? host?.name,
    proxies: given.proxies && [...new Set(given.proxies)],
  });
}

/** A named host must mount what is written: the target's datastore, or for a restore in place the datastore of every disk. */
function checkMount(
  context: Context,
  entry: JobEntry,
  host: Host,
  written: readonly (Datastore | undefined)[],
): void {
  const unseen = written.find((store) => store !== undefined && !store.hosts.includes(host.name));
  if (unseen === undefined) return;
  const [mounting] = unseen.hosts;
  const message = `The host ${shown(host.name)} does not mount ${shown(unseen.name)}.`;
  const hint = `Name a host that mounts it${mounting === undefined ? '' : `, such as ${shown(mounting)}`}.`;
  context.report('contradiction', entry, ['target', 'host'], message, hint);
}

function ownDatastores(vms: VmsOfJob, mounts: Mounts): (Datastore | undefined)[] {
  const names = new Set(vms.rows.flatMap((vm) => vms.datastoresOf(vm)));
  return [...names].map((name) => mounts.datastore(name));
}

function checkPlatform(context: Context, entry: JobEntry, host: Host | undefined, vms: VmsOfJob): void {
  if (host === undefined) return;
  const foreign = vms.rows.find((vm) => vms.platformOf(vm) !== host.platform);
  if (foreign === undefined) return;
  const key = entry.value.target?.host === undefined ? 'datastore' : 'host';
  const message = `${shown(vms.nameOf(foreign))} is a ${PLATFORM_WORDS[vms.platformOf(foreign)]} VM, but the target host ${shown(host.name)} is a ${PLATFORM_WORDS[host.platform]} host.`;
  context.report('contradiction', entry, ['target', key], message, 'Name a host of the same platform.');
}
