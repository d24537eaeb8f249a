import type { SourceText } from '../../diagnostics/diagnostic.ts';
import { type LineTable, lineTable, spanOfLine } from '../../diagnostics/source-text.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import { parseBytes, parseShare } from '../../units/parse-quantity.ts';
import { type Quantity, shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import type { Platform } from '../scenario.ts';
import { PLATFORMS } from '../sections/name-field.ts';
import type { Disk, Tracking } from '../vm.ts';
import { type Context, present } from './context.ts';
import { cellSpan, INVENTORY_COLUMNS, type InventoryColumn, InventoryRow } from './inventory-row.ts';
import type { VmDraft } from './vm-platforms.ts';
import { diskAmounts, diskProblems } from './workload.ts';

/** A CSV file as the caller's CSV library read it: the header, and per row the line it began on (from 1). */
export interface InventoryTable {
  readonly source: SourceText;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const NEEDED: readonly InventoryColumn[] = ['vm', 'datastore', 'size'];

/** The VMs of an inventory: one row per disk, VMs in the order of their first rows. */
export function inventoryVms(context: Context, table: InventoryTable): VmDraft[] {
  return new InventoryReader(context, table).vms();
}

type Draft = Omit<VmDraft, 'disks'> & { readonly disks: Disk[] };
/** What is said of the VM, so that its rows must agree. */
const OF_THE_VM: readonly InventoryColumn[] = ['host', 'guest', 'tracking', 'tags', 'lastBackup', 'platform'];

class InventoryReader {
  readonly #context: Context;
  readonly #findings: Findings;
  readonly #table: InventoryTable;
  readonly #lines: LineTable;
  readonly #columns = new Map<InventoryColumn, number>();
  /** By VM: what it says of the VM, its other rows must agree with. */
  readonly #firstRows = new Map<string, InventoryRow>();

  constructor(context: Context, table: InventoryTable) {
    this.#context = context;
    this.#findings = context.findings;
    this.#table = table;
    this.#lines = lineTable(table.source);
  }

  vms(): VmDraft[] {
    if (!this.#readHeader()) {
      this.#context.markBroken('vms');
      return [];
    }
    const drafts = new Map<string, Draft>();
    for (const row of this.#table.rows) this.#row(new InventoryRow(this.#lines, this.#columns, row), drafts);
    return [...drafts.values()];
  }

  #readHeader(): boolean {
    const span = spanOfLine(this.#lines, 1);
    const path = this.#table.source.name;
    for (const [index, title] of this.#table.header.entries()) {
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
    return missing.length === 0;
  }

  #row(row: InventoryRow, drafts: Map<string, Draft>): void {
    if (row.isBlank) return;
    const name = row.text('vm');
    if (name === undefined) {
      this.#report('bad-row', 'This row names no VM.', row, 'vm');
      return;
    }
    const known = drafts.get(name);
    const draft = known ?? this.#newVm(row, name);
    if (known !== undefined) this.#checkAgreement(known, row);
    else {
      drafts.set(name, draft);
      this.#firstRows.set(name, row);
    }
    const disk = this.#disk(row, draft);
    if (disk !== undefined) draft.disks.push(disk);
  }

  #newVm(row: InventoryRow, name: string): Draft {
    const host = this.#reference(row, 'host', 'hosts');
    return {
      name,
      platform: this.#word<Platform>(row, 'platform', PLATFORMS),
      ...present({ host }),
      tags: (row.text('tags') ?? '')
        .split(';')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      guest: this.#word(row, 'guest', ['windows', 'linux', 'other'] as const) ?? 'other',
      tracking: this.#word<Tracking>(row, 'tracking', ['cbt', 'rct', 'fct', 'none']),
      configVersion: undefined,
      spanOf: (key) => (key === 'configVersion' ? row.span : row.cellSpan(key)),
      ...present({ lastBackupUs: this.#quantity(row, 'lastBackup', parseDuration) }),
      disks: [],
      origin: { path: `vms.${name}`, span: row.span },
    };
  }

  #checkAgreement(draft: Draft, row: InventoryRow): void {
    for (const column of OF_THE_VM) {
      const text = row.text(column);
      const first = this.#firstRows.get(draft.name)!.text(column);
      if (text === undefined || text === first) continue;
      const message = `${shown(draft.name)} has ${shown(text)} in the column ${shown(column)} here, and ${first === undefined ? 'nothing' : shown(first)} in its first row.`;
      this.#report('bad-row', message, row, column);
    }
  }

  #disk(row: InventoryRow, draft: Draft): Disk | undefined {
    const datastore = this.#reference(row, 'datastore', 'datastores');
    if (datastore === undefined) {
      this.#report('bad-row', 'This row names no datastore.', row, 'datastore');
    }
    if (row.text('size') === undefined) this.#report('bad-row', 'This row has no size.', row, 'size');
    const size = this.#quantity(row, 'size', parseBytes);
    const used = this.#quantity(row, 'used', (text) =>
      text.trim().endsWith('%') ? shareOf(text, size) : parseBytes(text),
    );
    const [changeRate, deleted, swap] = (['changeRate', 'deleted', 'swap'] as const).map((column) =>
      this.#quantity(row, column, parseShare),
    );
    const thin = this.#word(row, 'thin', ['true', 'false'] as const);
    if (size === undefined || datastore === undefined) return undefined;
    const amounts = diskAmounts({
      size,
      used: used === undefined ? undefined : { of: 'bytes', value: used },
      changeRate,
      deleted,
      swap,
      thin: thin === undefined ? undefined : thin === 'true',
    });
    for (const { code, key, message } of diskProblems(amounts)) this.#report(code, message, row, key);
    const name = row.text('disk') ?? `${draft.disks.length}`;
    if (draft.disks.some((disk) => disk.name === name)) {
      this.#report(
        'duplicate-name',
        `${shown(draft.name)} has two disks of the name ${shown(name)}.`,
        row,
        'disk',
      );
    }
    return { name, datastore, ...amounts };
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
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
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

function shareOf(text: string, size: number | undefined): Quantity {
  const parsed = parseShare(text);
  return parsed.ok ? { ok: true, value: Math.round(parsed.value * (size ?? 0)) } : parsed;
}
