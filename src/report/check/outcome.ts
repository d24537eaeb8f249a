import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import type { ExpectationOutcome } from '../../metrics/summary.ts';
import type { Difference } from './difference.ts';

/** What a check found out about one scenario: what every way of telling it (terminal, JUnit, Markdown, JSON) is made from. */
export interface CheckOutcome {
  /** As the project calls it: `scenarios/first-night.yaml`. */
  readonly scenario: string;
  /** In place of the scenario's own; null: none. */
  readonly policy: GivenPolicy | null;
  /**
   * `refused`: it does not run. `missed`: an expectation is not met, whatever else. `new`: no result is accepted to compare
   * with, and every expectation is met. `different`: another result than the accepted one. `same`: the accepted one.
   */
  readonly verdict: 'same' | 'different' | 'missed' | 'new' | 'refused';
  readonly differences: readonly Difference[];
  readonly missed: readonly ExpectationOutcome[];
  /** The first decision that is not as it was; undefined: none, or the baseline keeps no decisions. */
  readonly divergence: Divergence | undefined;
  /** Accepted replications against those of now; undefined: none are kept, or nothing differs. */
  readonly distribution: DistributionComparison | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: { readonly was: string | null; readonly is: string | null };
  /** Seconds; null where no task ran. */
  readonly window: { readonly was: number | null; readonly is: number | null };
  /** Seconds of wall time that the run took: for reports of pipelines, never compared. */
  readonly tookSeconds: number;
}

/** A policy of the command line. */
export interface GivenPolicy {
  readonly name: string;
  /** As it was given: a name that ships, or a file. */
  readonly given: string;
}

/** Whether no result is accepted that this one could be compared with: its expectations alone are judged. */
export function isUnaccepted({
  verdict,
  fingerprint,
}: Pick<CheckOutcome, 'verdict' | 'fingerprint'>): boolean {
  return verdict !== 'refused' && fingerprint.was === null;
}

/** What a check calls a scenario: `scenarios/first-night.yaml under small-first`. */
export function checkedName({ scenario, policy }: Pick<CheckOutcome, 'scenario' | 'policy'>): string {
  return policy === null ? scenario : `${scenario} under ${policy.name}`;
}

/** Where two runs part, and why. */
export interface Divergence {
  /** Number of the decision or change of state, from 0. */
  readonly index: number;
  /** From the start of the clock. */
  readonly atSeconds: number;
  /** Which parts of the decisions differ in the whole run: when, where, in which order. */
  readonly changed: readonly ('times' | 'placements' | 'order')[];
  /** In words: what the one did there; null: it had ended. */
  readonly was: string | null;
  readonly is: string | null;
  /** Grounds of what happens now: candidates, refusals, key by key. Empty where it was no decision of the scheduler. */
  readonly why: readonly string[];
}
