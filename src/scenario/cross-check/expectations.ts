import { shown } from '../../units/quantity-problem.ts';
import type { Expectation } from '../scenario.ts';
import { type Context, present } from './context.ts';

export function expectationsOf(context: Context): Expectation[] {
  return context.tables.expect.entries.map((entry): Expectation => {
    const { metric, min, max, equals, tolerance } = entry.value;
    if (min === undefined && max === undefined && equals === undefined) {
      context.error(
        'missing-key',
        entry,
        [],
        `${shown(metric)} is expected to be nothing: say 'min', 'max' or 'equals'.`,
      );
    }
    if (min !== undefined && max !== undefined && min > max) {
      context.error('contradiction', entry, ['min'], "'min' is larger than 'max'.");
    }
    if (tolerance !== undefined && (equals === undefined || tolerance < 0)) {
      context.error(
        'contradiction',
        entry,
        ['tolerance'],
        "'tolerance' goes with 'equals' and is not negative.",
      );
    }
    return { metric, ...present({ min, max, equals, tolerance }), origin: entry.origin };
  });
}
