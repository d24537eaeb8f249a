import type { CostLine } from '../../experiment/plan/design-cost.ts';
import type { Growth } from '../../experiment/plan/growth.ts';
import type { OwnWindow } from '../../experiment/plan/own-windows.ts';
import type { Fate, LargestFirstNight, TooLongDisk } from '../../experiment/plan/plan.ts';
import type { ProxyHost, RepositoryMachine, Shortfall, ToSurvive } from '../../experiment/plan/prospects.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import type { VariablePart } from '../../experiment/plan/what-can-vary.ts';
import type { DesignDefaults } from '../../experiment/replications/design-defaults.ts';
import type { LimitedBy } from '../../metrics/limits/limited-by.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import type { ExperimentHead } from '../experiment-head.ts';

/**
 * The result of a plan as plain data: this is `plan.json`, and text, page and `report.md` show nothing else, so that
 * a stored plan looks as it did when it was made.
 */
export interface PlanData extends ExperimentHead {
  /** As the user wrote it: `8h`; null: each job has its own window. */
  readonly window: string | null;
  /** If `window` is null: the window that each enabled job states. */
  readonly ownWindows: readonly OwnWindow[];
  /** The goal: the share of nights in which the windows must hold, and the number of nights simulated per design. */
  readonly confidence: number;
  readonly nights: number;
  /** Nothing is drawn at random: one run per design stands for all of its nights. Absent: nights differ, or may. */
  readonly nightsAreAlike?: true;
  /** In total. */
  readonly runs: number;
  /** Null: no price list was given, so cost counts steps; empty: the price list names no unit. */
  readonly costUnit: string | null;
  /** A design is ruled out if its lower bound exceeds this; null: none can be ruled out, for the reason beside it. */
  readonly boundLimitSeconds: number | null;
  readonly boundUnusedSince: string | null;
  readonly axes: readonly { readonly path: string; readonly values: readonly string[] }[];
  /**
   * Rows of `designs`. `chosen` is the answer, null if none holds; `best` is the answer or else the design that comes
   * closest, and it was run.
   */
  readonly chosen: number | null;
  readonly best: number;
  /** Ordered by cost. */
  readonly designs: readonly PlanDesign[];
  /** For each axis, the row of the design with one step less of it than the best one, if there is such a design. */
  readonly stepsDown: readonly { readonly axis: string; readonly design: number }[];
  /** The best design, if it holds, with one proxy missing from the start, in the order of the scenario. */
  readonly losses: readonly PlanLoss[];
  /** The same with one host missing, with its proxies. Absent: none was tried. */
  readonly hostLosses?: readonly PlanHostLoss[];
  /** Hosts whose loss was not tried, since no design survives it. Absent: none. */
  readonly hostsNotTried?: readonly HostNotTried[];
  /** Proxies among the losses on whose machines repositories are: these stayed in the runs. Absent: none. */
  readonly machines?: readonly RepositoryMachine[];
  /** Number of Hyper-V hosts, which are proxies, too, without being declared. Absent: none. */
  readonly hostProxies?: number;
  /** Links between sites that carry data, whose loss is not tried. Absent: none. */
  readonly linksNotTried?: readonly string[];
  readonly growth: Growth | null;
  /** What the answer has to survive, besides a night of today. Absent: nothing. */
  readonly survive?: readonly ToSurvive[];
  /** The best design, if it holds, with the data of later months: those that were run, up to the first that does not hold. */
  readonly months: readonly PlanMonth[];
  /** After the first month that does not hold. Absent: the answer does not break, or there is none. */
  readonly nextStep?: PlanNextStep;
  /** If nothing was varied: what could be, with the part that held the design back first. */
  readonly canVary: readonly VariablePart[];
  /** The defaults behind what limits the best design. */
  readonly byDefault: DesignDefaults;
  /**
   * The things that tasks of the best design waited for in its first night; null if finding them exceeds the limits of
   * `run`.
   */
  readonly waitsByThing: readonly ThingWaitRow[] | null;
  /** What limited the data of the best design in its first night. Absent: not known. */
  readonly limitedBy?: readonly LimitedBy[];
  /** In the worst night of the best design, a disk that alone takes longer than its job's window. Absent: there is none. */
  readonly tooLongDisk?: TooLongDisk;
  /** The worst night of the best design with the largest disks first. Absent: that brings nothing, or was not tried. */
  readonly largestFirst?: LargestFirstNight;
  /**
   * Commands that reproduce the whole plan and one night of the best design; if nothing was varied, also one that
   * tries other designs.
   */
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
  /** What it does not survive although it must. Absent: nothing, or it was not tried. */
  readonly shortfall?: Shortfall;
  /** For a design that is too small: the design whose lower bound shows it. */
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

export interface PlanHostLoss extends ProxyHost {
  readonly nights: TrialFigures;
}

/** Why the loss of a host was not tried: what depends on it alone. */
export interface HostNotTried {
  readonly host: string;
  /** Number of VMs that no other host could run. */
  readonly vms: number;
  /** Repositories on machines of its proxies. */
  readonly repositories: readonly string[];
  /** Jobs that write VMs to it. */
  readonly jobs: readonly string[];
}

export interface PlanMonth {
  /** Months from today; 1 is the next month. */
  readonly month: number;
  /** Factor by which the data has grown by then. */
  readonly dataFactor: number;
  readonly nights: TrialFigures;
}

/** What to have when the answer breaks: the cheapest design that then holds, of those with at least as much of everything. */
export interface PlanNextStep {
  /** Row of `designs`; null: none holds. */
  readonly design: number | null;
  /** Number of designs that were run with the data of that month. */
  readonly tried: number;
  /** With that design, from that month on: those that were run, up to the first that does not hold. */
  readonly months: readonly PlanMonth[];
}

export type RunDesign = PlanDesign & { readonly nights: TrialFigures };

export function wasRun(design: PlanDesign): design is RunDesign {
  return design.nights !== null;
}

export function bestDesign({ designs, best }: PlanData): RunDesign {
  return designs[best] as RunDesign;
}

/** Whether the plan had no alternatives: it then asks whether the design is enough as it is, and for how long. */
export function hasOneDesign({ axes }: PlanData): boolean {
  return axes.length === 0;
}
