import type { DatastoreRow, ProxyRow } from '../model.ts';
import { isSanStorage } from './storage-kind.ts';

/** The Hyper-V host that processes a datastore's disks on-host: a CSV's owner, otherwise the VM's own host [doc]. */
export function onHostOf(datastore: DatastoreRow, vmHost: number): number {
  return datastore.type === 'csv' ? datastore.owner : vmHost;
}

export function canAttach(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  return !proxy.physical && proxy.site === datastore.site && datastore.mountedBy.has(proxy.host);
}

export function nfsReaches(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  return datastore.type === 'nfs' && hasStoragePath(proxy, datastore);
}

export function sanReaches(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  if (!isSanStorage(datastore) || !hasStoragePath(proxy, datastore)) return false;
  // A virtual machine has no Fibre Channel or SAS port; it uses iSCSI over its network.
  return proxy.physical || datastore.protocol === 'iscsi';
}

/** Whether the proxy speaks the datastore's protocol and no different fabrics separate them. */
export function hasStoragePath(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  if (!proxy.storageProtocols.includes(datastore.protocol)) return false;
  return proxy.fabric === -1 || datastore.fabric === -1 || proxy.fabric === datastore.fabric;
}
