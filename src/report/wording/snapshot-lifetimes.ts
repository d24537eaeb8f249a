import type { SnapshotColumns } from '../../metrics/columns/snapshot-columns.ts';
import { median, quantile } from '../../metrics/quantile.ts';
import { formatSeconds } from './metric-value.ts';

/** How long snapshots existed: `median 12m, P95 40m, longest 1h 2m`; the longest also in seconds. */
export function snapshotLifetimes({ count, lifeSeconds }: SnapshotColumns): {
  readonly words: string;
  readonly longest: number;
} {
  // The columns may have spare capacity.
  const lives = lifeSeconds.subarray(0, count);
  const longest = quantile(lives, 1);
  const [middle, p95, most] = [median(lives), quantile(lives, 0.95), longest].map(formatSeconds);
  return { words: `median ${middle}, P95 ${p95}, longest ${most}`, longest };
}
