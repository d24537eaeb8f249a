import { normalQuantile } from '../../engine/random/normal-quantile.ts';

/** Beyond this many degrees of freedom a series around the normal distribution is exact to twelve digits. */
const MANY = 10_000;

/** From here on the series of `gammaRatio` is exact to the last digits. */
const LARGE = 30;

/** Coefficients of gamma(z + 1/2) / (gamma(z) * sqrt(z)) in powers of 1 / z, the last one first. */
const GAMMA_RATIO = [
  39_325 / 33_554_432,
  869 / 4_194_304,
  -399 / 262_144,
  -21 / 32_768,
  5 / 1024,
  1 / 128,
  -1 / 8,
  1,
];

/** The continued fraction ends with a step that changes only the last digits. */
const LAST_DIGITS = 1e-15;

/**
 * The probability that a Student variable lies outside -t to t, t >= 0, with any `degrees` of freedom above 0: the
 * p-value of a two-sided test. The incomplete beta function at degrees / (degrees + t²), by its continued fraction
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8 and 26.7.1).
 */
export function studentBeyond(t: number, degrees: number): number {
  if (t === Number.POSITIVE_INFINITY) return 0;
  const half = degrees / 2;
  const square = t * t;
  const x = degrees / (degrees + square);
  // x^(degrees / 2) * (1 - x)^(1 / 2) / B(degrees / 2, 1 / 2); B contains the ratio of gammas and the square root of
  // pi.
  const front =
    Math.exp(-half * Math.log1p(square / degrees)) *
    Math.sqrt(square / (degrees + square) / Math.PI) *
    gammaRatio(half);
  // The probability outside or inside, whichever fraction converges fast: a small probability keeps its digits.
  if (x < (half + 1) / (half + 2.5)) return (front * betaFraction(x, half, 0.5)) / half;
  const within = (front * betaFraction(square / (degrees + square), 0.5, half)) / 0.5;
  return 1 - within;
}

/**
 * gamma(z + 1/2) / gamma(z) for z > 0: its asymptotic series at a large enough z, and the recurrence back to this
 * one.
 */
function gammaRatio(z: number): number {
  let factor = 1;
  let large = z;
  for (; large < LARGE; large += 1) factor *= large / (large + 0.5);
  let series = 0;
  for (const coefficient of GAMMA_RATIO) series = series / large + coefficient;
  return factor * Math.sqrt(large) * series;
}

/** The continued fraction of the incomplete beta function, evaluated forwards (Lentz 1976). */
function betaFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let k = 1; ; k += 1) {
    const even = a + 2 * k;
    const up = (k * (b - k) * x) / ((even - 1) * even);
    denominator = 1 / (1 + up * denominator);
    numerator = 1 + up / numerator;
    value *= numerator * denominator;
    const down = (-(a + k) * (a + b + k) * x) / (even * (even + 1));
    denominator = 1 / (1 + down * denominator);
    numerator = 1 + down / numerator;
    const factor = numerator * denominator;
    value *= factor;
    if (!(Math.abs(factor - 1) > LAST_DIGITS)) return value;
  }
}

/**
 * The t below which a Student variable stays with probability p, for 0.5 < p < 1 and at least 1 degree of freedom;
 * otherwise throws RangeError.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0.5 && p < 1) || !(degrees >= 1 && degrees < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a t quantile needs 0.5 < p < 1 and degrees from 1 on, got ${p} and ${degrees}`);
  }
  if (degrees > MANY) return quantileOfMany(normalQuantile(p), degrees);
  const beyond = 2 * (1 - p);
  let low = 0;
  let high = 1;
  while (studentBeyond(high, degrees) > beyond) high *= 2;
  // The bisection ends at two adjacent doubles, so there is no tolerance to tune, and the digits are the same on
  // every machine.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (studentBeyond(middle, degrees) > beyond) low = middle;
    else high = middle;
  }
}

/** Abramowitz and Stegun 26.7.5, up to the squared term. */
function quantileOfMany(z: number, degrees: number): number {
  const square = z * z;
  const first = (z * (square + 1)) / 4;
  const second = (z * ((5 * square + 16) * square + 3)) / 96;
  return z + first / degrees + second / (degrees * degrees);
}
