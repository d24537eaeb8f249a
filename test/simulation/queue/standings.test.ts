import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyRows } from '../../../src/simulation/queue/key-rows.ts';
import { Standings } from '../../../src/simulation/queue/standings.ts';

// Mostly in order, as tasks come; now and then one out of order.
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('come' as const), key: fc.constant(0) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('come' as const), key: fc.integer({ min: -9, max: 9 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('first leaves' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('one leaves' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('keys change' as const), by: fc.integer({ min: 1, max: 30 }) }),
  },
);

function holdsFirst(steps: readonly { kind: string; key?: number; which?: number; by?: number }[]): void {
  const rows = new KeyRows(2);
  const standings = new Standings(rows);
  let list: number[] = [];
  let made = 0;
  const leave = (row: number) => {
    list = list.filter((other) => other !== row);
    standings.remove(row);
  };
  for (const { kind, key, which, by } of steps) {
    if (kind === 'come') {
      const row = rows.add();
      expect(list).not.toContain(row);
      rows.numbers.set([made + key!, made++], 2 * row);
      list.push(row);
      standings.add(row);
    } else if (kind === 'first leaves' && list.length > 0) leave(standings.first);
    else if (kind === 'one leaves' && list.length > 0) leave(list[which! % list.length]!);
    else if (kind === 'keys change') {
      standings.rebuild((row) => {
        rows.numbers[2 * row] = (rows.numbers[2 * row]! * 7) % by!;
      });
    }
    list.sort((a, b) => rows.compare(a, b));
    expect(standings.first).toBe(list[0] ?? -1);
  }
}

test('the first is the least of those that have come and not left, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => holdsFirst(steps)),
    { seed: 20260106, numRuns: 300 },
  );
});

test('those that come in order leave in order, even after thousands have left', () => {
  const rows = new KeyRows(2);
  const standings = new Standings(rows);
  const left: number[] = [];
  let made = 0;
  for (let round = 0; round < 5000; round++) {
    for (let k = 0; k < (round < 1500 ? 2 : 1); k++) {
      const row = rows.add();
      rows.numbers.set([made, made++], 2 * row);
      standings.add(row);
    }
    left.push(rows.numbers[2 * standings.first]!);
    standings.remove(standings.first);
  }
  expect(left).toEqual(left.map((_, k) => k));
});
