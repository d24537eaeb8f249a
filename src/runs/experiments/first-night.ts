import { inOneGo } from '../../collections/in-parts.ts';
import type { DesignPoint } from '../../experiment/designs/design.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import { waitsByThing } from '../../explain/waits/waits-by-thing.ts';
import { BoundedListener, LISTENED_TASKS, WAIT_DECISIONS } from '../bounded-listener.ts';
import { runScenario } from '../run.ts';
import { readDesign, type UnitInput, unitOptions } from './experiment-runs.ts';

type FirstNight = Pick<Plan, 'waitsByThing' | 'limitedBy'>;

const NOTHING: FirstNight = { waitsByThing: null, limitedBy: null };

/**
 * The things that tasks of a design waited for in its first night (replication 0), and the things that limited its
 * data. That night is run once more, because the outcomes of units only have causes and stages. Null if the night has
 * more tasks, or takes more decisions to explain, than the given limits.
 */
export function firstNight(
  input: UnitInput,
  point: DesignPoint,
  { tasks = LISTENED_TASKS, decisions = WAIT_DECISIONS } = {},
): FirstNight {
  const design = readDesign(input, point);
  if (!design.ok) return NOTHING;
  const { scenario } = design.value;
  const options = unitOptions(input.experiment, design.value, 0);
  const listener = new BoundedListener(scenario, options, tasks);
  if (listener.explanation === undefined) return NOTHING;
  const outcome = runScenario(scenario, { ...options, trace: listener, leavesOutBound: true });
  if (!outcome.ok) return NOTHING;
  const { explanation } = listener;
  return {
    waitsByThing:
      (explanation === undefined ? undefined : inOneGo(waitsByThing(explanation, decisions))) ?? null,
    limitedBy: outcome.result.limitedBy,
  };
}
