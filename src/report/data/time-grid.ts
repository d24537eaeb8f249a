/** A run in steps of equal length. */
export interface TimeGrid {
  /** Where the first step begins; a multiple of the step. */
  readonly fromSeconds: number;
  /** Whole seconds, or a whole part of one: 1 / stepSeconds is a whole number then. */
  readonly stepSeconds: number;
  readonly steps: number;
}

/**
 * When a step begins, which is when the one before it ends: the number that an instant of the run written in seconds is,
 * to the last digit. For parts of a second a division by whole numbers tells it; 3 × 0.1 would be more than 0.3.
 */
export function beginOfStep({ fromSeconds, stepSeconds }: TimeGrid, step: number): number {
  if (stepSeconds >= 1) return fromSeconds + step * stepSeconds;
  const inSecond = Math.round(1 / stepSeconds);
  return (Math.round(fromSeconds * inSecond) + step) / inSecond;
}

/** The step that an instant falls into; one from before the first step falls into that. */
export function stepAt(grid: TimeGrid, seconds: number): number {
  const near = Math.floor((seconds - grid.fromSeconds) / grid.stepSeconds);
  if (near < 0) return 0;
  // The quotient of parts of a second may be on the other side of a whole number.
  if (beginOfStep(grid, near) > seconds) return Math.max(0, near - 1);
  return beginOfStep(grid, near + 1) <= seconds ? near + 1 : near;
}

/** For how long an interval covers a step, seconds; 0 or less: not at all. */
export function covered(grid: TimeGrid, step: number, from: number, to: number): number {
  return Math.min(to, beginOfStep(grid, step + 1)) - Math.max(from, beginOfStep(grid, step));
}

/** Adds a height that holds over an interval to the means of the steps that it touches. */
export function spread(grid: TimeGrid, into: Float64Array, height: number, from: number, to: number): void {
  const { stepSeconds, steps } = grid;
  const first = stepAt(grid, from);
  const last = Math.min(steps - 1, stepAt(grid, to));
  // Steps in the midst of a long interval get the whole height: exactly so, where they begin and end at whole seconds.
  const whole = (height * stepSeconds) / stepSeconds;
  const addPart = (step: number) => {
    const part = covered(grid, step, from, to);
    if (part > 0) into[step]! += (height * part) / stepSeconds;
  };
  let step = first;
  if (stepSeconds >= 1 && last - first > FEW) {
    addPart(step++);
    for (; step < last; step++) into[step]! += whole;
  }
  for (; step <= last; step++) addPart(step);
}

/** Up to so many steps there is no midst. */
const FEW = 4;
