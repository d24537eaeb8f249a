import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LevelOrder } from '../../../../src/engine/sharing/bottleneck/level-order.ts';

/** Takes all marked ones out. */
function drain(order: LevelOrder): number[] {
  const all: number[] = [];
  for (let row = order.next(); row >= 0; row = order.next()) all.push(row);
  return all;
}

/** An order of resources with these levels, all of them in it. */
function stand(levels: readonly number[]) {
  const level = Float64Array.from(levels);
  const order = new LevelOrder();
  levels.forEach((_, row) => {
    order.addResource(row);
    order.add(row, level);
  });
  return { order, level };
}

test('the lowest marked level comes next, whichever was marked first', () => {
  const { order } = stand([5, 1, 3, 2]);
  expect(order.next()).toBe(-1);
  for (const row of [0, 3, 1, 0]) order.mark(row);
  expect(drain(order)).toEqual([1, 3, 0]);
  order.mark(2);
  expect(drain(order)).toEqual([2]);
});

test('a resource marked below the one that came last comes next', () => {
  const levels = Array.from({ length: 200 }, (_, row) => row);
  const { order } = stand(levels);
  for (const row of [100, 150]) order.mark(row);
  expect(order.next()).toBe(100);
  order.mark(3);
  expect(drain(order)).toEqual([3, 150]);
});

test('a mark moves with its resource, past others and past those that leave', () => {
  const { order, level } = stand([1, 2, 3, 4, 5]);
  for (const row of [0, 1, 3, 4]) order.mark(row);
  level[0] = 4.5;
  order.changed(0, level);
  order.remove(3);
  level[4] = 0.5;
  order.changed(4, level);
  expect(drain(order)).toEqual([4, 1, 0]);
});

test.each([
  { own: 3, fresh: 4, keeps: true },
  { own: 3, fresh: 5, keeps: true }, // up to the next one
  { own: 3, fresh: 5.1, keeps: false },
  { own: 3, fresh: 2, keeps: true },
  { own: 3, fresh: 1.9, keeps: false },
  { own: 2, fresh: 2.1, keeps: false }, // away from one that is the same
  { own: 5, fresh: 4.9, keeps: false },
  { own: 2, fresh: 1.9, keeps: false },
])('between 2 and 5 a level of $own keeps its place at $fresh: $keeps', ({ own, fresh, keeps }) => {
  const { order, level } = stand([2, own, 5]);
  expect(order.keepsPlace(1, level, fresh)).toBe(keeps);
});

test('the lowest and the highest keep their place however far they move outwards', () => {
  const { order, level } = stand([2, 5]);
  expect([order.keepsPlace(0, level, 0), order.keepsPlace(1, level, 1e9)]).toEqual([true, true]);
});

test('without marks none comes', () => {
  const { order } = stand([1, 2, 3]);
  for (const row of [0, 1, 2]) order.mark(row);
  order.unmarkAll();
  expect(drain(order)).toEqual([]);
});

test('a resource that is added again under its id is neither in the order nor marked', () => {
  const { order, level } = stand([1, 2]);
  order.mark(0);
  order.addResource(0);
  expect(drain(order)).toEqual([]);
  order.mark(1);
  level[0] = 9;
  order.add(0, level);
  order.mark(0);
  expect(drain(order)).toEqual([1, 0]);
});

test('whatever resources come, go, change and are marked: they come in the order of their levels', () => {
  const rows = 80;
  const step = fc.tuple(
    fc.constantFrom('level', 'level', 'mark', 'mark', 'leave', 'next'),
    fc.nat(rows - 1),
    fc.nat(40),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const order = new LevelOrder();
      const level = new Float64Array(rows);
      const there = new Set<number>();
      const marked = new Set<number>();
      for (let row = 0; row < rows; row++) order.addResource(row);
      const takeNext = (): number => {
        const next = order.next();
        if (next < 0) expect(marked.size).toBe(0);
        else {
          expect(marked.has(next)).toBe(true);
          expect(level[next]).toBe(Math.min(...[...marked].map((row) => level[row]!)));
          marked.delete(next);
        }
        return next;
      };
      for (const [what, row, value] of steps) {
        if (what === 'next') takeNext();
        else if (what === 'level') {
          level[row] = value;
          if (there.has(row)) order.changed(row, level);
          else order.add(row, level);
          there.add(row);
        } else if (there.has(row)) {
          if (what === 'mark') {
            order.mark(row);
            marked.add(row);
          } else {
            order.remove(row);
            there.delete(row);
            marked.delete(row);
          }
        }
      }
      while (takeNext() >= 0);
    }),
    { seed: 31, numRuns: 300 },
  );
});
