import type { Sections } from './night.ts';

export const FIBRE = '{ name: fibre, kind: physical, storage: { protocols: [fc] } }';
export const IP = '{ name: ip, kind: physical, storage: { protocols: [iscsi] } }';

/** VMs with a disk of 1 GB on each of two arrays, by Fibre Channel and by iSCSI; a job that asks for storage snapshots. */
export function twoArrays(proxies: string, job = '', vms = 'v'): Sections {
  return {
    arrays: '[{ name: array1 }, { name: array2 }]',
    datastores: '[{ name: fc1, protocol: fc, array: array1 }, { name: ip1, protocol: iscsi, array: array2 }]',
    proxies,
    vms: `[{ name: "${vms}", disks: [{ size: 1 GB, datastore: fc1 }, { size: 1 GB, datastore: ip1 }] }]`,
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, storageSnapshots: true${job} }]`,
  };
}
