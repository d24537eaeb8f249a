import { present } from '../../../collections/present.ts';
import { parseDuration } from '../../../units/parse-duration.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { PLATFORMS, type Platform } from '../../scenario.ts';
import { GUESTS, type Guest, TRACKINGS, type Tracking } from '../../vms/vm.ts';
import type { Context } from '../context.ts';
import type { SaidOfVm } from '../vms/vm-drafts.ts';
import type { CellMeanings } from './cell-meanings.ts';
import type { InventoryCells, InventoryColumn } from './inventory-cells.ts';
import { NamesInCells, quantities, words } from './inventory-meanings.ts';
import { RowKinds } from './row-kinds.ts';

/** Columns about the VM, not the disk: all rows of a VM must agree on them. */
const OF_THE_VM: readonly InventoryColumn[] = ['host', 'guest', 'tracking', 'tags', 'lastBackup', 'platform'];

/** What rows of an inventory state about their VMs, shared by all rows that state the same. */
export class InventorySaid {
  readonly #context: Context;
  readonly #cells: InventoryCells;
  readonly #kinds: RowKinds;
  readonly #byKind: (SaidOfVm | undefined)[] = [];
  /** The first row of each VM, with which its other rows must agree. */
  readonly #firstRows: number[] = [];
  readonly #platforms: CellMeanings<Platform>;
  readonly #hosts: NamesInCells;
  readonly #guests: CellMeanings<Guest>;
  readonly #trackings: CellMeanings<Tracking>;
  readonly #lastBackups: CellMeanings<number>;

  constructor(context: Context, cells: InventoryCells) {
    this.#context = context;
    this.#cells = cells;
    this.#kinds = new RowKinds(OF_THE_VM.flatMap((column) => cells.column(column) ?? []));
    this.#platforms = words(cells, 'platform', PLATFORMS);
    this.#hosts = new NamesInCells(context, cells, 'host');
    this.#guests = words(cells, 'guest', GUESTS);
    this.#trackings = words(cells, 'tracking', TRACKINGS);
    this.#lastBackups = quantities(cells, 'lastBackup', parseDuration);
  }

  /** What the first row of a VM states. */
  of(row: number): SaidOfVm {
    this.#firstRows.push(row);
    const kind = this.#kinds.of(row);
    const known = this.#byKind[kind];
    if (known !== undefined) return known;
    const before = this.#context.findings.all.length;
    const said = this.#read(row);
    // Not kept where something was reported, so that every such row is reported.
    if (this.#context.findings.all.length === before) this.#byKind[kind] = said;
    return said;
  }

  #read(row: number): SaidOfVm {
    const platform = this.#platforms.at(row);
    const host = this.#hosts.at(row);
    const tags = (this.#cells.text(row, 'tags') ?? '').split(';').map((tag) => tag.trim());
    return {
      platform,
      ...present({ host }),
      tags: tags.filter((tag) => tag !== ''),
      guest: this.#guests.at(row) ?? 'other',
      tracking: this.#trackings.at(row),
      configVersion: undefined,
      // Its datastores are in several rows, and no column has a configuration version.
      spanOf: (key, line) =>
        this.#cells.spanOnLine(line, key === 'configVersion' || key === 'disks' ? undefined : key),
      ...present({ lastBackupUs: this.#lastBackups.at(row) }),
    };
  }

  /** Reports where a further row of a VM contradicts its first one. `vm`: its number within this inventory. */
  check(row: number, vm: number): void {
    const first = this.#firstRows[vm]!;
    if (this.#kinds.of(row) === this.#kinds.of(first)) return;
    for (const column of OF_THE_VM) {
      const text = this.#cells.text(row, column);
      const before = this.#cells.text(first, column);
      if (text === undefined || text === before) continue;
      const name = shown(this.#cells.text(row, 'vm')!);
      const message = `${name} has ${shown(text)} in column ${shown(column)} here, but ${before === undefined ? 'nothing' : shown(before)} in its first row.`;
      const hint = 'Rows of a VM must agree with its first row, or leave the cell empty.';
      this.#cells.report({ code: 'bad-row', message, hint }, row, column);
    }
  }
}
