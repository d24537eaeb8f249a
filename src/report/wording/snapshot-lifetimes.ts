import { median, quantile } from '../../metrics/quantile.ts';

/** How long snapshots existed, seconds. */
export interface SnapshotLifetimes {
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

export function snapshotLifetimes({
  count,
  lifeSeconds,
}: {
  readonly count: number;
  readonly lifeSeconds: Float64Array;
}): SnapshotLifetimes {
  // The columns may have spare capacity.
  const lives = lifeSeconds.subarray(0, count);
  return { median: median(lives), p95: quantile(lives, 0.95), longest: quantile(lives, 1) };
}
