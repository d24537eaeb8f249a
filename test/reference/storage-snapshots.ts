import type { Datastore, Scenario } from '../../src/scenario/scenario.ts';
import type { EstateVm } from './estate.ts';
import type { Place, VmRun } from './task.ts';

/** Whether a VM can be read from snapshots of its storage: all its disks are on integrated arrays. */
export function isOnArray({ arrays }: Scenario, { disks }: EstateVm): boolean {
  const isIntegrated = ({ array }: Datastore) =>
    arrays.some(({ name, integrated }) => integrated && name === array);
  return disks.every(({ datastore }) => isIntegrated(datastore));
}

/** Of the places to read at those that a VM's first disk leaves to it: all come from the array's snapshot, or none. */
export function asTheFirstDisk({ readsArray }: VmRun, places: readonly Place[]): Place[] {
  return places.filter(
    ({ mode }) => readsArray === undefined || readsArray === (mode === 'storage-snapshot'),
  );
}
