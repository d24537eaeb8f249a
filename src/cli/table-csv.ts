import { cellText, headerRecord, type Table } from '../report/column.ts';
import { csvCell, csvText } from './write-csv.ts';

/** Characters that are written at once, more or less. */
const PIECE = 1 << 17;

/** A table as CSV text, piece by piece: a run can have a million rows. Names are safe to open in a spreadsheet. */
export function* tableCsv<Row>(table: Table<Row>, rows: Iterable<Row>): Generator<string> {
  const columns = table.columns.map(({ cell }) => cell);
  let piece = csvText([headerRecord(table)]);
  for (const row of rows) {
    for (let c = 0; c < columns.length; c++) {
      const cell = columns[c]!(row);
      // Most cells are numbers, which need no looking at.
      const text = typeof cell === 'number' ? cell : csvCell(cellText(cell));
      piece += c === 0 ? text : `,${text}`;
    }
    piece += '\n';
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
