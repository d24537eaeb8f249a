import type { Job } from '../../src/scenario/job.ts';
import type { Proxy as BackupProxy, Datastore, TransportMode } from '../../src/scenario/scenario.ts';
import type { EstateDisk, EstateVm } from './estate.ts';

/** Connection classes, best first. */
export function classOf(mode: TransportMode): number {
  switch (mode) {
    case 'san':
    case 'nfs':
    case 'storage-snapshot':
    case 'off-host':
      return 0;
    case 'hotadd':
      return 1;
    default:
      return 2;
  }
}

/** Whether a proxy reads the datastore itself, so that its connection to that can be lost. */
export function readsStorage(mode: TransportMode): boolean {
  return !isNetwork(mode) && mode !== 'on-host';
}

export function isNetwork(mode: TransportMode | undefined): boolean {
  return mode === 'nbd' || mode === 'nbdssl';
}

/** Modes in which a vSphere proxy reads a disk, best first. `isConnected`: what its storage connections are taken to be. */
export function modesTo(
  proxy: BackupProxy,
  job: Job,
  vm: EstateVm,
  disk: EstateDisk,
  isConnected: boolean,
): TransportMode[] {
  if (proxy.platform !== vm.platform) return [];
  const possible: TransportMode[] = [];
  if (reachesSan(proxy, disk.datastore) && vm.disks.every((d) => isSan(d.datastore))) possible.push('san');
  if (reachesNfs(proxy, disk.datastore)) possible.push('nfs');
  if (reachesByHotadd(proxy, disk.datastore)) possible.push('hotadd');
  possible.push('nbd', 'nbdssl');
  void job;
  return allowed(
    proxy,
    possible.filter((mode) => isConnected || !readsStorage(mode)),
  );
}

function allowed(proxy: BackupProxy, possible: readonly TransportMode[]): TransportMode[] {
  const { modes } = proxy;
  if (modes === 'auto') return possible.filter((mode) => mode !== 'nbdssl');
  const listed = possible.filter((mode) => modes.includes(mode));
  if (listed.length > 0) return listed;
  return proxy.failoverToNetwork ? ['nbd'] : [];
}

/** Direct SAN is all or nothing per VM: every disk stands on storage like this. */
function isSan({ type, protocol }: Datastore): boolean {
  return type === 'vmfs' && (protocol === 'fc' || protocol === 'iscsi' || protocol === 'sas');
}

function reachesSan(proxy: BackupProxy, datastore: Datastore): boolean {
  if (!isSan(datastore) || !speaks(proxy, datastore)) return false;
  return datastore.protocol === 'iscsi' || proxy.kind === 'physical';
}

function reachesNfs(proxy: BackupProxy, datastore: Datastore): boolean {
  return datastore.type === 'nfs' && speaks(proxy, datastore);
}

function reachesByHotadd(proxy: BackupProxy, datastore: Datastore): boolean {
  if (proxy.kind !== 'virtual' || proxy.host === undefined) return false;
  return datastore.hosts.includes(proxy.host) && proxy.site === datastore.site;
}

/** Its ports speak the protocol; two things that each name a fabric meet on the same one only. */
function speaks({ storage, fabric }: BackupProxy, datastore: Datastore): boolean {
  const meets = fabric === undefined || datastore.fabric === undefined || fabric === datastore.fabric;
  return meets && storage?.protocols.includes(datastore.protocol) === true;
}
