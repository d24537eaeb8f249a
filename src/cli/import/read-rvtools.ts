import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TABS } from '../../import/rvtools/headers.ts';
import type { Table } from '../../import/tables/table.ts';
import { type ReadTables, readTables, refusal, type TableFileCode, unreadable } from './read-tables.ts';

/** Codes of reasons why an export cannot be read. The codes are stable; the messages may be improved. */
export type ReadRvtoolsCode =
  | TableFileCode
  | 'csv-single-tab'
  | 'csv-tab-twice'
  | 'tab-twice'
  | 'not-an-export'
  | 'several-exports'
  | 'no-vinfo';

const HOW =
  'give the .xlsx file that RVTools wrote, or its RVTools_tabvInfo.csv and the other tabs, by name or in a folder';

/**
 * Reads the tabs of an RVTools export that the import uses: from one .xlsx, from a folder of CSV files, or from CSV files
 * that are named one by one.
 */
export async function readRvtools(paths: readonly string[]): Promise<ReadTables<ReadRvtoolsCode>> {
  const [path = '', ...others] = paths;
  if (others.length > 0)
    return withVms(await readNamed(paths), path, `no file is a vInfo tab, which lists the VMs; ${HOW}`);
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    return unreadable(path, error);
  }
  if (!isFolder)
    return withVms(await readWorkbook(path), path, `it has no vInfo tab, which lists the VMs; ${HOW}`);
  const files = (await readdir(path)).sort();
  const workbooks = files.filter((file) => /\.xlsx$/i.test(file));
  const tabs = files.filter((file) => /\.csv$/i.test(file)).map((file) => join(path, file));
  const missing =
    workbooks.length === 0
      ? `it has no vInfo tab, which lists the VMs; ${HOW}`
      : `there is no RVTools_tabvInfo.csv in it; give a workbook by its own name: ${workbooks.join(', ')}`;
  return withVms(await readTabs(tabs), path, missing);
}

function withVms(
  read: ReadTables<ReadRvtoolsCode>,
  path: string,
  missing: string,
): ReadTables<ReadRvtoolsCode> {
  if (!read.ok || read.tables.some(({ name }) => name === 'vInfo')) return read;
  return refusal('no-vinfo', path, missing);
}

/** Several exports are not put together: hosts and datastores of two servers may have the same names. */
async function readNamed(paths: readonly string[]): Promise<ReadTables<ReadRvtoolsCode>> {
  const other = paths.find((path) => !/\.csv$/i.test(path));
  if (other === undefined) return readTabs(paths);
  const message =
    'not a CSV file; several files must be the CSV files of one export: import each export into a folder of its own';
  return refusal('several-exports', other, message);
}

async function readWorkbook(path: string): Promise<ReadTables<ReadRvtoolsCode>> {
  if (/\.csv$/i.test(path)) {
    return refusal(
      'csv-single-tab',
      path,
      'one CSV file is one tab; name the others, too, or the folder that holds all of them',
    );
  }
  const read = await readTables(path);
  if (read.ok) return tabsOf(read.tables, path);
  if (read.code !== 'not-a-table') return read;
  return refusal('not-an-export', path, `not an .xlsx workbook; ${HOW}`);
}

/**
 * If several sheets stand for one tab, the one that RVTools itself would have named wins: a workbook may contain an
 * older copy.
 */
export function tabsOf(sheets: readonly Table[], path: string): ReadTables<ReadRvtoolsCode> {
  const tables: Table[] = [];
  for (const tab of TABS) {
    const own = sheets.filter(({ name }) => tabNamed(name) === tab);
    const exact = own.filter(({ name }) => name.trim().toLowerCase() === tab.toLowerCase());
    const [first, second] = exact.length > 0 ? exact : own;
    if (first === undefined) continue;
    if (second !== undefined) {
      const message = `${first.name} and ${second.name} are both the tab ${tab}; one export per workbook`;
      return refusal('tab-twice', path, message);
    }
    tables.push({ ...first, name: tab });
  }
  return { ok: true, tables };
}

/** The table under the name of its tab; empty if the import does not use it. */
function asTab(table: Table): Table[] {
  const name = tabNamed(table.name);
  return name === undefined ? [] : [{ ...table, name }];
}

/** `vInfo`, `tabvInfo`, `RVTools_tabvInfo` and `site1_vInfo` all mean the tab vInfo. */
function tabNamed(text: string): string | undefined {
  const name = /(?:^|[^a-z]|tab)(v[a-z]+)$/i.exec(text.trim())?.[1]?.toLowerCase();
  return TABS.find((tab) => tab.toLowerCase() === name);
}

/** CSV files that are named after a tab that the import does not use are left out. */
async function readTabs(files: readonly string[]): Promise<ReadTables<ReadRvtoolsCode>> {
  const tables: Table[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const tab = tabNamed(basename(file).slice(0, -'.csv'.length));
    if (tab === undefined) continue;
    const other = fileOf.get(tab);
    if (other !== undefined) {
      const both = `${basename(other)} and ${basename(file)} are both the tab ${tab}`;
      return refusal('csv-tab-twice', file, `${both}; one export at a time`);
    }
    fileOf.set(tab, file);
    const read = await readTables(file);
    if (read.ok) tables.push(...read.tables.flatMap(asTab));
    // The tab of something that an estate lacks may have no headers either; but without VMs there is nothing to
    // import.
    else if (read.code === 'file-empty' && tab !== 'vInfo') tables.push({ name: tab, rows: [] });
    else return read;
  }
  return { ok: true, tables };
}
