import type { UtilisationColumns } from '../../metrics/utilisation.ts';
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
export function usedOverTime(uses: UtilisationColumns, grid: Grid, sampleSeconds: number): UsedOverTime {
  /** By resource; those that were not met yet have none. */
  const steps = uses.resources.map((): Float64Array | undefined => undefined);
  const met: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  let begin = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < uses.value.length; row++) {
    const seconds = uses.seconds[uses.step[row]!]!;
    if (seconds !== end) {
      begin = Math.max(end, (Math.ceil(seconds / sampleSeconds) - 1) * sampleSeconds);
      end = seconds;
    }
    const resource = uses.resource[row]!;
    if (steps[resource] === undefined) {
      if (uses.resources[resource]!.startsWith('tasks.')) continue;
      steps[resource] = new Float64Array(grid.steps);
      met.push(resource);
    }
    spread(grid, steps[resource], uses.value[row]!, begin, end);
  }
  const share = new Uint16Array(met.length * grid.steps);
  met.forEach((resource, at) => {
    steps[resource]!.forEach((value, step) => {
      share[at * grid.steps + step] = Math.round(Math.min(1, value) * FULL);
    });
  });
  return { resources: met.map((resource) => uses.resources[resource]!), share };
}
