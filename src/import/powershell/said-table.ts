import { textOf } from '../tables/cell.ts';
import type { Cell, Table } from '../tables/table.ts';

/** What a configuration file has around the object that it declares: `kind`, `metadata`, and the object itself in `spec`. */
const ENVELOPE = /^spec\./i;
/**
 * What PowerShell writes of an object that has more inside, and of a list: `Veeam.Backup.Core.Common.CHost`,
 * `System.Object[]`.
 */
const TYPE_NAME = /^(Veeam\.Backup|System)\.[\w.]+(\[\])?$/;

/**
 * The table with an object's own headers where a configuration file declares it, and empty cells where a type stands
 * for what it says.
 */
export function saidTable(table: Table): Table {
  const [headers = [], ...rows] = table.rows;
  return { ...table, rows: [headers.map(ownHeader), ...rows.map((row) => row.map(said))] };
}

/** A header without the envelope of a configuration file. */
export function ownHeader(header: Cell): string {
  return textOf(header).replace(ENVELOPE, '');
}

function said(cell: Cell): Cell {
  return typeof cell === 'string' && TYPE_NAME.test(cell) ? null : cell;
}
