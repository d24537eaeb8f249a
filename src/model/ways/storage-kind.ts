import type { DatastoreRow } from '../model.ts';

/** Whether direct SAN can read the storage at all. It cannot read NFS, vSAN, vVol and local disks. */
export function isSanStorage(datastore: Pick<DatastoreRow, 'type' | 'protocol'>): boolean {
  return datastore.type === 'vmfs' && ['fc', 'iscsi', 'sas'].includes(datastore.protocol);
}

/** Whether a virtual proxy's host reads the storage over its Ethernet network. */
export function isEthernetStorage(datastore: DatastoreRow): boolean {
  return datastore.type === 'vsan' || ['iscsi', 'nfs', 'smb'].includes(datastore.protocol);
}
