import { present } from '../../../collections/present.ts';
import { parseDuration } from '../../../units/parse-duration.ts';
import { shown } from '../../../units/quantity-problem.ts';
import type { Platform } from '../../scenario.ts';
import { PLATFORMS } from '../../sections/name-field.ts';
import type { Tracking } from '../../vms/vm.ts';
import type { Context } from '../context.ts';
import type { SaidOfVm } from '../vms/vm-drafts.ts';
import type { CellMeanings } from './cell-meanings.ts';
import type { InventoryCells, InventoryColumn } from './inventory-cells.ts';
import { NamesInCells, quantities, words } from './inventory-meanings.ts';
import { RowKinds } from './row-kinds.ts';

/** What is said of the VM, so that its rows must agree. */
const OF_THE_VM: readonly InventoryColumn[] = ['host', 'guest', 'tracking', 'tags', 'lastBackup', 'platform'];

/** What rows of an inventory say of their VMs: one for all that say the same. */
export class InventorySaid {
  readonly #context: Context;
  readonly #cells: InventoryCells;
  readonly #kinds: RowKinds;
  readonly #byKind: (SaidOfVm | undefined)[] = [];
  /** By VM as they come: its first row, with which the others have to agree. */
  readonly #firstRows: number[] = [];
  readonly #platforms: CellMeanings<Platform>;
  readonly #hosts: NamesInCells;
  readonly #guests: CellMeanings<'windows' | 'linux' | 'other'>;
  readonly #trackings: CellMeanings<Tracking>;
  readonly #lastBackups: CellMeanings<number>;

  constructor(context: Context, cells: InventoryCells) {
    this.#context = context;
    this.#cells = cells;
    this.#kinds = new RowKinds(OF_THE_VM.flatMap((column) => cells.column(column) ?? []));
    this.#platforms = words<Platform>(cells, 'platform', PLATFORMS);
    this.#hosts = new NamesInCells(context, cells, 'host');
    this.#guests = words(cells, 'guest', ['windows', 'linux', 'other']);
    this.#trackings = words(cells, 'tracking', ['cbt', 'rct', 'fct', 'none']);
    this.#lastBackups = quantities(cells, 'lastBackup', parseDuration);
  }

  /** Of a row that is the first of its VM. */
  of(row: number): SaidOfVm {
    this.#firstRows.push(row);
    const kind = this.#kinds.of(row);
    const known = this.#byKind[kind];
    if (known !== undefined) return known;
    const before = this.#context.findings.all.length;
    const said = this.#read(row);
    // What is wrong is said of each row that has it.
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
      spanOf: (column, line) => this.#cells.spanOnLine(line, column === 'configVersion' ? undefined : column),
      ...present({ lastBackupUs: this.#lastBackups.at(row) }),
    };
  }

  /** Reports where a further row says something else of its VM than the first one. `vm`: its number as they came. */
  check(row: number, vm: number): void {
    const first = this.#firstRows[vm]!;
    if (this.#kinds.of(row) === this.#kinds.of(first)) return;
    for (const column of OF_THE_VM) {
      const text = this.#cells.text(row, column);
      const before = this.#cells.text(first, column);
      if (text === undefined || text === before) continue;
      const name = shown(this.#cells.text(row, 'vm')!);
      const message = `${name} has ${shown(text)} in the column ${shown(column)} here, and ${before === undefined ? 'nothing' : shown(before)} in its first row.`;
      this.#cells.report({ code: 'bad-row', message }, row, column);
    }
  }
}
