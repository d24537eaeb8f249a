import { mean } from '../../metrics/quantile.ts';

/** Values per batch, so that the correlation of neighbouring values does not look like precision. */
const BATCH = 5;
/** Least number of batches after a cut: fewer may look alike by chance. */
const LEAST_LEFT = 5;

/** Least number of values that give `mserTruncation` a choice. */
export const LEAST_VALUES = BATCH * (LEAST_LEFT + 1);

/**
 * How many values at the head of a series to drop so that the mean of the rest is that of the settled series: MSER-5,
 * the cut after which the squared standard error of the mean of batches of five is smallest (White, "An effective
 * truncation heuristic for bias reduction in simulation output", Simulation 69(6), 1997; in batches: White, Cobb and
 * Spratt, Winter Simulation Conference 2000; the last five batches are no candidates: Hoad, Robinson and Davies, JORS
 * 61(9), 2010). Of equal cuts the shortest. Undefined: the series is shorter than `LEAST_VALUES`, or the cut lies in
 * its second half, so it has not been settled for long enough.
 */
export function mserTruncation(values: readonly number[]): number | undefined {
  const batches = Array.from({ length: Math.floor(values.length / BATCH) }, (_, i) =>
    mean(values.slice(i * BATCH, (i + 1) * BATCH)),
  );
  if (values.length < LEAST_VALUES) return undefined;
  let cut = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from <= batches.length - LEAST_LEFT; from++) {
    const error = squaredError(batches.slice(from));
    if (error >= least) continue;
    least = error;
    cut = from;
  }
  return cut > batches.length / 2 ? undefined : cut * BATCH;
}

/** Of the mean, up to a factor that hardly depends on the cut. */
function squaredError(batches: readonly number[]): number {
  const middle = mean(batches);
  const squares = batches.reduce((sum, batch) => sum + (batch - middle) * (batch - middle), 0);
  return squares / (batches.length * batches.length);
}
