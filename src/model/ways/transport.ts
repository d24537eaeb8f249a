import { recordOf } from '../../collections/record-of.ts';
import { PLATFORMS } from '../../scenario/scenario.ts';
import { MODE_TRAITS, TRANSPORT_MODES, type TransportMode } from '../../scenario/transport-modes.ts';
import type { DatastoreRow, JobRow, Model, ProxyRow } from '../model.ts';
import type { VmCapabilities, VmTraits } from '../vms/vm-rows.ts';
import { affinityOf } from './affinity.ts';
import { canAttach, hasStoragePath, nfsReaches, onHostOf, sanReaches } from './storage-paths.ts';
import { siteOf } from './target.ts';

/** How a task reaches its data. `repository`: without a proxy, from one repository to another. */
export type Connection = TransportMode | 'repository';

/** Connection classes; lower is better. */
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

/** Modes that `modes: auto` chooses from, in order of preference. Encryption has to be asked for. */
export const AUTOMATIC_MODES = recordOf(PLATFORMS, (platform) =>
  TRANSPORT_MODES.filter((mode) => mode !== 'nbdssl' && MODE_TRAITS[mode].platform === platform),
);

/** Whether a mode reaches the storage directly: a lost connection to the datastore rules it out. */
export function isStorageMode(mode: Connection): boolean {
  return mode !== 'repository' && MODE_TRAITS[mode].through !== 'network';
}

/** Whether a mode reaches the storage through the proxy's own storage ports. */
export function usesPorts(mode: Connection): boolean {
  return mode !== 'repository' && MODE_TRAITS[mode].through === 'ports';
}

/** Whether a mode goes through the VM's host. */
export function isNetworkMode(mode: Connection): boolean {
  return mode !== 'repository' && MODE_TRAITS[mode].through === 'network';
}

/** What decides in which modes a disk can be read. */
export interface ReadDemand {
  readonly vm: Pick<VmTraits, 'platform' | 'host'> & VmCapabilities;
  readonly datastore: DatastoreRow;
  /** The job asks for storage snapshots, which then take precedence over direct storage access. */
  readonly storageSnapshots: boolean;
  /** Only storage snapshots can be read: a snapshot scan. */
  readonly arrayOnly: boolean;
}

/**
 * The modes in which a proxy can read a disk, best first (specification: table of transport modes). If no allowed mode
 * reaches the disk, the proxy fails over to network mode, if it may. `isConnected`: whether the proxy's connection to
 * the datastore is up.
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

/** What decides in which modes a disk can be written. */
export interface WriteDemand {
  readonly platform: ProxyRow['platform'];
  readonly datastore: DatastoreRow;
  /** The host of the copy; -1: unknown. */
  readonly host: number;
  /** A first run. Direct SAN writes only thick disks in a first run, direct NFS any disk in a first run. */
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

/** By connection class, then direct storage before storage snapshots; otherwise in the order of the list. */
function bestFirst(a: TransportMode, b: TransportMode): number {
  const fromArray = (mode: TransportMode) => (mode === 'storage-snapshot' ? 1 : 0);
  return CONNECTION_CLASS[a] - CONNECTION_CLASS[b] || fromArray(a) - fromArray(b);
}

/** The modes of a proxy's list that belong to its platform. */
function allowedModes({ platform, modes }: ProxyRow): readonly TransportMode[] {
  return modes === 'auto'
    ? AUTOMATIC_MODES[platform]
    : modes.filter((mode) => MODE_TRAITS[mode].platform === platform);
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
    case 'storage-snapshot':
    case 'off-host':
      return false;
  }
}

/** A place where a task could run: a proxy and a mode in which it reaches the disk. */
export interface Candidate {
  /** -1: none is needed. */
  readonly proxy: number;
  readonly mode: Connection;
  readonly connectionClass: number;
  /** The proxy is in the site of the VM, or of the host written to; also true if the site does not matter. */
  readonly sameSite: boolean;
  /** The repository that is written to, or that a restore reads, prefers this proxy. */
  readonly preferred: boolean;
  /** The end of the task's path that the proxy serves. */
  readonly end: 'read' | 'write';
}

/** The only candidate of a task that needs no proxy. */
export const NO_PROXY: Candidate = {
  proxy: -1,
  mode: 'repository',
  connectionClass: CONNECTION_CLASS.repository,
  sameSite: true,
  preferred: false,
  end: 'read',
};

/** Whether a proxy's connection to the datastore in question is up. */
export type Connected = (proxy: number) => boolean;
const ALL_CONNECTED: Connected = () => true;

/** What the candidates for reading depend on. */
export interface ReadDisk {
  readonly job: number;
  readonly vm: number;
  readonly datastore: number;
  /** The repository or extent whose proxy affinity counts; default: the job's repository. */
  readonly repository?: number | undefined;
  /** Whether the VM is read from storage snapshots; undefined: not decided yet. */
  readonly fromArray?: boolean | undefined;
}

/** All candidates for reading a disk, by proxy in declaration order, then by mode, best first. */
export function candidatesFor(
  model: Model,
  { job, vm, datastore, repository = model.jobs[job]!.repository, fromArray }: ReadDisk,
  connected: Connected = ALL_CONNECTED,
): Candidate[] {
  const { proxies: own, work, declaration } = model.jobs[job]!;
  const traits = model.vms.traitsOf(vm);
  const storage = model.vms.storageOf(vm);
  // A scan treats each disk by itself.
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

/** What the candidates for writing depend on, apart from the job. */
export interface WrittenDisk {
  readonly platform: ProxyRow['platform'];
  readonly datastore: number;
  readonly host: number;
  readonly first: boolean;
  readonly thin: boolean;
}

/** The proxies that a job lets write disks; undefined: any. A list of the job itself is for reading, if the job reads disks. */
export function writersOf({ work, target, proxies }: JobRow): ReadonlySet<number> | undefined {
  return target?.proxies ?? (work.reads === 'vm' ? undefined : proxies);
}

/** All candidates for writing a disk of the job, in the same order. `source`: the extent that a restore reads, if known. */
export function writeCandidatesFor(
  model: Model,
  job: number,
  disk: WrittenDisk,
  source?: number,
  connected: Connected = ALL_CONNECTED,
): Candidate[] {
  const row = model.jobs[job]!;
  const own = writersOf(row);
  const demand: WriteDemand = { ...disk, datastore: model.datastores[disk.datastore]! };
  const preferred =
    row.work.reads === 'vm' ? [] : affinityOf(model, job, disk.platform, source ?? row.source);
  return collect(
    model,
    { own, preferred, site: siteOf(model, disk) },
    (proxy, p) => writeModesFor(proxy, demand, connected(p)),
    'write',
  );
}

interface Preference {
  /** The proxies that the job allows; undefined: any. */
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
        // Direct NFS ignores the site of proxies that the job names [doc].
        sameSite: proxy.site === site || (mode === 'nfs' && own !== undefined),
        preferred: preferred.includes(p),
        end,
      });
    }
  }
  return found;
}

/** A job's list of proxies also allows the Hyper-V hosts, if an off-host proxy of the list may fail over [doc]. */
function isAllowed(model: Model, own: ReadonlySet<number> | undefined, proxy: number): boolean {
  if (own === undefined || own.has(proxy)) return true;
  if (!model.proxies[proxy]!.isHost) return false;
  return [...own].some((p) => {
    const { platform, isHost, failoverToNetwork } = model.proxies[p]!;
    return platform === 'hyperv' && !isHost && failoverToNetwork;
  });
}
