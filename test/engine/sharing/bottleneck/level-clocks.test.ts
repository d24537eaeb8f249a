import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { LevelClocks } from '../../../../src/engine/sharing/bottleneck/level-clocks.ts';
import { LevelState, NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';

const SECOND = 1e6;

function stand(rows: number) {
  const time = { nowUs: 0 };
  const state = new LevelState(new FlowClasses());
  const clocks = new LevelClocks(state, time);
  for (let row = 0; row < rows; row++) {
    state.addResource(row, 100);
    clocks.addResource(row);
  }
  const setLevel = (row: number, level: number): void => {
    clocks.levelChanges(row, level);
    state.level[row] = level;
  };
  return { time, state, clocks, setLevel };
}

test('a clock advances by the level times the time; where there is no level, it stands', () => {
  // 3 for 2 s, none for 5 s, 10 for 1 s.
  const { time, clocks, setLevel } = stand(1);
  setLevel(0, 3);
  time.nowUs = SECOND;
  expect(clocks.integral(0)).toBe(3);
  time.nowUs = 2 * SECOND;
  setLevel(0, NOT_FULL);
  time.nowUs = 7 * SECOND;
  expect(clocks.integral(0)).toBe(6);
  setLevel(0, 10);
  time.nowUs = 8 * SECOND;
  expect(clocks.integral(0)).toBe(16);
});

test('at one instant it reads the same to the last bit, however often the level changes then', () => {
  const { time, clocks, setLevel } = stand(1);
  for (let i = 1; i <= 300; i++) {
    time.nowUs += 7919 * i;
    const before = clocks.integral(0);
    for (const level of [100 / (3 * i), NOT_FULL, 0.1 * i]) {
      setLevel(0, level);
      expect(clocks.integral(0)).toBe(before);
    }
  }
});

test('a million small steps are as good as one', () => {
  const { time, clocks, setLevel } = stand(1);
  setLevel(0, 0.1);
  for (let i = 1; i <= 1_000_000; i++) {
    time.nowUs = i * 3;
    setLevel(0, 0.1);
  }
  expect(clocks.integral(0)).toBeCloseTo(0.3, 15);
  expect(clocks.reading(0)).toBeCloseTo(0.3, 15);
  // What rounding has left out belongs to the past.
  clocks.startAgain(0);
  time.nowUs += 3;
  expect(clocks.reading(0)).toBe((0.1 * 3) / SECOND);
});

test("what rounding leaves out of a clock's reading is not left out of its finish", () => {
  // 10^9, where the next number is 10^-7 away; then 50 steps of 10^-9, and 953.67 of them to the mark.
  const { time, clocks, setLevel } = stand(1);
  setLevel(0, 1e9);
  time.nowUs = SECOND;
  for (let i = 0; i < 50; i++) {
    setLevel(0, 0.001);
    time.nowUs++;
  }
  setLevel(0, 0.001);
  expect(clocks.finishUs(0, 1e9 + 2 ** -20)).toBe(SECOND + 954);
});

test('a resource that is added again under its id starts from nothing', () => {
  const { time, state, clocks, setLevel } = stand(100);
  const rows = Array.from({ length: 100 }, (_, row) => row);
  for (const row of rows) setLevel(row, 5);
  expect(clocks.staleCount).toBe(0);
  time.nowUs = SECOND;
  for (const row of rows) setLevel(row, 5);
  expect(rows.map((row) => clocks.integral(row))).toEqual(rows.map(() => 5));
  // A step that is lost beside 5.
  time.nowUs++;
  for (const row of rows) setLevel(row, 1e-11);
  time.nowUs++;
  for (const row of [98, 99]) {
    setLevel(row, NOT_FULL);
    state.addResource(row, 7);
    clocks.addResource(row);
    setLevel(row, 0.1);
  }
  time.nowUs += 3;
  expect([98, 99].map((row) => clocks.integral(row))).toEqual([(0.1 * 3) / SECOND, (0.1 * 3) / SECOND]);
  expect(rows.slice(0, 98).every((row) => Math.abs(clocks.integral(row) - 5.000005) < 1e-15)).toBe(true);
});

test('a clock that starts again shows 0, and its integral goes on', () => {
  const { time, clocks, setLevel } = stand(3);
  const told = () => [clocks.reading(2), clocks.integral(2)];
  setLevel(2, 3);
  time.nowUs = 2 * SECOND;
  clocks.startAgain(2);
  expect(told()).toEqual([0, 6]);
  setLevel(2, 3);
  expect(told()).toEqual([0, 6]);
  time.nowUs = 3 * SECOND;
  expect(told()).toEqual([3, 9]);
  clocks.startAgain(2);
  time.nowUs = 5 * SECOND;
  setLevel(2, 7);
  expect(told()).toEqual([6, 15]);
  time.nowUs = 6 * SECOND;
  expect(told()).toEqual([13, 22]);
});

test('a finish is exact to the microsecond while the level stays, and a forecast until the level passes a ceiling', () => {
  const { time, clocks, setLevel } = stand(3);
  setLevel(2, 10);
  expect([clocks.finishUs(2, 30), clocks.isExact(2)]).toEqual([3 * SECOND, true]);
  expect(clocks.forecastUs(2, 30)).toBeLessThan(3 * SECOND);
  expect(clocks.isExact(2)).toBe(false);
  time.nowUs = SECOND;
  for (const level of [10.2, 5, 9]) setLevel(2, level);
  expect(clocks.staleCount).toBe(0);
  for (const level of [11, 12]) setLevel(2, level);
  expect([clocks.staleCount, clocks.popStale(), clocks.staleCount]).toEqual([1, 2, 0]);
  // 20 left at 12.
  expect([clocks.finishUs(2, 30), clocks.isExact(2)]).toEqual([SECOND + 1_666_667, true]);
  setLevel(2, 12);
  expect(clocks.staleCount).toBe(0);
  setLevel(2, 11.9);
  expect([clocks.isExact(2), clocks.staleCount]).toEqual([false, 0]);
  setLevel(2, 12.1);
  expect(clocks.staleCount).toBe(1);
  clocks.popStale();
  clocks.forgetForecast(2);
  setLevel(2, 1000);
  expect(clocks.staleCount).toBe(0);
});

test('whatever the level does: until the resource is stale nothing finishes before its forecast', () => {
  const level = fc.double({ min: 0.9, max: 1.04, noNaN: true });
  const step = fc.tuple(fc.nat(3_000_000), level);
  const first = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(first, fc.array(step, { maxLength: 30 }), (unit, steps) => {
      const { time, state, clocks, setLevel } = stand(1);
      const exact = new LevelClocks(state, time);
      exact.addResource(0);
      const mark = 20 * unit;
      setLevel(0, unit);
      exact.levelChanges(0, unit);
      let forecastUs = clocks.forecastUs(0, mark);
      for (const [waitUs, part] of steps) {
        expect(exact.finishUs(0, mark)).toBeGreaterThanOrEqual(forecastUs);
        time.nowUs = Math.min(time.nowUs + waitUs, exact.finishUs(0, mark));
        exact.levelChanges(0, unit * part);
        setLevel(0, unit * part);
        if (clocks.staleCount > 0) forecastUs = clocks.forecastUs(clocks.popStale(), mark);
      }
      expect(exact.finishUs(0, mark)).toBeGreaterThanOrEqual(forecastUs);
    }),
    { seed: 33, numRuns: 300 },
  );
});
