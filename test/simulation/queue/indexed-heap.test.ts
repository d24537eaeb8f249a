import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HeapItem, IndexedHeap } from '../../../src/simulation/queue/indexed-heap.ts';

interface Ranked extends HeapItem {
  rank: number;
  readonly id: number;
}

const compare = (a: Ranked, b: Ranked) => a.rank - b.rank || a.id - b.id;

const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), rank: fc.nat(20) }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('change' as const), which: fc.nat(), rank: fc.nat(20) }),
  fc.record({ kind: fc.constant('rebuild' as const), rank: fc.nat(20) }),
);

test('whatever is added, removed and changed, the first is the least, as in a sorted list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const heap = new IndexedHeap<Ranked>(compare);
      let list: Ranked[] = [];
      let id = 0;
      for (const action of steps) {
        if (action.kind === 'add') {
          const item = { rank: action.rank, id: id++, position: -1 };
          heap.add(item);
          list.push(item);
        } else if (action.kind === 'rebuild') {
          for (const item of list) item.rank = (item.rank * 7 + action.rank) % 20;
          heap.rebuild();
        } else if (list.length > 0) {
          const item = list[action.which % list.length]!;
          if (action.kind === 'change') {
            item.rank = action.rank;
            heap.update(item);
          } else {
            heap.remove(item);
            expect(item.position).toBe(-1);
            list = list.filter((other) => other !== item);
          }
        }
        expect(heap.first).toBe([...list].sort(compare)[0]);
        expect(heap.items.every((item, at) => item.position === at)).toBe(true);
      }
    }),
    { seed: 20260105, numRuns: 300 },
  );
});

test('an item that is not in the heap can be removed and updated without effect', () => {
  const heap = new IndexedHeap<Ranked>(compare);
  const inside = { rank: 1, id: 0, position: -1 };
  const outside = { rank: 0, id: 1, position: -1 };
  heap.add(inside);
  heap.remove(outside);
  heap.update(outside);
  expect(heap.items).toEqual([inside]);
});
