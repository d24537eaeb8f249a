import type { SourceText } from '../../../diagnostics/diagnostic.ts';
import { type LineTable, lineTable, spanOfLine } from '../../../diagnostics/source-text.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type CsvRows, columnsOfRecords, columnsOfText } from '../../csv/csv-columns.ts';
import { type CsvRecord, headerLine, PlainCsv } from '../../csv/csv-text.ts';
import type { Context } from '../context.ts';
import type { VmDrafts } from '../vms/vm-drafts.ts';
import {
  cellSpan,
  INVENTORY_COLUMNS,
  InventoryCells,
  type InventoryColumn,
  USUAL_COLUMNS,
} from './inventory-cells.ts';
import { InventoryRows } from './inventory-rows.ts';

/** A CSV file as the caller's CSV library read it: its titles, and its rows with the line on which each began (from 1). */
export interface ReadInventory {
  readonly source: SourceText;
  readonly header: readonly string[];
  readonly rows: readonly CsvRecord[];
}

/** A CSV file: read by a library, or plain text that is read here, so that its rows need not be kept in memory. */
export type InventoryTable = ReadInventory | { readonly source: SourceText };

const NEEDED: readonly InventoryColumn[] = ['vm', 'datastore', 'size'];

/** Adds the VMs of an inventory: one row per disk, VMs in the order of their first rows. */
export function addInventory(context: Context, table: InventoryTable, drafts: VmDrafts): void {
  const lines = lineTable(table.source);
  const { titles, rowsOf } = contentOf(table);
  const places = placesOf(titles, lines, context);
  if (places === undefined) return;
  const rows = rowsOf(places.values());
  for (const { line, place } of rows.stray) {
    context.findings.report('bad-row', `This row has more cells than there are titles (${titles.length}).`, {
      path: table.source.name,
      span: cellSpan(lines, line, place),
      hint: 'Put a text that contains the separator in quotes. Tags are separated by semicolons.',
    });
  }
  const cells = new InventoryCells(rows, lines, places, context.findings);
  new InventoryRows(context, cells, lines, drafts).addAll();
}

/** The titles, and a function that reads the rows below them, given the columns that matter. */
function contentOf(table: InventoryTable): {
  readonly titles: readonly string[];
  readonly rowsOf: (places: Iterable<number>) => CsvRows;
} {
  if ('rows' in table) {
    const { header, rows } = table;
    return { titles: header, rowsOf: (places) => columnsOfRecords(rows, { places, titles: header.length }) };
  }
  const text = new PlainCsv(table.source.text);
  const titles = text.next()?.cells ?? [];
  return { titles, rowsOf: (places) => columnsOfText(text, { places, titles: titles.length }) };
}

/** The position of each known column among the titles; undefined where a required one is missing. */
function placesOf(
  titles: readonly string[],
  lines: LineTable,
  context: Context,
): ReadonlyMap<InventoryColumn, number> | undefined {
  const { findings } = context;
  const path = lines.source.name;
  const { number: line } = headerLine(lines.source.text);
  const places = new Map<InventoryColumn, number>();
  const unknown: { readonly name: string; readonly place: number }[] = [];
  for (const [place, title] of titles.entries()) {
    const name = title.trim();
    const column = INVENTORY_COLUMNS.find((known) => known.toLowerCase() === name.toLowerCase());
    if (column === undefined) {
      if (name !== '') unknown.push({ name, place });
    } else if (places.has(column)) {
      findings.report('duplicate-key', `The column ${shown(name)} appears twice.`, {
        path,
        span: cellSpan(lines, line, place),
      });
    } else places.set(column, place);
  }
  // A first row without any known title is no row of titles, so nothing is said about single cells of it.
  if (places.size > 0) {
    for (const { name, place } of unknown) {
      findings.report('unknown-column', `${shown(name)} is not a column of an inventory; it is ignored.`, {
        path,
        span: cellSpan(lines, line, place),
        hint: didYouMean(name, INVENTORY_COLUMNS),
      });
    }
  }
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length === 0) return places;
  const isEmpty = lines.source.text.trim() === '';
  findings.report(isEmpty ? 'empty-file' : 'missing-column', missingText(missing, { isEmpty, places }), {
    path,
    span: spanOfLine(lines, line),
    hint: `Columns are ${USUAL_COLUMNS.join(',')}. Lists of other tools go through 'proxysim import'.`,
  });
  context.markBroken('vms');
  return undefined;
}

function missingText(
  missing: readonly InventoryColumn[],
  { isEmpty, places }: { readonly isEmpty: boolean; readonly places: ReadonlyMap<InventoryColumn, number> },
): string {
  if (isEmpty) return 'The inventory is empty.';
  if (places.size === 0) return 'The first row of the inventory has none of the titles of its columns.';
  return `The inventory has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.map((column) => shown(column)).join(' and ')}.`;
}
