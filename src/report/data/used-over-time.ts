import type { UtilisationRow } from '../../metrics/summary.ts';
import { type Grid, spread } from './timeline.ts';

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
  rows: Iterable<UtilisationRow>,
  grid: Grid,
  sampleSeconds: number,
): UsedOverTime {
  const byResource = new Map<string, Float64Array>();
  let end = Number.NEGATIVE_INFINITY;
  let begin = Number.NEGATIVE_INFINITY;
  for (const { seconds, resource, value } of rows) {
    if (seconds !== end) {
      begin = Math.max(end, (Math.ceil(seconds / sampleSeconds) - 1) * sampleSeconds);
      end = seconds;
    }
    if (resource.startsWith('tasks.')) continue;
    let steps = byResource.get(resource);
    if (steps === undefined) {
      steps = new Float64Array(grid.steps);
      byResource.set(resource, steps);
    }
    spread(grid, steps, value, begin, end);
  }
  const share = new Uint16Array(byResource.size * grid.steps);
  [...byResource.values()].forEach((steps, resource) => {
    steps.forEach((value, step) => {
      share[resource * grid.steps + step] = Math.round(Math.min(1, value) * FULL);
    });
  });
  return { resources: [...byResource.keys()], share };
}
