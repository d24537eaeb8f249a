import fc from 'fast-check';
import { writeToString } from 'fast-csv';
import { expect, test } from 'vitest';
import { csvText } from '../../../src/cli/files/write-csv.ts';
import { tableCsv } from '../../../src/cli/results/table-csv.ts';
import type { Table } from '../../../src/report/tables/column.ts';
import { amountsText, type LongTable, type NamedAmounts } from '../../../src/report/tables/long-table.ts';
import { longTableText } from '../../helpers/long-table-text.ts';

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

test('the pieces of a long table together are one text, with names safe to open in a spreadsheet', () => {
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

test('a long table of columns gives the same text, row for row, whatever its cells contain', () => {
  interface Data {
    readonly names: readonly (string | null)[];
    readonly name: Uint8Array;
    readonly value: Float64Array;
    readonly waits: NamedAmounts;
  }
  const columns: LongTable<Data> = {
    file: 'long.csv',
    rows: ({ name }) => name.length,
    columns: [
      { header: 'name', type: 'name', names: ({ names }) => names, cells: ({ name }) => name },
      { header: 'seconds', type: 'amount', cells: ({ value }) => value },
      { header: 'waits', type: 'amounts', cells: ({ waits }) => waits },
    ],
  };
  const rows: Table<[Data, number]> = {
    file: 'long.csv',
    columns: [
      { header: 'name', cell: ([{ names, name }, row]) => names[name[row]!] ?? null },
      { header: 'seconds', cell: ([{ value }, row]) => (value[row]! < 0 ? null : value[row]!) },
      { header: 'waits', cell: ([{ waits }, row]) => amountsText(waits, row) },
    ],
  };
  const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\0', 'ä', '=', 'x', '中') });
  const row = fc.record({
    name: fc.nat(5),
    value: fc.oneof(fc.constant(-1), fc.nat(), fc.double({ noNaN: true })),
    waits: fc.array(fc.record({ name: fc.nat(2), amount: fc.double({ min: 0, noNaN: true }) }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(fc.array(fc.option(text)), fc.array(row, { maxLength: 600 }), (names, cells) => {
      const data = {
        names,
        name: Uint8Array.from(cells, ({ name }) => name),
        value: Float64Array.from(cells, ({ value }) => value),
        waits: waitsOf(cells.map(({ waits }) => waits)),
      };
      const told = [
        ...tableCsv(
          rows,
          cells.map((_, at): [Data, number] => [data, at]),
        ),
      ].join('');
      expect(longTableText(columns, data)).toBe(told);
    }),
  );
});

function waitsOf(
  rows: readonly (readonly { readonly name: number; readonly amount: number }[])[],
): NamedAmounts {
  let end = 0;
  return {
    names: ['ram', 'proxy-slot', 'window'],
    from: Uint32Array.from([0, ...rows.map((row) => (end += row.length))]),
    name: Uint8Array.from(rows.flat(), ({ name }) => name),
    amount: Float64Array.from(rows.flat(), ({ amount }) => amount),
  };
}
