import { knownMedian } from '../metrics/quantile.ts';
import type { PastSession } from './past-session.ts';

/** Bytes that sessions kept per byte of data, as they usually did; undefined where none tells. */
export function reductionOf(sessions: readonly PastSession[]): number | undefined {
  return knownMedian(
    sessions.map(({ dataBytes = 0, backupBytes = 0 }) =>
      dataBytes > 0 && backupBytes > 0 ? backupBytes / dataBytes : undefined,
    ),
  );
}
