import type { CutShort } from '../../experiment/cut-short.ts';
import type { HeatMap } from '../../experiment/designs/heat-map.ts';
import type { SpeedUpStep } from '../../experiment/designs/speed-up.ts';
import type { NeverStarted } from '../../experiment/replications/never-started.ts';
import type { Estimate } from '../../experiment/statistics/estimate.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { ExperimentHead } from '../experiment-head.ts';

type Spread = Pick<Estimate, 'mean' | 'ci95' | 'p95'>;

/** What `sweep.json` says of a sweep, as far as text, page and `report.md` show it. */
export interface SweepData extends Pick<ExperimentHead, 'seed' | 'replications'> {
  readonly scenario: Pick<ExperimentHead['scenario'], 'name' | 'file'>;
  readonly axes: readonly {
    readonly path: string;
    readonly values: readonly string[];
    /** Path of the earlier axis with which it varies together. */
    readonly along?: string;
  }[];
  /** By which designs are compared; absent in files that do not say so: the window of the run. */
  readonly windowFigure?: WindowFigure;
  readonly designs: readonly SweepDesign[];
  /** Absent: no default limits any design. */
  readonly byDefault?: readonly DefaultFigure[];
  readonly curves: readonly SweepCurve[];
  readonly heatMaps: readonly HeatMap[];
}

export interface SweepDesign extends SweepFigures, CutShort {
  readonly values: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly replications: number;
  readonly allMeetWindows: { readonly share: number } | null;
  readonly neverStarted?: NeverStarted;
  readonly boundBy: string | null;
  /** By job, from the first replication. */
  readonly bottlenecks: Readonly<Record<string, string>>;
}

/** Figures over the replications of a design; absent: no replication has them. */
export interface SweepFigures {
  readonly window?: { readonly seconds: Spread };
  readonly nights?: { readonly longestSeconds: Spread };
  readonly bound?: { readonly gap?: Spread };
  readonly jobs?: Readonly<
    Record<
      string,
      { readonly window?: Spread; readonly spareSeconds?: Spread; readonly doneSeconds?: Spread }
    >
  >;
  readonly waits?: Readonly<Record<string, Spread>>;
  readonly totals?: { readonly windowClosed?: Spread };
  readonly vms?: { readonly unprotected?: Spread };
}

export interface SweepCurve {
  readonly axis: string;
  /** What stays fixed along the curve, by path. */
  readonly others: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly designs: readonly number[];
  /** The values of the axis as numbers; quantities in their base unit. */
  readonly sizes: readonly number[];
  readonly windowSeconds: readonly number[];
  /** One fewer than designs. */
  readonly steps: readonly SweepStep[];
  /** Row in `designs`; null: no knee. */
  readonly knee: number | null;
}

export interface SweepStep extends Pick<SpeedUpStep, 'factor' | 'speedUp' | 'kept' | 'verdict'> {
  readonly change: Pick<Estimate, 'mean'>;
}

/** The window by which a design is compared; undefined: nothing ran. */
export function windowOf({ windowFigure }: SweepData, design: SweepDesign): Spread | undefined {
  return windowFigure === 'nights.longestSeconds' ? design.nights?.longestSeconds : design.window?.seconds;
}

/** The designs, the shortest window first; after them those whose work was cut short, the least first. */
export function byWindow(sweep: SweepData): SweepDesign[] {
  const seconds = (design: SweepDesign) => windowOf(sweep, design)?.mean ?? Number.POSITIVE_INFINITY;
  return sweep.designs.toSorted((a, b) => (a.cutShort ?? 0) - (b.cutShort ?? 0) || seconds(a) - seconds(b));
}

/** Whether the replications give an interval for any mean window. */
export function tellsIntervals(sweep: SweepData): boolean {
  return sweep.designs.some((design) => (windowOf(sweep, design)?.ci95 ?? null) !== null);
}

/** Whether work was cut short in any design. */
export function cutsShort({ designs }: SweepData): boolean {
  return designs.some(({ cutShort }) => cutShort !== undefined);
}

/** Whether some design has several runs. */
export function isReplicated({ designs }: SweepData): boolean {
  return designs.some(({ replications }) => replications > 1);
}

/** Whether the designs differ in when jobs start: then it matters when each of them is done. */
export function variesStarts({ axes }: SweepData): boolean {
  return axes.some(({ path }) => /^jobs\..*\.(?:starts|schedule)(?:\.|$)/.test(path));
}
