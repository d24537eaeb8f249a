import type { SourceText, Span } from '../../diagnostics/diagnostic.ts';
import { type LineTable, lineTable, spanOfLine } from '../../diagnostics/source-text.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import { parseBytes, parseShare } from '../../units/parse-quantity.ts';
import { type Quantity, shown } from '../../units/quantity-problem.ts';
import { type CsvRecord, plainRecords } from '../csv-text.ts';
import type { Findings } from '../findings.ts';
import type { Platform } from '../scenario.ts';
import { PLATFORMS } from '../sections/name-field.ts';
import type { Tracking } from '../vm.ts';
import { type Context, present } from './context.ts';
import { cellSpan, INVENTORY_COLUMNS, type InventoryColumn, InventoryRow } from './inventory-row.ts';
import type { SaidOfVm, VmDrafts } from './vm-drafts.ts';
import { diskAmounts, diskProblems } from './workload.ts';

/** A CSV file as the caller's CSV library read it: the header, and per row the line it began on (from 1). */
export interface ReadInventory {
  readonly source: SourceText;
  readonly header: readonly string[];
  readonly rows: readonly CsvRecord[];
}

/** A CSV file; one that needs no library is read here, so that its rows are never kept. */
export type InventoryTable = ReadInventory | { readonly source: SourceText };

const NEEDED: readonly InventoryColumn[] = ['vm', 'datastore', 'size'];

/** Adds the VMs of an inventory: one row per disk, VMs in the order of their first rows. */
export function addInventory(context: Context, table: InventoryTable, drafts: VmDrafts): void {
  new InventoryReader(context, table.source, drafts).read(recordsOf(table));
}

/** Header first. */
function recordsOf(table: InventoryTable): Iterable<CsvRecord> {
  return 'rows' in table
    ? [{ line: 1, cells: table.header }, ...table.rows]
    : plainRecords(table.source.text);
}

/** What is said of the VM, so that its rows must agree. */
const OF_THE_VM: readonly InventoryColumn[] = ['host', 'guest', 'tracking', 'tags', 'lastBackup', 'platform'];

/** What rows say of their VMs, one for all that say the same. */
interface SaidInRow {
  /** Cells of the columns that are of the VM. */
  readonly texts: ReadonlyMap<InventoryColumn, string | undefined>;
  readonly said: SaidOfVm;
}

class InventoryReader {
  readonly #context: Context;
  readonly #findings: Findings;
  readonly #source: SourceText;
  readonly #drafts: VmDrafts;
  readonly #lines: LineTable;
  readonly #columns = new Map<InventoryColumn, number>();
  /** Those of the columns that are of the VM. */
  #ofTheVm: readonly InventoryColumn[] = [];
  /** Rows among all VMs, and what each says in its first row. */
  readonly #vms = new Map<string, number>();
  readonly #firstSaid: SaidInRow[] = [];
  readonly #firstVm: number;
  readonly #said = new Map<string, SaidInRow>();
  readonly #above = new Map<InventoryColumn, { text: string; value: number }>();
  /** `vm disk`, where disks have names of their own. */
  readonly #diskNames = new Set<string>();

  constructor(context: Context, source: SourceText, drafts: VmDrafts) {
    this.#context = context;
    this.#findings = context.findings;
    this.#source = source;
    this.#drafts = drafts;
    this.#lines = lineTable(source);
    this.#firstVm = drafts.length;
  }

