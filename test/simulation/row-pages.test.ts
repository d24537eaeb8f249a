import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowPages, slotOf } from '../../src/simulation/row-pages.ts';

test('a row keeps what is written to it, whatever comes and goes beside it', () => {
  const step = fc.record({ adds: fc.nat({ max: 700 }), forgets: fc.array(fc.nat(), { maxLength: 600 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const rows = new RowPages<string>();
      const known = new Set<number>();
      for (const { adds, forgets } of steps) {
        for (let i = 0; i < adds; i++) {
          const row = rows.add();
          const page = rows.pageOf(row);
          const slot = slotOf(row);
          expect([page.double(slot, 0), page.int(slot, 2), page.byte(slot, 12)]).toEqual([0, 0, 0]);
          page.setDouble(slot, 0, row / 3);
          page.setInt(slot, 2, row * 7);
          page.setByte(slot, 12, row % 100);
          page.kept[slot] = `row ${row}`;
          known.add(row);
        }
        for (const which of forgets) {
          const row = which % (rows.count + 1);
          if (known.delete(row)) rows.forget(row);
        }
        for (const row of known) {
          const page = rows.pageOf(row);
          const slot = slotOf(row);
          expect([page.double(slot, 0), page.int(slot, 2)]).toEqual([row / 3, row * 7]);
          expect([page.byte(slot, 12), page.kept[slot]]).toEqual([row % 100, `row ${row}`]);
        }
        const visited: number[] = [];
        rows.each((row) => visited.push(row));
        expect(visited).toEqual(expect.arrayContaining([...known]));
        expect(visited).toEqual([...visited].sort((a, b) => a - b));
      }
    }),
    { numRuns: 20 },
  );
});

test('a page goes when all of its rows have come and are forgotten, and not before', () => {
  const rows = new RowPages<string>();
  const first = rows.add();
  rows.forget(first);
  expect(() => rows.pageOf(first)).not.toThrow();
  let last = first;
  for (let i = 0; i < 2000; i++) last = rows.add();
  for (let row = first + 1; row < last; row++) rows.forget(row);
  expect(() => rows.pageOf(first)).toThrow('row 0 is gone');
  expect(() => rows.pageOf(last)).not.toThrow();
  const visited: number[] = [];
  rows.each((row) => visited.push(row));
  expect(visited).toContain(last);
  expect(visited).not.toContain(first);
});
