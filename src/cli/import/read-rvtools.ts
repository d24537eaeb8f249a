import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
  | 'no-vinfo';

const HOW =
  'give the .xlsx file that RVTools wrote, or the folder with its RVTools_tabvInfo.csv and the other tabs';

/** Reads the tabs of an RVTools export that the import uses, from one .xlsx or from a folder of CSV files. */
export async function readRvtools(path: string): Promise<ReadTables<ReadRvtoolsCode>> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    return unreadable(path, error);
  }
  const read = isFolder ? await readFolder(path) : await readWorkbook(path);
  if (!read.ok || read.tables.some(({ name }) => name === 'vInfo')) return read;
  const workbooks = isFolder ? (await readdir(path)).filter((file) => /\.xlsx$/i.test(file)) : [];
  const message =
    workbooks.length === 0
      ? `it has no vInfo tab, which lists the VMs; ${HOW}`
      : `there is no RVTools_tabvInfo.csv in it; give a workbook by its own name: ${workbooks.sort().join(', ')}`;
  return refusal('no-vinfo', path, message);
}

async function readWorkbook(path: string): Promise<ReadTables<ReadRvtoolsCode>> {
  if (/\.csv$/i.test(path)) {
    return refusal('csv-single-tab', path, 'one CSV file is one tab; give the folder that holds all of them');
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

async function readFolder(path: string): Promise<ReadTables<ReadRvtoolsCode>> {
  const tables: Table[] = [];
  const fileOf = new Map<string, string>();
  for (const file of (await readdir(path)).sort()) {
    const tab = /\.csv$/i.test(file) ? tabNamed(file.slice(0, -4)) : undefined;
    if (tab === undefined) continue;
    const other = fileOf.get(tab);
    if (other !== undefined) {
      return refusal(
        'csv-tab-twice',
        path,
        `${other} and ${file} are both the tab ${tab}; one export per folder`,
      );
    }
    fileOf.set(tab, file);
    const read = await readTables(join(path, file));
    if (read.ok) tables.push(...read.tables.flatMap(asTab));
    // The tab of something that an estate lacks may have no headers either; but without VMs there is nothing to
    // import.
    else if (read.code === 'file-empty' && tab !== 'vInfo') tables.push({ name: tab, rows: [] });
    else return read;
  }
  return { ok: true, tables };
}
