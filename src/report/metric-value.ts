import { SECOND_US } from '../units/civil-time.ts';
import { formatBytes, formatDuration, formatRate, formatShare } from '../units/format-quantity.ts';

const SHARE = /(?:Utilisation|utilisation|gap|source|proxy|network|target|[sS]hare|shareAboveKnee)$/;
const BYTES = /Bytes$/;
const RATE = /(?:processingRate|[rR]ate)$/;
const SECONDS = /(?:window|overrun|[sS]econds|secondsStopped|secondsThrottled|mean|p95|max)$/;

/**
 * A figure of the summary as a person reads it, by the last word of its path:
 * `jobs.nightly.window` is a duration, `proxies.px1.slotUtilisation` a share, `totals.readBytes` an amount.
 */
export function formatMetric(metric: string, value: number): string {
  if (metric.startsWith('waits.')) return formatSeconds(value);
  if (SHARE.test(metric)) return formatShare(value);
  if (BYTES.test(metric)) return formatBytes(value);
  if (RATE.test(metric)) return formatRate(value);
  if (SECONDS.test(metric)) return formatSeconds(value);
  return `${value}`;
}

/** Seconds as `3h 42m`; below a minute to the millisecond. */
export function formatSeconds(seconds: number): string {
  return formatDuration(Math.round(seconds * SECOND_US));
}
