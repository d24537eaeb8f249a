import type { TransportMode } from '../../scenario/scenario.ts';
import type { DatastoreRow, Model, ProxyRow } from '../model.ts';
import type { VmRow } from '../vms/vm-rows.ts';
import { affinityOf } from './affinity.ts';
import { canAttach, hasStoragePath, nfsReaches, onHostOf, sanReaches } from './storage-paths.ts';

/** How a task reaches its data; `repository`: no proxy at all, one repository hands over to another. */
export type Connection = TransportMode | 'repository';

/** Connection classes, best first. */
export const CONNECTION_CLASS: Readonly<Record<Connection, number>> = {
  san: 0,
  nfs: 0,
  'storage-snapshot': 0,
  'off-host': 0,
  repository: 0,
  hotadd: 1,
  'on-host': 1,
  nbd: 2,
  nbdssl: 2,
};

/** What `modes: auto` may choose from, in the order of preference. */
export const AUTOMATIC_MODES: Readonly<Record<ProxyRow['platform'], readonly TransportMode[]>> = {
  vsphere: ['san', 'nfs', 'storage-snapshot', 'hotadd', 'nbd'],
  hyperv: ['off-host', 'on-host'],
};

/** Modes that lead over the storage itself: what a lost connection to a datastore cuts. */
export function isStorageMode(mode: Connection): boolean {
  return mode !== 'nbd' && mode !== 'nbdssl' && mode !== 'repository';
}

/** Modes that lead over the host of the VM. */
export function isNetworkMode(mode: Connection): boolean {
  return mode === 'nbd' || mode === 'nbdssl';
}

/** What is read, as far as it decides how. */
export interface ReadDemand {
  readonly vm: Pick<VmRow, 'platform' | 'host' | 'sanCapable' | 'arrayCapable'>;
  readonly datastore: DatastoreRow;
  /** The job asks for storage snapshots: they come before direct storage access. */
  readonly storageSnapshots: boolean;
  /** Nothing but storage snapshots will do: a scan of them. */
  readonly arrayOnly: boolean;
}

/**
 * The modes in which a proxy can read a disk, best first: the table of transport modes. An allowed list that has no way to
 * the disk leaves network mode, unless the proxy must not fail over to it. `isConnected`: whether its connection to the datastore stands.
 */
export function modesFor(proxy: ProxyRow, demand: ReadDemand, isConnected = true): readonly TransportMode[] {
  const { vm, arrayOnly, storageSnapshots } = demand;
  if (proxy.platform !== vm.platform) return [];
  const allowed = allowedModes(proxy).filter((mode) => !arrayOnly || mode === 'storage-snapshot');
  const possible = allowed
    .filter((mode) => (isConnected || !isStorageMode(mode)) && canRead(mode, proxy, demand))
    .sort(bestFirst);
  if (storageSnapshots && possible.includes('storage-snapshot'))
    return possible.filter((mode) => mode !== 'san' && mode !== 'nfs');
  return possible.length > 0 || arrayOnly ? possible : failover(proxy);
}

/** What is written by a proxy, as far as it decides how. */
export interface WriteDemand {
  readonly platform: ProxyRow['platform'];
  readonly datastore: DatastoreRow;
  /** The host of the copy; -1: none is known. */
  readonly host: number;
  /** Its first run, and the disk is thick: direct SAN writes nothing else; direct NFS later runs neither. */
  readonly first: boolean;
  readonly thin: boolean;
}

/** The modes in which a proxy can write a disk, best first. */
export function writeModesFor(
  proxy: ProxyRow,
  demand: WriteDemand,
  isConnected = true,
): readonly TransportMode[] {
  if (proxy.platform !== demand.platform) return [];
  const possible = allowedModes(proxy)
    .filter((mode) => (isConnected || !isStorageMode(mode)) && canWrite(mode, proxy, demand))
    .sort(bestFirst);
  return possible.length > 0 ? possible : failover(proxy);
}

