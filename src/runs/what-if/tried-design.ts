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

/** A design, and what it does. */
export interface Stage {
  readonly result: RunResult;
  readonly tightest: TightestJob;
  readonly unprotected: number;
  readonly undone: number;
}

/** A change, and the run that gave cause to try it. */
export interface Step {
  readonly change: Doubling;
  readonly cause: RunResult;
}

/** The design without any change, with what it does. */
export interface Search {
  readonly scenario: Scenario;
  readonly before: Stage;
  readonly options: RunOptions;
  readonly spend: Spend;
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

export function isInTime({ tightest }: Stage): boolean {
  return tightest.spareSeconds >= 0;
}

/** Whether all windows hold, and no more is left undone than without any change. */
export function isEnough(stage: Stage | undefined, { before }: Search): stage is Stage {
  if (stage === undefined) return false;
  return isInTime(stage) && stage.unprotected <= before.unprotected && stage.undone <= before.undone;
}

/** What the design does with these changes. Undefined: also if one of them does nothing without one that is left out. */
export function* stageWith(steps: readonly Step[], search: Search): InRuns<Stage | undefined> {
  const made = madeOf(steps, search);
  return made && (yield* stageOf(made.scenario, search));
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
