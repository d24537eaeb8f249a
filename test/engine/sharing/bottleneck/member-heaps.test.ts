import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemberHeaps } from '../../../../src/engine/sharing/bottleneck/member-heaps.ts';

test('adding and removing say whether a class has another first member', () => {
  const members = new MemberHeaps();
  expect(members.add(0, 1, 50)).toBe(true);
  expect(members.add(0, 2, 60)).toBe(false);
  expect(members.add(0, 3, 40)).toBe(true);
  expect([members.size(0), members.first(0), members.firstMark(0)]).toEqual([3, 3, 40]);
  expect(members.remove(0, 2)).toBe(false);
  expect(members.remove(0, 3)).toBe(true);
  expect([members.size(0), members.first(0), members.firstMark(0)]).toEqual([1, 1, 50]);
});

test('a class that was emptied starts over', () => {
  const members = new MemberHeaps();
  for (const flow of [1, 2, 3]) members.add(5, flow, flow);
  for (const flow of [3, 1, 2]) members.remove(5, flow);
  expect(members.size(5)).toBe(0);
  expect(members.add(5, 9, 100)).toBe(true);
  expect(members.first(5)).toBe(9);
  expect(members.add(5, 8, 90)).toBe(true);
});

test('members come and go in any order: the first is the one with the least mark', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.nat(2), fc.nat(8), fc.nat()), { maxLength: 200 }),
      (steps) => {
        const members = new MemberHeaps();
        const inClass: Map<number, number>[] = [new Map(), new Map(), new Map()];
        members.reserve(200, 3);
        steps.forEach(([joins, c, mark, pick], flow) => {
          const marks = inClass[c]!;
          const before = marks.size > 0 ? members.first(c) : -1;
          let isOther: boolean;
          if (joins) {
            isOther = members.add(c, flow, mark);
            marks.set(flow, mark);
          } else {
            if (marks.size === 0) return;
            const gone = [...marks.keys()][pick % marks.size]!;
            isOther = members.remove(c, gone);
            marks.delete(gone);
          }
          expect(members.size(c)).toBe(marks.size);
          if (marks.size === 0) return;
          expect(isOther).toBe(members.first(c) !== before);
          expect(members.firstMark(c)).toBe(Math.min(...marks.values()));
          expect(marks.get(members.first(c))).toBe(members.firstMark(c));
        });
      },
    ),
    { seed: 12, numRuns: 150 },
  ));

test('groups and members find room as they come, and keep what they have', () => {
  // Group g has g + 1 members, added and removed in a scattered order.
  const members = new MemberHeaps();
  const marks = (group: number) => Array.from({ length: group + 1 }, (_, i) => ((i + 3) * 7919) % 1009);
  let member = 0;
  for (let group = 0; group < 60; group++) {
    members.reserve(0, group + 1);
    for (const mark of marks(group)) {
      members.reserve(member + 1, 0);
      members.add(group, member++, mark);
    }
  }
  for (let group = 0; group < 60; group++) {
    const sorted = marks(group).sort((a, b) => a - b);
    for (const [i, mark] of sorted.entries()) {
      expect([members.size(group), members.firstMark(group)]).toEqual([group + 1 - i, mark]);
      members.remove(group, members.first(group));
    }
  }
});

test('the last member that leaves was the first', () => {
  const members = new MemberHeaps();
  members.add(0, 1, 50);
  expect([members.remove(0, 1), members.size(0)]).toEqual([true, 0]);
});
