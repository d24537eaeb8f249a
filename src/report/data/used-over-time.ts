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
  for (const { seconds, step: stepOf, resource: resourceOf, value } of parts) {
    // Rows of one sample stand side by side.
    for (let row = 0, next = 0; row < value.length; row = next) {
      const sample = stepOf[row]!;
      for (; next < value.length && stepOf[next] === sample; next++) {
        const resource = resourceOf[next]!;
        if (isMet[resource] === 1) continue;
        isMet[resource] = 1;
        if (isTold[resource]!) met.push(resource);
      }
      const begin = Math.max(end, (Math.ceil(seconds[sample]! / sampleSeconds) - 1) * sampleSeconds);
      end = seconds[sample]!;
      for (
        let step = stepAt(grid, begin);
        step < steps && grid.fromSeconds + step * stepSeconds < end;
        step++
      ) {
        const length = covered(grid, step, begin, end);
        if (length <= 0) continue;
        const first = step * width;
        // What is not told lands where nobody looks.
        for (let r = row; r < next; r++) means[first + resourceOf[r]!]! += (value[r]! * length) / stepSeconds;
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
