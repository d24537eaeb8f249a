import { type Axis, isRising } from '../designs/axis.ts';
import { costOf, type DesignCost } from './design-cost.ts';

/**
 * Without prices every step along every axis of sizes counts 1, words count nothing: with one axis less is cheaper, whatever
 * it costs; with several it is an assumption.
 */
export function neutralCost(axes: readonly Axis[], row: readonly number[]): DesignCost {
  return costOf(
    axes.flatMap((axis, i) =>
      isRising(axis) ? [{ path: axis.path, amount: row[i]!, price: 1, per: null }] : [],
    ),
  );
}