/** By class, and direct storage before storage snapshots; else as the list has it. */
function bestFirst(a: TransportMode, b: TransportMode): number {
  const fromArray = (mode: TransportMode) => (mode === 'storage-snapshot' ? 1 : 0);
  return CONNECTION_CLASS[a] - CONNECTION_CLASS[b] || fromArray(a) - fromArray(b);
}

/** Those of its platform, as its list has them. */
function allowedModes({ platform, modes }: ProxyRow): readonly TransportMode[] {
  if (modes === 'auto') return AUTOMATIC_MODES[platform];
  const isOfHyperV = (mode: TransportMode) => AUTOMATIC_MODES.hyperv.includes(mode);
  return modes.filter((mode) => isOfHyperV(mode) === (platform === 'hyperv'));
}

function failover(proxy: ProxyRow): readonly TransportMode[] {
  return proxy.platform === 'vsphere' && proxy.failoverToNetwork ? ['nbd'] : [];
}

function canRead(mode: TransportMode, proxy: ProxyRow, { vm, datastore }: ReadDemand): boolean {
  switch (mode) {
    case 'san':
      return vm.sanCapable && sanReaches(proxy, datastore);
    case 'nfs':
      return nfsReaches(proxy, datastore);
    case 'storage-snapshot':
      return vm.arrayCapable && (sanReaches(proxy, datastore) || nfsReaches(proxy, datastore));
    case 'hotadd':
      return canAttach(proxy, datastore);
    case 'nbd':
    case 'nbdssl':
      return true;
    case 'on-host':
      return proxy.isHost && proxy.host === onHostOf(datastore, vm.host);
    case 'off-host':
      return (
        !proxy.isHost && proxy.physical && datastore.type !== 'local' && hasStoragePath(proxy, datastore)
      );
  }
}

function canWrite(mode: TransportMode, proxy: ProxyRow, demand: WriteDemand): boolean {
  const { datastore } = demand;
  switch (mode) {
    case 'san':
      return demand.first && !demand.thin && sanReaches(proxy, datastore);
    case 'nfs':
      return demand.first && nfsReaches(proxy, datastore);
    case 'hotadd':
      return canAttach(proxy, datastore);
    case 'nbd':
    case 'nbdssl':
      return true;
    case 'on-host':
      return proxy.isHost && proxy.host === onHostOf(datastore, demand.host);
    default:
      return false;
  }
}

/** A place where a task could run: a proxy, in one of the modes in which it reaches the disk. */
export interface Candidate {
  /** -1: none is needed. */
  readonly proxy: number;
  readonly mode: Connection;
  readonly connectionClass: number;
  /** The proxy stands in the site of the VM, or of the host that it is written to; or it does not matter where. */
  readonly sameSite: boolean;
  /** The repository that is written to, or that a restore reads, prefers this proxy. */
  readonly preferred: boolean;
  /** Which end of the task's way it serves. */
  readonly end: 'read' | 'write';
}

/** The only place of a task that needs no proxy. */
export const NO_PROXY: Candidate = {
  proxy: -1,
  mode: 'repository',
  connectionClass: CONNECTION_CLASS.repository,
  sameSite: true,
  preferred: false,
  end: 'read',
};

/** Whether a proxy reaches the datastore in question over storage, as far as connections can be lost. */
export type Connected = (proxy: number) => boolean;
const ALL_CONNECTED: Connected = () => true;

/** What a reading proxy's places depend on. */
export interface ReadDisk {
  readonly job: number;
  readonly vm: number;
  readonly datastore: number;
  /** Whose preferences count, a repository or an extent; without it the job's. */
  readonly repository?: number | undefined;
  /** Whether the VM is read from a snapshot of the array; undefined: that is not settled. */
  readonly fromArray?: boolean | undefined;
}

