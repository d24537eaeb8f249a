import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { nightOf, nightText } from '../../../src/bench/nights/night.ts';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { csvRecords } from '../../../src/cli/files/csv-records.ts';
import { tableParquet } from '../../../src/cli/results/table-parquet.ts';
import type { TaskRow } from '../../../src/metrics/columns/task-rows.ts';
import { cellText } from '../../../src/report/tables/column.ts';
import { TASKS_TABLE } from '../../../src/report/tables/tasks.ts';
import { longTableText } from '../../helpers/long-table-text.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { taskRow } from '../../report/sample-result.ts';

function file(rows: readonly TaskRow[], groupRows?: number): ArrayBuffer {
  const bytes = Buffer.concat([...tableParquet(TASKS_TABLE, rowsAsColumns(rows), groupRows)]);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

/** Every cell as CSV says it. */
async function cells(parquet: ArrayBuffer): Promise<string[][]> {
  const rows = await parquetReadObjects({ file: parquet });
  return rows.map((row) =>
    TASKS_TABLE.columns.map(({ header }) => {
      const value: unknown = row[header];
      if (typeof value === 'bigint') return `${value}`;
      return cellText((value ?? null) as string | number | null);
    }),
  );
}

async function csvCells(rows: readonly TaskRow[]): Promise<readonly (readonly string[])[]> {
  const read = await csvRecords(longTableText(TASKS_TABLE, rowsAsColumns(rows)));
  if (!read.ok) throw new Error(read.message);
  return read.records.slice(1).map((record) => record.cells);
}

test('tasks.parquet has the same content as tasks.csv, in as many row groups as needed', async () => {
  const { tasks } = runText(nightText(nightOf(104)), { certify: false });
  const parquet = file(tasks, 30);
  expect(await cells(parquet)).toEqual(await csvCells(tasks));
  expect(parquetMetadata(parquet).row_groups.map((group) => Number(group.num_rows))).toEqual([
    30, 30, 30, 14,
  ]);
});

test('names of any kind and empty cells are read back unchanged', async () => {
  const hostile = '=cmd()|"a",\n\u202Ex\u00e9\u4e2d';
  const never = { proxy: null, mode: null, startSeconds: null, endSeconds: null, bottleneck: null };
  const rows = [
    taskRow({ vm: hostile }),
    taskRow({ ...never, vm: 'y', result: 'unfinished', waitedFor: [] }),
  ];
  const read = await parquetReadObjects({ file: file(rows) });
  expect(read[0]).toMatchObject({ vm: hostile, session: 1n, readBytes: 60e9, startSeconds: 7215.5 });
  expect(read[1]).toMatchObject({ proxy: null, startSeconds: null, waitedFor: null, vm: 'y' });
});

test('columns have the types of the figures, even in a table without rows', async () => {
  const parquet = file([]);
  expect(await parquetReadObjects({ file: parquet })).toEqual([]);
  const types = Object.fromEntries(
    parquetMetadata(parquet)
      .schema.slice(1)
      .map(({ name, type }) => [name, type]),
  );
  expect(types).toMatchObject({
    session: 'INT64',
    vm: 'BYTE_ARRAY',
    startSeconds: 'DOUBLE',
    readBytes: 'DOUBLE',
  });
  expect(Object.keys(types)).toEqual(TASKS_TABLE.columns.map(({ header }) => header));
});
