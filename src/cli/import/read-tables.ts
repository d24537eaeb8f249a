import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { headersOfText, withoutTitle } from '../../import/tables/frame.ts';
import { jsonTable } from '../../import/tables/json-table.ts';
import type { Cell, Table } from '../../import/tables/table.ts';
import { delimiterOf } from '../../scenario/csv/csv-text.ts';
import { regularRows } from './regular-csv.ts';

/** Codes of reasons why a file cannot be read as tables. The codes are stable; the messages may be improved. */
export type TableFileCode =
  | 'file-not-found'
  | 'file-unreadable'
  | 'file-empty'
  | 'workbook-corrupt'
  | 'workbook-old'
  | 'not-xlsx'
  | 'csv-corrupt'
  | 'json-corrupt'
  | 'yaml-corrupt'
  | 'not-a-table';

export interface TableRefusal<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly path: string;
  readonly message: string;
}

export type ReadTables<Code extends string = TableFileCode> =
  | { readonly ok: true; readonly tables: readonly Table[] }
  | TableRefusal<Code>;

export function refusal<Code extends string>(code: Code, path: string, message: string): TableRefusal<Code> {
  return { ok: false, code, path, message };
}

/** The system's error for a file or folder that cannot be read. */
export function unreadable(path: string, error: unknown): TableRefusal<'file-not-found' | 'file-unreadable'> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT') return refusal('file-not-found', path, 'no such file or folder');
  return refusal('file-unreadable', path, `cannot be read (${code})`);
}

/**
 * The content of a path: one file, or the files in a folder that may have tables, ordered by name, without empty
 * ones.
 */
export type TablesAt =
  | { readonly ok: true; readonly isFolder: boolean; readonly files: readonly ReadFile[] }
  | TableRefusal<'file-not-found' | 'file-unreadable'>;

export interface ReadFile {
  readonly path: string;
  readonly read: ReadTables;
}

/** Empty files in a folder are allowed: a health check writes them for whatever an estate lacks. */
export async function readTablesAt(path: string): Promise<TablesAt> {
  const there = await tableFilesAt(path);
  if (!there.ok) return there;
  const files: ReadFile[] = [];
  for (const file of there.files) {
    const read = await readTables(file);
    if (read.ok || read.code !== 'file-empty' || !there.isFolder) files.push({ path: file, read });
  }
  return { ok: true, isFolder: there.isFolder, files };
}

async function tableFilesAt(
  path: string,
): Promise<
  | { readonly ok: true; readonly isFolder: boolean; readonly files: readonly string[] }
  | TableRefusal<'file-not-found' | 'file-unreadable'>
> {
  try {
    if (!(await stat(path)).isDirectory()) return { ok: true, isFolder: false, files: [path] };
    const inside = (await readdir(path)).filter((file) => /\.(csv|json|xlsx|ya?ml)$/i.test(file));
    return { ok: true, isFolder: true, files: inside.sort().map((file) => join(path, file)) };
  } catch (error) {
    return unreadable(path, error);
  }
}

/**
 * The tables of one file: every sheet of an .xlsx workbook, the records of a .json or .yaml document, the rows of a
 * .csv file. The type of a file follows from its first bytes and its name. A table that is not a sheet has the name
 * of its file without extension.
 */
export async function readTables(path: string): Promise<ReadTables> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return unreadable(path, error);
  }
  if (bytes.length === 0) return refusal('file-empty', path, 'the file is empty');
  if (startsWith(bytes, OLD_WORKBOOK)) {
    return refusal(
      'workbook-old',
      path,
      'an old .xls (or password-protected) workbook; save it as plain .xlsx',
    );
  }
  if (startsWith(bytes, WORKBOOK)) return workbookTables(path, bytes);
  const name = basename(path).replace(/\.[^.]*$/, '');
  if (/\.json$/i.test(path)) return jsonTables(path, name, decoded(bytes));
  if (/\.ya?ml$/i.test(path)) return yamlTables(path, name, decoded(bytes));
  if (/\.csv$/i.test(path)) return csvTables(path, name, decoded(bytes));
  return refusal('not-a-table', path, 'neither an .xlsx workbook nor a .csv, .json or .yaml file');
}

const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const WORKBOOK = [0x50, 0x4b];

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

