import { DEFAULTS } from '../scenario/defaults.ts';

/** Bytes of memory that a proxy needs to run so many tasks. */
export function ramFor(tasks: number): number {
  return DEFAULTS.proxyRam.value + tasks * DEFAULTS.taskRam.value;
}

/** Tasks that so many bytes of memory carry. Infinity where a proxy's memory is not stated. */
export function tasksInMemory(ram: number): number {
  return Math.max(0, Math.floor((ram - DEFAULTS.proxyRam.value) / DEFAULTS.taskRam.value));
}
