import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdLists } from '../../../../src/engine/sharing/bottleneck/id-lists.ts';

test('an id that is added comes last, and the place of one that is removed goes to the last', () => {
  const lists = new IdLists();
  lists.addRow(0);
  expect([7, 8, 9].map((id) => lists.append(0, id))).toEqual([0, 1, 2]);
  expect([lists.takeOut(0, 0), lists.takeOut(0, 1), lists.takeOut(0, 0)]).toEqual([9, 8, 9]);
  expect(lists.count[0]).toBe(0);
});

test('whatever is added to and removed from many lists, each is what it would be alone, and empty where it is added again', () => {
  const row = fc.nat(30);
  const step = fc.tuple(fc.constantFrom('append', 'append', 'append', 'leave', 'add'), row, fc.nat());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const lists = new IdLists();
      const alone: number[][] = Array.from({ length: 31 }, () => []);
      for (let each = 0; each <= 30; each++) lists.addRow(each);
      for (const [what, at, number] of steps) {
        const list = alone[at]!;
        if (what === 'append') expect(lists.append(at, number)).toBe(list.push(number) - 1);
        else if (what === 'add') {
          lists.addRow(at);
          list.length = 0;
        } else if (list.length > 0) {
          const last = list.pop()!;
          const place = number % (list.length + 1);
          if (place < list.length) list[place] = last;
          expect(lists.takeOut(at, place)).toBe(last);
        }
      }
      const { ids, start, count } = lists;
      for (let each = 0; each <= 30; each++)
        expect([...ids.subarray(start[each]!, start[each]! + count[each]!)]).toEqual(alone[each]);
    }),
    { seed: 36, numRuns: 200 },
  );
});
