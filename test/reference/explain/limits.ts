import type { Stage } from '../simulator/resources.ts';
import type { Task } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';

/** What keeps a rate from being higher: a capacity that is full, or what a single task can take. */
export interface Limit {
  readonly stage: Stage | 'throttling';
  /** As the reference calls the resource; of a task's own limit as people call it. */
  readonly name: string;
  /** Flows that cross it. */
  readonly sharers: number;
}

const SAME = 1e-9;

/** A rate is max-min fair if each flow is at its own limit, or crosses something full in which nobody has more: all that is so of this one. */
export function limitsOf(world: World, task: Task): Limit[] {
  const { path, rate } = task;
  const flows = world.flowing;
  const own = path!.limits
    .filter(({ rate: most }) => rate >= most * (1 - SAME))
    .map(({ stage, of }): Limit => ({ stage, name: of, sharers: 1 }));
  const full = path!.crossed.filter(({ name }) => {
    const crossing = flows.filter((flow) => (flow.path!.needs.get(name) ?? 0) > 0);
    const used = crossing.reduce((sum, flow) => sum + flow.rate * flow.path!.needs.get(name)!, 0);
    const most = Math.max(...crossing.map((flow) => flow.rate));
    const capacity = path!.capacities.get(name)!(world);
    return used >= capacity * (1 - SAME) && rate >= most * (1 - SAME);
  });
  return [
    ...own,
    ...full.map(
      ({ name, stage, isRateLimit }): Limit => ({
        stage: isRateLimit ? 'throttling' : stage,
        name,
        sharers: flows.filter((flow) => (flow.path!.needs.get(name) ?? 0) > 0).length,
      }),
    ),
  ];
}
