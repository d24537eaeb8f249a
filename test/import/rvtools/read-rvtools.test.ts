import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRvtools, tabsOf } from '../../../src/cli/import/read-rvtools.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { imported, records, reported } from '../tables.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/rvtools');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxysim-rvtools-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function tablesOf(...paths: string[]): Promise<readonly Table[]> {
  const read = await readRvtools(paths);
  if (!read.ok) throw new Error(read.message);
  return read.tables;
}

async function codeOf(...paths: string[]): Promise<string> {
  const read = await readRvtools(paths);
  if (read.ok) return 'ok';
  expect(paths.some((path) => read.path.includes(path))).toBe(true);
  expect(read.message).not.toContain('\n');
  return read.code;
}

/** A folder with one vInfo in the given bytes. */
async function folderWith(bytes: Buffer | string, file = 'RVTools_tabvInfo.csv'): Promise<string> {
  const path = await mkdtemp(join(folder, 'csv-'));
  await writeFile(join(path, file), bytes);
  return path;
}

test('a folder of CSV files (MiB) and a workbook (MB) of one estate give the same files', async () => {
  const csv = imported(await tablesOf(join(FIXTURES, 'estate')));
  const xlsx = imported(await tablesOf(join(FIXTURES, 'estate.xlsx')));
  expect(xlsx.inventoryRows).toEqual(csv.inventoryRows);
  expect(xlsx.scenarioYaml).toBe(csv.scenarioYaml);
  expect(xlsx.diagnostics).toEqual(csv.diagnostics);
});

test('the CSV files of an export may also be named one by one, in any order; unused tabs among them do no harm', async () => {
  const tabs = ['vPartition', 'vNIC', 'vInfo', 'vHost', 'vHBA', 'vDisk', 'vDatastore'];
  const files = tabs.map((tab) => join(FIXTURES, `estate/RVTools_tab${tab}.csv`));
  const unused = join(await folderWith('VM,CPUs\n', 'RVTools_tabvCPU.csv'), 'RVTools_tabvCPU.csv');
  const named = imported(await tablesOf(unused, ...files));
  const folder = imported(await tablesOf(join(FIXTURES, 'estate')));
  expect(named.inventoryRows).toEqual(folder.inventoryRows);
  expect(named.scenarioYaml).toBe(folder.scenarioYaml);
  expect(named.diagnostics).toEqual(folder.diagnostics);
});

test('several files are the tabs of one export: workbooks, folders and a second vInfo are refused by name', async () => {
  const tab = (name: string) => join(FIXTURES, `estate/RVTools_tab${name}.csv`);
  expect(await codeOf(tab('vDisk'), tab('vHost'))).toBe('no-vinfo');
  expect(await codeOf(tab('vInfo'), join(folder, 'absent/RVTools_tabvDisk.csv'))).toBe('file-not-found');
  const workbook = join(FIXTURES, 'estate.xlsx');
  expect(await readRvtools([tab('vInfo'), workbook])).toMatchObject({
    code: 'several-exports',
    path: workbook,
    message:
      'not a CSV file; several files must be the CSV files of one export: import each export into a folder of its own',
  });
  expect(await codeOf(join(FIXTURES, 'estate'), tab('vInfo'))).toBe('several-exports');
  const other = join(await folderWith(SEMICOLON, 'site2_vInfo.csv'), 'site2_vInfo.csv');
  expect(await readRvtools([tab('vInfo'), other])).toMatchObject({
    code: 'csv-tab-twice',
    path: other,
    message: 'RVTools_tabvInfo.csv and site2_vInfo.csv are both the tab vInfo; one export at a time',
  });
});

test('the estate has eight VMs with fifteen disks to back up, in vDisk order', async () => {
  const result = imported(await tablesOf(join(FIXTURES, 'estate')));
  expect(result.summary).toMatchObject({
    vms: 8,
    disks: 15,
    disksLeftOut: 2,
    capacity: 4_909_056,
    proxies: 1,
  });
  const share = 'file, old "share"';
  const order = ['sql01', 'sql01', 'sql01', 'sql02', 'sql02', 'web01', 'web01#2', share, share, share];
  expect(records(result).map((row) => row.vm)).toEqual([
    ...order,
    ...['cluster-node', 'cluster-node', 'edge(1)', '=SUM(A1)', '=SUM(A1)'],
  ]);
  expect(reported(result, 'disk-independent')).toEqual([7]);
  expect(reported(result, 'disk-raw-physical')).toEqual([14]);
});

const SEMICOLON = 'VM;Powerstate;Disks;Provisioned MiB;Host\nbüro;poweredOn;1;1.234,5;esx1\n';

