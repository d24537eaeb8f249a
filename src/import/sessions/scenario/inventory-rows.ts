import { formatDuration } from '../../../units/format-quantity.ts';
import { gigabytes, percentText } from '../../yaml/scenario-figures.ts';
import type { VmFigures } from '../past/vm-figures.ts';
import type { VmPlace } from './assumed-estate.ts';

/** A VM as the scenario has it. */
export interface PlacedVm extends VmFigures, VmPlace {
  /** Its name there. */
  readonly label: string;
  /** Names of its jobs there. */
  readonly tags: readonly string[];
}

/** The inventory file as rows of text, headers first: each VM as one disk. */
export function inventoryRows(vms: readonly PlacedVm[]): string[][] {
  return [
    ['vm', 'host', 'datastore', 'size', 'used', 'changeRate', 'tags', 'lastBackup'],
    ...vms.map((vm) => [
      vm.label,
      vm.host,
      vm.datastore,
      gigabytes(vm.sizeBytes),
      gigabytes(vm.usedBytes),
      percentText(vm.changeRate),
      vm.tags.join(';'),
      vm.restorePointUs === undefined ? '' : formatDuration(vm.restorePointUs),
    ]),
  ];
}
