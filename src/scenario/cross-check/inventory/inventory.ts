import type { SourceText } from '../../../diagnostics/diagnostic.ts';
import { type LineTable, lineTable, spanOfLine } from '../../../diagnostics/source-text.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type CsvRows, columnsOfRecords, columnsOfText } from '../../csv/csv-columns.ts';
import { type CsvRecord, PlainCsv } from '../../csv/csv-text.ts';
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
  const lines = lineTable(table.source);
  const { titles, rowsOf } = contentOf(table);
  const places = placesOf(titles, lines, context);
  if (places === undefined) return;
  const cells = new InventoryCells(rowsOf(places.values()), lines, places, context.findings);
  new InventoryRows(context, cells, lines, drafts).addAll();
}

/** The titles, and the rows below them, once it is known which columns matter. */
function contentOf(table: InventoryTable): {
  readonly titles: readonly string[];
  readonly rowsOf: (places: Iterable<number>) => CsvRows;
} {
  if ('rows' in table) {
    const { header, rows } = table;
    return { titles: header, rowsOf: (places) => columnsOfRecords(rows, places) };
  }
  const text = new PlainCsv(table.source.text);
  return { titles: text.next()?.cells ?? [], rowsOf: (places) => columnsOfText(text, places) };
}

/** Where among the titles the columns stand; undefined where one is missing without which a row says nothing. */
function placesOf(
  titles: readonly string[],
  lines: LineTable,
  context: Context,
): ReadonlyMap<InventoryColumn, number> | undefined {
  const { findings } = context;
  const path = lines.source.name;
  const places = new Map<InventoryColumn, number>();
  for (const [place, title] of titles.entries()) {
    const name = title.trim();
    const column = INVENTORY_COLUMNS.find((known) => known.toLowerCase() === name.toLowerCase());
    if (column === undefined) {
      if (name === '') continue;
      findings.report('unknown-column', `${shown(name)} is not a column of an inventory; it is ignored.`, {
        path,
        span: cellSpan(lines, 1, place),
        hint: didYouMean(name, INVENTORY_COLUMNS),
      });
    } else if (places.has(column)) {
      findings.report('duplicate-key', `The column ${shown(name)} stands twice.`, {
        path,
        span: cellSpan(lines, 1, place),
      });
    } else places.set(column, place);
  }
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length === 0) return places;
  const span = spanOfLine(lines, 1);
  for (const [i, column] of missing.entries()) {
    findings.report('missing-column', `The inventory has no column ${shown(column)}.`, {
      path,
      span: { ...span, end: span.end + i },
      hint: `Columns are ${USUAL_COLUMNS.join(',')}.`,
    });
  }
  context.markBroken('vms');
  return undefined;
}
