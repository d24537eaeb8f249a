import fc from 'fast-check';
import { parseString } from 'fast-csv';
import { expect, test } from 'vitest';
import { delimiterOf, isPlainCsv, plainRecords } from '../../../src/scenario/csv/csv-text.ts';

function byLibrary(text: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, {
      headers: false,
      delimiter: delimiterOf(text),
      ignoreEmpty: false,
    })
      .on('data', (row: string[]) => rows.push(row))
      .on('error', reject)
      .on('end', () => resolve(rows.filter((cells) => cells.some((cell) => cell !== ''))));
  });
}

const pieces = fc.constantFrom('a', 'b1', 'é', ' ', '\v', ',', ';', '\t', '|', '\n', '\r', '\r\n');
const texts = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(''));

test('a text without quotes gives the same records as the CSV library', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      expect(Array.from(plainRecords(text), ({ cells }) => cells)).toEqual(await byLibrary(text));
    }),
    { seed: 20_261_128, numRuns: 500 },
  );
});

test('each record has its line number, whatever the line endings', () => {
  const records = [...plainRecords('vm;host\r\na;b\r\n\nc;d\re;f\n   \ng')];
  expect(records.map(({ line, cells }) => [line, cells.join('|')])).toEqual([
    [1, 'vm|host'],
    [2, 'a|b'],
    [4, 'c|d'],
    [5, 'e|f'],
    [7, 'g'],
  ]);
});

test('texts with quotes or a byte order mark are left to the library', () => {
  expect([isPlainCsv('a,b\n'), isPlainCsv('a,"b"\n'), isPlainCsv('\ufeffa,b\n')]).toEqual([
    true,
    false,
    false,
  ]);
});
