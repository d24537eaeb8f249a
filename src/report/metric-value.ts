import { SECOND_US } from '../units/civil-time.ts';
import { formatBytes, formatDuration, formatRate, formatShare } from '../units/format-quantity.ts';
import { type MetricUnit, metricUnit } from '../units/metric-unit.ts';

const FORMATS: Readonly<Record<MetricUnit, (value: number) => string>> = {
  share: formatShare,
  bytes: formatBytes,
  rate: formatRate,
  seconds: formatSeconds,
  count: String,
};

/** A figure of the summary as a person reads it, in the unit that its path tells. */
export function formatMetric(metric: string, value: number): string {
  const unit = metricUnit(metric);
  return unit === undefined ? `${value}` : FORMATS[unit](value);
}

/** Seconds as `3h 42m`; below a minute to the millisecond. */
export function formatSeconds(seconds: number): string {
  return formatDuration(Math.round(seconds * SECOND_US));
}
