import type { DesignPoint } from '../../experiment/designs/design.ts';
import { waitsByThing } from '../../explain/waits/waits-by-thing.ts';
import type { ThingWaitRow } from '../../metrics/wait-rows.ts';
import { BoundedListener, LISTENED_TASKS, WAIT_DECISIONS } from '../bounded-listener.ts';
import { runScenario } from '../run.ts';
import { readDesign, type UnitInput, unitOptions } from './experiment-runs.ts';

/**
 * For which things the tasks of a design waited in its first night (replication 0), from one more run of that night: outcomes
 * of units, which journals and queues carry, have only the causes. Null: it has more tasks, or takes more decisions, than a run
 * is explained with unasked.
 */
export function firstNightWaits(
  input: UnitInput,
  point: DesignPoint,
  { tasks = LISTENED_TASKS, decisions = WAIT_DECISIONS } = {},
): readonly ThingWaitRow[] | null {
  const design = readDesign(input, point);
  if (!design.ok) return null;
  const { scenario } = design.value;
  const options = unitOptions(input.experiment, design.value, 0);
  const listener = new BoundedListener(scenario, options, tasks);
  if (listener.explanation === undefined) return null;
  const outcome = runScenario(scenario, { ...options, trace: listener, leavesOutBound: true });
  const { explanation } = listener;
  if (!outcome.ok || explanation === undefined) return null;
  return waitsByThing(explanation, decisions) ?? null;
}
