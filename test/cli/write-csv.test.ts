import fc from 'fast-check';
import { writeToString } from 'fast-csv';
import { expect, test } from 'vitest';
import { tableCsv } from '../../src/cli/table-csv.ts';
import { csvText } from '../../src/cli/write-csv.ts';

test('cells are quoted as the CSV library that reads our files quotes them', async () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('"', ',', '|', '\n', '\r', '\0', ' ', ';', 'ä', '=') }),
    fc.string(),
  );
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  await fc.assert(
    fc.asyncProperty(rows, async (records) => {
      const theirs = await writeToString(
        records.map((record) => [...record]),
        { headers: false, rowDelimiter: '\n', includeEndRowDelimiter: true },
      );
      expect(csvText(records)).toBe(theirs);
    }),
  );
});

test('a long table comes in pieces that together are one text, its names safe to open in a spreadsheet', () => {
  const table = {
    file: 'long.csv',
    columns: [
      { header: 'name', cell: (row: number) => (row % 2 === 0 ? '=1,2' : null) },
      { header: 'seconds', cell: (row: number) => row / 8 },
    ],
  };
  const rows = Array.from({ length: 50_000 }, (_, row) => row - 2);
  const pieces = [...tableCsv(table, rows)];
  expect(pieces.length).toBeGreaterThan(1);
  const lines = pieces.join('').split('\n');
  expect(lines.slice(0, 4)).toEqual(['name,seconds', `"'=1,2",-0.25`, ',-0.125', `"'=1,2",0`]);
  expect(lines).toHaveLength(50_002);
});
