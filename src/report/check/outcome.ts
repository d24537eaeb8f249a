import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import type { ExpectationOutcome } from '../../metrics/summary/summary.ts';
import type { Difference } from './difference.ts';

/** The result of checking one scenario, from which every output format (terminal, JUnit, Markdown, JSON) is made. */
export interface CheckOutcome {
  /** As the project names it: `scenarios/first-night.yaml`. */
  readonly scenario: string;
  /** Replaces the scenario's own policy; null: none given. */
  readonly policy: GivenPolicy | null;
  /**
   * `refused`: it does not run, or its accepted result cannot be used. `missed`: an expectation is not met, whatever else.
   * `new`: no accepted result exists to compare with, and every expectation is met. `different`: the result differs from the
   * accepted one. `same`: it equals the accepted one.
   */
  readonly verdict: 'same' | 'different' | 'missed' | 'new' | 'refused';
  readonly differences: readonly Difference[];
  readonly missed: readonly ExpectationOutcome[];
  /** The first decision that differs; undefined: none does, or the baseline keeps no decisions. */
  readonly divergence: Divergence | undefined;
  /** Accepted replications against the new ones; undefined: none are kept, or nothing differs. */
  readonly distribution: DistributionComparison | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: { readonly was: string | null; readonly is: string | null };
  /** Seconds; null if no task ran. */
  readonly window: { readonly was: number | null; readonly is: number | null };
  /** Wall time of the run in seconds: for pipeline reports, never compared. */
  readonly tookSeconds: number;
}

/** A policy given on the command line. */
export interface GivenPolicy {
  readonly name: string;
  /** As given: the name of a preset, or a file. */
  readonly given: string;
}

/** Whether there is no accepted result to compare with, so that only its expectations are judged. */
export function isUnaccepted({
  verdict,
  fingerprint,
}: Pick<CheckOutcome, 'verdict' | 'fingerprint'>): boolean {
  return verdict !== 'refused' && fingerprint.was === null;
}

/** The name of a check: `scenarios/first-night.yaml under small-first`. */
export function checkedName({ scenario, policy }: Pick<CheckOutcome, 'scenario' | 'policy'>): string {
  return policy === null ? scenario : `${scenario} under ${policy.name}`;
}

/** The first point at which two runs differ, and why. */
export interface Divergence {
  /** Number of the decision or state change, from 0. */
  readonly index: number;
  /** From the start of the clock. */
  readonly atSeconds: number;
  /** Which parts of the decisions differ anywhere in the run: when, where, in which order. */
  readonly changed: readonly ('times' | 'placements' | 'order')[];
  /** In words: what the accepted run did there; null: it had ended. */
  readonly was: string | null;
  readonly is: string | null;
  /**
   * The grounds of the new decision: candidates, refusals, key by key. Empty if it is not a decision of the
   * scheduler.
   */
  readonly why: readonly string[];
}
