import type { ProxyRow } from '../../model/model.ts';
import { coresWith, type ProxyCores } from '../../model/proxy-cores.ts';
import { ramFor, tasksInMemory } from '../../model/proxy-ram.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** A proxy with more slots than cores, or than its memory can carry. */
export interface OversubscribedProxy {
  readonly proxy: string;
  readonly slots: number;
  /** Null: not stated. */
  readonly cores: number | null;
  /** Number of tasks that its memory can carry; null: its memory is not stated. */
  readonly tasksInMemory: number | null;
  /** Share of the throughput at the knee that is lost when all its slots are in use; 0: none. */
  readonly lossWhenFull: number;
}

/** How tasks of a scenario load a proxy's cores. */
export interface TaskLoad {
  /** Cores that one task can keep busy. */
  readonly coresPerTask: number;
  /** Slow-down per unit of oversubscription. */
  readonly penalty: number;
}

export function taskLoadOf({ coresPerTask, oversubscriptionPenalty: penalty }: Scenario): TaskLoad {
  return { coresPerTask, penalty };
}

/** Throughput of a proxy with so many tasks that are all limited by processing, in units of one standard core. */
function throughput(proxy: ProxyCores, tasks: number, { coresPerTask, penalty }: TaskLoad): number {
  return Math.min(coresWith(proxy, tasks, penalty), tasks * coresPerTask * proxy.speed);
}

/**
 * The knee: the smallest number of tasks for which one more adds no throughput; at most the proxy's slots. Throughput is the
 * minimum of a term that rises with the tasks and one that never rises, so the first step without a gain ends the search.
 */
export function kneeOf(proxy: ProxyCores & { readonly slots: number }, load: TaskLoad): number {
  let tasks = 1;
  while (tasks < proxy.slots && throughput(proxy, tasks + 1, load) > throughput(proxy, tasks, load)) tasks++;
  return tasks;
}

export function oversubscribedProxies(
  proxies: readonly Pick<ProxyRow, 'name' | 'slots' | 'cores' | 'speed' | 'ram'>[],
  load: TaskLoad,
): OversubscribedProxy[] {
  return proxies
    .filter(({ slots, cores, ram }) => slots > cores || ramFor(slots) > ram)
    .map((proxy) => {
      const { name, slots, cores, ram } = proxy;
      const atKnee = throughput(proxy, kneeOf(proxy, load), load);
      return {
        proxy: name,
        slots,
        cores: Number.isFinite(cores) ? cores : null,
        tasksInMemory: Number.isFinite(ram) ? tasksInMemory(ram) : null,
        lossWhenFull: 1 - throughput(proxy, slots, load) / atKnee,
      };
    });
}
