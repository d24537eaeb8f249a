import { DEFAULTS } from '../scenario/defaults.ts';

/** Bytes of memory that a proxy needs to run a number of tasks at once. */
export function ramFor(tasks: number): number {
  return DEFAULTS.proxyRam.value + tasks * DEFAULTS.taskRam.value;
}

/** Tasks for which a proxy's memory (bytes) is enough. Infinity if the memory is not stated. */
export function tasksInMemory(ram: number): number {
  return Math.max(0, Math.floor((ram - DEFAULTS.proxyRam.value) / DEFAULTS.taskRam.value));
}
