import type { Scenario } from '../../scenario/scenario.ts';
import type { DecisionLog } from '../../trace/decision-log.ts';
import { decisionText } from '../../trace/decision-words.ts';
import { type Change, firstDivergence } from '../../trace/divergence.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { RunOptions } from '../run.ts';
import { groundsOf } from './divergence-grounds.ts';

/** The first point at which two runs differ, and why, in words. */
export interface DivergenceReport {
  /** Number of the decision or state change, from 0. */
  readonly index: number;
  /** Seconds from the start of the clock. */
  readonly atSeconds: number;
  /** What differs anywhere in the two runs. */
  readonly changed: readonly Change[];
  /** What the first run did there; null: it had ended. */
  readonly was: string | null;
  readonly is: string | null;
  /** Why the second run decided so, key by key; empty if it is no decision of the scheduler. */
  readonly why: readonly string[];
}

/** The scenario and options of the second log's run. */
export interface RunAgain {
  readonly scenario: Scenario;
  readonly options: Pick<RunOptions, 'seed' | 'replication' | 'policy'>;
}

/**
 * The first decision in which a run differs from an accepted one, with its grounds, for which the run is repeated up
 * to that decision. Undefined: no kept decision differs.
 */
export function divergenceOf(
  was: DecisionLog,
  is: DecisionLog,
  again: RunAgain,
): DivergenceReport | undefined {
  const found = firstDivergence(was, is);
  if (found === undefined) return undefined;
  const { startUs } = again.scenario.clock;
  const text = (decision: typeof found.was) => (decision === null ? null : decisionText(decision, startUs));
  return {
    index: found.index,
    atSeconds: found.atUs / SECOND_US,
    changed: found.changed,
    was: text(found.was),
    is: text(found.is),
    why: groundsOf(found, { before: was, now: is, again }),
  };
}
