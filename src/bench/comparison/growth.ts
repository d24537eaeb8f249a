import type { Row } from '../table.ts';
import { type Target, verdict } from './targets.ts';

/** Two benchmarks that differ in one respect, usually size: how much longer one disk takes in the larger one. */
export interface Growth extends Target {
  readonly name: string;
  readonly small: string;
  readonly large: string;
  /** The reason for the floor. */
  readonly because: string;
  /** The item counted, if it is not a disk. */
  readonly item?: string;
}

export const GROWTHS: readonly Growth[] = [
  {
    name: 'growth',
    small: 'night-5000',
    large: 'night-20000',
    floor: 2,
    goal: 1.3,
    because: '4 would be the square of the queue',
  },
  {
    name: 'growth-flows',
    small: 'flows-400',
    large: 'flows-6400',
    floor: 8,
    goal: 4,
    because: '16 times the flows: in proportion would be 16, the square 256',
  },
  {
    name: 'growth-disks',
    small: 'kernel-c-10000',
    large: 'kernel-c-1000000',
    floor: 1.3,
    goal: 1.1,
    because: 'the same infrastructure, so 1 would be in proportion',
  },
  {
    name: 'product-share',
    small: 'kernel-c2',
    large: 'product-c2',
    floor: 4,
    goal: 2,
    because: 'all that is not sharing of rates: reading, deciding, measuring, writing',
  },
  {
    name: 'growth-product',
    small: 'product-c2-10000',
    large: 'product-c2-1000000',
    floor: 1.3,
    goal: 1.1,
    because: 'the same infrastructure, so 1 would be in proportion',
  },
  {
    name: 'growth-week',
    small: 'product-c2',
    large: 'week-150000',
    floor: 1.5,
    goal: 1,
    because: 'seven nights of half as many disks again',
  },
  {
    name: 'queue-overhead',
    small: 'replications-2',
    large: 'replications-queue',
    floor: 1.25,
    goal: 1.05,
    because: 'the same two threads, in a worker; server and sender share the cores',
    item: 'replication',
  },
];

/** A completed check, as `--json` prints it. */
export interface GrowthRow extends Target {
  readonly name: string;
  /** Of the larger benchmark. */
  readonly seconds: number;
  /** Time per item of the larger benchmark divided by that of the smaller one. */
  readonly ratio: number;
  readonly reference: string;
}

/** Undefined if the two were not measured. */
export function growthOf(
  { name, small, large, floor, goal, item = 'disk' }: Growth,
  rows: readonly Row[],
): GrowthRow | undefined {
  const [before, after] = [small, large].map((each) => rows.find((row) => row.name === each));
  if (before?.microsecondsPerDisk === undefined || after?.microsecondsPerDisk === undefined) return undefined;
  const ratio = after.microsecondsPerDisk / before.microsecondsPerDisk;
  return { name, seconds: after.seconds, ratio, reference: `${small}, per ${item}`, floor, goal };
}

export function growthLine({ large, small, because, item = 'disk' }: Growth, row: GrowthRow): string {
  return (
    `Growth: a ${item} of ${large} takes ${row.ratio.toFixed(2)} x the time of one of ${small} ` +
    `(floor ${row.floor}, goal ${row.goal}; ${because}): ${verdict(row.ratio, row)}`
  );
}
