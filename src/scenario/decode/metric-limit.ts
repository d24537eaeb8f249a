import { type MetricAmount, parseMetricAmount } from '../../units/metric-amount.ts';
import { refuse } from '../../units/quantity-problem.ts';
import { quantity } from './quantity-field.ts';

/** A limit for a metric of the summary. The cross-check compares its unit with the metric's. */
export const metricLimit = () =>
  quantity<MetricAmount>({
    text: parseMetricAmount,
    number: (value) =>
      Number.isFinite(value)
        ? { ok: true, value: { value, unit: undefined } }
        : refuse('out-of-range', `${value} is not a number to compare with.`),
    what: 'a number or a quantity such as 8h, 40% or 500 GB',
    json: { type: ['string', 'number'], examples: ['8h', '40%', '500 GB'] },
  });
