import { expect, test } from 'vitest';
import { Couplings } from '../../src/engine/couplings.ts';
import { FlowClasses } from '../../src/engine/flow-classes.ts';
import { LevelState, NOT_FULL } from '../../src/engine/level-state.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Three resources; 0 and 1 are full, at levels 2 and 5. */
function stand() {
  const classes = new FlowClasses();
  const state = new LevelState(classes, { levelChanges() {} });
  const couplings = new Couplings(state);
  for (let row = 0; row < 3; row++) {
    classes.addResource(row);
    state.addResource(row, 100);
    couplings.addResource(row);
  }
  state.setLevel(0, 2);
  state.setLevel(1, 5);
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
