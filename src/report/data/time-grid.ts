/** A run in steps of equal length. */
export interface TimeGrid {
  /** Where the first step begins; a multiple of the step. */
  readonly fromSeconds: number;
  readonly stepSeconds: number;
  readonly steps: number;
}

/** The step that an instant falls into; one from before the first step falls into that. */
export function stepAt({ fromSeconds, stepSeconds }: TimeGrid, seconds: number): number {
  return Math.max(0, Math.floor((seconds - fromSeconds) / stepSeconds));
}

/** For how long an interval covers a step, seconds; 0 or less: not at all. */
export function covered(
  { fromSeconds, stepSeconds }: TimeGrid,
  step: number,
  from: number,
  to: number,
): number {
  const begin = fromSeconds + step * stepSeconds;
  return Math.min(to, begin + stepSeconds) - Math.max(from, begin);
}

/** Adds a height that holds over an interval to the means of the steps that it touches. */
export function spread(grid: TimeGrid, into: Float64Array, height: number, from: number, to: number): void {
  const { fromSeconds, stepSeconds, steps } = grid;
  const first = stepAt(grid, from);
  // One more, where nothing is added mostly: where a step begins may be a digit off.
  const last = Math.min(steps - 1, Math.floor((to - fromSeconds) / stepSeconds) + 1);
  // Steps in the midst of a long interval get the whole height: exactly so, where they begin and end at whole seconds.
  const areWhole = Number.isInteger(fromSeconds) && Number.isInteger(stepSeconds);
  const whole = (height * stepSeconds) / stepSeconds;
  let step = first;
  if (areWhole && last - first > FEW) {
    addPart(grid, into, step++, height, from, to);
    for (; step < last - 2; step++) into[step]! += whole;
  }
  for (; step <= last; step++) addPart(grid, into, step, height, from, to);
}

/** Up to so many steps there is no midst. */
const FEW = 4;

function addPart(
  grid: TimeGrid,
  into: Float64Array,
  step: number,
  height: number,
  from: number,
  to: number,
): void {
  const part = covered(grid, step, from, to);
  if (part > 0) into[step]! += (height * part) / grid.stepSeconds;
}
