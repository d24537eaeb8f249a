import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKnownTables } from '../../../src/cli/import/read-known-tables.ts';
import { readTables } from '../../../src/cli/import/read-tables.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxysim-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: Buffer | string) {
  await writeFile(join(folder, name), content);
  return readTables(join(folder, name));
}

test.each([
  ['tasks.csv', 'a,b\n"1","2"\n', '.'],
  ['tasks.csv', 'sep=;\r\na;b\r\n1;2\r\n', ','],
  ['tasks.csv', 'a|b\n1|2\n', '.'],
  ['tasks.csv', '#TYPE Selected.System.Object\r\n"a","b"\r\n"1","2"\r\n', '.'],
])('%s is one table, called as the file, whatever stands above its headers', async (name, text, decimal) => {
  expect(await read(name, text)).toEqual({
    ok: true,
    tables: [
      {
        name: 'tasks',
        decimal,
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ],
  });
});

test('a JSON document is the table of its records, also in UTF-16 as an old PowerShell writes it', async () => {
  expect(await read('tasks.json', Buffer.from('\ufeff{"data":[{"a":{"b":1}}]}', 'utf16le'))).toEqual({
    ok: true,
    tables: [{ name: 'tasks', rows: [['a.b'], [1]] }],
  });
});

test('a JSON document without records has no table', async () => {
  expect(await read('none.json', '{"data":[]}')).toEqual({ ok: true, tables: [] });
});

test.each([
  ['cut.json', '[{"a": 1}, {', 'json-corrupt'],
  ['empty.json', '', 'file-empty'],
  ['notes.txt', 'a,b\n', 'not-a-table'],
])('%s is refused with a code and one line', async (name, text, code) => {
  const refused = await read(name, text);
  expect(refused).toMatchObject({ ok: false, code, path: join(folder, name) });
  expect(refused).toMatchObject({ message: expect.not.stringContaining('\n') });
});

test('a CSV file that was cut off inside a text in quotes is said to be that', async () => {
  expect(await read('cut.csv', '"Name","Start"\n"a","2024-01-15')).toMatchObject({
    code: 'csv-corrupt',
    message: "the text in quotes that begins with '2024-01-15' has no end: the file may have been cut off",
  });
  expect(await read('quote.csv', '"a","b"\n"1","x"y"\n')).toMatchObject({
    code: 'csv-corrupt',
    message: expect.stringMatching(/^not a CSV file \(Parse Error: expected: ',' OR new line/),
  });
});

test('a folder gives the tables of all its files by name, empty ones and other kinds left out', async () => {
  const inside = await mkdtemp(join(folder, 'dump-'));
  const files = { 'b.csv': 'x\n1\n', 'a.json': '[{"x":1}]', 'empty.csv': '', 'notes.txt': 'x' };
  for (const [name, text] of Object.entries(files)) await writeFile(join(inside, name), text);
  const known = {
    isKnown: () => true,
    code: 'not-known',
    neither: 'nothing',
    how: 'give something',
  } as const;
  const read = await readKnownTables([inside, join(inside, 'b.csv')], known);
  expect(read).toMatchObject({
    tables: [{ name: 'a' }, { name: 'b' }, { name: 'b' }],
    refusals: [],
    unused: [],
  });
  const some = await readKnownTables([inside], { ...known, isKnown: ({ name }) => name === 'b' });
  expect(some).toMatchObject({ tables: [{ name: 'b' }], refusals: [], unused: [join(inside, 'a.json')] });
  const refused = await readKnownTables([join(inside, 'empty.csv'), join(inside, 'none')], known);
  expect(refused).toMatchObject({
    tables: [],
    refusals: [{ code: 'file-empty' }, { code: 'file-not-found' }],
  });
});
