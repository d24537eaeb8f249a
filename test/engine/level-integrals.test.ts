import { expect, test } from 'vitest';
import { FlowClasses } from '../../src/engine/flow-classes.ts';
import { LevelIntegrals } from '../../src/engine/level-integrals.ts';
import { LevelState, NOT_FULL } from '../../src/engine/level-state.ts';

const SECOND = 1e6;

function stand(rows: number) {
  const time = { nowUs: 0 };
  const state = new LevelState(new FlowClasses(), { levelChanges() {} });
  const integrals = new LevelIntegrals(state, time);
  for (let row = 0; row < rows; row++) {
    state.addResource(row, 100);
    integrals.addResource(row);
  }
  const setLevel = (row: number, level: number): void => {
    integrals.levelChanges(row);
    state.setLevel(row, level);
  };
  return { time, state, integrals, setLevel };
}

test('a level comes so far as it is high, for so long as it is; where there is none, nothing comes', () => {
  // 3 for 2 s, none for 5 s, 10 for 1 s.
  const { time, integrals, setLevel } = stand(1);
  setLevel(0, 3);
  time.nowUs = SECOND;
  expect(integrals.of(0)).toBe(3);
  time.nowUs = 2 * SECOND;
  setLevel(0, NOT_FULL);
  time.nowUs = 7 * SECOND;
  expect(integrals.of(0)).toBe(6);
  setLevel(0, 10);
  time.nowUs = 8 * SECOND;
  expect(integrals.of(0)).toBe(16);
});

test('at one instant it is the same to the last bit, however often the level changes in it', () => {
  const { time, integrals, setLevel } = stand(1);
  for (let i = 1; i <= 300; i++) {
    time.nowUs += 7919 * i;
    const before = integrals.of(0);
    for (const level of [100 / (3 * i), NOT_FULL, 0.1 * i]) {
      setLevel(0, level);
      expect(integrals.of(0)).toBe(before);
    }
  }
});

test('a million small steps are as good as one', () => {
  const { time, integrals, setLevel } = stand(1);
  setLevel(0, 0.1);
  for (let i = 1; i <= 1_000_000; i++) {
    time.nowUs = i * 3;
    setLevel(0, 0.1);
  }
  expect(integrals.of(0)).toBeCloseTo(0.3, 15);
});

test('a resource that is added anew under its id starts from nothing', () => {
  const { time, state, integrals, setLevel } = stand(100);
  for (const row of [0, 99]) setLevel(row, 5);
  time.nowUs = SECOND;
  expect([integrals.of(0), integrals.of(99)]).toEqual([5, 5]);
  state.addResource(99, 7);
  integrals.addResource(99);
  setLevel(99, 2);
  time.nowUs = 2 * SECOND;
  expect([integrals.of(0), integrals.of(99)]).toEqual([10, 2]);
});
