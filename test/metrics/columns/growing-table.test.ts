import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingTable } from '../../../src/metrics/columns/growing-table.ts';
import { NameTable } from '../../../src/metrics/columns/name-table.ts';

const columns = (rows: number) => ({ kind: new Int8Array(rows), us: new Float64Array(rows) });

test.each([0, -1] as const)(
  'rows keep what was written while the table grows; all other cells are blank: %i',
  (blank) => {
    const table = new GrowingTable(columns, blank);
    for (let row = 0; row < 1000; row++) {
      expect(table.add()).toBe(row);
      if (row % 3 === 0) table.columns.us[row] = row + 0.5;
    }
    expect(table.length).toBe(1000);
    const { kind, us } = table.columns;
    for (let row = 0; row < 1000; row++) {
      expect([kind[row], us[row]]).toEqual([blank, row % 3 === 0 ? row + 0.5 : blank]);
    }
  },
);

test('including a row adds all rows up to it and does not change existing ones', () => {
  const table = new GrowingTable(columns, -1, 3);
  table.include(1);
  table.columns.kind[1] = 7;
  table.include(200);
  table.include(5);
  expect([table.length, table.columns.kind[1], table.columns.kind[200]]).toEqual([201, 7, -1]);
});

test('names are kept once, in order of first use, including that of row -1', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      fc.array(fc.nat()),
      (of, asked) => {
        const table = new NameTable(of.length, (row) => of[row] ?? 'none');
        const rows = asked.map((row) => (row % (of.length + 1)) - 1);
        const told = rows.map((row) => table.number(row));
        expect(told.map((number) => table.names[number])).toEqual(rows.map((row) => of[row] ?? 'none'));
        expect(table.names).toEqual([...new Set(rows.map((row) => of[row] ?? 'none'))]);
      },
    ),
  );
});
