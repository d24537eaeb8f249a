import { median, quantile } from '../metrics/quantile.ts';
import { forecastSeconds } from './forecast.ts';
import type { Increment } from './increments.ts';

/** Errors of forecasts relative to the actual values: 0.2 is 20 %. */
export interface ForecastErrors {
  readonly medianError: number;
  readonly p90Error: number;
  /** Sum of all forecasts over the sum of all actual values. */
  readonly total: number;
}

/** How far forecasts of increments missed, beside a plain median. */
export interface ForecastComparison {
  /** Number of increments that were forecast. */
  readonly sessions: number;
  readonly forecast: ForecastErrors;
  /** The same increments, each forecast as the median of those before it: the baseline that any model has to beat. */
  readonly rollingMedian: ForecastErrors;
}

/** An increment's actual duration, and the forecasts made from earlier ones. Seconds. */
export interface Forecast {
  readonly actual: number;
  readonly forecast: number;
  readonly rollingMedian: number;
}

/** Forecasts each increment of a job from only the `last` ones before it. */
export function walkForward(increments: readonly Increment[], last: number): Forecast[] {
  return increments.flatMap(({ seconds, parts }, at) => {
    if (at < last || seconds <= 0) return [];
    const before = increments.slice(at - last, at);
    const forecast = forecastSeconds(before, parts);
    const rollingMedian = median(before.map((increment) => increment.seconds));
    return forecast === undefined ? [] : [{ actual: seconds, forecast, rollingMedian }];
  });
}

/** Undefined if nothing could be forecast. */
export function compareForecasts(forecasts: readonly Forecast[]): ForecastComparison | undefined {
  if (forecasts.length === 0) return undefined;
  return {
    sessions: forecasts.length,
    forecast: errorsOf(forecasts, ({ forecast }) => forecast),
    rollingMedian: errorsOf(forecasts, ({ rollingMedian }) => rollingMedian),
  };
}

function errorsOf(forecasts: readonly Forecast[], said: (one: Forecast) => number): ForecastErrors {
  const errors = forecasts.map((one) => Math.abs(said(one) - one.actual) / one.actual);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    medianError: median(errors),
    p90Error: quantile(errors, 0.9),
    total: sum(forecasts.map(said)) / sum(forecasts.map(({ actual }) => actual)),
  };
}
