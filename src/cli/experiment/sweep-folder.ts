import { join } from 'node:path';
import type { Sweep } from '../../experiment/sweep.ts';
import type { Table } from '../../report/column.ts';
import { sweepJson } from '../../report/sweep-json.ts';
import { sweepTable, sweptReplications, sweptReplicationsTable } from '../../report/sweep-table.ts';
import type { Io } from '../io.ts';
import { tableCsv } from '../table-csv.ts';

/** Writes what a sweep found; `sweep.json` last, so that a folder that has one is complete. */
export async function writeSweepFolder(io: Io, folder: string, sweep: Sweep): Promise<void> {
  const write = <Row>(table: Table<Row>, rows: Iterable<Row>): Promise<void> =>
    io.writeFileAtomically(join(folder, table.file), tableCsv(table, rows));
  await write(sweepTable(sweep), sweep.designs);
  await write(sweptReplicationsTable(sweep), sweptReplications(sweep));
  await io.writeFileAtomically(join(folder, 'sweep.json'), sweepJson(sweep));
}
