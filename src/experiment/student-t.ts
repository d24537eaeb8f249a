import { normalQuantile } from '../engine/random/normal-quantile.ts';

/** Beyond this many degrees of freedom a series around the normal law is exact to twelve digits. */
const MANY = 10_000;

/**
 * The probability that a Student variable with whole `degrees` of freedom lies between -t and t, t >= 0: a finite sum
 * of cosines, exact but for rounding (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
 */
export function studentWithin(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  const square = cosine * cosine;
  const isOdd = degrees % 2 === 1;
  // The terms go 1, c²·1/2, c⁴·1·3/(2·4), … for even degrees and c, c³·2/3, c⁵·2·4/(3·5), … for odd ones.
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 2 : 1; k <= degrees - 3; k += 2) {
    term *= (square * k) / (k + 1);
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}

/**
 * The t that a Student variable stays below with probability p, for 0.5 < p < 1 and whole degrees of freedom from 1 on;
 * anything else throws a RangeError.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0.5 && p < 1) || !Number.isSafeInteger(degrees) || degrees < 1) {
    throw new RangeError(`a t quantile needs 0.5 < p < 1 and whole degrees, got ${p} and ${degrees}`);
  }
  if (degrees > MANY) return quantileOfMany(normalQuantile(p), degrees);
  const within = 2 * p - 1;
  let low = 0;
  let high = 1;
  while (studentWithin(high, degrees) < within) high *= 2;
  // Halving ends where two neighbouring numbers are left: no iteration to tune, the same digits everywhere.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (studentWithin(middle, degrees) < within) low = middle;
    else high = middle;
  }
}

/** Abramowitz and Stegun 26.7.5, to the square of the degrees. */
function quantileOfMany(z: number, degrees: number): number {
  const square = z * z;
  const first = (z * (square + 1)) / 4;
  const second = (z * ((5 * square + 16) * square + 3)) / 96;
  return z + first / degrees + second / (degrees * degrees);
}
