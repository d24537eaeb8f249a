import { join } from 'node:path';
import type { Sweep } from '../../experiment/sweep.ts';
import { sweepPage } from '../../report/page/sweep-page.ts';
import { sweepData } from '../../report/sweep/build-sweep-data.ts';
import { sweepJson } from '../../report/sweep/json.ts';
import { sweepMarkdown } from '../../report/sweep/markdown.ts';
import type { SweepData } from '../../report/sweep/sweep-data.ts';
import { sweepTable, sweptReplications, sweptReplicationsTable } from '../../report/sweep/table.ts';
import type { Table } from '../../report/tables/column.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import { MARKDOWN_FILE } from '../results/report-views.ts';
import { SWEEP_FILE } from '../results/sweep-file.ts';
import { tableCsv } from '../results/table-csv.ts';

/**
 * Writes the result of a sweep for people and programs; `sweep.json` comes last, and that of an earlier sweep goes
 * first, so that a folder that has one is complete.
 */
export async function writeSweepFolder(io: Io, folder: string, sweep: Sweep): Promise<void> {
  const write = <Row>(table: Table<Row>, rows: Iterable<Row>): Promise<void> =>
    io.writeFileAtomically(join(folder, table.file), tableCsv(table, rows));
  await io.removeFile(join(folder, SWEEP_FILE));
  await write(sweepTable(sweep), sweep.designs);
  await write(sweptReplicationsTable(sweep), sweptReplications(sweep));
  const data = sweepData(sweep);
  await writeSweepViews(io, folder, data);
  await io.writeFileAtomically(join(folder, SWEEP_FILE), sweepJson(data));
}

/**
 * The files of a sweep's folder that are made from `sweep.json` alone, so that they can be remade without simulating.
 */
export async function writeSweepViews(io: Io, folder: string, sweep: SweepData): Promise<void> {
  await io.writeFileAtomically(join(folder, MARKDOWN_FILE), sweepMarkdown(sweep));
  await writeSweepPage(io, join(folder, PAGE_FILE), sweep);
}

export async function writeSweepPage(io: Io, file: string, sweep: SweepData): Promise<void> {
  await io.writeFileAtomically(file, sweepPage(sweep, await pageParts()));
}
