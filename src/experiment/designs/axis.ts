/** One varied path of the scenario, and its values. */
export interface Axis {
  /** As in `--set`: `proxies.*.maxConcurrentTasks`. */
  readonly path: string;
  /** All different, in the order given by the user. */
  readonly values: readonly AxisValue[];
  /**
   * Path of the earlier axis with which it varies together, value by value; absent: it is crossed with the others.
   */
  readonly along?: string;
}

/** The path of the scenario's seed. */
export const SEED_PATH = 'seed';

/** Indices of an axis and of all axes that vary together with it, which share one value index. */
export function goingAlong(axes: readonly Pick<Axis, 'path' | 'along'>[], axis: number): number[] {
  const leader = axes[axis]!.along ?? axes[axis]!.path;
  return axes.flatMap(({ path, along }, i) => ((along ?? path) === leader ? [i] : []));
}

/** Indices of the axes that are crossed; each represents those that vary together with it. */
export function crossedAxes(axes: readonly Axis[]): number[] {
  return axes.flatMap(({ along }, i) => (along === undefined ? [i] : []));
}

/** One value of an axis. */
export interface AxisValue {
  /** As written in a scenario: `16`, `400 MB/s`, `rts`. */
  readonly text: string;
  /**
   * In the base unit of its kind (bytes, bytes per second, microseconds, a share, a count); null: it is not a
   * quantity.
   */
  readonly size: number | null;
}

/**
 * Whether the values are quantities that rise from the first to the last, so that they can be plotted. Seeds are not: a
 * larger one is no more of anything.
 */
export function isRising({ path, values }: Axis): boolean {
  if (path === SEED_PATH) return false;
  return values.every(
    ({ size }, i) => size !== null && (i === 0 || size > (values[i - 1]!.size ?? Number.POSITIVE_INFINITY)),
  );
}
