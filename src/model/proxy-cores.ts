import { ramFor } from './proxy-ram.ts';

/** What a proxy's processors are worth, and what slows them down. */
export interface ProxyCores {
  readonly cores: number;
  /** Relative speed of a core. */
  readonly speed: number;
  /** Bytes of memory. */
  readonly ram: number;
}

/**
 * Cores' worth of processing that a proxy gives with so many tasks: less when there are more tasks than
 * cores, by a penalty per unit of oversubscription, and less in proportion when the tasks outgrow the memory.
 */
export function coresWith({ cores, speed, ram }: ProxyCores, tasks: number, penalty: number): number {
  const excess = Math.max(0, tasks / cores - 1);
  const crowding = 1 / (1 + penalty * excess);
  const memory = Math.min(1, ram / ramFor(tasks));
  return cores * speed * crowding * memory;
}
