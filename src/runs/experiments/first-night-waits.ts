import type { DesignPoint } from '../../experiment/designs/design.ts';
import { waitsByThing } from '../../explain/waits/waits-by-thing.ts';
import type { ThingWaitRow } from '../../metrics/wait-rows.ts';
import { BoundedListener, LISTENED_TASKS, WAIT_DECISIONS } from '../bounded-listener.ts';
import { runScenario } from '../run.ts';
import { readDesign, type UnitInput, unitOptions } from './experiment-runs.ts';

/**
 * The things that tasks of a design waited for in its first night (replication 0). That night is run once more, because the
 * outcomes of units only have causes. Null if the night has more tasks, or takes more decisions to explain, than the given limits.
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
