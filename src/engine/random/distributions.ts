import { normalQuantile } from './normal-quantile.ts';
import type { Random } from './random.ts';

/**
 * A probability distribution; samples are in the caller's unit.
 *
 * `mu` and `sigma` are the mean and standard deviation of the logarithm. `min` and `max` clamp a sample to the limit.
 * The `weights` of a discrete distribution need not add up to 1.
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | {
      readonly kind: 'lognormal';
      readonly mu: number;
      readonly sigma: number;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | {
      readonly kind: 'normal';
      readonly mean: number;
      readonly sd: number;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** Half the step between two numbers of a stream: used instead of 0, whose quantile would be minus infinity. */
const HALF_STEP = 5.551115123125783e-17; // 2^-54

/** The 95th percentile of the standard normal distribution. */
const Z95 = normalQuantile(0.95);

/**
 * Draws one sample by inverse transform: the quantile function of the distribution at exactly one uniform number. So every
 * distribution, even a constant, takes one number of the stream, and a larger uniform number never gives a smaller
 * sample: streams of two scenarios stay aligned, and their samples positively correlated, when a distribution changes.
 * Throws a RangeError when the parameters make no sense.
 */
export function sample(distribution: Distribution, random: Random): number {
  const u = random.next();
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      need(distribution.low <= distribution.high, distribution);
      return distribution.low + u * (distribution.high - distribution.low);
    case 'exponential':
      need(distribution.mean >= 0, distribution);
      return -distribution.mean * Math.log1p(-u);
    case 'lognormal': {
      need(distribution.sigma >= 0, distribution);
      const value = Math.exp(distribution.mu + distribution.sigma * normalQuantile(u || HALF_STEP));
      return clamped(value, distribution);
    }
    case 'triangular':
      return triangular(distribution.low, distribution.mode, distribution.high, u);
    case 'normal':
      need(distribution.sd >= 0, distribution);
      return clamped(distribution.mean + distribution.sd * normalQuantile(u || HALF_STEP), distribution);
    case 'discrete':
      return discrete(distribution.values, distribution.weights, u);
  }
}

/**
 * The lognormal distribution with the given median and 95th percentile, both in the unit of the samples.
 * Throws a RangeError unless 0 < median <= p95.
 */
export function lognormalFrom(shape: { readonly median: number; readonly p95: number }): {
  mu: number;
  sigma: number;
} {
  const { median, p95 } = shape;
  if (!(median > 0 && p95 >= median && p95 < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a lognormal law needs 0 < median <= p95, got median ${median} and p95 ${p95}`);
  }
  return { mu: Math.log(median), sigma: Math.log(p95 / median) / Z95 };
}

function need(valid: boolean, distribution: Distribution): void {
  if (!valid) throw new RangeError(`this law makes no sense: ${JSON.stringify(distribution)}`);
}

function clamped(
  value: number,
  limits: { readonly min?: number | undefined; readonly max?: number | undefined },
): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits;
  if (!(min <= max)) throw new RangeError(`a law cannot lie between ${min} and ${max}`);
  return Math.min(max, Math.max(min, value));
}

function triangular(low: number, mode: number, high: number, u: number): number {
  if (!(low <= mode && mode <= high)) {
    throw new RangeError(`a triangular law needs low <= mode <= high, got ${low}, ${mode}, ${high}`);
  }
  const width = high - low;
  if (u * width < mode - low) return low + Math.sqrt(u * width * (mode - low));
  return high - Math.sqrt((1 - u) * width * (high - mode));
}

function discrete(values: readonly number[], weights: readonly number[], u: number): number {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`a discrete law cannot have weight ${weight}`);
    total += weight;
  }
  if (values.length !== weights.length || !(total > 0 && total < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a discrete law needs as many weights as values and a sum above 0, got ${total}`);
  }
  let left = u * total;
  let last = 0;
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0) continue;
    last = values[i]!;
    left -= weights[i]!;
    if (left < 0) break;
  }
  return last;
}
