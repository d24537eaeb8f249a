import { headerLine, writeRows } from '../../src/cli/tables/long-table-csv.ts';
import type { LongTable } from '../../src/report/tables/long-table.ts';

/** The whole file of a long table. */
export function longTableText<Data>(table: LongTable<Data>, data: Data): string {
  const pieces = [Buffer.from(headerLine(table))];
  writeRows(table, data, (piece) => pieces.push(Buffer.from(piece)));
  return `${Buffer.concat(pieces)}`;
}
