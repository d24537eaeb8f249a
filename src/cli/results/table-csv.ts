import { cellText, headerRecord, type Table } from '../../report/tables/column.ts';
import { csvCell, csvText } from '../files/write-csv.ts';

/** Lines written at once. */
const PIECE = 512;

/** A table as CSV text, in pieces, because a run can have a million rows. Names are safe to open in a spreadsheet. */
export function* tableCsv<Row>(table: Table<Row>, rows: Iterable<Row>): Generator<string> {
  const columns = table.columns.map(({ cell }) => cell);
  const cells = new Array<string | number>(columns.length);
  let lines = csvText([headerRecord(table)]);
  let count = 0;
  for (const row of rows) {
    for (let c = 0; c < columns.length; c++) {
      const cell = columns[c]!(row);
      // Most cells are numbers, which need no quoting.
      cells[c] = typeof cell === 'number' ? cell : csvCell(cellText(cell));
    }
    lines += `${cells.join()}\n`;
    if (++count % PIECE > 0) continue;
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}
