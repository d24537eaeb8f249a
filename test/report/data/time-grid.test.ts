import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covered, spread, type TimeGrid } from '../../../src/report/data/time-grid.ts';

test('an interval of 25 s from second 35 on covers half of one step of 10 s and two whole ones', () => {
  const grid = { fromSeconds: 30, stepSeconds: 10, steps: 4 };
  const into = new Float64Array(grid.steps);
  spread(grid, into, 4, 35, 60);
  expect([...into]).toEqual([2, 4, 4, 0]);
});

test('a fractional step gets nothing of an interval that begins where it ends, whatever the rounding', () => {
  // 29 × 0.1 + 0.1 = 3.0000000000000004, which is after second 3; and 3 × 0.1 is after 0.3.
  const touched = (stepSeconds: number, from: number, to: number) => {
    const into = new Float64Array(1_001);
    spread({ fromSeconds: 0, stepSeconds, steps: into.length }, into, 1, from, to);
    return [...into.keys()].filter((step) => into[step] !== 0);
  };
  for (const stepUs of [1_000, 10_000, 100_000, 200_000, 500_000]) {
    for (let step = 0; step < 1_000; step++) {
      // As a run writes its instants: whole microseconds in seconds.
      const [from, to] = [(step * stepUs) / 1e6, ((step + 1) * stepUs) / 1e6];
      expect(touched(stepUs / 1e6, from, to)).toEqual([step]);
    }
  }
});

test('inner steps of a long interval get exactly what the part that is covered gives', () => {
  /** Each step by itself. */
  const plainly = (grid: TimeGrid, into: Float64Array, height: number, from: number, to: number) => {
    for (let step = 0; step < grid.steps; step++) {
      const part = covered(grid, step, from, to);
      if (part > 0) into[step]! += (height * part) / grid.stepSeconds;
    }
  };
  const instant = fc.oneof(
    fc.integer({ min: 0, max: 3_000 }),
    fc.integer({ min: 0, max: 3e9 }).map((us) => us / 1e6),
    fc.double({ min: 0, max: 3_000, noNaN: true }),
  );
  const grids = fc.record({
    fromSeconds: fc.nat(50),
    stepSeconds: fc.constantFrom(0.001, 0.1, 0.2, 0.5, 1, 7, 60),
    steps: fc.integer({ min: 1, max: 100 }),
  });
  const intervals = fc.array(fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), instant, instant), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(grids, intervals, ({ fromSeconds, ...of }, heights) => {
      const grid = { ...of, fromSeconds: fromSeconds * of.stepSeconds };
      const [fast, plain] = [new Float64Array(grid.steps), new Float64Array(grid.steps)];
      for (const [height, one, other] of heights) {
        const [from, to] = one < other ? [one, other] : [other, one];
        spread(grid, fast, height, from, to);
        plainly(grid, plain, height, from, to);
      }
      expect([...fast]).toEqual([...plain]);
    }),
    { numRuns: 500 },
  );
});
