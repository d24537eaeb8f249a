import type { LineTable } from '../../../diagnostics/source-text.ts';
import { parseBytes, parseShare } from '../../../units/parse-quantity.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { NO_TEXT } from '../../csv/csv-columns.ts';
import type { ShareOrBytes } from '../../decode/share-or-bytes.ts';
import { meantSwitch } from '../../decode/type-hint.ts';
import { DEFAULTS } from '../../defaults.ts';
import type { DefaultsTaken } from '../../defaults-taken.ts';
import type { Context } from '../context.ts';
import { diskAmounts, diskProblems } from '../vms/disk-amounts.ts';
import type { VmDrafts } from '../vms/vm-drafts.ts';
import { CellMeanings } from './cell-meanings.ts';
import type { InventoryCells } from './inventory-cells.ts';
import { NamesInCells, quantities, words } from './inventory-meanings.ts';
import { InventorySaid } from './inventory-said.ts';

/** Turns the rows of an inventory into VMs and their disks: every row is one disk. */
export class InventoryRows {
  readonly #context: Context;
  readonly #cells: InventoryCells;
  readonly #lines: LineTable;
  readonly #drafts: VmDrafts;
  readonly #taken: DefaultsTaken;
  readonly #said: InventorySaid;
  /** Row of this inventory's first VM: VMs of other lists come before it. */
  readonly #firstVm: number;
  /** By the number of a name in its column: the VM's row among all. */
  readonly #vms: (number | undefined)[] = [];
  /** Whether there is a column of disk names. */
  readonly #isNamingDisks: boolean;
  /** `vm disk` for every named disk so far. */
  readonly #diskNames = new Set<string>();
  readonly #datastores: NamesInCells;
  readonly #sizes: CellMeanings<number>;
  readonly #used: CellMeanings<ShareOrBytes>;
  readonly #changeRates: CellMeanings<number>;
  readonly #deleted: CellMeanings<number>;
  readonly #swap: CellMeanings<number>;
  readonly #thin: CellMeanings<'true' | 'false'>;

  constructor(context: Context, cells: InventoryCells, lines: LineTable, drafts: VmDrafts) {
    this.#context = context;
    this.#cells = cells;
    this.#lines = lines;
    this.#drafts = drafts;
    this.#taken = context.defaultsTaken;
    this.#firstVm = drafts.length;
    this.#said = new InventorySaid(context, cells);
    this.#isNamingDisks = cells.column('disk') !== undefined;
    this.#datastores = new NamesInCells(context, cells, 'datastore');
    this.#sizes = quantities(cells, 'size', parseBytes);
    const usedBytes = quantities(cells, 'used', parseBytes);
    const usedShares = quantities(cells, 'used', parseShare);
    this.#used = new CellMeanings<ShareOrBytes>(cells.column('used'), (text, row) => {
      const isShare = text.endsWith('%');
      const value = (isShare ? usedShares : usedBytes).at(row);
      return value === undefined ? undefined : { of: isShare ? 'size' : 'bytes', value };
    });
    this.#changeRates = quantities(cells, 'changeRate', parseShare);
    this.#deleted = quantities(cells, 'deleted', parseShare);
    this.#swap = quantities(cells, 'swap', parseShare);
    this.#thin = words(cells, 'thin', ['true', 'false'], meantSwitch);
  }

  addAll(): void {
    const names = this.#cells.column('vm')!;
    for (let row = 0; row < this.#cells.length; row++) {
      const number = names.numberAt(row);
      if (number === NO_TEXT) {
        this.#cells.report(
          { code: 'bad-row', message: "This row has no 'vm'.", hint: 'Every row is a disk of a VM.' },
          row,
          'vm',
        );
        this.#context.markBroken('vms');
        continue;
      }
      let vm = this.#vms[number];
      if (vm === undefined) {
        vm = this.#drafts.add(names.textOf(number), this.#said.of(row), this.#lines, this.#cells.lineOf(row));
        this.#vms[number] = vm;
      } else this.#said.check(row, vm - this.#firstVm);
      this.#addDisk(row, vm);
    }
  }

  #addDisk(row: number, vm: number): void {
    const cells = this.#cells;
    const datastore = this.#datastores.at(row);
    if (datastore === undefined)
      cells.report({ code: 'bad-row', message: "This row has no 'datastore'." }, row, 'datastore');
    const size = this.#sizes.at(row);
    if (size === undefined && cells.text(row, 'size') === undefined)
      cells.report({ code: 'bad-row', message: "This row has no 'size'." }, row, 'size');
    const used = this.#used.at(row);
    const changeRate = this.#changeRates.at(row);
    const deleted = this.#deleted.at(row);
    const swap = this.#swap.at(row);
    const thin = this.#thin.at(row);
    if (size === undefined || datastore === undefined) {
      this.#context.markBroken('vms');
      return;
    }
    const amounts = diskAmounts({
      size,
      used,
      changeRate,
      deleted,
      swap,
      thin: thin === undefined ? undefined : thin === 'true',
    });
    for (const { key, ...problem } of diskProblems(amounts)) cells.report(problem, row, key);
    if (used === undefined) this.#taken.note(DEFAULTS.used, 'vms.disks.used', cells.text(row, 'vm'));
    if (changeRate === undefined)
      this.#taken.note(DEFAULTS.changeRate, 'vms.disks.changeRate', cells.text(row, 'vm'));
    this.#drafts.addDisk(vm, this.#diskName(row, vm), datastore, amounts);
  }

  /** The name in its cell, or its number among the disks of the VM. */
  #diskName(row: number, vm: number): string {
    const numbered = numberName(this.#drafts.disksOf(vm));
    if (!this.#isNamingDisks) return numbered;
    const cells = this.#cells;
    const name = cells.text(row, 'disk') ?? numbered;
    const key = `${vm} ${name}`;
    if (this.#diskNames.has(key)) {
      const message = `${shown(cells.text(row, 'vm')!)} has two disks named ${shown(name)}.`;
      cells.report({ code: 'duplicate-name', message }, row, 'disk');
    }
    this.#diskNames.add(key);
    return name;
  }
}

const NUMBER_NAMES: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number));

/** Returns the same string for the same number, so that a million disks do not keep a million strings. */
function numberName(number: number): string {
  return NUMBER_NAMES[number] ?? String(number);
}
