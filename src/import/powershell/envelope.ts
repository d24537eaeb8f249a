import { textOf } from '../cell.ts';
import type { Table } from '../table.ts';

/** What a configuration file has around the object that it declares: `kind`, `metadata`, and the object itself in `spec`. */
const ENVELOPE = /^spec\./i;

/** The table with the object's own headers where it is declared in a configuration file. */
export function withoutEnvelope(table: Table): Table {
  const [headers = [], ...rows] = table.rows;
  if (!headers.some((header) => ENVELOPE.test(textOf(header)))) return table;
  return { ...table, rows: [headers.map((header) => textOf(header).replace(ENVELOPE, '')), ...rows] };
}
