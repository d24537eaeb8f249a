import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CouplingTable } from '../../../../src/engine/sharing/bottleneck/coupling-table.ts';
import { Couplings } from '../../../../src/engine/sharing/bottleneck/couplings.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { LevelClocks } from '../../../../src/engine/sharing/bottleneck/level-clocks.ts';
import { CAP, LevelState, NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { SpareRoom } from '../../../../src/engine/sharing/bottleneck/spare-room.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Three resources; 0 and 1 are full, at levels 2 and 5. More have the levels that are given. */
function stand(levels: readonly number[] = [2, 5, NOT_FULL]) {
  const classes = new FlowClasses();
  const state = new LevelState(classes);
  const time = { nowUs: 0 };
  const clocks = new LevelClocks(state, time);
  const table = new CouplingTable();
  const room = new SpareRoom(state, table);
  const couplings = new Couplings(state, table, room, clocks, time);
  const setLevel = (row: number, level: number): void => {
    clocks.levelChanges(row, level);
    state.level[row] = level;
    couplings.levelLeaps(row);
    couplings.fullnessChanges(row, level < NOT_FULL);
  };
  const add = (row: number): void => {
    classes.addResource(row);
    state.addResource(row, 100);
    clocks.addResource(row);
    room.addResource(row);
    couplings.addResource(row);
  };
  levels.forEach((level, row) => {
    add(row);
    setLevel(row, level);
  });
  const begin = (resources: readonly number[], cap = NEVER, weight = 1): number => {
    const coefficients = resources.map(() => 1);
    const c = classes.join({ amount: 1, weight, cap, resources, coefficients, tag: 0 });
    if (classes.count[c] === 1) state.begin(c);
    couplings.classChanges(c, classes.count[c]!);
    return c;
  };
  const leave = (c: number): void => {
    couplings.classChanges(c, classes.count[c]! - 1);
    classes.leave(c);
  };
  const free = (c: number): void => {
    state.free(c);
    couplings.classChanges(c, classes.count[c]!);
  };
  const told = (row: number) => {
    const { into, fromLists, from, toFull, holder, resource } = couplings.table;
    const startInto = into.start[row]!;
    const startFrom = fromLists.start[row]!;
    return {
      held: [couplings.heldLoad.of(row), couplings.heldCapOf(row)],
      capped: [couplings.cappedTakeOf(row), couplings.cappedTopOf(row)],
      otherLoad: couplings.otherLoad.of(row),
      others: [...into.ids.subarray(startInto, startInto + into.count[row]!)]
        .map((id) => [holder[id]!, couplings.table.take(id)])
        .sort(([a], [b]) => a! - b!),
      links: [...from.subarray(startFrom, startFrom + toFull[row]!)]
        .map((id) => resource[id]!)
        .sort((a, b) => a - b),
    };
  };
  return { time, couplings, classes, state, add, setLevel, begin, leave, free, told };
}

const NOTHING = { held: [0, NOT_FULL], capped: [0, -NEVER], otherLoad: 0, others: [], links: [] };

test('a full resource knows what it holds back, what others do, what goes at its cap, and which resources its level concerns', () => {
  const { begin, told } = stand();
  begin([0, 1], 9, 3); // held back by 0; cap of 3 per weight
  begin([1, 2], NEVER, 2); // held back by 1
  begin([0, 1, 2], 1.5); // at its cap
  expect(told(0)).toEqual({ held: [3, 3], capped: [1.5, 1.5], otherLoad: 0, others: [], links: [1] });
  const second = { held: [2, NEVER], capped: [1.5, 1.5], otherLoad: 3, others: [[0, 3]], links: [] };
  expect(told(1)).toEqual(second);
  // Not full, so it holds no class back.
  const third = { held: [0, NEVER], capped: [1.5, 1.5], otherLoad: 2, others: [[1, 2]], links: [] };
  expect(told(2)).toEqual(third);
});

test('a class that another resource comes to hold back is listed there, and no longer where it was', () => {
  const { setLevel, begin, free, told } = stand();
  const c = begin([0, 1]);
  expect([told(0).held[0], told(0).links, told(1).others]).toEqual([1, [1], [[0, 1]]]);
  setLevel(0, NOT_FULL);
  free(c);
  expect(told(0)).toEqual({ ...NOTHING, otherLoad: 1, others: [[1, 1]] });
  expect(told(1)).toEqual({ ...NOTHING, held: [1, NEVER] });
});

test('a resource that is no longer full is no link, and is one again when it is full again', () => {
  const { setLevel, begin, told } = stand([2, 5, 7]);
  begin([0, 1, 2]);
  begin([0, 1]);
  expect(told(0).links).toEqual([1, 2]);
  setLevel(2, NOT_FULL);
  expect(told(0).links).toEqual([1]);
  setLevel(2, 8);
  setLevel(2, 9);
  expect(told(0).links).toEqual([1, 2]);
});

test('classes with the same holder are summed; of several caps the lowest of those held back counts', () => {
  const { begin, leave, told } = stand();
  const all = Array.from({ length: 50 }, (_, i) => begin([0, 1], 10 + i));
  expect([told(0).held, told(0).links]).toEqual([[50, 10], [1]]);
  expect(told(1).others).toEqual([[0, 50]]);
  for (const c of all.slice(0, 3)) leave(c);
  expect(told(0).held).toEqual([47, 13]);
  for (const c of all.slice(3)) leave(c);
  expect([told(0), told(1)]).toEqual([NOTHING, NOTHING]);
});

test('of several caps the lowest of those held back and the highest of those reached are known, in any order', () => {
  const { begin, leave, told } = stand();
  for (const cap of [7, 3, 9]) begin([0], cap);
  const [, top] = [1.5, 1.75, 1].map((cap) => begin([0], cap));
  expect(told(0)).toMatchObject({ held: [3, 3], capped: [4.25, 1.75] });
  leave(top!);
  expect(told(0)).toMatchObject({ held: [3, 3], capped: [2.5, 1.5] });
});

test('a class that nothing holds back yet takes an infinite amount, and nothing of that is left when it has gone', () => {
  const { begin, leave, told } = stand();
  begin([2], 4);
  const c = begin([2]);
  expect(told(2).capped).toEqual([NEVER, NEVER]);
  leave(c);
  expect(told(2).capped).toEqual([4, 4]);
});

test('of many resources each has its own lists, as soon as it is added and however many there are', () => {
  // Row r at level r + 1 holds back a class that crosses it and the rest: 100 - r of them, itself included.
  const count = 100;
  const { begin, told } = stand(Array.from({ length: count }, (_, row) => row + 1));
  const rest = (row: number) => Array.from({ length: count - row }, (_, i) => row + i);
  for (let row = 0; row < count; row++) begin(rest(row), 1000 + row);
  for (let row = 0; row < count; row++) {
    expect(told(row)).toEqual({
      held: [1, 1000 + row],
      capped: [0, -NEVER],
      otherLoad: row,
      others: Array.from({ length: row }, (_, holder) => [holder, 1]),
      links: rest(row + 1),
    });
  }
});

test('a resource can be asked about as soon as it is added, whichever it is', () => {
  const { add, begin, told } = stand();
  for (let row = 3; row < 100; row++) {
    add(row);
    expect(told(row)).toEqual(NOTHING);
    begin([0, row]);
    expect(told(row).others).toEqual([[0, 1]]);
  }
});

test('what moves through a resource is counted by the levels of the holders and by caps, from when it is asked for', () => {
  const { time, couplings, setLevel, begin, leave, free } = stand();
  const held = begin([0, 2], NEVER, 3); // 3 at level 2
  const capped = begin([1, 2], 1.5); // 1.5
  time.nowUs = 2e6;
  expect(couplings.movedThrough(2)).toBe(2 * (6 + 1.5));
  expect(couplings.movedThrough(2)).toBe(2 * (6 + 1.5));
  leave(capped);
  time.nowUs = 3e6;
  setLevel(0, 4); // 3 at level 4
  expect(couplings.movedThrough(2)).toBe(15 + 6);
  couplings.countAnew(2);
  time.nowUs = 5e6;
  begin([1, 2]); // 1 at level 5
  time.nowUs = 6e6;
  setLevel(0, NOT_FULL);
  setLevel(2, 1);
  free(held); // held back by the resource itself: not counted
  time.nowUs = 7e6;
  expect(couplings.movedThrough(2)).toBe(2 * 12 + (12 + 5) + 5);
});

test('whatever classes and resources come, go and fill up: the answers are those of counting by hand', () => {
  const rows = [0, 1, 2, 3, 4];
  const path = fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 5 });
  const step = fc.oneof(
    fc.record({
      do: fc.constant('begin' as const),
      path,
      cap: fc.constantFrom(1, 3, 3, 6, NEVER),
      weight: fc.nat(2),
    }),
    fc.record({ do: fc.constant('leave' as const), pick: fc.nat() }),
    fc.record({ do: fc.constant('level' as const), row: fc.nat(4), level: fc.constantFrom(1, 2, 4, NEVER) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { classes, state, setLevel, begin, leave, free, told } = stand([2, 5, 3, NEVER, NEVER]);
      const live = (): number[] => [...classes.count.keys()].filter((c) => classes.count[c]! > 0);
      for (const each of steps) {
        const there = live();
        if (each.do === 'begin') begin(each.path, each.cap, each.weight + 1);
        else if (each.do === 'level') {
          setLevel(each.row, each.level);
          for (const c of there) free(c);
        } else if (there.length > 0) leave(there[each.pick % there.length]!);
      }
      const all = live().map((c) => {
        const start = c << classes.strideBits;
        return {
          crosses: [...classes.resource.subarray(start, start + classes.pathLength[c]!)],
          load: classes.weight[c]! * classes.count[c]!,
          by: state.holder[c]!,
          cap: classes.capLevel[c]!,
        };
      });
      const loadOf = (some: typeof all) => some.reduce((sum, { load }) => sum + load, 0);
      for (const row of rows) {
        const here = all.filter(({ crosses }) => crosses.includes(row));
        const held = here.filter(({ by }) => by === row);
        const capped = here.filter(({ by }) => by === CAP);
        const others = here.filter(({ by }) => by !== row && by !== CAP);
        const links = held.flatMap(({ crosses }) =>
          crosses.filter((r) => r !== row && state.level[r]! < NEVER),
        );
        const holders = [...new Set(others.map(({ by }) => by))].sort((a, b) => a - b);
        expect(told(row)).toEqual({
          held: [loadOf(held), Math.min(...held.map(({ cap }) => cap))],
          capped: [
            capped.reduce((sum, { load, cap }) => sum + load * cap, 0),
            Math.max(...capped.map(({ cap }) => cap)),
          ],
          otherLoad: loadOf(others),
          others: holders.map((holder) => [holder, loadOf(others.filter(({ by }) => by === holder))]),
          links: [...new Set(links)].sort((a, b) => a - b),
        });
      }
    }),
    { seed: 15, numRuns: 400 },
  );
});
