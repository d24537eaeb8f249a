import type { LimitedBy } from '../../metrics/limits/limited-by.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import type { BoundToHost } from '../../scenario/vms/other-hosts.ts';
import type { Experiment } from '../designs/experiment.ts';
import type { DesignDefaults } from '../replications/design-defaults.ts';
import type { Candidate } from './candidate.ts';
import type { Goal } from './goal.ts';
import type { Growth } from './growth.ts';
import type { LatestEnd } from './latest-end.ts';
import type { OwnWindow } from './own-windows.ts';
import type { PlanQuestion } from './plan-question.ts';
import type { PlanSearch } from './plan-search.ts';
import type {
  GrownMonth,
  HostLoss,
  NextStep,
  ProxyHost,
  ProxyLoss,
  RepositoryMachine,
  Shortfall,
  ToSurvive,
} from './prospects.ts';
import type { TooSmall } from './too-small.ts';
import type { Trial } from './trial.ts';
import type { VariablePart } from './what-can-vary.ts';

/** A finished search: everything reported about it follows from this. */
export interface Plan {
  readonly experiment: Experiment;
  readonly goal: Goal;
  /** As the user wrote it: `8h`; null: each job has its own window. */
  readonly window: string | null;
  /** One for each enabled job if the user gave no window for all; otherwise empty. */
  readonly ownWindows: readonly OwnWindow[];
  /** Null: there is no price list, so cost counts steps. */
  readonly prices: { readonly unit: string } | null;
  readonly latestEnd: LatestEnd;
  /** Nothing is drawn at random: one run per design stands for all of its nights. */
  readonly nightsAreAlike: boolean;
  /** Ordered by cost. */
  readonly designs: readonly PlannedDesign[];
  /** Null: none holds. */
  readonly chosen: PlannedDesign | null;
  /** The chosen design, or the one that comes closest. */
  readonly best: PlannedDesign;
  /** For each axis, the design with one step less of it, if there is one. */
  readonly stepsDown: readonly { readonly axis: number; readonly design: PlannedDesign }[];
  readonly losses: readonly ProxyLoss[];
  readonly hostLosses: readonly HostLoss[];
  /** Hosts that have proxies, and whose loss was not tried, since no design survives it. */
  readonly hostsNotTried: readonly (ProxyHost & BoundToHost)[];
  /** Declared proxies of whose machine a repository cannot do without. Their loss is tried as that of the proxy alone. */
  readonly machines: readonly RepositoryMachine[];
  /** Number of Hyper-V hosts, which are proxies, too, and are not among the losses of proxies. */
  readonly hostProxies: number;
  /**
   * Links between sites that carry data in the best design. Their loss is not tried: what needs a link waits until it
   * is back.
   */
  readonly linksInUse: readonly string[];
  readonly growth: Growth | null;
  readonly survive: readonly ToSurvive[];
  readonly months: readonly GrownMonth[];
  /** Null: none is chosen, or it does not break. */
  readonly nextStep: (Omit<NextStep, 'candidate'> & { readonly design: PlannedDesign | null }) | null;
  /** In total. */
  readonly runs: number;
  /** If nothing was varied: what could be, with the part that held the design back first; otherwise empty. */
  readonly canVary: readonly VariablePart[];
  /** The defaults behind what limits the best design. */
  readonly byDefault: DesignDefaults;
  /**
   * The things that tasks of the best design waited for in its first night; null if finding them exceeds the limits of
   * `run`.
   */
  readonly waitsByThing: readonly ThingWaitRow[] | null;
  /**
   * The things that limited the data of the best design in its first night; null if finding them exceeds the limits of
   * `run`.
   */
  readonly limitedBy: readonly LimitedBy[] | null;
  /** In the worst night of the best design; null: every disk would fit into its window. */
  readonly tooLongDisk: TooLongDisk | null;
  /** Null: another order of the queue brings nothing, or was not tried. */
  readonly largestFirst: LargestFirstNight | null;
}

/** The worst night of the best design with the largest disks first: the job with least to spare then. */
export interface LargestFirstNight {
  readonly job: string;
  /** More than in that night as it is; negative if late. */
  readonly spareSeconds: number;
}

