import type { Datastore, Scenario } from '../../../src/scenario/scenario.ts';
import type { EstateVm } from './estate.ts';
import type { Place, VmRun } from './task.ts';

/** Whether a VM can be read from snapshots of its storage: all its disks are on integrated arrays. */
export function isOnArray(scenario: Scenario, { disks }: EstateVm): boolean {
  return disks.every(({ datastore }) => isIntegrated(scenario, datastore));
}

export function isIntegrated({ arrays }: Scenario, { array }: Datastore): boolean {
  return arrays.some(({ name, integrated }) => integrated && name === array);
}

/** Of the places to read at those that a VM's first disk leaves to it: all come from the array's snapshot, or none. */
export function asTheFirstDisk({ readsArray }: VmRun, places: readonly Place[]): Place[] {
  return places.filter(
    ({ mode }) => readsArray === undefined || readsArray === (mode === 'storage-snapshot'),
  );
}
