/** What is varied: one place of the scenario and the values that it takes. */
export interface Axis {
  /** As of `--set`: `proxies.*.maxConcurrentTasks`. */
  readonly path: string;
  /** All different, in the order of the user. */
  readonly values: readonly AxisValue[];
  /** Path of the axis before it that it goes along with, step by step; absent: it is crossed with the others. */
  readonly along?: string;
}

/** Places of an axis and of all that go along with it: they have one value number. */
export function goingAlong(axes: readonly Axis[], axis: number): number[] {
  const leader = axes[axis]!.along ?? axes[axis]!.path;
  return axes.flatMap(({ path, along }, i) => ((along ?? path) === leader ? [i] : []));
}

/** Places of the axes that are crossed; each stands for all that go along with it. */
export function crossedAxes(axes: readonly Axis[]): number[] {
  return axes.flatMap(({ along }, i) => (along === undefined ? [i] : []));
}

export interface AxisValue {
  /** As the scenario would say it: `16`, `400 MB/s`, `rts`. */
  readonly text: string;
  /** In the base unit of its kind (bytes, bytes per second, microseconds, a share, a count); null: it is a word. */
  readonly size: number | null;
}

/** Whether the values are sizes that grow from the first to the last, so that there is something to plot against. */
export function isRising({ values }: Axis): boolean {
  return values.every(
    ({ size }, i) => size !== null && (i === 0 || size > (values[i - 1]!.size ?? Number.POSITIVE_INFINITY)),
  );
}
