import { SECOND_US } from '../../units/civil-time.ts';
import { formatBytes, formatRate, formatShare } from '../../units/format-quantity.ts';
import { type MetricUnit, metricUnit } from '../../units/metric-unit.ts';
import { durationText } from './duration-text.ts';

const FORMATS: Readonly<Record<MetricUnit, (value: number) => string>> = {
  share: formatShare,
  bytes: formatBytes,
  rate: formatRate,
  seconds: formatSeconds,
  count: String,
};

/** A figure of the summary as a person reads it, in the unit that its path implies. */
export function formatMetric(metric: string, value: number): string {
  const unit = metricUnit(metric);
  return unit === undefined ? `${value}` : FORMATS[unit](value);
}

/** A number without a unit: integers in full, others with at least three significant digits and one decimal. */
export function formatCount(value: number): string {
  const whole = `${Math.trunc(Math.abs(value))}`.length;
  return Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(Math.max(3, whole + 1)))}`;
}

/** Seconds as `3h 42m`; below a minute with at most three digits: `48.5s`. */
export function formatSeconds(seconds: number): string {
  return durationText(Math.round(seconds * SECOND_US));
}

/** Whole seconds, at least one for any value but zero: late by a moment is still late. */
export function roundedSeconds(seconds: number): string {
  return formatSeconds(seconds < 1 ? Math.ceil(seconds) : Math.round(seconds));
}
