import type { DefaultFigure } from '../metrics/limits/limits-by-default.ts';
import { type CutShort, toldCutShort } from './cut-short.ts';
import type { Axis, AxisValue } from './designs/axis.ts';
import type { DesignPoint } from './designs/design.ts';
import type { Experiment } from './designs/experiment.ts';
import { designDefaults, mergedFigures } from './replications/design-defaults.ts';
import { longestWait } from './replications/longest-wait.ts';
import type { ReplicatedDesign } from './replications/replicated-designs.ts';
import { type ReplicatedFigures, replicatedFigures } from './replications/replicated-figures.ts';
import type { Outcome } from './units/outcome.ts';
import { type WindowFigure, windowFigure } from './window-figure.ts';

/** One design of a sweep with the joint figures of its replications. */
export interface SweptDesign extends CutShort {
  readonly point: DesignPoint;
  /** For every axis of the experiment, the index of the design's value. */
  readonly row: readonly number[];
  readonly outcomes: readonly Outcome[];
  readonly replicated: ReplicatedFigures;
}

/** A finished sweep: everything that tables, charts and pages show follows from this. */
export interface Sweep {
  readonly experiment: Experiment;
  /** In the order of `designsOf`. */
  readonly designs: readonly SweptDesign[];
  /** By which designs are compared. */
  readonly windowFigure: WindowFigure;
  /** The defaults behind what limits any of the designs. */
  readonly byDefault: readonly DefaultFigure[];
}

/** For every axis, the index of a design's value. */
export function rowOf(axes: readonly Axis[], { overlays }: DesignPoint): number[] {
  return axes.map(({ path, values }) => {
    const overlay = overlays.find((one) => one.path === path);
    return values.findIndex(({ text }) => text === overlay?.value);
  });
}

export function sweepOf(experiment: Experiment, designs: readonly ReplicatedDesign[]): Sweep {
  const figure = windowFigure(designs.flatMap(({ outcomes }) => outcomes));
  return {
    experiment,
    windowFigure: figure,
    byDefault: mergedFigures(designs.flatMap(({ outcomes }) => limitsByDefault(outcomes))),
    designs: designs.map(({ point, outcomes }) => {
      const replicated = replicatedFigures(outcomes);
      const row = rowOf(experiment.axes, point);
      return { point, row, outcomes, replicated, ...toldCutShort(replicated, figure) };
    }),
  };
}

/**
 * The defaults behind the limits that a sweep reports: bottlenecks and bound of replication 0, and the main cause of
 * waiting over all.
 */
function limitsByDefault(outcomes: readonly Outcome[]): DefaultFigure[] {
  const { bottleneck, wait, bound } = designDefaults(outcomes, {
    replication: 0,
    bottlenecks: Object.values(outcomes[0]?.bottlenecks ?? {}),
    wait: longestWait(outcomes)?.cause,
  });
  return [...bottleneck, ...wait, ...bound];
}

/** The value of a design on an axis. */
export function valueOn({ axes }: Experiment, { row }: SweptDesign, axis: number): AxisValue {
  return axes[axis]!.values[row[axis]!]!;
}
