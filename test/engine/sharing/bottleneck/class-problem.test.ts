import { expect, test } from 'vitest';
import { problemOf } from '../../../../src/engine/sharing/bottleneck/class-problem.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { LevelState } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { certify } from '../../../../src/engine/sharing/max-min-certificate.ts';

/** Class 0 is gone, class 1 has two members of weight 3 over 0 and 1, class 2 one at its cap of 4 over 1. */
function stand(): LevelState {
  const classes = new FlowClasses();
  const state = new LevelState(classes);
  for (const row of [0, 1]) {
    classes.addResource(row);
    state.addResource(row, [30, 90][row]!);
  }
  const begin = (weight: number, cap: number, path: readonly number[]) => {
    const coefficients = path.map(() => 0.5);
    const c = classes.join({ amount: 1, weight, cap, resources: path, coefficients, tag: 0 });
    state.begin(c);
    return c;
  };
  const gone = begin(7, 7, [0, 1]);
  begin(3, 60, [0, 1]);
  begin(3, 60, [0, 1]);
  begin(1, 4, [1]);
  classes.leave(gone);
  // Two of weight 3 that take half a unit per unit: 3 units of level, so 30 are all taken at level 10.
  state.level[0] = 10;
  state.free(1);
  return state;
}

test('each class with members is one flow with the weight, the cap and the rate of all its members', () => {
  const problem = problemOf(stand());
  const { flows, flowCount, weight, cap, rate, resourceCount, pathStart, pathLength } = problem;
  const of = (column: ArrayLike<number>) => [...flows].map((flow) => column[flow]);
  expect([[...flows], flowCount, resourceCount]).toEqual([[1, 2], 2, 2]);
  expect([of(weight), of(cap), of(rate)]).toEqual([
    [6, 1],
    [120, 4],
    [60, 4],
  ]);
  expect([of(pathStart), of(pathLength)]).toEqual([
    [4, 8],
    [2, 1],
  ]);
  expect(certify(problem)).toEqual([]);
});

test('levels that are not fair are caught, whichever class gets too little', () => {
  const state = stand();
  state.level[0] = 11;
  expect(certify(problemOf(state))).toEqual(['resource 0 gives 33 of 30']);
  state.level[0] = 9;
  expect(certify(problemOf(state))).toEqual([
    'flow 1 could grow: rate 54, below its cap, without a bottleneck',
  ]);
  state.level[0] = 10;
  state.level[1] = 2;
  state.free(2);
  expect(certify(problemOf(state))).toEqual([
    'flow 2 could grow: rate 2, below its cap, without a bottleneck',
  ]);
});
