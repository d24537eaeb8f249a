import type { DefaultFigure } from '../metrics/limits-by-default.ts';
import type { Axis, AxisValue } from './designs/axis.ts';
import type { DesignPoint } from './designs/design.ts';
import type { Experiment } from './designs/experiment.ts';
import { designDefaults, mergedFigures } from './replications/design-defaults.ts';
import { longestWait } from './replications/longest-wait.ts';
import type { ReplicatedDesign } from './replications/replicated-designs.ts';
import { type ReplicatedFigures, replicatedFigures } from './replications/replicated-figures.ts';
import type { Outcome } from './units/outcome.ts';

/** One design of a sweep with what its replications say together. */
export interface SweptDesign {
  readonly point: DesignPoint;
  /** Of every axis of the experiment the number of its value. */
  readonly row: readonly number[];
  readonly outcomes: readonly Outcome[];
  readonly replicated: ReplicatedFigures;
}

/** A sweep that is over: everything that tables, charts and pages show of it follows from this. */
export interface Sweep {
  readonly experiment: Experiment;
  /** In the order of `designsOf`. */
  readonly designs: readonly SweptDesign[];
  /** Figures that nobody wrote behind what limits any of the designs. */
  readonly byDefault: readonly DefaultFigure[];
}

/** Of every axis the number of the value that a design has. */
export function rowOf(axes: readonly Axis[], { overlays }: DesignPoint): number[] {
  return axes.map(({ path, values }) => {
    const overlay = overlays.find((one) => one.path === path);
    return values.findIndex(({ text }) => text === overlay?.value);
  });
}

export function sweepOf(experiment: Experiment, designs: readonly ReplicatedDesign[]): Sweep {
  return {
    experiment,
    byDefault: mergedFigures(designs.flatMap(({ outcomes }) => limitsByDefault(outcomes))),
    designs: designs.map(({ point, outcomes }) => ({
      point,
      row: rowOf(experiment.axes, point),
      outcomes,
      replicated: replicatedFigures(outcomes),
    })),
  };
}

/** Of the limits that a sweep reports: bottlenecks and bound of replication 0, and what was waited for most in all. */
function limitsByDefault(outcomes: readonly Outcome[]): DefaultFigure[] {
  const { bottleneck, wait, bound } = designDefaults(outcomes, {
    replication: 0,
    bottlenecks: Object.values(outcomes[0]?.bottlenecks ?? {}),
    wait: longestWait(outcomes)?.cause,
  });
  return [...bottleneck, ...wait, ...bound];
}

/** The value that a design has on an axis. */
export function valueOn({ axes }: Experiment, { row }: SweptDesign, axis: number): AxisValue {
  return axes[axis]!.values[row[axis]!]!;
}
