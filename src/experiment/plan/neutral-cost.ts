import { type Axis, isRising } from '../designs/axis.ts';
import { costOf, type DesignCost } from './design-cost.ts';

/**
 * The cost without prices: every step along an axis of quantities counts 1, other axes count nothing. With a single
 * axis this is certain to order the designs by cost; with several it is an assumption.
 */
export function neutralCost(axes: readonly Axis[], row: readonly number[]): DesignCost {
  return costOf(
    axes.flatMap((axis, i) =>
      isRising(axis) ? [{ path: axis.path, amount: row[i]!, price: 1, per: null }] : [],
    ),
  );
}
