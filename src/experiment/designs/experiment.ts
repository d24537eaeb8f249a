import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { Axis } from './axis.ts';

/** How the designs of an experiment follow from its axes. */
export type Sampling =
  /** Every value of each axis with every value of the others, but for axes that go along with one. */
  | { readonly kind: 'crossed' }
  /** So many designs that every axis is covered evenly. */
  | { readonly kind: 'latin-hypercube'; readonly samples: number };

/**
 * An experiment, whole: what is run, in which designs, how often. Plain data without the scenario's text, which its digest
 * stands for; two experiments that are equal have the same units of work with the same ids.
 */
export interface Experiment {
  readonly scenario: {
    readonly name: string;
    /** As the user named it. */
    readonly file: string;
    readonly sha256: string;
    /** Of the text and everything that it includes. */
    readonly digest: string;
  };
  /** Of the program: another one may give other outcomes. */
  readonly version: string;
  /** What is changed in every design. */
  readonly overlays: readonly Overlay[];
  /** Null: an axis says it. */
  readonly seed: number | string | null;
  /** Where every run is cut, microseconds from the start; null: where the scenario says. */
  readonly untilUs: number | null;
  readonly axes: readonly Axis[];
  readonly sampling: Sampling;
  /** Crossed with the rest; empty: the scenario's own. */
  readonly policies: readonly string[];
  /** Digests of the policies that are files, by the word that stands in `policies`. */
  readonly policyDigests: Readonly<Record<string, string>>;
  /** Of every design; with a precision the most. */
  readonly replications: number;
  /** Enough when the half-width of the window's 95 % interval is at most this share of its mean; null: never. */
  readonly precision: number | null;
}