/** A disk whose task alone, with everything to itself, takes longer than the window of its job. */
export interface TooLongDisk {
  readonly job: string;
  /** `sql01/0`. */
  readonly task: string;
  /** From the session's start to the end of the transfer, by the fastest way. */
  readonly aloneSeconds: number;
  /** How long the session may take. */
  readonly allowedSeconds: number;
}

/**
 * What became of a design. `falls-short`: it holds, but does not survive what it must; `too-small` by a lower bound and
 * `dearer` than one that holds were not run to their end.
 */
export type Fate = 'holds' | 'falls-short' | 'misses' | 'too-small' | 'dearer';

/** A design with its cost and what became of it. */
export interface PlannedDesign extends Candidate {
  readonly fate: Fate;
  /** For a design that falls short. */
  readonly shortfall: Shortfall | null;
  /** For a design that is too small. */
  readonly reason: TooSmall | null;
}

/** The answer of a finished search. */
export function planOf(
  search: PlanSearch,
  question: Omit<PlanQuestion, 'designs' | 'siteOf'>,
  asked: Pick<Plan, 'window' | 'prices' | 'waitsByThing' | 'limitedBy' | 'tooLongDisk' | 'largestFirst'>,
): Plan {
  const designs = search.candidates.map((candidate) => plannedDesign(search, candidate));
  const planned = (candidate: Candidate) => designs[search.candidates.indexOf(candidate)]!;
  const { best } = search;
  const hosts = question.hostsOf(best.trial.point);
  const { experiment, goal, latestEnd, nightsAreAlike, growth, survive } = question;
  return {
    experiment,
    goal,
    ...asked,
    ownWindows: asked.window === null ? question.ownWindows : [],
    latestEnd,
    nightsAreAlike,
    designs,
    chosen: search.chosen === undefined ? null : planned(search.chosen),
    best: planned(best),
    stepsDown: best.row.flatMap((value, axis) => {
      const design = value === 0 ? undefined : search.neighbour(best, axis, value - 1);
      return design === undefined ? [] : [{ axis, design: planned(design) }];
    }),
    losses: search.losses,
    hostLosses: search.hostLosses,
    hostsNotTried: search.hostsNotTried.map((lost) => ({
      ...lost,
      ...hosts.bound.get(lost.host)!,
    })),
    machines: hosts.machines.filter(({ proxy }) => search.losses.some((loss) => loss.proxy === proxy)),
    hostProxies: hosts.asProxies,
    linksInUse: linksInUse(best.trial),
    growth,
    survive,
    months: search.months,
    nextStep: nextStepOf(search, planned),
    runs: search.runs,
    canVary: experiment.axes.length === 0 ? question.canVary(best.trial) : [],
    byDefault: question.byDefault(best.trial),
  };
}

function nextStepOf(
  { nextStep }: PlanSearch,
  planned: (candidate: Candidate) => PlannedDesign,
): Plan['nextStep'] {
  if (nextStep === null) return null;
  const { candidate, tried, months } = nextStep;
  return { design: candidate === null ? null : planned(candidate), tried, months };
}

function linksInUse({ outcomes }: Trial): readonly string[] {
  const [of, figure] = ['links.', '.transferredBytes'];
  const used = outcomes.flatMap(({ figures }) =>
    Object.entries(figures).flatMap(([path, bytes]) =>
      path.startsWith(of) && path.endsWith(figure) && bytes > 0
        ? [path.slice(of.length, -figure.length)]
        : [],
    ),
  );
  return [...new Set(used)];
}

function plannedDesign(search: PlanSearch, candidate: Candidate): PlannedDesign {
  const { verdict, outcomes } = candidate.trial;
  const shortfall = search.shortfallOf(candidate);
  if (shortfall !== null) return { ...candidate, fate: 'falls-short', shortfall, reason: null };
  if (verdict !== 'open') return { ...candidate, fate: verdict, shortfall, reason: null };
  const reason = search.reasonAgainst(candidate) ?? null;
  const isLeftOut = outcomes.length === 0 && reason !== null;
  return {
    ...candidate,
    fate: isLeftOut ? 'too-small' : 'dearer',
    shortfall,
    reason: isLeftOut ? reason : null,
  };
}
