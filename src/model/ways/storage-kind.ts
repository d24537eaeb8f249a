import type { DatastoreRow } from '../model.ts';

/** Storage that direct SAN can read at all; nfs, vSAN, vVol and local disks are not. */
export function isSanStorage(datastore: Pick<DatastoreRow, 'type' | 'protocol'>): boolean {
  return datastore.type === 'vmfs' && ['fc', 'iscsi', 'sas'].includes(datastore.protocol);
}

/** Storage that a virtual proxy's host reads over its Ethernet network. */
export function isEthernetStorage(datastore: DatastoreRow): boolean {
  return datastore.type === 'vsan' || ['iscsi', 'nfs', 'smb'].includes(datastore.protocol);
}
