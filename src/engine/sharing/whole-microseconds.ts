/**
 * With round capacities many durations are exactly half a microsecond, and solvers that add in different orders compute
 * them a few roundings apart. So a fraction up to this much below a half counts as a half: 0.1 ns is far more than such
 * rounding errors, and far less than matters.
 */
const NEARLY = 1e-4;

/** A duration in microseconds, rounded to the nearest whole number, halves up. */
export function wholeMicroseconds(durationUs: number): number {
  return Math.floor(durationUs + 0.5 + NEARLY);
}
