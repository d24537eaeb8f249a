import type { Summary } from '../../metrics/summary/summary.ts';
import type { PolicyDeclaration, Scenario } from '../../scenario/scenario.ts';
import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import { type Doubling, NO_FIGURE } from './doubling.ts';

const ORDER = 'largest-first';

/**
 * The run in which the tasks with most to read go first: it costs nothing, and a night that ends with one large disk
 * gains most. Undefined where no task waited, so that the order of the queue cannot matter, or where it is that order
 * already.
 */
export function largestFirst(
  { policy }: { readonly policy: PolicyDeclaration },
  { waits }: Pick<Summary, 'waits'>,
): Doubling | undefined {
  if (isLargestFirst(policy) || WAIT_CAUSES.every((cause) => waits[cause] === 0)) return undefined;
  return {
    ...NO_FIGURE,
    what: 'policy.order',
    set: [`policy.order=${ORDER}`],
    apply: inThatOrder,
  };
}

/** The scenario in which the tasks with most to read go first; undefined where they do already. */
export function withLargestFirst(scenario: Scenario): Scenario | undefined {
  return isLargestFirst(scenario.policy) ? undefined : inThatOrder(scenario);
}

const isLargestFirst = ({ order, preset }: PolicyDeclaration) => (order ?? preset) === ORDER;

const inThatOrder = (before: Scenario): Scenario => ({
  ...before,
  policy: { ...before.policy, order: ORDER },
});
