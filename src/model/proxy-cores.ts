import { ramFor } from './proxy-ram.ts';

/** What determines the processing capacity of a proxy. */
export interface ProxyCores {
  readonly cores: number;
  /** Relative speed of a core. */
  readonly speed: number;
  /** Bytes of memory. */
  readonly ram: number;
}

/**
 * Processing capacity of a proxy with a number of tasks, in cores of speed 1. With more tasks than cores it is divided by
 * 1 + penalty × oversubscription; if the tasks need more memory than there is, it shrinks in proportion.
 */
export function coresWith({ cores, speed, ram }: ProxyCores, tasks: number, penalty: number): number {
  const excess = Math.max(0, tasks / cores - 1);
  const crowding = 1 / (1 + penalty * excess);
  const memory = Math.min(1, ram / ramFor(tasks));
  return cores * speed * crowding * memory;
}
