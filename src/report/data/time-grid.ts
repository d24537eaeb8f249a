/** A run in steps of equal length. */
export interface TimeGrid {
  /** Start of the first step; a multiple of the step. */
  readonly fromSeconds: number;
  /** A whole number of seconds, or an integer fraction of one: 1 / stepSeconds is then an integer. */
  readonly stepSeconds: number;
  readonly steps: number;
}

/**
 * When a step begins, which is when the one before it ends: exactly the double that the same instant of the run has
 * in seconds. For fractions of a second it divides integers, because 3 × 0.1 would be more than 0.3.
 */
export function beginOfStep({ fromSeconds, stepSeconds }: TimeGrid, step: number): number {
  if (stepSeconds >= 1) return fromSeconds + step * stepSeconds;
  const inSecond = Math.round(1 / stepSeconds);
  return (Math.round(fromSeconds * inSecond) + step) / inSecond;
}

/** When the last step ends. */
export function endOfGrid(grid: TimeGrid): number {
  return beginOfStep(grid, grid.steps);
}

/** The step that contains an instant; 0 for instants before the first step. */
export function stepAt(grid: TimeGrid, seconds: number): number {
  const near = Math.floor((seconds - grid.fromSeconds) / grid.stepSeconds);
  if (near < 0) return 0;
  // With fractions of a second the quotient may be rounded across an integer.
  if (beginOfStep(grid, near) > seconds) return Math.max(0, near - 1);
  return beginOfStep(grid, near + 1) <= seconds ? near + 1 : near;
}

/** For how many seconds an interval overlaps a step; 0 or less: not at all. */
export function covered(grid: TimeGrid, step: number, from: number, to: number): number {
  return Math.min(to, beginOfStep(grid, step + 1)) - Math.max(from, beginOfStep(grid, step));
}

/** Adds a value that holds over an interval to the means of the steps that it overlaps. */
export function spread(grid: TimeGrid, into: Float64Array, height: number, from: number, to: number): void {
  const { stepSeconds, steps } = grid;
  const first = stepAt(grid, from);
  const last = Math.min(steps - 1, stepAt(grid, to));
  const isLong = stepSeconds >= 1 && last - first > FEW;
  // Inner steps of a long interval get the whole value, which is exact if steps begin and end at whole seconds.
  const whole = (height * stepSeconds) / stepSeconds;
  for (let step = first; step <= last; step++) {
    if (isLong && step > first && step < last) {
      into[step]! += whole;
      continue;
    }
    const part = covered(grid, step, from, to);
    if (part > 0) into[step]! += (height * part) / stepSeconds;
  }
}

/** Inner steps are treated apart only if an interval overlaps more steps than this. */
const FEW = 4;
