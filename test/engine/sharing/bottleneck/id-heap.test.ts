import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdHeap } from '../../../../src/engine/sharing/bottleneck/id-heap.ts';

test('an empty heap has the key Infinity, and removing what is not in it changes nothing', () => {
  const heap = new IdHeap();
  heap.remove(3);
  expect([heap.size, heap.firstKey(), heap.has(3)]).toEqual([0, Number.POSITIVE_INFINITY, false]);
});

test('a changed key moves its id, up and down', () => {
  const heap = new IdHeap();
  heap.set(4, 40);
  heap.set(2, 20);
  heap.set(7, 70);
  expect([heap.first(), heap.firstKey()]).toEqual([2, 20]);
  heap.set(7, 10);
  expect([heap.first(), heap.firstKey()]).toEqual([7, 10]);
  heap.set(7, 30);
  expect([heap.first(), heap.firstKey(), heap.size]).toEqual([2, 20, 3]);
});

test('room is made for ids of any size, and nothing is lost', () => {
  const heap = new IdHeap();
  for (let id = 0; id < 5000; id++) {
    heap.reserve(id + 1);
    heap.set(id, (id * 7919) % 5003);
  }
  const keys: number[] = [];
  for (; heap.size > 0; heap.remove(heap.first())) keys.push(heap.firstKey());
  expect(keys).toEqual(Array.from({ length: 5000 }, (_, id) => (id * 7919) % 5003).sort((a, b) => a - b));
});

test('insertion, change and removal in any order agree with a sorted list', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('set', 'set', 'set', 'remove', 'first'), fc.nat(15), fc.nat(6)), {
        maxLength: 200,
      }),
      (steps) => {
        const heap = new IdHeap();
        const keys = new Map<number, number>();
        for (const [what, id, key] of steps) {
          if (what === 'set') {
            heap.set(id, key);
            keys.set(id, key);
          } else if (what === 'remove') {
            heap.remove(id);
            keys.delete(id);
          } else if (keys.size > 0) {
            const first = heap.first();
            heap.remove(first);
            expect(keys.delete(first)).toBe(true);
          }
          const least = Math.min(...keys.values());
          expect([heap.size, heap.firstKey()]).toEqual([keys.size, least]);
          if (keys.size > 0) expect(keys.get(heap.first())).toBe(least);
          for (let each = 0; each < 16; each++)
            if (heap.has(each) !== keys.has(each)) expect(heap.has(each)).toBe(keys.has(each));
        }
      },
    ),
    { seed: 11, numRuns: 100 },
  ));
