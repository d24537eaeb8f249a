import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import { coresOf } from '../simulator/resources.ts';
import type { World } from '../simulator/world.ts';

/** Processing that so many tasks get out of a proxy: each what a task may use, together what its cores give. */
function processing({ estate, scenario }: World, proxy: BackupProxy, tasks: number): number {
  const own = tasks * scenario.coresPerTask * proxy.speed;
  return proxy.cores === Number.POSITIVE_INFINITY ? own : Math.min(own, coresOf(estate, proxy, tasks));
}

/** Tasks after which one more brings no more processing, at most the slots. */
export function kneeOf(world: World, proxy: BackupProxy): number {
  for (let tasks = 1; tasks < proxy.maxConcurrentTasks; tasks++)
    if (processing(world, proxy, tasks + 1) <= processing(world, proxy, tasks)) return tasks;
  return proxy.maxConcurrentTasks;
}