async function workbookTables(path: string, bytes: Uint8Array): Promise<ReadTables> {
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    const sheets = await readSheets(Buffer.from(bytes), { trim: false });
    const tables = sheets.map(({ sheet, data }) =>
      withoutTitle({ name: sheet, rows: data.map((row) => row.map(cellOf)) }),
    );
    return { ok: true, tables };
  } catch (error) {
    const other = otherArchive(bytes);
    if (other !== undefined) return refusal('not-xlsx', path, other);
    const why =
      error instanceof Error && !(error instanceof TypeError) ? error.message.split('\n')[0] : FAULT;
    return refusal('workbook-corrupt', path, `the workbook cannot be read (${why}); ${SAVE_AGAIN}`);
  }
}

/** The reader expects that every cell has its address, as spreadsheet programs write it; some scripts leave it out. */
const FAULT = 'it is not built as spreadsheet programs build it';
const SAVE_AGAIN = 'open it in a spreadsheet program and save it as .xlsx, or export it again';

/** What else a zip archive is, if it is whole and no workbook of this kind. */
function otherArchive(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  if (/^PK[\s\S]{28}mimetypeapplication\/vnd\.oasis/.test(text)) {
    return 'an OpenDocument file; save it as .xlsx';
  }
  const isWhole = text.includes(ARCHIVE_END);
  return isWhole && !text.includes('xl/')
    ? 'a zip archive and no .xlsx workbook; unpack it first'
    : undefined;
}

/** The signature of the last record of a zip archive. */
const ARCHIVE_END = 'PK\x05\x06';

/** The reader's types say `typeof Date` where it returns a Date. */
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

function jsonTables(path: string, name: string, text: string): ReadTables {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? printableStart(error.message) : 'unknown reason';
    return refusal('json-corrupt', path, `not a JSON document (${why})`);
  }
  const table = jsonTable(name, document);
  return { ok: true, tables: table === undefined ? [] : [table] };
}

/** Several documents in one file become records of one table. */
async function yamlTables(path: string, name: string, text: string): Promise<ReadTables> {
  const { parseAllDocuments } = await import('yaml');
  const documents = [...parseAllDocuments(text)];
  const wrong = documents.flatMap(({ errors }) => errors)[0];
  if (wrong !== undefined) {
    return refusal('yaml-corrupt', path, `not a YAML document (${printableStart(wrong.message)})`);
  }
  const table = jsonTable(
    name,
    documents.map((document): unknown => document.toJS()),
  );
  return { ok: true, tables: table === undefined ? [] : [table] };
}

async function csvTables(path: string, name: string, whole: string): Promise<ReadTables> {
  // Excel may write `sep=;` above the headers, PowerShell the type of the objects.
  const [, marked, text = ''] = /^(?:sep=(.)\r?\n|#TYPE [^\n]*\n)?([\s\S]*)$/i.exec(whole) ?? [];
  const delimiter = marked ?? delimiterOf(headersOfText(text));
  const decimal = delimiter === ';' ? ',' : '.';
  const regular = delimiter === '\t' ? undefined : regularRows(text, delimiter);
  if (regular !== undefined) return { ok: true, tables: [withoutTitle({ name, rows: regular, decimal })] };
  const { parseString } = await import('fast-csv');
  return new Promise((resolve) => {
    const rows: string[][] = [];
    parseString(text, { headers: false, delimiter, ignoreEmpty: false })
      .on('data', (row: string[]) => rows.push(row))
      .on('error', (error: Error) => resolve(refusal('csv-corrupt', path, csvFault(error.message))))
      .on('end', () => {
        resolve({ ok: true, tables: [withoutTitle({ name, rows, decimal })] });
      });
  });
}

/** What a parser's message means: most files that it cannot read were cut off. */
function csvFault(message: string): string {
  const start = /missing closing: '"' in line: at '"?([^'\n]*)/.exec(message)?.[1];
  if (start === undefined) return `not a CSV file (${printableStart(message)})`;
  return `the text in quotes that begins with '${printableStart(start)}' has no end: the file may have been cut off`;
}

/** A parser's message may repeat the rest of the file. */
function printableStart(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

/** Text in UTF-16, or else UTF-8, or Windows-1252 if it is not valid UTF-8. */
function decoded(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Recognised by the byte order mark, or else by the first two characters: they are ASCII in every export, so each has
 * a zero byte.
 */
function utf16Of([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0)) return 'utf-16be';
  return undefined;
}
