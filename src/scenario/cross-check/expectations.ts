import { present } from '../../collections/present.ts';
import { unitProblem } from '../../units/metric-amount.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Expectation } from '../scenario.ts';
import type { Context } from './context.ts';

export function expectationsOf(context: Context): Expectation[] {
  return context.tables.expect.entries.map((entry): Expectation => {
    const { metric, min, max, equals, tolerance } = entry.value;
    if (min === undefined && max === undefined && equals === undefined) {
      context.report(
        'missing-key',
        entry,
        [],
        `This expectation of ${shown(metric)} has no limit.`,
        "Write 'min', 'max' or 'equals'.",
      );
    }
    if (min !== undefined && max !== undefined && min.value > max.value) {
      context.report('contradiction', entry, ['min'], "'min' is larger than 'max'.");
    }
    if (tolerance !== undefined && equals === undefined) {
      const hint = "Leave 'tolerance' out, or write 'equals'.";
      context.report('contradiction', entry, ['tolerance'], "'tolerance' goes with 'equals'.", hint);
    } else if (tolerance !== undefined && tolerance.value < 0) {
      context.report('contradiction', entry, ['tolerance'], "'tolerance' must not be negative.");
    }
    for (const [key, limit] of Object.entries({ min, max, equals, tolerance })) {
      if (limit === undefined) continue;
      const problem = unitProblem(metric, limit, { named: key, written: `${limit.value}` });
      if (problem !== undefined) context.report(problem.code, entry, [key], problem.message, problem.hint);
    }
    const limits = {
      min: min?.value,
      max: max?.value,
      equals: equals?.value,
      tolerance: tolerance?.value,
    };
    return { metric, ...present(limits), origin: entry.origin };
  });
}
