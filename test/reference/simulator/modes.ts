import type { Proxy as BackupProxy, Datastore } from '../../../src/scenario/scenario.ts';
import type { TransportMode } from '../../../src/scenario/transport-modes.ts';
import { hypervModes } from './hyperv.ts';
import type { End } from './work.ts';

/** Connection classes, best first. */
export function classOf(mode: TransportMode): number {
  switch (mode) {
    case 'san':
    case 'nfs':
    case 'storage-snapshot':
    case 'off-host':
      return 0;
    case 'hotadd':
    case 'on-host':
      return 1;
    default:
      return 2;
  }
}

/** Whether a proxy reads the datastore itself, so that its connection to that can be lost. */
export function readsStorage(mode: TransportMode): boolean {
  return !isNetwork(mode);
}

export function isNetwork(mode: TransportMode | undefined): boolean {
  return mode === 'nbd' || mode === 'nbdssl';
}

/**
 * Modes in which a proxy reads or writes a disk, best first. `isConnected`: what its storage connections are taken to be.
 */
export function modesTo(proxy: BackupProxy, end: End, isConnected: boolean): TransportMode[] {
  const { host, datastore, datastores, isWriting } = end;
  if (proxy.platform !== host.platform) return [];
  if (host.platform === 'hyperv')
    return hypervModes(proxy, end, speaks(proxy, datastore)).filter(
      (mode) => isConnected || !readsStorage(mode),
    );
  const possible: TransportMode[] = [];
  // By direct storage whole disks alone are written, to SAN thick ones.
  const isDirect = !isWriting || end.isWhole;
  const isSanOpen = isDirect && (!isWriting || end.isThick);
  if (isSanOpen && reachesSan(proxy, datastore) && datastores.every(isSan)) possible.push('san');
  if (isDirect && reachesNfs(proxy, datastore)) possible.push('nfs');
  if (end.isOnArray && (reachesSan(proxy, datastore) || reachesNfs(proxy, datastore)))
    possible.push('storage-snapshot');
  if (reachesByHotadd(proxy, datastore)) possible.push('hotadd');
  possible.push('nbd', 'nbdssl');
  const modes = allowed(
    proxy,
    possible.filter((mode) => isConnected || !readsStorage(mode)),
  );
  // Where the job asks for it it takes the place of direct storage.
  if (end.isArrayOnly) return modes.filter((mode) => mode === 'storage-snapshot');
  const isAsked = end.asksForArray && modes.includes('storage-snapshot');
  return modes.filter((mode) => !isAsked || (mode !== 'san' && mode !== 'nfs'));
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
