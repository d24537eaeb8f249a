import type { UtilisationColumns } from '../../metrics/use/utilisation.ts';
import { beginOfStep, covered, stepAt, type TimeGrid } from './time-grid.ts';

/** The value of a share of 1 in the columns below. */
export const FULL = 10_000;

/** How much of each resource was used, on the steps of the timeline. */
export interface UsedOverTime {
  /** `proxies.px1.slots`, `datastores.ds1.read`, …: those that were used at all, in order of first use. */
  readonly resources: readonly string[];
  /** By resource and then by step: share times FULL. */
  readonly share: Uint16Array;
}

/** Each sample gives the mean share over the part of its clock step that no earlier sample has covered. */
export function usedOverTime(
  parts: readonly UtilisationColumns[],
  grid: TimeGrid,
  sampleSeconds: number,
): UsedOverTime {
  const { steps, stepSeconds } = grid;
  const resources = parts[0]?.resources ?? [];
  const width = resources.length;
  const isMet = new Uint8Array(width);
  /** Resources in order of first use. */
  const met: number[] = [];
  /** By step and then by resource, so that the rows of a sample, which are adjacent, fill adjacent cells. */
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

// Small functions that are called for every sample are optimised by the JIT compiler after a few calls; one large
// loop over all rows would be optimised only near its end.

/** The rows of one sample are adjacent. */
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

/** Adds the rows of a sample, which overlaps a step for `length` seconds, to the means of that step. */
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
