import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Minstd } from '../../../../src/bench/minstd.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { Levels } from '../../../../src/engine/sharing/bottleneck/levels.ts';
import { WaterFill } from '../../../../src/engine/sharing/bottleneck/water-fill.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Levels over resources of these capacities, where flows of weight 1 come and go. */
function stand(capacities: readonly number[]) {
  const classes = new FlowClasses();
  const levels = new Levels(classes, { fullnessChanges() {} }, { nowUs: 0 });
  capacities.forEach((capacity, row) => {
    classes.addResource(row);
    levels.addResource(row, capacity);
  });
  const join = (resources: readonly number[], cap = NEVER): number => {
    const coefficients = resources.map(() => 1);
    const c = classes.join({ amount: 1, cap, resources, coefficients, tag: 0 });
    levels.joined(c, classes.count[c] === 1);
    return c;
  };
  const leave = (c: number): void => {
    levels.leaves(c);
    classes.leave(c);
  };
  /** Of a resource what others take of it and the highest of their levels, class by class. */
  const byHand = (row: number) => {
    let [taken, top] = [0, -NEVER];
    const { ids, start, count } = classes.crossing;
    for (let i = 0; i < count[row]!; i++) {
      const at = ids[start[row]! + i]!;
      const c = at >> classes.strideBits;
      if (levels.state.holder[c] === row) continue;
      taken += classes.load[at]! * levels.state.levelOf(c);
      top = Math.max(top, levels.state.levelOf(c));
    }
    return { taken, top };
  };
  return { classes, levels, join, leave, byHand };
}

test('a change that moves levels only is followed without asking the others of any resource', () => {
  // A chain: 0 at 1, 1 at 3, 2 at 5, 3 at 11.
  const { levels, join } = stand([2, 4, 8, 16]);
  for (const path of [[0], [0, 1], [1, 2], [2, 3], [3]]) join(path);
  levels.search();
  levels.setCapacity(0, 2.2);
  levels.search();
  const asked = vi.spyOn(levels.couplings, 'takenAnew');
  levels.setCapacity(0, 2);
  levels.search();
  expect([asked.mock.calls, [...levels.state.level.subarray(0, 4)]]).toEqual([[], [1, 3, 5, 11]]);
});

test('nor where it passes the level of one that it has nothing to do with', () => {
  // 0 goes from 1 to 1.5, 1 from 3 to 2.5; 2 stands between, at 1.25.
  const { levels, join } = stand([2, 4, 1.25]);
  for (const path of [[0], [0, 1], [1], [2]]) join(path);
  levels.search();
  levels.setCapacity(0, 2.2);
  levels.search();
  const asked = vi.spyOn(levels.couplings, 'takenAnew');
  levels.setCapacity(0, 3);
  levels.search();
  expect([asked.mock.calls, [...levels.state.level.subarray(0, 3)]]).toEqual([[], [1.5, 2.5, 1.25]]);
});

test('a capacity that is told again moves nothing', () => {
  const { levels, join } = stand([2, 4]);
  for (const path of [[0], [0, 1], [1]]) join(path);
  levels.search();
  const moved = vi.spyOn(levels.clocks, 'levelChanges');
  levels.setCapacity(0, 2);
  levels.search();
  expect(moved.mock.calls).toEqual([]);
});

test('a level that has come down to others is no reason to ask them again, where they have come down before', () => {
  // 1 of 4: one held back by 0 at 1.5, so 2.5; then at 0.5, so 3.5; then 1 of 2, so 1.5.
  const { levels, join } = stand([1.5, 4]);
  join([0, 1]);
  join([1]);
  levels.search();
  levels.setCapacity(0, 0.5);
  levels.search();
  levels.setCapacity(1, 2);
  levels.search();
  expect([...levels.state.level.subarray(0, 2)]).toEqual([0.5, 1.5]);
});

test('ten thousand small changes leave no rounding behind in what is taken', () => {
  const generator = new Minstd(7);
  const { levels, join, byHand } = stand([10, 10, 10, 100]);
  for (const row of [0, 1, 2]) for (const path of [[row], [row, 3]]) join(path);
  join([3]);
  for (let i = 0; i < 10_000; i++) {
    levels.setCapacity(i % 3, 10 + generator.uniform());
    levels.search();
  }
  expect(Math.abs(levels.couplings.taken.of(3) - byHand(3).taken)).toBeLessThan(1e-14);
});

test('whoever comes, goes and changes: what is known of the others is so, and each level is what a fill from nothing says', () => {
  const rows = 8;
  const path = fc.uniqueArray(fc.nat(rows - 1), { minLength: 1, maxLength: 4 });
  const part = fc.nat(2 ** 20).map((draw) => (draw + 0.5) / 2 ** 20);
  const cap = fc.oneof(
    fc.constant(NEVER),
    part.map((draw) => 10 * draw),
  );
  const capacity = part.map((draw) => 40 * draw);
  const step = fc.oneof(
    fc.record({ do: fc.constant('join' as const), path, cap }),
    fc.record({ do: fc.constant('leave' as const), pick: fc.nat() }),
    fc.record({ do: fc.constant('change' as const), row: fc.nat(rows - 1), capacity }),
  );
  const capacities = fc.array(capacity, { minLength: rows, maxLength: rows });
  let known = 0;
  fc.assert(
    fc.property(capacities, fc.array(step, { maxLength: 60 }), (given, steps) => {
      const { classes, levels, join, leave, byHand } = stand(given);
      const { couplings, state } = levels;
      const fill = new WaterFill(state);
      const open: number[] = [];
      for (const each of steps) {
        if (each.do === 'join') open.push(join(each.path, each.cap));
        else if (each.do === 'change') levels.setCapacity(each.row, each.capacity);
        else if (open.length > 0) leave(open.splice(each.pick % open.length, 1)[0]!);
        levels.search();
        for (let row = 0; row < rows; row++) {
          const level = state.level[row]!;
          if (level === NOT_FULL) continue;
          // Where all would just fit, there is no level above the highest of theirs.
          const filled = Math.min(
            fill.levelOf(row, 0),
            Math.max(...fill.elsewhere.subarray(0, classes.crossing.count[row])),
          );
          if (Math.abs(filled - level) > 1e-12 * (1 + level)) expect(level).toBe(filled);
          const taken = couplings.taken.of(row);
          if (Number.isNaN(taken)) continue;
          known++;
          const expected = byHand(row);
          if (Math.abs(taken - expected.taken) > 1e-12 * (1 + taken)) expect(taken).toBe(expected.taken);
          expect(expected.top).toBeLessThanOrEqual(level);
        }
      }
    }),
    { seed: 34, numRuns: 300 },
  );
  expect(known).toBeGreaterThan(1000);
});
