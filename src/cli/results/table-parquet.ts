import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { amountsText, type LongColumn, type LongTable } from '../../report/tables/long-table.ts';

/** Rows per row group, which is the unit that readers load. */
const GROUP_ROWS = 50_000;

/** Amounts are doubles, even bytes, because a transfer that is cut off may stop at a fraction of one. */
const TYPES = { name: 'STRING', amounts: 'STRING', count: 'INT64', amount: 'DOUBLE' } as const;

/**
 * A table as the bytes of a Parquet file, one row group at a time. Texts are unchanged, because no reader runs a cell
 * as a formula.
 */
export function* tableParquet<Data>(
  { columns, rows }: LongTable<Data>,
  data: Data,
  groupRows = GROUP_ROWS,
): Generator<Uint8Array> {
  const count = rows(data);
  const group = (from: number): ColumnSource[] =>
    columns.map((column) => ({
      name: column.header,
      type: TYPES[column.type],
      data: cellsOf(column, data, { from, to: Math.min(count, from + groupRows) }),
    }));
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaFromColumnData({ columnData: group(0) }) });
  for (let from = 0; from < count; from += groupRows) {
    void parquet.write({ columnData: group(from), rowGroupSize: groupRows });
    yield taken(writer);
  }
  void parquet.finish();
  yield taken(writer);
}

function cellsOf<Data>(
  column: LongColumn<Data>,
  data: Data,
  { from, to }: { readonly from: number; readonly to: number },
): (string | number | bigint | null)[] {
  const valueAt = valuesOf(column, data);
  return Array.from({ length: to - from }, (_, i) => valueAt(from + i));
}

function valuesOf<Data>(
  column: LongColumn<Data>,
  data: Data,
): (row: number) => string | number | bigint | null {
  if (column.type === 'amounts') {
    const amounts = column.cells(data);
    return (row) => amountsText(amounts, row) || null;
  }
  const cells = column.cells(data);
  if (column.type === 'name') {
    const names = [...column.names(data)];
    return (row) => names[cells[row]!] ?? null;
  }
  return (row) => {
    const value = cells[row]!;
    if (value < 0) return null;
    return column.type === 'count' ? BigInt(value) : value;
  };
}

/** The bytes written since the last call; file positions continue. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
