import type { DatastoreRow, Model } from '../model/model.ts';
import { isSanStorage } from '../model/ways/storage-kind.ts';
import {
  AUTOMATIC_MODES,
  type Candidate,
  CONNECTION_CLASS,
  type Connection,
  candidatesFor,
  writeCandidatesFor,
} from '../model/ways/transport.ts';
import { writtenDisk } from '../model/ways/written-disk.ts';
import type { CandidateVerdict } from '../policy/deciding/decide.ts';
import { readPlacesOf } from '../policy/deciding/lasting-place.ts';
import { hasMemoryFor } from '../policy/rules/capacity-filters.ts';
import type { Explanation } from './explanation.ts';
import type { ToldTask } from './state/chronicle.ts';

/** A mode in which a disk was not read or written, and why. */
export interface ModeNotUsed {
  readonly mode: Connection;
  readonly why: string;
}

/** The modes of a better class than the chosen one, each with the reason why the task did not use it. */
export function betterModes(
  explanation: Explanation,
  task: ToldTask,
  chosen: Pick<Candidate, 'mode'>,
  verdicts: readonly CandidateVerdict[],
): ModeNotUsed[] {
  const { model } = explanation.chronicle;
  const reads = model.jobs[task.job]!.work.reads === 'vm';
  const modes = AUTOMATIC_MODES[model.vms.traitsOf(task.vm).platform];
  return modes
    .filter((mode) => CONNECTION_CLASS[mode] < CONNECTION_CLASS[chosen.mode])
    .map((mode) => ({
      mode,
      why:
        refusals(model, mode, verdicts) ??
        withoutMemory(explanation, task, mode) ??
        notAsAWhole(explanation, task, mode) ??
        reasonAgainst(model, task, mode, reads),
    }));
}

/** Of a disk of a VM that no proxy can ever read: why not, by mode. Nothing if one can, once it is up or free. */
export function modesAgainst(model: Model, task: ToldTask): ModeNotUsed[] {
  const { job, vm, datastore } = task;
  if (model.jobs[job]!.work.reads !== 'vm' || candidatesFor(model, { job, vm, datastore }).length > 0)
    return [];
  return AUTOMATIC_MODES[model.vms.traitsOf(vm).platform].map((mode) => ({
    mode,
    why: reasonAgainst(model, task, mode, true),
  }));
}

/** If there were candidates with this mode: what refused each of them. */
function refusals(model: Model, mode: Connection, verdicts: readonly CandidateVerdict[]): string | undefined {
  const own = verdicts.filter(({ candidate }) => candidate.mode === mode);
  if (own.length === 0) return undefined;
  return own
    .map(({ candidate, refusedBy }) => {
      const { name } = model.proxies[candidate.proxy]!;
      return `${name}: ${refusedBy ?? 'ranked behind by an earlier key'}`;
    })
    .join(', ');
}

/** If there would have been candidates with this mode, had their proxies enough memory for a task. */
function withoutMemory(
  { chronicle: { model }, policy }: Explanation,
  task: ToldTask,
  mode: Connection,
): string | undefined {
  const { job, vm, datastore } = task;
  const places =
    model.jobs[job]!.work.reads === 'vm'
      ? candidatesFor(model, { job, vm, datastore })
      : writeCandidatesFor(model, job, writtenDisk(model, task));
  const small = places.filter((place) => place.mode === mode && !hasMemoryFor(1, place.proxy, model, policy));
  if (small.length === 0) return undefined;
  return `no memory for a task at ${small.map(({ proxy }) => model.proxies[proxy]!.name).join(', ')}`;
}

/** If a storage snapshot was ruled out because of the VM's other disks: by where they are, or by the mode that one used. */
function notAsAWhole(
  { chronicle, policy }: Explanation,
  task: ToldTask,
  mode: Connection,
): string | undefined {
  const { model, vmRuns } = chronicle;
  const { job, vm, datastore } = task;
  if (mode !== 'storage-snapshot' || !model.vms.storageOf(vm).arrayCapable) return undefined;
  const unmounted = readPlacesOf({ model, policy }).unmounted(job, vm);
  if (unmounted === datastore) return undefined;
  const asAWhole = 'a VM is read from storage snapshots as a whole';
  if (unmounted !== undefined)
    return `${asAWhole}, and no proxy of the job can read those of ${model.datastores[unmounted]!.name}`;
  const before = chronicle
    .tasksOf(vmRuns[task.vmRun]!)
    .find(({ started }) => started !== undefined && started.at <= task.startUs && started.mode !== mode);
  if (before === undefined || before === task) return undefined;
  return `${asAWhole}, and disk ${model.disks.nameOf(before.disk)} went by ${before.started!.mode} before`;
}

/** If there was no candidate with this mode: what the infrastructure lacks. */
function reasonAgainst(model: Model, task: ToldTask, mode: Connection, reads: boolean): string {
  const datastore = model.datastores[reads ? task.datastore : task.targetDatastore]!;
  const vm = { name: model.vms.nameOf(task.vm), ...model.vms.storageOf(task.vm) };
  const { name, protocol, type } = datastore;
  switch (mode) {
    case 'san':
      if (!isSanStorage(datastore)) return `${name} is not SAN storage (${type})`;
      if (reads && !vm.sanCapable) return `not all disks of ${vm.name} are on SAN storage`;
      if (!reads)
        return 'direct SAN writes only thick disks on their first run, or no proxy reaches the datastore';
      return noProxyFor(model, task, datastore, `reaches ${name} over ${protocol}`, protocol === 'iscsi');
    case 'nfs':
      if (type !== 'nfs') return `${name} is not an NFS datastore`;
      return noProxyFor(model, task, datastore, `reaches ${name} over NFS`, true);
    case 'storage-snapshot':
      if (!vm.arrayCapable) return `not all disks of ${vm.name} are on an integrated array`;
      return noProxyFor(model, task, datastore, `may read snapshots of ${name}'s array`, true);
    case 'hotadd':
      return `no virtual proxy of the job runs on a host of its site that mounts ${name}`;
    case 'off-host':
      if (type === 'local') return `${name} is local to its host`;
      return noProxyFor(model, task, datastore, `reaches ${name} over ${protocol}`, false);
    default:
      return 'no proxy of the job offers it';
  }
}

function noProxyFor(
  model: Model,
  { job }: ToldTask,
  { protocol }: DatastoreRow,
  does: string,
  virtualToo: boolean,
): string {
  const own = model.jobs[job]!.proxies;
  const proxies = model.proxies.filter((proxy, row) => proxy.enabled && (own?.has(row) ?? true));
  const connected = proxies.filter(
    (p) => p.storageProtocols.includes(protocol) && (virtualToo || p.physical),
  );
  const kind = virtualToo ? 'proxy' : 'physical proxy';
  if (connected.length === 0) return `no ${kind} of the job ${does}`;
  return `no ${kind} of the job ${does}: ${connected.map(({ name }) => name).join(', ')} may not, or not over its fabric`;
}
