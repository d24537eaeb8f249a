import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyRows } from '../../../src/simulation/queue/key-rows.ts';
import { RowHeap } from '../../../src/simulation/queue/row-heap.ts';

const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), rank: fc.nat(20) }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('change' as const), which: fc.nat(), rank: fc.nat(20) }),
  fc.record({ kind: fc.constant('clear' as const) }),
);

test('whatever is added, removed and changed, first and second are the least two, as in a sorted list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const rows = new KeyRows(2);
      const heap = new RowHeap(rows);
      const rank = (row: number, number: number) => {
        rows.numbers[2 * row] = number;
      };
      let list: number[] = [];
      let made = 0;
      for (const action of steps) {
        const row =
          action.kind === 'add' ? rows.add() : list[('which' in action ? action.which : 0) % list.length];
        if (action.kind === 'add') {
          rank(row!, action.rank);
          rows.numbers[2 * row! + 1] = made++;
          heap.add(row!);
          list.push(row!);
        } else if (action.kind === 'clear') {
          heap.clear();
          for (const each of list) rows.giveBack(each);
          list = [];
        } else if (row !== undefined && action.kind === 'change') {
          rank(row, action.rank);
          heap.update(row);
        } else if (row !== undefined) {
          heap.remove(row);
          rows.giveBack(row);
          list = list.filter((other) => other !== row);
        }
        const sorted = [...list].sort((a, b) => rows.compare(a, b));
        expect([heap.first, heap.second]).toEqual([sorted[0] ?? -1, sorted[1] ?? -1]);
        expect([...heap.all].sort()).toEqual([...list].sort());
      }
    }),
    { seed: 20260105, numRuns: 300 },
  );
});

test('rows are compared number by number, the smaller first, however large', () => {
  const rows = new KeyRows(3);
  const row = (...numbers: number[]) => {
    const made = rows.add();
    rows.numbers.set(numbers, 3 * made);
    return made;
  };
  const inOrder = [
    row(-Infinity, 9, 0),
    row(0, 1, 5),
    row(0, 2, 3),
    row(0, 2, 4),
    row(8e12, 0, 1),
    row(Infinity, 0, 2),
  ];
  for (const [i, a] of inOrder.entries()) {
    for (const [j, b] of inOrder.entries()) expect(Math.sign(rows.compare(a, b))).toBe(Math.sign(i - j));
  }
});

test('a row that is given back is given out again, and rows beyond the first ones keep what they hold', () => {
  const rows = new KeyRows(1);
  const all = Array.from({ length: 100 }, (_, k) => {
    const row = rows.add();
    rows.numbers[row] = k;
    return row;
  });
  expect(all.map((row) => rows.numbers[row])).toEqual(all.map((_, k) => k));
  rows.giveBack(all[7]!);
  expect(rows.add()).toBe(all[7]);
});
