import { join } from 'node:path';
import type { Sweep } from '../../experiment/sweep.ts';
import { type StoredSweep, sweepPage } from '../../report/page/sweep-page.ts';
import { sweepJson } from '../../report/sweep/json.ts';
import { sweepTable, sweptReplications, sweptReplicationsTable } from '../../report/sweep/table.ts';
import type { Table } from '../../report/tables/column.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import { SWEEP_FILE } from '../results/sweep-file.ts';
import { tableCsv } from '../results/table-csv.ts';

/** Writes what a sweep found, and a page of it; `sweep.json` last, so that a folder that has one is complete. */
export async function writeSweepFolder(io: Io, folder: string, sweep: Sweep): Promise<void> {
  const write = <Row>(table: Table<Row>, rows: Iterable<Row>): Promise<void> =>
    io.writeFileAtomically(join(folder, table.file), tableCsv(table, rows));
  await write(sweepTable(sweep), sweep.designs);
  await write(sweptReplicationsTable(sweep), sweptReplications(sweep));
  const text = sweepJson(sweep);
  const page = sweepPage(JSON.parse(text) as StoredSweep, await pageParts());
  await io.writeFileAtomically(join(folder, PAGE_FILE), page);
  await io.writeFileAtomically(join(folder, SWEEP_FILE), text);
}
