import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Cell, TypedColumn, TypedTable } from '../report/column.ts';

/** Rows that are held at a time: what readers can take out of the file in one piece. */
const GROUP_ROWS = 50_000;

/** Amounts are doubles: bytes, too, since a transfer that is cut may stop within one. */
const TYPES = { text: 'STRING', count: 'INT64', amount: 'DOUBLE' } as const;

/** A table as the bytes of a Parquet file, one row group at a time. Texts are as they are: nothing runs a cell here. */
export function* tableParquet<Row>(
  { columns }: TypedTable<Row>,
  rows: readonly Row[],
  groupRows = GROUP_ROWS,
): Generator<Uint8Array> {
  const group = (from: number): ColumnSource[] => {
    const part = rows.slice(from, from + groupRows);
    return columns.map((column) => ({
      name: column.header,
      type: TYPES[column.type],
      data: part.map((row) => parquetValue(column, column.cell(row))),
    }));
  };
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaFromColumnData({ columnData: group(0) }) });
  for (let from = 0; from < rows.length; from += groupRows) {
    void parquet.write({ columnData: group(from), rowGroupSize: groupRows });
    yield taken(writer);
  }
  void parquet.finish();
  yield taken(writer);
}

function parquetValue<Row>({ type }: TypedColumn<Row>, cell: Cell): Cell | bigint {
  return type === 'count' && typeof cell === 'number' ? BigInt(cell) : cell;
}

/** What has been written since the last time; positions in the file go on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
