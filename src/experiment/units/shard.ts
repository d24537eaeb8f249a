import type { WorkUnit } from './work-unit.ts';

/** One of several parts of an experiment, for machines that do not communicate. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** Parses `3/8`; undefined if it is not a shard. */
export function readShard(text: string): Shard | undefined {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
  if (match === null) return undefined;
  const shard = { index: Number(match[1]), of: Number(match[2]) };
  return shard.index >= 1 && shard.index <= shard.of ? shard : undefined;
}

/** The units of a shard: every N-th, so that expensive designs at one end of a grid are distributed evenly. */
export function unitsOfShard(units: readonly WorkUnit[], { index, of }: Shard): WorkUnit[] {
  return units.filter((_, i) => i % of === index - 1);
}
