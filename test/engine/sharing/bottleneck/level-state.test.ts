import { expect, test } from 'vitest';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { CAP, LevelState, NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Resources with these levels, and what lets classes begin. */
function stand(levels: readonly number[]) {
  const classes = new FlowClasses();
  const state = new LevelState(classes);
  const add = (row: number, capacity: number) => {
    classes.addResource(row);
    state.addResource(row, capacity);
  };
  levels.forEach((level, row) => {
    add(row, 100);
    state.level[row] = level;
  });
  const begin = (resources: readonly number[], cap = NEVER, weight = 1): number => {
    const coefficients = resources.map(() => 1);
    const c = classes.join({ amount: 1, weight, cap, resources, coefficients, tag: 0 });
    state.begin(c);
    return c;
  };
  const moved = () => [...state.moved.subarray(0, state.movedCount)];
  return { classes, state, add, begin, moved };
}

test('a class is held back by the lowest level of its path, or by a cap that is not above it', () => {
  const { state, begin } = stand([5, 3, 7, NOT_FULL]);
  const held = (path: readonly number[], cap?: number, weight?: number) => {
    const c = begin(path, cap, weight);
    return [state.holder[c], state.levelOf(c)];
  };
  expect(held([0, 1, 2])).toEqual([1, 3]);
  expect(held([0, 2, 3])).toEqual([0, 5]);
  expect(held([3])).toEqual([CAP, NEVER]);
  expect(held([0, 1], 2)).toEqual([CAP, 2]);
  expect(held([0, 1], 3)).toEqual([CAP, 3]);
  expect(held([0, 1], 6, 2)).toEqual([CAP, 3]); // a cap counts per weight
  expect(held([0, 1], 4)).toEqual([1, 3]);
});

test('of equal levels, the first of the path holds back', () => {
  const { state, begin } = stand([4, 4, 9]);
  expect(state.holder[begin([2, 1, 0])]).toBe(1);
});

test('without a resource a class would have the lowest level of the rest of its path, or its cap', () => {
  const { state, begin } = stand([5, 3, 7, NOT_FULL]);
  const long = begin([0, 1, 2]);
  expect([0, 1, 2, 3].map((row) => state.levelWithout(long, row))).toEqual([3, 5, 3, 3]);
  const capped = begin([0, 1, 2], 4);
  expect([0, 1].map((row) => state.levelWithout(capped, row))).toEqual([3, 4]);
  const alone = begin([1]);
  expect(state.levelWithout(alone, 1)).toBe(NEVER);
});

test('a resource that is added again under its id is not full', () => {
  const { state, add } = stand([5]);
  add(0, 42);
  expect([state.level[0], state.capacity[0]]).toEqual([NOT_FULL, 42]);
});

test('a class that moved is noted once, in order, and again after the notes were cleared', () => {
  const { state, begin, moved } = stand([5, 3]);
  const first = begin([0]);
  const second = begin([1]);
  state.hold(first, 0);
  expect(moved()).toEqual([first, second]);
  state.forgetMoved();
  expect(moved()).toEqual([]);
  state.hold(second, 1);
  state.free(first);
  state.free(second);
  expect(moved()).toEqual([second, first]);
});

test('resources and classes find room as they come, and keep what they have', () => {
  const { state, add, begin, moved } = stand([]);
  for (let row = 0; row < 100; row++) {
    add(row, row + 0.5);
    expect(state.level[row]).toBe(NOT_FULL);
    state.level[row] = 1000 - row;
    const c = begin([0, row]);
    expect([c, state.holder[c]]).toEqual([row, row]);
  }
  expect([...state.capacity.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, (_, row) => row + 0.5));
  expect([...state.level.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, (_, row) => 1000 - row));
  expect([...state.holder.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, (_, row) => row));
  expect(moved()).toEqual(Array.from({ length: 100 }, (_, row) => row));
});
