import type { TightestJob } from '../../metrics/doubled.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { undoneIn } from '../../metrics/troubles/failures.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runInParts } from '../run.ts';
import { changesToTry } from './changes-to-try.ts';
import type { Doubling } from './doubling.ts';
import { tightestJob } from './tightest-job.ts';

/** Cost of making a run's model and figures, in events. */
export const EVENTS_FOR_A_RUN = 2000;
/** What takes runs, each in parts. */
export type InRuns<T> = Generator<void, T, void>;

/** What a design does. */
export interface Outcome {
  readonly tightest: TightestJob;
  readonly unprotected: number;
  readonly undone: number;
}

/** What a design does, with the run that shows it. */
export interface Stage extends Outcome {
  readonly result: RunResult;
}

/** A change, and the run that gave cause to try it. */
export interface Step {
  readonly change: Doubling;
  readonly cause: RunResult;
  /** How many times as much of everything that run had: the same change may be made again after another one. */
  readonly times: number;
}

/** The design without any change, with what it does. */
export interface Search {
  readonly scenario: Scenario;
  readonly before: Stage;
  readonly options: RunOptions;
  readonly spend: Spend;
  /** Outcomes of designs that were run, by `keyOf` their changes: a search comes back to some of them. */
  readonly known: Map<string, Outcome>;
}

/** Names a design by its changes. */
export function keyOf(
  steps: readonly { readonly change: Pick<Doubling, 'what'>; readonly times: number }[],
): string {
  return steps.map(({ change, times }) => `${times} ${change.what}`).join('\n');
}

/** Events that may still be spent. */
export interface Spend {
  budget: number;
}

/** Undefined: the budget is spent, the design is refused, or a job does not end. */
export function* stageOf(
  scenario: Scenario,
  { options, spend }: Pick<Search, 'options' | 'spend'>,
): InRuns<Stage | undefined> {
  if (spend.budget <= 0) return undefined;
  const outcome = yield* runInParts(scenario, { ...options, isChecked: true, leavesOutBound: true });
  if (!outcome.ok) return undefined;
  const { result } = outcome;
  spend.budget -= result.summary.totals.events + EVENTS_FOR_A_RUN;
  const tightest = tightestJob(result);
  if (tightest === null) return undefined;
  return {
    result,
    tightest,
    unprotected: result.summary.vms.unprotected.length,
    undone: undoneIn(result),
  };
}

export function isInTime({ tightest }: Outcome): boolean {
  return tightest.spareSeconds >= 0;
}

/** Whether all windows hold, and no more is left undone than without any change. */
export function isEnough<Seen extends Outcome>(seen: Seen | undefined, { before }: Search): seen is Seen {
  if (seen === undefined) return false;
  return isInTime(seen) && seen.unprotected <= before.unprotected && seen.undone <= before.undone;
}

/** What the design does with these changes, without another run where that is known. Undefined: as for `stageWith`. */
export function* outcomeWith(steps: readonly Step[], search: Search): InRuns<Outcome | undefined> {
  return search.known.get(keyOf(steps)) ?? (yield* stageWith(steps, search));
}

/** A run with these changes. Undefined: also if one of them does nothing without one that is left out. */
export function* stageWith(steps: readonly Step[], search: Search): InRuns<Stage | undefined> {
  const made = madeOf(steps, search);
  const stage = made && (yield* stageOf(made.scenario, search));
  if (stage !== undefined) {
    const { tightest, unprotected, undone } = stage;
    // Not the result itself: a search makes many, and each is large.
    search.known.set(keyOf(steps), { tightest, unprotected, undone });
  }
  return stage;
}

export interface Made {
  readonly scenario: Scenario;
  /** None if one of the changes cannot be expressed. */
  readonly set: readonly string[];
}

/**
 * The design with these changes, and the settings that make it. Undefined: one of them does nothing without one that is
 * left out.
 */
export function madeOf(steps: readonly Step[], { scenario, options }: Search): Made | undefined {
  const values = new Map<string, string>();
  let canBeSet = true;
  let made = scenario;
  for (const { change, cause } of steps) {
    // Settings state what there is afterwards, so they depend on the changes before.
    const same = changesToTry(made, cause, options).find(({ what }) => what === change.what);
    if (same === undefined) return undefined;
    canBeSet &&= same.set.length > 0;
    for (const setting of same.set) {
      const path = setting.slice(0, setting.indexOf('='));
      values.delete(path);
      values.set(path, setting);
    }
    made = same.apply(made);
  }
  return { scenario: made, set: canBeSet ? [...values.values()] : [] };
}