test.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${SEMICOLON}`)],
  ['UTF-16LE', Buffer.from(`\ufeff${SEMICOLON}`, 'utf16le')],
  ['UTF-16LE without a byte order mark', Buffer.from(SEMICOLON, 'utf16le')],
  ['UTF-16BE', Buffer.from(`\ufeff${SEMICOLON}`, 'utf16le').swap16()],
  ['UTF-16BE without a byte order mark', Buffer.from(SEMICOLON, 'utf16le').swap16()],
  ['the Western Windows code page', Buffer.from(SEMICOLON, 'latin1')],
  ['Windows line ends below a sep= line', Buffer.from(`sep=;\r\n${SEMICOLON.replaceAll('\n', '\r\n')}`)],
])('a CSV file separated by semicolons is read in %s', async (_, bytes) => {
  const rows = records(imported(await tablesOf(await folderWith(bytes, 'vInfo.csv'))));
  expect(rows).toMatchObject([{ vm: 'büro', host: 'esx1', size: '1235 MiB' }]);
});

test('thousands separators in quotes are read from a file separated by commas', async () => {
  const text = 'VM,Powerstate,Disks,Provisioned MiB\n"a, b",poweredOn,1,"1,234"\n';
  expect(records(imported(await tablesOf(await folderWith(text))))).toMatchObject([
    { vm: 'a, b', size: '1234 MiB' },
  ]);
});

test('a tab without a byte, or with headers alone, counts as if it were not there, and is named', async () => {
  const path = await folderWith('VM,Powerstate,Disks,Provisioned MiB,Host\napp1,poweredOn,1,1234,esx1\n');
  await writeFile(join(path, 'RVTools_tabvDisk.csv'), '');
  await writeFile(join(path, 'RVTools_tabvHost.csv'), 'Host,# Cores\n');
  await writeFile(join(path, 'RVTools_tabvSnapshot.csv'), '');
  const result = imported(await tablesOf(path));
  expect(records(result)).toMatchObject([{ vm: 'app1', size: '1234 MiB' }]);
  const told = result.diagnostics.map(({ code, message }) => [code, message]);
  expect(told).toContainEqual(['tab-empty', expect.stringContaining('2 (vDisk, vHost)')]);
  expect(told.map(([code]) => code)).toEqual(expect.arrayContaining(['no-vdisk', 'no-vhost']));
  // No host is missing from a list that there is not.
  expect(reported(result, 'host-not-in-vhost')).toBeUndefined();
  await writeFile(join(path, 'RVTools_tabvInfo.csv'), '');
  expect(await codeOf(path)).toBe('file-empty');
});

test('whatever cannot be read is refused with a code and one line that names it', async () => {
  const whole = await readFile(join(FIXTURES, 'estate.xlsx'));
  const file = async (name: string, bytes: Buffer | string) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  expect(await codeOf(join(folder, 'absent.xlsx'))).toBe('file-not-found');
  expect(await codeOf(await file('empty.xlsx', ''))).toBe('file-empty');
  expect(await codeOf(await file('cut.xlsx', whole.subarray(0, 4000)))).toBe('workbook-corrupt');
  expect(await codeOf(await file('zip.xlsx', Buffer.from('PK\x03\x04 not really')))).toBe('workbook-corrupt');
  // An archive with one file: the header of that file, its name, its content, the end.
  const zip = (name: string, content: string) => `PK\x03\x04${'\0'.repeat(26)}${name}${content}PK\x05\x06`;
  const odf = zip('mimetype', 'application/vnd.oasis.opendocument.spreadsheet');
  expect(await codeOf(await file('estate.ods', odf))).toBe('not-xlsx');
  expect(await codeOf(await file('tabs.zip', zip('RVTools_tabvInfo.csv', SEMICOLON)))).toBe('not-xlsx');
  expect(await codeOf(await file('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe('workbook-old');
  expect(await codeOf(await file('notes.pdf', '%PDF-1.7'))).toBe('not-an-export');
  expect(await codeOf(join(FIXTURES, 'estate/RVTools_tabvInfo.csv'))).toBe('csv-single-tab');
  expect(await codeOf(await folderWith('VM,Disk\n', 'RVTools_tabvDisk.csv'))).toBe('no-vinfo');
  expect(await codeOf(await folderWith('', 'RVTools_tabvInfo.csv'))).toBe('file-empty');
  expect(await codeOf(await folderWith('VM,Host\n"a,b\n'))).toBe('csv-corrupt');
  const twice = await folderWith(SEMICOLON);
  await writeFile(join(twice, 'vInfo.csv'), SEMICOLON);
  expect(await codeOf(twice)).toBe('csv-tab-twice');
});

test('a workbook whose cells have no addresses is refused with what helps, not with an error of the reader', async () => {
  const read = await readRvtools([join(FIXTURES, 'cells-without-addresses.xlsx')]);
  expect(read).toMatchObject({
    code: 'workbook-corrupt',
    message:
      'the workbook cannot be read (it is not built as spreadsheet programs build it); open it in a spreadsheet program and save it as .xlsx, or export it again',
  });
});

test('a folder with a workbook instead of CSV files is refused, and the workbook is named', async () => {
  const path = await folderWith('', 'RVTools_export.xlsx');
  expect(await readRvtools([path])).toMatchObject({
    code: 'no-vinfo',
    message: expect.stringMatching(
      /^there is no RVTools_tabvInfo\.csv in it; give a workbook by its own name: RVTools_export\.xlsx$/,
    ),
  });
});

test('of two sheets for one tab the one with its name counts; where none has it, nobody knows which', () => {
  const sheet = (name: string) => ({ name, rows: [['VM'], [name]] });
  const copies = tabsOf([sheet('old vInfo'), sheet('vINFO'), sheet('notes'), sheet('tabvDisk')], 'a.xlsx');
  expect(copies).toEqual({
    ok: true,
    tables: [
      { name: 'vInfo', rows: [['VM'], ['vINFO']] },
      { name: 'vDisk', rows: [['VM'], ['tabvDisk']] },
    ],
  });
  const unclear = tabsOf([sheet('site1_vInfo'), sheet('site2_vInfo')], 'a.xlsx');
  expect(unclear).toMatchObject({ ok: false, code: 'tab-twice', path: 'a.xlsx' });
  expect(unclear).toHaveProperty('message', expect.stringContaining('site1_vInfo and site2_vInfo'));
});
