import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CouplingTable } from '../../../../src/engine/sharing/bottleneck/coupling-table.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { LevelState, NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { SpareRoom } from '../../../../src/engine/sharing/bottleneck/spare-room.ts';

/** Full resources at these levels, the first ones, and some more with room of which nothing is known. */
function stand(levels: readonly number[], others: number) {
  const state = new LevelState(new FlowClasses());
  const table = new CouplingTable();
  const room = new SpareRoom(state, table);
  for (let row = 0; row < levels.length + others; row++) {
    state.addResource(row, 1000);
    table.addResource(row);
    room.addResource(row);
  }
  const setLevel = (row: number, level: number): void => {
    state.level[row] = level;
    table.fullnessChanges(row, level < NOT_FULL);
    if (level > room.ceiling[row]!) room.passCeiling(row);
  };
  levels.forEach((level, row) => {
    setLevel(row, level);
  });
  /** Adds so much load under a holder, or removes it. */
  const come = (holder: number, row: number, load: number): void => {
    const id = table.between(holder, row);
    if (table.take(id) === 0) room.couple(id);
    table.add(id, load);
    room.promise(row, load * table.ceiling(id));
  };
  /** All resources that need a look, in order. */
  const due = (): number[] => {
    const rows: number[] = [];
    for (let row = room.next(); row >= 0; row = room.next()) rows.push(row);
    return rows.sort((a, b) => a - b);
  };
  return { state, table, room, setLevel, come, due };
}

test('of the room that is found half is for rises: up to there levels go up and down as they like', () => {
  // 12 left, two units of load: 3 more each at most.
  const { room, setLevel, come, due } = stand([10, 20], 1);
  come(0, 2, 1);
  come(1, 2, 1);
  due();
  room.isThere(2, 12, 2);
  for (const level of [13, 5, 13, 12]) setLevel(0, level);
  for (const level of [22, 1, 23]) setLevel(1, level);
  expect(due()).toEqual([]);
  setLevel(0, 13.1);
  expect(due()).toEqual([2]);
  expect(due()).toEqual([]);
  // The other half.
  room.promise(2, 6);
  expect(due()).toEqual([]);
  room.promise(2, 0.1);
  expect(due()).toEqual([2]);
});

test('where nobody would take more by rising all of the room is for those who come', () => {
  const { room, due } = stand([], 1);
  room.isThere(0, 12, 0);
  room.promise(0, 12);
  expect(due()).toEqual([]);
  room.promise(0, 0.1);
  expect(due()).toEqual([0]);
});

test('a level that passes several ceilings calls those alone, and goes on to the next', () => {
  const { room, setLevel, come, due } = stand([10], 3);
  for (const row of [1, 2, 3]) {
    come(0, row, 1);
    due();
    room.isThere(row, 2 * row, 1);
  }
  setLevel(0, 12.5);
  expect(due()).toEqual([1, 2]);
  room.isThere(1, 10, 1);
  room.isThere(2, 1, 1); // up to 13
  setLevel(0, 13);
  expect(due()).toEqual([]);
  setLevel(0, 13.5);
  expect(due()).toEqual([2, 3]);
});

test('the lowest of the ceilings that are left is the next, wherever it stands, and no full resource is called', () => {
  const { room, setLevel, come, due } = stand([10, 1], 3);
  for (const row of [1, 2, 3, 4]) come(0, row, 1);
  due();
  [6, 4, 20].forEach((units, at) => {
    room.isThere(2 + at, units, 1); // up to 13, 12 and 20
  });
  setLevel(0, 12.5);
  expect([due(), room.ceiling[0]]).toEqual([[3], 13]);
  room.isThere(3, 100, 1);
  setLevel(0, 13.5);
  expect(due()).toEqual([2]);
});

test('a coupling that is new leaves a lower ceiling where it is', () => {
  const { room, setLevel, come, due } = stand([10], 2);
  come(0, 1, 1);
  due();
  room.isThere(1, 6, 1); // up to 13
  room.isThere(2, 100, 1); // up to 60
  come(0, 2, 0.25);
  setLevel(0, 13.5);
  expect(due()).toEqual([1]);
});

