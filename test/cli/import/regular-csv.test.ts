import fc from 'fast-check';
import { parseString } from 'fast-csv';
import { expect, test } from 'vitest';
import { regularRows } from '../../../src/cli/import/regular-csv.ts';

function byLibrary(text: string, delimiter: string): Promise<string[][] | 'no CSV'> {
  return new Promise((resolve) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, { headers: false, delimiter, ignoreEmpty: false })
      .on('data', (row: string[]) => rows.push(row))
      .on('error', () => resolve('no CSV'))
      .on('end', () => resolve(rows));
  });
}

const pieces = fc.constantFrom(
  'a',
  'b1',
  'é',
  ' ',
  '\u00a0',
  ',',
  ',',
  ';',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '"',
  '""',
);
const quoted = fc.string({ unit: pieces, maxLength: 3 }).map((text) => `"${text.replaceAll('"', '""')}"`);
const cells = fc.oneof(fc.constantFrom('', 'a', 'a', 'b 1', '"a"'), quoted);
const lines = fc.array(fc.array(cells, { maxLength: 4 }), { maxLength: 6 });
/** As programs write it. */
const written = fc
  .tuple(lines, fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([rows, delimiter, end, isEnded]) => ({
    text: rows.map((row) => row.join(delimiter)).join(end) + (isEnded ? end : ''),
    delimiter,
  }));
/** As nobody should. */
const any = fc.array(pieces, { maxLength: 14 }).map((parts) => ({ text: parts.join(''), delimiter: ',' }));

test('a text that it can read gives the same rows as the library', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(written, any), async ({ text, delimiter }) => {
      const rows = regularRows(text, delimiter);
      if (rows === undefined) return;
      read += 1;
      expect(rows).toEqual(await byLibrary(text, delimiter));
    }),
    { seed: 20_261_128, numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(800);
});

test('it reads what programs write: cells that are quoted as a whole or not at all', () => {
  const text =
    '"JobName","Size","Note"\r\n"Nightly","1","says ""fine"", twice"\r\n"Nightly",,"two\r\nlines"\r\n';
  expect(regularRows(text, ',')).toEqual([
    ['JobName', 'Size', 'Note'],
    ['Nightly', '1', 'says "fine", twice'],
    ['Nightly', '', 'two\r\nlines'],
  ]);
});

test('unquoted blanks are left to the library, even below the same in quotes', () => {
  expect(regularRows('" ",1\n ,2\n', ',')).toBeUndefined();
  expect(regularRows('" a",1\n a,2\n', ',')).toBeUndefined();
});

test.each(['a "b" c,d', '"a" ,b', ' a,b', '"a,b', '"a"b,c', 'a\rb'])('%j is left to the library', (text) => {
  expect(regularRows(text, ',')).toBeUndefined();
});
