import { median } from '../metrics/quantile.ts';
import type { PastSession } from './past-session.ts';

/** Bytes that sessions kept per byte of data, as they usually did; undefined where none tells. */
export function reductionOf(sessions: readonly PastSession[]): number | undefined {
  const ratios = sessions.flatMap(({ dataBytes = 0, backupBytes = 0 }) =>
    dataBytes > 0 && backupBytes > 0 ? [backupBytes / dataBytes] : [],
  );
  return ratios.length === 0 ? undefined : median(ratios);
}