test('whoever comes takes of the other half as much as it may have at its ceiling, and gives that back', () => {
  // 12 left and one unit of load: up to 16, 6 for a newcomer.
  const { room, come, due } = stand([10], 1);
  come(0, 1, 1);
  due();
  room.isThere(1, 12, 1);
  come(0, 1, 0.25); // 4 of 6
  room.promise(1, 2);
  expect(due()).toEqual([]);
  come(0, 1, -0.25);
  room.promise(1, 3.5);
  expect(due()).toEqual([]);
  room.promise(1, 1);
  expect(due()).toEqual([1]);
});

test('a holder that is new may rise by as much as the others', () => {
  const { room, setLevel, come, due } = stand([10, 20], 1);
  come(0, 2, 1);
  due();
  room.isThere(2, 100, 1); // 50 more, and 50 for whoever comes
  come(1, 2, 0.25); // 17.5: it may have 70
  expect(due()).toEqual([]);
  setLevel(1, 70);
  expect(due()).toEqual([]);
  setLevel(1, 71);
  expect(due()).toEqual([2]);
});

test('without room, or where nothing is known, whoever comes calls for a look, and so does any rise', () => {
  const { room, setLevel, come, due } = stand([10], 2);
  come(0, 1, 1);
  expect(due()).toEqual([1]);
  room.isThere(1, 0, 1);
  setLevel(0, 9);
  setLevel(0, 10);
  expect(due()).toEqual([]);
  setLevel(0, 10.1);
  expect(due()).toEqual([1]);
  room.isThere(1, 0, 1);
  room.promise(1, 0.1);
  room.promise(2, 0.1);
  expect(due()).toEqual([1, 2]);
});

test('what was asked for is looked at once, and a full one is not called for', () => {
  const { room, due } = stand([], 100);
  expect([...room.ceiling.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, () => NOT_FULL));
  for (let row = 0; row < 100; row++) {
    room.lookSoon(row);
    room.lookSoon(row);
  }
  expect(due()).toEqual(Array.from({ length: 100 }, (_, row) => row));
  room.forget(7);
  room.promise(7, 1e9);
  expect(due()).toEqual([]);
});

test('a resource that is added anew under its id has no room that is known, and none of its ceilings', () => {
  const { room, state, setLevel, come, due } = stand([10], 2);
  come(0, 1, 1);
  due();
  room.isThere(1, 100, 1);
  room.addResource(1);
  room.promise(1, 1);
  expect(due()).toEqual([1]);
  state.addResource(0, 5);
  room.addResource(0);
  setLevel(0, 1e9);
  expect(room.ceiling[0]).toBe(NOT_FULL);
});

test('whoever comes, goes, rises and falls: who is not called for is not full', () => {
  const holders = 4;
  const load = fc.integer({ min: 1, max: 8 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('come' as const), holder: fc.nat(holders - 1), load }),
    fc.record({ do: fc.constant('go' as const), pick: fc.nat() }),
    fc.record({
      do: fc.constant('level' as const),
      holder: fc.nat(holders - 1),
      level: fc.integer({ min: 1, max: 40 }),
    }),
  );
  let quiet = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const capacity = 600;
      const { room, table, state, setLevel, come, due } = stand([10, 12, 14, 16], 1);
      const row = holders;
      const here: (readonly [holder: number, load: number])[] = [];
      for (const each of steps) {
        if (each.do === 'level') setLevel(each.holder, each.level);
        else if (each.do === 'come') {
          here.push([each.holder, each.load]);
          come(each.holder, row, each.load);
        } else if (here.length > 0) {
          const [holder, load] = here.splice(each.pick % here.length, 1)[0]!;
          come(holder, row, -load);
          const id = table.between(holder, row);
          if (table.take(id) === 0) table.drop(id);
        }
        const taken = here.reduce((sum, [holder, load]) => sum + load * state.level[holder]!, 0);
        if (due().length === 0) {
          quiet++;
          expect(taken).toBeLessThanOrEqual(capacity);
        } else {
          const loads = here.reduce((sum, [, load]) => sum + load, 0);
          if (taken > capacity) return;
          room.isThere(row, capacity - taken, loads);
        }
      }
    }),
    { seed: 35, numRuns: 500 },
  );
  expect(quiet).toBeGreaterThan(1000);
});
