/**
 * Exact halves come up where capacities are round numbers, and solvers that add in different orders see them a rounding
 * apart. So a little less than a half counts as a half: far more than roundings amount to, far less than matters.
 */
const NEARLY = 1e-4;

/** A duration in microseconds as a whole number, the nearest one, halves up. */
export function wholeMicroseconds(durationUs: number): number {
  return Math.floor(durationUs + 0.5 + NEARLY);
}