  read(records: Iterable<CsvRecord>): void {
    let row: InventoryRow | undefined;
    for (const record of records) {
      if (row !== undefined) this.#row(row.movedTo(record));
      else if (this.#readHeader(record.cells)) row = new InventoryRow(this.#lines, this.#columns, record);
      else return;
    }
    if (row === undefined) this.#readHeader([]);
  }

  #readHeader(titles: readonly string[]): boolean {
    const span = spanOfLine(this.#lines, 1);
    const path = this.#source.name;
    for (const [index, title] of titles.entries()) {
      const name = title.trim();
      const column = INVENTORY_COLUMNS.find((known) => known.toLowerCase() === name.toLowerCase());
      if (column === undefined) {
        if (name === '') continue;
        const cell = cellSpan(this.#lines, 1, index);
        this.#findings.report(
          'unknown-column',
          `${shown(name)} is not a column of an inventory; it is ignored.`,
          { path, span: cell, hint: didYouMean(name, INVENTORY_COLUMNS) },
        );
      } else if (this.#columns.has(column)) {
        this.#findings.report('duplicate-key', `The column ${shown(name)} stands twice.`, {
          path,
          span: cellSpan(this.#lines, 1, index),
        });
      } else this.#columns.set(column, index);
    }
    const missing = NEEDED.filter((column) => !this.#columns.has(column));
    for (const column of missing) {
      this.#findings.report('missing-column', `The inventory has no column ${shown(column)}.`, {
        path,
        span: { ...span, end: span.end + missing.indexOf(column) },
        hint: `Columns are ${INVENTORY_COLUMNS.slice(0, 9).join(',')}.`,
      });
    }
    this.#ofTheVm = OF_THE_VM.filter((column) => this.#columns.has(column));
    if (missing.length > 0) this.#context.markBroken('vms');
    return missing.length === 0;
  }

  #row(row: InventoryRow): void {
    if (row.isBlank) return;
    const name = row.text('vm');
    if (name === undefined) {
      this.#report('bad-row', 'This row names no VM.', row, 'vm');
      return;
    }
    let vm = this.#vms.get(name);
    if (vm === undefined) {
      const said = this.#saidIn(row);
      vm = this.#drafts.add(name, said.said, this.#lines, row.line);
      this.#vms.set(name, vm);
      this.#firstSaid.push(said);
    } else this.#checkAgreement(this.#firstSaid[vm - this.#firstVm]!, row);
    this.#disk(row, name, vm);
  }

  #saidIn(row: InventoryRow): SaidInRow {
    const key = row.textOf(this.#ofTheVm);
    const known = this.#said.get(key);
    if (known !== undefined) return known;
    const before = this.#findings.all.length;
    const host = this.#reference(row, 'host', 'hosts');
    const said: SaidOfVm = {
      platform: this.#word<Platform>(row, 'platform', PLATFORMS),
      ...present({ host }),
      tags: (row.text('tags') ?? '')
        .split(';')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      guest: this.#word(row, 'guest', ['windows', 'linux', 'other'] as const) ?? 'other',
      tracking: this.#word<Tracking>(row, 'tracking', ['cbt', 'rct', 'fct', 'none']),
      configVersion: undefined,
      spanOf: (column, line) =>
        column === 'configVersion' ? spanOfLine(this.#lines, line) : this.#cellSpan(line, column),
      ...present({ lastBackupUs: this.#quantity(row, 'lastBackup', parseDuration) }),
    };
    const inRow = { texts: new Map(OF_THE_VM.map((column) => [column, row.text(column)])), said };
    // What is wrong is said of each row that has it.
    if (this.#findings.all.length === before) this.#said.set(key, inRow);
    return inRow;
  }

  #cellSpan(line: number, column: InventoryColumn): Span {
    const index = this.#columns.get(column);
    return index === undefined ? spanOfLine(this.#lines, line) : cellSpan(this.#lines, line, index);
  }

  #checkAgreement(said: SaidInRow, row: InventoryRow): void {
    if (said === this.#said.get(row.textOf(this.#ofTheVm))) return;
    for (const column of OF_THE_VM) {
      const text = row.text(column);
      const first = said.texts.get(column);
      if (text === undefined || text === first) continue;
      const message = `${shown(row.text('vm')!)} has ${shown(text)} in the column ${shown(column)} here, and ${first === undefined ? 'nothing' : shown(first)} in its first row.`;
      this.#report('bad-row', message, row, column);
    }
  }

  #disk(row: InventoryRow, vmName: string, vm: number): void {
    const datastore = this.#reference(row, 'datastore', 'datastores');
    if (datastore === undefined) {
      this.#report('bad-row', 'This row names no datastore.', row, 'datastore');
    }
    if (row.text('size') === undefined) this.#report('bad-row', 'This row has no size.', row, 'size');
    const size = this.#quantity(row, 'size', parseBytes);
    const used = this.#used(row, size);
    const changeRate = this.#quantity(row, 'changeRate', parseShare);
    const deleted = this.#quantity(row, 'deleted', parseShare);
    const swap = this.#quantity(row, 'swap', parseShare);
    const thin = this.#word(row, 'thin', ['true', 'false'] as const);
    if (size === undefined || datastore === undefined) return;
    const amounts = diskAmounts({
      size,
      used: used === undefined ? undefined : { of: 'bytes', value: used },
      changeRate,
      deleted,
      swap,
      thin: thin === undefined ? undefined : thin === 'true',
    });
    for (const { code, key, message } of diskProblems(amounts)) this.#report(code, message, row, key);
    this.#drafts.addDisk(vm, this.#diskName(row, vmName, vm), datastore, amounts);
  }

  /** Its own, or its number among the disks of the VM. */
  #diskName(row: InventoryRow, vmName: string, vm: number): string {
    const name = row.text('disk') ?? numberName(this.#drafts.disksOf(vm));
    if (!this.#columns.has('disk')) return name;
    const key = `${vm} ${name}`;
    if (this.#diskNames.has(key)) {
      const message = `${shown(vmName)} has two disks of the name ${shown(name)}.`;
      this.#report('duplicate-name', message, row, 'disk');
    }
    this.#diskNames.add(key);
    return name;
  }

  /** Bytes, or a share of the size. */
  #used(row: InventoryRow, size: number | undefined): number | undefined {
    if (row.text('used')?.endsWith('%') !== true) return this.#quantity(row, 'used', parseBytes);
    const share = this.#quantity(row, 'used', parseShare);
    return share === undefined ? undefined : Math.round(share * (size ?? 0));
  }

  #reference(
    row: InventoryRow,
    column: 'host' | 'datastore',
    table: 'hosts' | 'datastores',
  ): string | undefined {
    const name = row.text(column);
    if (name === undefined) return undefined;
    if (this.#context.tables[table].get(name) === undefined) {
      this.#context.checkName(table, name, row.cellSpan(column), `vms.${row.text('vm')}.${column}`);
    }
    return name;
  }

  #word<T extends string>(row: InventoryRow, column: InventoryColumn, values: readonly T[]): T | undefined {
    const text = row.text(column);
    if (text === undefined) return undefined;
    const value = values.find((candidate) => candidate === text.toLowerCase());
    if (value === undefined) {
      this.#report(
        'unknown-value',
        `${shown(text)} is not a value of ${shown(column)}.`,
        row,
        column,
        didYouMean(text, values),
      );
    }
    return value;
  }

  #quantity(
    row: InventoryRow,
    column: InventoryColumn,
    parse: (text: string) => Quantity,
  ): number | undefined {
    const text = row.text(column);
    if (text === undefined) return undefined;
    // Rows of an export repeat each other: what the row above says is known.
    const above = this.#above.get(column);
    if (above?.text === text) return above.value;
    const parsed = parse(text);
    if (parsed.ok) {
      if (above === undefined) this.#above.set(column, { text, value: parsed.value });
      else {
        above.text = text;
        above.value = parsed.value;
      }
      return parsed.value;
    }
    this.#report(parsed.problem.code, parsed.problem.message, row, column, parsed.problem.hint);
    return undefined;
  }

  #report(
    code: Parameters<Findings['report']>[0],
    message: string,
    row: InventoryRow,
    column: InventoryColumn,
    hint?: string,
  ): void {
    this.#findings.report(code, message, {
      path: `vms.${row.text('vm') ?? ''}.${column}`,
      span: row.cellSpan(column),
      hint,
    });
  }
}

const NUMBER_NAMES: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number));

/** The same text for the same number: a name per disk would be another text each time. */
function numberName(number: number): string {
  return NUMBER_NAMES[number] ?? String(number);
}
