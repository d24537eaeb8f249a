import type { CostLine } from '../../experiment/plan/design-cost.ts';
import type { Growth } from '../../experiment/plan/growth.ts';
import type { OwnWindow } from '../../experiment/plan/own-windows.ts';
import type { Fate } from '../../experiment/plan/plan.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import type { VariablePart } from '../../experiment/plan/what-can-vary.ts';
import type { DesignDefaults } from '../../experiment/replications/design-defaults.ts';
import type { ThingWaitRow } from '../../metrics/wait-rows.ts';
import type { ExperimentHead } from '../experiment-head.ts';

/**
 * What a plan found, as plain data: `plan.json` is this, and text, page and `report.md` show nothing else, so that a stored
 * plan looks as it did when it was found.
 */
export interface PlanData extends ExperimentHead {
  /** As the user wrote it: `8h`; null: each job has its own. */
  readonly window: string | null;
  /** Where it is null: of every job that is switched on the window that it states. */
  readonly ownWindows: readonly OwnWindow[];
  /** The goal: a share, and the nights that are simulated of a design. */
  readonly confidence: number;
  readonly nights: number;
  /** In all. */
  readonly runs: number;
  /** Null: no price list, so steps were counted; empty: it says no unit. */
  readonly costUnit: string | null;
  /** What a lower bound must be above to rule a design out; null: none can be, for the reason beside it. */
  readonly boundLimitSeconds: number | null;
  readonly boundUnusedSince: string | null;
  readonly axes: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** Rows of `designs`: the answer, null where none holds; and the answer or else what comes closest, which was run. */
  readonly chosen: number | null;
  readonly best: number;
  /** By cost. */
  readonly designs: readonly PlanDesign[];
  /** By axis the row of the design with one step less of it than the best, where there is one. */
  readonly stepsDown: readonly { readonly axis: string; readonly design: number }[];
  /** In the order of the scenario: the chosen design with one proxy missing from the start. */
  readonly losses: readonly PlanLoss[];
  readonly growth: Growth | null;
  /** The chosen design with the data of later months, up to the first that does not hold. */
  readonly months: readonly PlanMonth[];
  /** Where nothing was varied: what could be, that first which held the design back. */
  readonly canVary: readonly VariablePart[];
  /** What nobody wrote of that which limits the best design. */
  readonly byDefault: DesignDefaults;
  /** For which things the tasks of the best design waited in its first night; null: finding out would have taken too much. */
  readonly waitsByThing: readonly ThingWaitRow[] | null;
  /** Commands that give this again: all of it, and one night of the best design; and where nothing was varied one that tries other designs. */
  readonly again: { readonly plan: string; readonly night: string; readonly vary: string | null };
}

export interface PlanDesign {
  /** By path of the axes. */
  readonly values: Readonly<Record<string, string>>;
  /** Null: the scenario's own. */
  readonly policy: string | null;
  readonly cost: number;
  readonly costLines: readonly CostLine[];
  readonly fate: Fate;
  /** Of one that is too small: the design whose lower bound says so. */
  readonly ruledOutBy: {
    readonly design: string;
    readonly boundSeconds: number;
    readonly boundBy: string;
  } | null;
  /** Null: it was not run. */
  readonly nights: TrialFigures | null;
}

export interface PlanLoss {
  readonly proxy: string;
  readonly nights: TrialFigures;
}

export interface PlanMonth {
  /** From today: 1 is the next one. */
  readonly month: number;
  /** How many times the stated data there is then. */
  readonly dataFactor: number;
  readonly nights: TrialFigures;
}

export type RunDesign = PlanDesign & { readonly nights: TrialFigures };

export function wasRun(design: PlanDesign): design is RunDesign {
  return design.nights !== null;
}

export function bestDesign({ designs, best }: PlanData): RunDesign {
  return designs[best] as RunDesign;
}

/** A plan that had nothing to choose from: is the design enough as it is, and for how long? */
export function hasOneDesign({ axes }: PlanData): boolean {
  return axes.length === 0;
}
