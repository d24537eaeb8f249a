import { stream } from '../../engine/random/random.ts';
import type { Axis } from './axis.ts';

/**
 * Rows of value indices, one column per axis: a Latin hypercube with the given number of samples. Every axis is
 * divided into as many equal strata as there are samples, and each stratum is used once, in a random order of its own
 * for each axis; so each of the K values of an axis occurs samples / K times, rounded up or down. The draw depends
 * only on the seed and the path of the axis.
 */
export function latinHypercube(axes: readonly Axis[], samples: number, seed: number | string): number[][] {
  const columns = axes.map(({ path, values }) =>
    shuffledStrata(samples, seed, path).map((stratum) =>
      // The middle of the stratum, in integers: floor((stratum + 1/2) / samples * K).
      Math.floor(((2 * stratum + 1) * values.length) / (2 * samples)),
    ),
  );
  return Array.from({ length: samples }, (_, row) => columns.map((column) => column[row]!));
}

/** Fisher-Yates shuffle. */
function shuffledStrata(samples: number, seed: number | string, path: string): number[] {
  const random = stream(seed, 0, 'latin-hypercube', path);
  const strata = Array.from({ length: samples }, (_, i) => i);
  for (let last = samples - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    [strata[last], strata[chosen]] = [strata[chosen]!, strata[last]!];
  }
  return strata;
}
