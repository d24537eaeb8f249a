import type { ProxyRow } from '../../model/model.ts';
import { coresWith, type ProxyCores } from '../../model/proxy-cores.ts';
import { ramFor, tasksInMemory } from '../../model/proxy-ram.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** A proxy with more slots than its cores or its memory have use for. */
export interface OversubscribedProxy {
  readonly proxy: string;
  readonly slots: number;
  /** Null: not stated. */
  readonly cores: number | null;
  /** Tasks that its memory carries; null: its memory is not stated. */
  readonly tasksInMemory: number | null;
  /** Share of the processing at the knee that is lost when all its slots are in use: 0 where nothing is. */
  readonly lossWhenFull: number;
}

/** How a proxy's cores take the tasks of a scenario. */
export interface TaskLoad {
  /** Cores that one task may keep busy. */
  readonly coresPerTask: number;
  /** Slow-down per unit of oversubscription. */
  readonly penalty: number;
}

export function taskLoadOf({ coresPerTask, oversubscriptionPenalty: penalty }: Scenario): TaskLoad {
  return { coresPerTask, penalty };
}

/** Cores' worth of processing that so many tasks get out of a proxy, if all of them have as much to do as they can. */
export function throughput(proxy: ProxyCores, tasks: number, { coresPerTask, penalty }: TaskLoad): number {
  return Math.min(coresWith(proxy, tasks, penalty), tasks * coresPerTask * proxy.speed);
}

/**
 * The knee: the smallest number of tasks after which one more brings no more processing; at most the proxy's slots.
 * Tasks alone set the rising part, the crowded machine the rest, which never rises: so the first step that brings
 * nothing is the last one that has to be looked at.
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
