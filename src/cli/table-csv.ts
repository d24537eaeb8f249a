import { Readable } from 'node:stream';
import { format } from 'fast-csv';
import { headerRecord, record, type Table } from '../report/column.ts';

/** A table as CSV text (RFC 4180, lines end with LF), piece by piece: a run can have a million rows. */
export async function* tableCsv<Row>(table: Table<Row>, rows: Iterable<Row>): AsyncGenerator<string> {
  const csv = format({
    headers: headerRecord(table),
    alwaysWriteHeaders: true,
    includeEndRowDelimiter: true,
  });
  const records = Readable.from(recordsOf(table, rows));
  records.on('error', (error) => csv.destroy(error));
  records.pipe(csv);
  csv.setEncoding('utf8');
  for await (const piece of csv) yield `${piece}`;
}

function* recordsOf<Row>(table: Table<Row>, rows: Iterable<Row>): Generator<string[]> {
  for (const row of rows) yield record(table, row);
}
