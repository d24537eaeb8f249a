import { expect, test } from 'vitest';
import { Couplings } from '../../src/engine/couplings.ts';
import { FlowClasses } from '../../src/engine/flow-classes.ts';
import { LevelState, NOT_FULL } from '../../src/engine/level-state.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Three resources; 0 and 1 are full, at levels 2 and 5. More have the levels that are given. */
function stand(levels: readonly number[] = [2, 5, NOT_FULL]) {
  const classes = new FlowClasses();
  const state = new LevelState(classes, { levelChanges() {} });
  const couplings = new Couplings(state);
  levels.forEach((level, row) => {
    classes.addResource(row);
    state.addResource(row, 100);
    couplings.addResource(row);
    state.setLevel(row, level);
  });
  const begin = (resources: number[], cap = NEVER, weight = 1): number => {
    const coefficients = resources.map(() => 1);
    const c = classes.join({ amount: 1, weight, cap, resources, coefficients, tag: 0 });
    state.begin(c);
    couplings.classChanges(c);
    return c;
  };
  const told = (row: number) => {
    couplings.tell(row);
    const { others, otherHolder, otherTake, links, link } = couplings;
    const start = others.start[row]!;
    return {
      held: [couplings.heldLoad[row], couplings.heldCap[row]],
      capped: [couplings.cappedTake[row], couplings.cappedTop[row]],
      others: Array.from({ length: others.count[row]! }, (_, i) => [
        otherHolder[start + i],
        otherTake[start + i],
      ]),
      links: [...link.subarray(links.start[row]!, links.start[row]! + links.count[row]!)],
    };
  };
  return { classes, state, couplings, begin, told };
}

test('of a full resource: what it holds back, what others do, what goes at its cap, and whom its level concerns', () => {
  const { begin, told } = stand();
  begin([0, 1], 9, 3); // held back by 0; cap of 3 per weight
  begin([1, 2], NEVER, 2); // held back by 1
  begin([0, 1, 2], 1.5); // at its cap
  expect(told(0)).toEqual({ held: [3, 3], capped: [1.5, 1.5], others: [], links: [1] });
  expect(told(1)).toEqual({ held: [2, NEVER], capped: [1.5, 1.5], others: [[0, 3]], links: [] });
  // Not full: it holds nobody back.
  expect(told(2)).toEqual({ held: [0, NEVER], capped: [1.5, 1.5], others: [[1, 2]], links: [] });
});

test('it is told anew when a class has changed, and not before', () => {
  const { state, couplings, begin, told } = stand();
  const c = begin([0, 1]);
  expect([told(0).held[0], told(1).others]).toEqual([1, [[0, 1]]]);
  state.setLevel(0, NOT_FULL);
  state.free(c);
  expect([told(0).held[0], told(1).others]).toEqual([1, [[0, 1]]]);
  couplings.classChanges(c);
  expect([told(0).held[0], told(0).others]).toEqual([0, [[1, 1]]]);
  expect([told(1).held[0], told(1).others, told(1).links]).toEqual([1, [], []]);
});

test('long lists find room', () => {
  const { begin, told } = stand();
  for (let cap = 10; cap < 60; cap++) begin([0, 1], cap);
  expect([told(0).held, told(0).links.length]).toEqual([[50, 10], 50]);
  expect(told(1).others).toEqual(Array.from({ length: 50 }, () => [0, 1]));
});

test('of several caps the lowest of those held back and the highest of those reached are told, in any order', () => {
  const { begin, told } = stand();
  for (const cap of [7, 3, 9]) begin([0], cap);
  for (const cap of [1.5, 1.75, 1]) begin([0], cap);
  expect(told(0)).toMatchObject({ held: [3, 3], capped: [4.25, 1.75] });
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
      capped: [0, 0],
      others: Array.from({ length: row }, (_, holder) => [holder, 1]),
      links: rest(row + 1),
    });
  }
  // And they still stand where they were told, now that nothing is told anew.
  for (let row = 0; row < count; row++) {
    expect(told(row).links).toEqual(rest(row + 1));
    expect(told(row).others).toHaveLength(row);
  }
});

test('a resource can be told of as soon as it is added, whichever it is', () => {
  const { classes, state, couplings, begin, told } = stand();
  for (let row = 3; row < 100; row++) {
    classes.addResource(row);
    state.addResource(row, 100);
    couplings.addResource(row);
    expect(told(row)).toEqual({ held: [0, NOT_FULL], capped: [0, 0], others: [], links: [] });
    begin([0, row]);
    expect(told(row).others).toEqual([[0, 1]]);
  }
});

test('a list that fills its stretch leaves the next one alone', () => {
  const { begin, told } = stand([1, 2, 3, 4]);
  begin([0, 1]);
  begin([2, 3]);
  expect([told(0).links, told(2).links]).toEqual([[1], [3]]);
  begin([0, 3], 100);
  expect([told(0).links, told(2).links]).toEqual([[1, 3], [3]]);
});
