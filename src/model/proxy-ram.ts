import { DEFAULTS } from '../scenario/defaults.ts';

/** Bytes of memory that a proxy needs to run so many tasks. */
export function ramFor(tasks: number): number {
  return DEFAULTS.proxyRam.value + tasks * DEFAULTS.taskRam.value;
}
