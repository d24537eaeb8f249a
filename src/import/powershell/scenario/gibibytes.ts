import { GIB } from '../../binary-unit.ts';

/** Bytes in whole GiB, as a scenario writes them. */
export function gibibytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / GIB))} GiB`;
}
