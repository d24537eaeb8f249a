import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TABS } from '../import/rvtools/headers.ts';
import type { Cell, Table } from '../import/table.ts';
import { delimiterOf } from '../scenario/csv-text.ts';

/** Codes of what can keep an export from being read; stable, the messages are free to improve. */
export type ReadTablesCode =
  | 'file-not-found'
  | 'file-unreadable'
  | 'file-empty'
  | 'workbook-corrupt'
  | 'workbook-old'
  | 'csv-corrupt'
  | 'csv-single-tab'
  | 'csv-tab-twice'
  | 'not-an-export'
  | 'no-vinfo';

export type ReadTables =
  | { readonly ok: true; readonly tables: readonly Table[] }
  | { readonly ok: false; readonly code: ReadTablesCode; readonly path: string; readonly message: string };

const HOW =
  'give the .xlsx file that RVTools wrote, or the folder with its RVTools_tabvInfo.csv and the other tabs';

function refusal(code: ReadTablesCode, path: string, message: string): ReadTables {
  return { ok: false, code, path, message };
}

/**
 * Reads the tabs of an RVTools export that the import looks at, from one .xlsx or from a folder of CSV
 * files.
 */
export async function readRvtools(path: string): Promise<ReadTables> {
  let read: ReadTables;
  try {
    read = (await stat(path)).isDirectory() ? await readFolder(path) : await readWorkbook(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return refusal('file-not-found', path, 'no such file or folder');
    return refusal('file-unreadable', path, `cannot be read (${code})`);
  }
  if (!read.ok || read.tables.some(({ name }) => name === 'vInfo')) return read;
  return refusal('no-vinfo', path, `it has no vInfo tab, which lists the VMs; ${HOW}`);
}

async function readWorkbook(path: string): Promise<ReadTables> {
  const bytes = await readFile(path);
  if (bytes.length === 0) return refusal('file-empty', path, 'the file is empty');
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    return refusal(
      'workbook-old',
      path,
      'an old .xls (or password-protected) workbook; save it as plain .xlsx',
    );
  }
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') {
    if (/\.csv$/i.test(path)) {
      return refusal(
        'csv-single-tab',
        path,
        'one CSV file is one tab; give the folder that holds all of them',
      );
    }
    return refusal('not-an-export', path, `not an .xlsx workbook; ${HOW}`);
  }
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    const sheets = await readSheets(bytes, { trim: false });
    return {
      ok: true,
      tables: sheets.flatMap(({ sheet, data }) => {
        const name = tabNamed(sheet);
        return name === undefined ? [] : [{ name, rows: data.map((row) => row.map(cellOf)) }];
      }),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : 'unknown reason';
    return refusal('workbook-corrupt', path, `the workbook cannot be read (${why}); export it again`);
  }
}

/** The reader's types say `typeof Date` where it gives a Date. */
function cellOf(value: unknown): Cell {
  if (
    value instanceof Date ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  return null;
}

/** `vInfo`, `tabvInfo`, `RVTools_tabvInfo`, `site1_vInfo` are all the tab vInfo. */
function tabNamed(text: string): string | undefined {
  const name = /(?:^|[^a-z]|tab)(v[a-z]+)$/i.exec(text.trim())?.[1]?.toLowerCase();
  return TABS.find((tab) => tab.toLowerCase() === name);
}

async function readFolder(path: string): Promise<ReadTables> {
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
    const bytes = await readFile(join(path, file));
    if (bytes.length === 0) return refusal('file-empty', join(path, file), 'the file is empty');
    const parsed = await csvTable(tab, bytes);
    if (typeof parsed === 'string') return refusal('csv-corrupt', join(path, file), parsed);
    tables.push(parsed);
  }
  return { ok: true, tables };
}

/** The table of one CSV file; a text that says what is wrong where it has no rows to be parsed. */
async function csvTable(name: string, bytes: Uint8Array): Promise<Table | string> {
  const { parseString } = await import('fast-csv');
  // Excel may put `sep=;` above the headers.
  const [, marked, text = ''] = /^(?:sep=(.)\r?\n)?([\s\S]*)$/i.exec(decoded(bytes)) ?? [];
  const delimiter = marked ?? delimiterOf(text);
  return new Promise((resolve) => {
    const rows: string[][] = [];
    parseString(text, { headers: false, delimiter, ignoreEmpty: false })
      .on('data', (row: string[]) => rows.push(row))
      .on('error', (error: Error) => resolve(`not a CSV file (${printableStart(error.message)})`))
      .on('end', () => resolve({ name, rows, decimal: delimiter === ';' ? ',' : '.' }));
  });
}

/** The parser repeats the rest of the file in its message. */
function printableStart(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

/**
 * Text by its byte order mark; without one UTF-8, or the Western Windows code page where that is not valid
 * UTF-8.
 */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