/** Every place to read a disk, by proxy in declaration order and then by mode, best first. */
export function candidatesFor(
  model: Model,
  { job, vm, datastore, repository = model.jobs[job]!.repository, fromArray }: ReadDisk,
  connected: Connected = ALL_CONNECTED,
): Candidate[] {
  const { proxies: own, work, declaration } = model.jobs[job]!;
  const traits = model.vms.traitsOf(vm);
  const storage = model.vms.storageOf(vm);
  // A scan looks at each disk by itself.
  const isOnArray = work.arrayOnly ? model.datastores[datastore]!.integrated : storage.arrayCapable;
  const arrayCapable = isOnArray && fromArray !== false;
  const demand: ReadDemand = {
    vm: { ...traits, ...storage, arrayCapable },
    datastore: model.datastores[datastore]!,
    storageSnapshots: declaration.storageSnapshots !== undefined,
    arrayOnly: work.arrayOnly,
  };
  const preferred = affinityOf(model, job, traits.platform, repository);
  const found = collect(
    model,
    { own, preferred, site: traits.site },
    (proxy, p) => modesFor(proxy, demand, connected(p)),
    'read',
  );
  return arrayCapable && fromArray === true ? found.filter(({ mode }) => mode === 'storage-snapshot') : found;
}

/** What a writing proxy's places depend on, beside the job. */
export interface WrittenDisk {
  readonly platform: ProxyRow['platform'];
  readonly datastore: number;
  readonly host: number;
  readonly first: boolean;
  readonly thin: boolean;
}

/** Every place to write a disk of the job, as for reading; of a restore, the extent that it reads may be given. */
export function writeCandidatesFor(
  model: Model,
  job: number,
  disk: WrittenDisk,
  source?: number,
  connected: Connected = ALL_CONNECTED,
): Candidate[] {
  const row = model.jobs[job]!;
  const own = row.work.reads === 'vm' ? row.target!.proxies : (row.target!.proxies ?? row.proxies);
  const datastore = model.datastores[disk.datastore]!;
  const site = model.hosts[disk.host]?.site ?? datastore.site;
  const demand: WriteDemand = { ...disk, datastore };
  const preferred =
    row.work.reads === 'vm' ? [] : affinityOf(model, job, disk.platform, source ?? row.source);
  return collect(
    model,
    { own, preferred, site },
    (proxy, p) => writeModesFor(proxy, demand, connected(p)),
    'write',
  );
}

interface Preference {
  /** A restriction; undefined: any proxy. */
  readonly own: ReadonlySet<number> | undefined;
  readonly preferred: readonly number[];
  readonly site: number;
}

function collect(
  model: Model,
  { own, preferred, site }: Preference,
  modes: (proxy: ProxyRow, row: number) => readonly TransportMode[],
  end: Candidate['end'],
): Candidate[] {
  const found: Candidate[] = [];
  for (let p = 0; p < model.proxies.length; p++) {
    const proxy = model.proxies[p]!;
    if (!proxy.enabled || !isAllowed(model, own, p)) continue;
    for (const mode of modes(proxy, p)) {
      found.push({
        proxy: p,
        mode,
        connectionClass: CONNECTION_CLASS[mode],
        // Direct NFS of proxies that were chosen by hand does not ask how far they are [doc].
        sameSite: proxy.site === site || (mode === 'nfs' && own !== undefined),
        preferred: preferred.includes(p),
        end,
      });
    }
  }
  return found;
}

/** A list of off-host proxies leaves the hosts themselves to fail over to, unless they must not [doc]. */
function isAllowed(model: Model, own: ReadonlySet<number> | undefined, proxy: number): boolean {
  if (own === undefined || own.has(proxy)) return true;
  if (!model.proxies[proxy]!.isHost) return false;
  return [...own].some((p) => {
    const { platform, isHost, failoverToNetwork } = model.proxies[p]!;
    return platform === 'hyperv' && !isHost && failoverToNetwork;
  });
}
