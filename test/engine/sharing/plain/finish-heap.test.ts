import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FinishHeap } from '../../../../src/engine/sharing/plain/finish-heap.ts';

test('the first row is the one with the smallest (finish, sequence), after any adding, moving and removing', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('add', 'add', 'move', 'remove', 'pop'), fc.nat(5), fc.nat()), {
        maxLength: 200,
      }),
      (steps) => {
        const heap = new FinishHeap();
        heap.reserve(200);
        let rows: { row: number; time: number }[] = [];
        let added = 0;
        for (const [what, time, pick] of steps) {
          const chosen = rows[pick % Math.max(1, rows.length)];
          if (what === 'add') {
            heap.add(added, time, added);
            rows.push({ row: added++, time });
          } else if (chosen === undefined) continue;
          else if (what === 'move') {
            heap.move(chosen.row, time);
            chosen.time = time;
          } else {
            const row = what === 'pop' ? heap.first() : chosen.row;
            heap.remove(row);
            rows = rows.filter((each) => each.row !== row);
          }
          rows.sort((x, y) => x.time - y.time || x.row - y.row);
          expect([heap.size, heap.firstUs()]).toEqual([
            rows.length,
            rows[0]?.time ?? Number.POSITIVE_INFINITY,
          ]);
          if (rows.length > 0) expect(heap.first()).toBe(rows[0]!.row);
          for (const each of rows) expect(heap.timeOf(each.row)).toBe(each.time);
        }
      },
    ),
    { seed: 8, numRuns: 100 },
  ));

test('room is made for rows of any number, and what is in stays in', () => {
  const heap = new FinishHeap();
  for (let row = 0; row < 1000; row++) {
    heap.reserve(row + 1);
    heap.add(row, (row * 7919) % 1009, row);
    expect(heap.timeOf(row)).toBe((row * 7919) % 1009);
  }
  const times: number[] = [];
  for (; heap.size > 0; heap.remove(heap.first())) times.push(heap.firstUs());
  expect(times).toEqual(Array.from({ length: 1000 }, (_, row) => (row * 7919) % 1009).sort((a, b) => a - b));
});
