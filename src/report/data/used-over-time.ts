import type { UtilisationColumns } from '../../metrics/use/utilisation.ts';
import { beginOfStep, covered, stepAt, type TimeGrid } from './time-grid.ts';

/** A whole share in the columns below. */
export const FULL = 10_000;

/** How much of each resource was used, on the steps of the timeline. */
export interface UsedOverTime {
  /** `proxies.px1.slots`, `datastores.ds1.read`, …: those that were used at all, in order of their names' first use. */
  readonly resources: readonly string[];
  /** By resource and then by step: share times FULL. */
  readonly share: Uint16Array;
}

/** Samples tell the mean share over what of the step of the clock that ends with them no sample before has told. */
export function usedOverTime(
  parts: readonly UtilisationColumns[],
  grid: TimeGrid,
  sampleSeconds: number,
): UsedOverTime {
  const { steps, stepSeconds } = grid;
  const resources = parts[0]?.resources ?? [];
  const width = resources.length;
  const isMet = new Uint8Array(width);
  /** In the order in which they were met. */
  const met: number[] = [];
  /** By step and then by resource: the rows of a sample, side by side, fill what stands side by side. */
  const means = new Float64Array(steps * width);
  let end = Number.NEGATIVE_INFINITY;
  for (const uses of parts) {
    const { seconds, step: stepOf, resource: resourceOf, value } = uses;
    for (let row = 0, next = 0; row < value.length; row = next) {
      const sample = stepOf[row]!;
      next = endOfSample(stepOf, row);
      meet(resourceOf, row, next, { isMet, met });
      const begin = Math.max(end, (Math.ceil(seconds[sample]! / sampleSeconds) - 1) * sampleSeconds);
      end = seconds[sample]!;
      for (let step = stepAt(grid, begin); step < steps && beginOfStep(grid, step) < end; step++) {
        const length = covered(grid, step, begin, end);
        if (length <= 0) continue;
        addSample(uses, row, next, { length, stepSeconds, means, first: step * width });
      }
    }
  }
  const told = met.filter((resource) => !resources[resource]!.startsWith('tasks.'));
  const share = new Uint16Array(told.length * steps);
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < told.length; at++) {
      const mean = means[step * width + told[at]!]!;
      share[at * steps + step] = Math.round(Math.min(1, mean) * FULL);
    }
  }
  return { resources: told.map((resource) => resources[resource]!), share };
}

// Small functions that are called for every sample are compiled after a few of them, one large loop over all rows near its end.

/** Rows of one sample stand side by side. */
function endOfSample(step: Int32Array, row: number): number {
  const sample = step[row]!;
  let end = row;
  while (end < step.length && step[end] === sample) end++;
  return end;
}

function meet(
  resource: Int32Array,
  from: number,
  to: number,
  { isMet, met }: { isMet: Uint8Array; met: number[] },
): void {
  for (let row = from; row < to; row++) {
    const one = resource[row]!;
    if (isMet[one] === 1) continue;
    isMet[one] = 1;
    met.push(one);
  }
}

/** Adds the rows of a sample, which covers a step for so long, to the means of the step. */
function addSample(
  { resource, value }: UtilisationColumns,
  from: number,
  to: number,
  step: { length: number; stepSeconds: number; means: Float64Array; first: number },
): void {
  const { length, stepSeconds, means, first } = step;
  for (let row = from; row < to; row++)
    means[first + resource[row]!]! += (value[row]! * length) / stepSeconds;
}
