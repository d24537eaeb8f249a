import { formatDuration } from '../../units/format-quantity.ts';
import type { VmPlace } from './assumed-estate.ts';
import type { VmFigures } from './vm-figures.ts';

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

/** Of a share to seven digits: what changes in a minute is little of a large VM. Without an exponent, which no scenario takes. */
export function percentText(share: number): string {
  const percent = Number((share * 100).toPrecision(7));
  return percent === 0 || percent >= 1e-6 ? `${percent}%` : `${percent.toFixed(13)}%`;
}

/** To the kilobyte; no disk is empty. */
function gigabytes(bytes: number): string {
  return `${Math.max(0.000001, Number((bytes / 1e9).toFixed(6)))} GB`;
}
