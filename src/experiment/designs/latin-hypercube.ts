import { stream } from '../../engine/random/random.ts';
import type { Axis } from './axis.ts';

/**
 * Rows of value numbers, one column per axis: a Latin hypercube of so many samples. Every axis is cut into as many equal
 * strata as there are samples, each stratum is met once, in an order by chance of the axis' own; so a value of an axis with
 * K values comes up samples / K times, rounded up or down. The draw depends on the seed and the path of the axis alone.
 */
export function latinHypercube(axes: readonly Axis[], samples: number, seed: number | string): number[][] {
  const columns = axes.map(({ path, values }) =>
    shuffledStrata(samples, seed, path).map((stratum) =>
      // The middle of the stratum, in whole numbers: floor((stratum + 1/2) / samples * K).
      Math.floor(((2 * stratum + 1) * values.length) / (2 * samples)),
    ),
  );
  return Array.from({ length: samples }, (_, row) => columns.map((column) => column[row]!));
}

/** Fisher and Yates. */
function shuffledStrata(samples: number, seed: number | string, path: string): number[] {
  const random = stream(seed, 0, 'latin-hypercube', path);
  const strata = Array.from({ length: samples }, (_, i) => i);
  for (let last = samples - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    [strata[last], strata[chosen]] = [strata[chosen]!, strata[last]!];
  }
  return strata;
}
