import { USUAL_COLUMNS } from '../../scenario/cross-check/inventory/inventory-cells.ts';
import { MIB } from '../binary-unit.ts';
import type { Inventory, InventoryDisk } from './inventory.ts';

/** What of the rows the user decides. */
export interface RowOptions {
  /** Share of the used space that changes per day, as a scenario writes it. */
  readonly changeRate: string;
  /** `cbt`: the backup product will switch change tracking on, whatever the export says. */
  readonly tracking?: 'exported' | 'cbt';
}

/** The inventory file as rows of text, headers first: one row per disk to back up, in row order. */
export function inventoryRows(inventory: Inventory, options: RowOptions): string[][] {
  const taken = inventory.disks.filter((disk) => disk.leftOut === undefined);
  return [[...USUAL_COLUMNS], ...taken.map((disk) => inventoryRow(inventory, disk, options))];
}

function inventoryRow(inventory: Inventory, disk: InventoryDisk, options: RowOptions): string[] {
  const vm = inventory.vms[disk.vm]!;
  const untracked = vm.cbt === false && options.tracking !== 'cbt';
  return [
    vm.label,
    vm.host ?? '',
    disk.datastore,
    amountText(disk.capacity),
    amountText(disk.used ?? disk.capacity),
    options.changeRate,
    vm.guest,
    untracked ? 'none' : inventory.platform === 'hyperv' ? 'rct' : 'cbt',
    vm.tags.join(';'),
  ];
}

/** An amount of MiB with its unit, to the byte: a scenario takes whole bytes only, which most fractions of a MiB are not. */
function amountText(mebibytes: number): string {
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${Math.round(mebibytes * MIB)} B`;
}
