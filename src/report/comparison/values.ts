import { formatShare } from '../../units/format-quantity.ts';
import { metricUnit } from '../../units/metric-unit.ts';
import { formatCount, formatMetric } from '../wording/metric-value.ts';
import type { Change } from './figures.ts';

/** A figure as a person reads it; numbers without a unit are rounded to the digits that matter. */
export function formatFigure(metric: string, value: number): string {
  if (value < 0 && metric.endsWith('.spareSeconds')) return `${formatMetric(metric, -value)} late`;
  const text = formatMetric(metric, value);
  return text === `${value}` ? formatCount(value) : text;
}

/** The change with its sign and unit: `+12m 3s`, `-1.5 TB`. Changes of a share are in percentage points. */
export function formatChange(metric: string, difference: number): string {
  if (difference === 0) return '0';
  const size = formatFigure(metric, Math.abs(difference));
  const points = size === '0%' ? '<0.1%' : size;
  const text = points.endsWith('%') ? `${points.slice(0, -1)} points` : points;
  return `${signOf(difference)}${text}`;
}

/**
 * Whether a change of the figure, as a share of it, says anything: not for a time to spare, which may be near 0 or below, and
 * not for a share, where percent beside percentage points would be taken for them.
 */
export function hasPercent(metric: string): boolean {
  return !metric.endsWith('.spareSeconds') && metricUnit(metric) !== 'share';
}

/** `+5%` of the first side's value; if that is 0, there is no percentage. */
export function formatPercent({ difference, share }: Change): string {
  if (difference === 0) return '0%';
  if (share === null) return 'from 0';
  const size = formatShare(Math.abs(share));
  return size === '0%' ? `${signOf(difference)}<0.1%` : `${signOf(difference)}${size}`;
}

function signOf(difference: number): string {
  return difference > 0 ? '+' : '-';
}
