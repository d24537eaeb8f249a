import type { UtilisationColumns } from '../../metrics/utilisation.ts';
import { covered, stepAt, type TimeGrid } from './time-grid.ts';

/** A whole share in the columns below. */
export const FULL = 10_000;

/** How much of each resource was used, on the steps of the timeline. */
export interface UsedOverTime {
  /** `proxies.px1.slots`, `datastores.ds1.read`, …: those that were used at all, in order of their names' first use. */
  readonly resources: readonly string[];
  /** By resource and then by step: share times FULL. */
  readonly share: Uint16Array;
}

/**
 * Samples tell the mean share over the step of the clock that ends with them; one that began in the midst of such a step,
 * as a session opened, counts for the whole of it.
 */
export function usedOverTime(
  parts: readonly UtilisationColumns[],
  grid: TimeGrid,
  sampleSeconds: number,
): UsedOverTime {
  const { steps, stepSeconds } = grid;
  const resources = parts[0]?.resources ?? [];
  const width = resources.length;
  const isTold = resources.map((name) => !name.startsWith('tasks.'));
  const isMet = new Uint8Array(width);
  /** In the order in which they were met. */
  const met: number[] = [];
  /** By step and then by resource: the rows of a sample, side by side, fill what stands side by side. */
  const means = new Float64Array(steps * width);
  let end = Number.NEGATIVE_INFINITY;
  let begin = Number.NEGATIVE_INFINITY;
  let first = 0;
  /** For how long the sample's interval covers each step from the first on. */
  const lengths: number[] = [];
  for (const uses of parts) {
    for (let row = 0; row < uses.value.length; row++) {
      const seconds = uses.seconds[uses.step[row]!]!;
      if (seconds !== end) {
        begin = Math.max(end, (Math.ceil(seconds / sampleSeconds) - 1) * sampleSeconds);
        end = seconds;
        first = stepAt(grid, begin);
        lengths.length = 0;
        for (let step = first; step < steps && grid.fromSeconds + step * stepSeconds < end; step++)
          lengths.push(covered(grid, step, begin, end));
      }
      const resource = uses.resource[row]!;
      if (!isTold[resource]) continue;
      if (isMet[resource] === 0) {
        isMet[resource] = 1;
        met.push(resource);
      }
      for (let at = 0; at < lengths.length; at++) {
        if (lengths[at]! > 0)
          means[(first + at) * width + resource]! += (uses.value[row]! * lengths[at]!) / stepSeconds;
      }
    }
  }
  const share = new Uint16Array(met.length * steps);
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < met.length; at++) {
      const mean = means[step * width + met[at]!]!;
      share[at * steps + step] = Math.round(Math.min(1, mean) * FULL);
    }
  }
  return { resources: met.map((resource) => resources[resource]!), share };
}
