import type { TransportMode } from '../scenario/scenario.ts';
import type { DatastoreRow, Model, ProxyRow, VmRow } from './model.ts';

/** Connection classes, best first (model.md 2.1). */
export const CONNECTION_CLASS: Readonly<Record<TransportMode, number>> = {
  san: 0,
  nfs: 0,
  'storage-snapshot': 0,
  'off-host': 0,
  hotadd: 1,
  'on-host': 1,
  nbd: 2,
  nbdssl: 2,
};

/** What `modes: auto` may choose from, in the order of preference. */
const AUTOMATIC: readonly TransportMode[] = ['san', 'nfs', 'hotadd', 'nbd'];

/**
 * The modes in which a proxy can read a disk, best first: the table of model.md 2.1. An allowed list that has no way to
 * the disk leaves network mode, unless the proxy must not fail over to it.
 */
export function modesFor(proxy: ProxyRow, vm: VmRow, datastore: DatastoreRow): readonly TransportMode[] {
  if (proxy.platform !== vm.platform) return [];
  const allowed = proxy.modes === 'auto' ? AUTOMATIC : proxy.modes;
  const possible = allowed
    .filter((mode) => canUse(mode, proxy, vm, datastore))
    .sort((a, b) => CONNECTION_CLASS[a] - CONNECTION_CLASS[b]);
  return possible.length === 0 && proxy.failoverToNetwork ? ['nbd'] : possible;
}

function canUse(mode: TransportMode, proxy: ProxyRow, vm: VmRow, datastore: DatastoreRow): boolean {
  switch (mode) {
    case 'san':
      return vm.sanCapable && sanReaches(proxy, datastore);
    case 'nfs':
      return datastore.type === 'nfs' && hasStoragePath(proxy, datastore);
    case 'hotadd':
      return !proxy.physical && proxy.site === datastore.site && datastore.mountedBy.has(proxy.host);
    case 'nbd':
    case 'nbdssl':
      return true;
    default:
      return false;
  }
}

function sanReaches(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  if (!isSanStorage(datastore) || !hasStoragePath(proxy, datastore)) return false;
  // A virtual machine has no Fibre Channel or SAS port of its own; iSCSI comes over its network.
  return proxy.physical || datastore.protocol === 'iscsi';
}

/** Storage that direct SAN can read at all; nfs, vSAN, vVol and local disks are not. */
export function isSanStorage(datastore: Pick<DatastoreRow, 'type' | 'protocol'>): boolean {
  return datastore.type === 'vmfs' && ['fc', 'iscsi', 'sas'].includes(datastore.protocol);
}

/** Two things that each name a fabric reach each other over the same one only. */
function hasStoragePath(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  if (!proxy.storageProtocols.includes(datastore.protocol)) return false;
  return proxy.fabric === -1 || datastore.fabric === -1 || proxy.fabric === datastore.fabric;
}

/** Storage that a virtual proxy's host reads over its Ethernet network. */
export function isEthernetStorage(datastore: DatastoreRow): boolean {
  return datastore.type === 'vsan' || datastore.protocol === 'iscsi' || datastore.protocol === 'nfs';
}

/** A place where a task could run: a proxy, in one of the modes in which it reaches the disk. */
export interface Candidate {
  readonly proxy: number;
  readonly mode: TransportMode;
  readonly connectionClass: number;
  /** The proxy stands in the VM's site. */
  readonly sameSite: boolean;
  /** The job's repository prefers this proxy. */
  readonly preferred: boolean;
}

/**
 * Tells which disks have the same candidates: those of one kind. Jobs that neither restrict nor prefer proxies do not
 * tell kinds apart.
 */
export function kindOfDisk(model: Model, job: number, vm: number, datastore: number): string {
  const { proxies, repository } = model.jobs[job]!;
  const { platform, site, sanCapable } = model.vms[vm]!;
  const anyProxy = proxies === undefined && model.repositories[repository]!.affinity.length === 0;
  return `${anyProxy ? 'any' : job}/${platform}/${site}/${sanCapable}/${datastore}`;
}

/** Every place for a disk of the job, by proxy in declaration order and then by mode, best first. */
export function candidatesFor(model: Model, job: number, vm: number, datastore: number): Candidate[] {
  const { proxies: own, repository } = model.jobs[job]!;
  const vmRow = model.vms[vm]!;
  const { affinity } = model.repositories[repository]!;
  const found: Candidate[] = [];
  for (let p = 0; p < model.proxies.length; p++) {
    const proxy = model.proxies[p]!;
    if (!proxy.enabled || (own !== undefined && !own.has(p))) continue;
    for (const mode of modesFor(proxy, vmRow, model.datastores[datastore]!)) {
      found.push({
        proxy: p,
        mode,
        connectionClass: CONNECTION_CLASS[mode],
        sameSite: proxy.site === vmRow.site,
        preferred: affinity.includes(p),
      });
    }
  }
  return found;
}
