import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { Axis } from './axis.ts';

/** How the designs of an experiment follow from its axes. */
export type Sampling =
  /** Every value of each axis with every value of the others, except for axes that vary together. */
  | { readonly kind: 'crossed' }
  /** A given number of designs that cover every axis evenly. */
  | { readonly kind: 'latin-hypercube'; readonly samples: number };

/**
 * The complete definition of an experiment: what is run, in which designs, how often. Plain data, with a digest in
 * place of the scenario's text; equal experiments have the same units of work with the same ids.
 */
export interface Experiment {
  readonly scenario: {
    readonly name: string;
    /** As the user named it. */
    readonly file: string;
    readonly sha256: string;
    /** Of the scenario's text and everything that it includes. */
    readonly digest: string;
  };
  /** Version of the program: another version may give other outcomes. */
  readonly version: string;
  /** Changes applied to every design. */
  readonly overlays: readonly Overlay[];
  /** Null: an axis varies it. */
  readonly seed: number | string | null;
  /** Where every run is cut off, microseconds from the start; null: as the scenario says. */
  readonly untilUs: number | null;
  readonly axes: readonly Axis[];
  readonly sampling: Sampling;
  /** Crossed with the axes; empty: the scenario's own policy. */
  readonly policies: readonly string[];
  /** Digests of the policies from files, by their entry in `policies`. */
  readonly policyDigests: Readonly<Record<string, string>>;
  /** Per design; with a target precision, the maximum. */
  readonly replications: number;
  /** Stop when the half-width of the window's 95 % interval is at most this share of its mean; null: never. */
  readonly precision: number | null;
}
