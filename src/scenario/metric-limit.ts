import type { MetricUnit } from '../units/metric-unit.ts';
import { parseDuration } from '../units/parse-duration.ts';
import { parseBytes, parseRate } from '../units/parse-quantity.ts';
import { type Quantity, refuse } from '../units/quantity-problem.ts';
import { quantity } from './quantity-field.ts';

/** What a figure of the summary is held against: seconds, bytes, bytes per second, a share. */
export interface MetricLimit {
  readonly value: number;
  /** Undefined: written as a bare number, in whatever unit the figure has. */
  readonly unit: MetricUnit | undefined;
}

export const metricLimit = () =>
  quantity<MetricLimit>({
    text: (text) => {
      const trimmed = text.trim();
      if (trimmed.endsWith('%')) return inUnit('share', percentage(trimmed));
      if (/\/|[bB]ps$/.test(trimmed)) return inUnit('rate', parseRate(trimmed));
      if (/(B|bit)$/.test(trimmed)) return inUnit('bytes', parseBytes(trimmed));
      const parsed = parseDuration(trimmed);
      return parsed.ok ? inUnit('seconds', { ok: true, value: parsed.value / 1e6 }) : parsed;
    },
    number: (value) =>
      Number.isFinite(value)
        ? { ok: true, value: { value, unit: undefined } }
        : refuse('out-of-range', `${value} is not a number to compare with.`),
    what: 'a number or a quantity such as 8h, 40% or 500 GB',
    json: { type: ['string', 'number'], examples: ['8h', '40%', '500 GB'] },
  });

function inUnit(unit: MetricUnit, read: Quantity): Quantity<MetricLimit> {
  return read.ok ? { ok: true, value: { value: read.value, unit } } : read;
}

/** Unlike other shares a metric's may pass 100 %: an overrun, a gap. */
function percentage(text: string): Quantity {
  const amount = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (amount === null) return refuse('bad-quantity', `'${text}' is not a share.`, 'Write for example 40%.');
  return { ok: true, value: Number(amount[1]) / 100 };
}
