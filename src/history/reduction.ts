import { knownMedian } from '../metrics/quantile.ts';
import type { PastSession } from './past-session.ts';

/** Median of bytes stored per byte of data; undefined if no session states it. */
export function reductionOf(sessions: readonly PastSession[]): number | undefined {
  return knownMedian(
    sessions.map(({ dataBytes = 0, backupBytes = 0 }) =>
      dataBytes > 0 && backupBytes > 0 ? backupBytes / dataBytes : undefined,
    ),
  );
}
