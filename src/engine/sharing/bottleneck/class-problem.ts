import type { MaxMinProblem } from '../max-min-problem.ts';
import type { LevelState } from './level-state.ts';

/**
 * The current classes and rates as a solved problem for `certify`. A class of n members becomes one flow with n times
 * their weight, cap and rate, which is fair exactly where the members' rates are.
 */
export function problemOf(state: LevelState): MaxMinProblem {
  const { classes, capacity } = state;
  const rows = [...classes.count.subarray(0, classes.rows).keys()].filter((c) => classes.count[c]! > 0);
  const times = (column: Float64Array) => column.map((value, c) => value * classes.count[c]!);
  const weight = times(classes.weight);
  return {
    flows: Int32Array.from(rows),
    flowCount: rows.length,
    pathStart: Int32Array.from({ length: classes.rows }, (_, c) => c << classes.strideBits),
    pathLength: classes.pathLength,
    pathResource: classes.resource,
    pathCoefficient: classes.coefficient,
    weight,
    cap: times(classes.cap),
    capacity,
    resourceCount: classes.resources,
    rate: weight.map((value, c) => value * state.levelOf(c)),
    used: new Float64Array(0),
  };
}
