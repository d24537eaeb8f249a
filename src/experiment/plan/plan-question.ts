import { addTo } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { mean } from '../../metrics/quantile.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { LARGEST_DATA_FACTOR } from '../../scenario/sections/general.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { SiteTree } from '../../scenario/tree/site-tree.ts';
import { type BoundToHost, boundToHosts, machinesOf } from '../../scenario/vms/other-hosts.ts';
import type { DesignPoint } from '../designs/design.ts';
import { designsOf } from '../designs/designs.ts';
import type { Experiment } from '../designs/experiment.ts';
import { type DesignDefaults, designDefaults } from '../replications/design-defaults.ts';
import { rowOf } from '../sweep.ts';
import type { Outcome } from '../units/outcome.ts';
import type { Candidate } from './candidate.ts';
import type { DesignCost } from './design-cost.ts';
import type { Goal } from './goal.ts';
import { type Growth, grownBy } from './growth.ts';
import { type LatestEnd, latestEnd } from './latest-end.ts';
import { neutralCost } from './neutral-cost.ts';
import { type OwnWindow, ownWindows } from './own-windows.ts';
import { type PriceList, priceOf } from './price-list.ts';
import type { ProxyHost, RepositoryMachine, ToSurvive } from './prospects.ts';
import type { Trial } from './trial.ts';
import { trialFigures } from './trial-figures.ts';
import { type VariablePart, whatCanVary } from './what-can-vary.ts';

/** Facts about a design that only its scenario contains. */
export interface SiteOfDesign {
  /** Names of its declared proxies. */
  readonly proxies: readonly string[];
  /** Today's data as a multiple of the stated data. */
  readonly dataFactor: number;
}

/** Facts about what depends on the hosts of a design. */
export interface HostsOfDesign {
  /** Hosts that have proxies. */
  readonly withProxies: readonly ProxyHost[];
  /** Number of Hyper-V hosts, which are proxies of their own VMs without being declared as such. */
  readonly asProxies: number;
  /** What depends on one host alone. The loss of such a host is not tried: no design survives it. */
  readonly bound: ReadonlyMap<string, BoundToHost>;
  /** Declared proxies on whose machines repositories are. */
  readonly machines: readonly RepositoryMachine[];
}

export interface PlanQuestion {
  readonly experiment: Experiment;
  readonly goal: Goal;
  /** All designs of the grid with their costs and grid positions, in any order. */
  readonly designs: readonly (Omit<Candidate, 'trial'> & { readonly point: DesignPoint })[];
  readonly latestEnd: LatestEnd;
  /** Nothing is drawn at random: the first night of a design stands for all of its nights. */
  readonly nightsAreAlike: boolean;
  readonly siteOf: (point: DesignPoint) => SiteOfDesign;
  /** Takes as long as parsing the scenario. The design must be one that can be run. */
  readonly hostsOf: (point: DesignPoint) => HostsOfDesign;
  readonly growth: Growth | null;
  /** What a design must survive to be the answer; of the rest, only the effect is reported. */
  readonly survive: readonly ToSurvive[];
  /** One for each enabled job. */
  readonly ownWindows: readonly OwnWindow[];
  /** What could be varied; the part that held the design back comes first. */
  readonly canVary: (trial: Trial) => readonly VariablePart[];
  /** The defaults behind what limits a design. */
  readonly byDefault: (trial: Trial) => DesignDefaults;
}

/** The question for a search: all designs with their costs. Prices that do not fit the scenario are reported. */
export function planQuestion(
  { experiment, sources, scenario }: { experiment: Experiment; sources: ScenarioSources; scenario: Scenario },
  {
    goal,
    nightsAreAlike,
    growth,
    survive,
    prices,
  }: Pick<PlanQuestion, 'goal' | 'nightsAreAlike' | 'growth' | 'survive'> & {
    readonly prices: PriceList | null;
  },
): Result<PlanQuestion> {
  const follower = experiment.axes.find(({ along }) => along !== undefined);
  if (follower !== undefined) return { ok: false, diagnostics: [mustBeCrossed(follower.path)] };
  const site = SiteTree.read(sources).with(experiment.overlays);
  const diagnostics: Diagnostic[] = [];
  const designs = designsOf(experiment).map((point) => {
    const row = rowOf(experiment.axes, point);
    const cost: Result<DesignCost> =
      prices === null
        ? { ok: true, value: neutralCost(experiment.axes, row), warnings: [] }
        : priceOf(site.with(point.overlays), prices);
    // The same error occurs in every design; it is reported once.
    if (!cost.ok && diagnostics.length === 0) diagnostics.push(...cost.diagnostics);
    return { point, row, cost: cost.ok ? cost.value : { total: 0, lines: [] } };
  });
  const siteOf = ({ overlays }: DesignPoint): SiteOfDesign => {
    const own = site.with(overlays);
    return {
      proxies: own.proxies.map(({ name }) => name),
      dataFactor: Number(own.texts('dataFactor')[0] ?? 1),
    };
  };
  const known = new Map<DesignPoint, HostsOfDesign>();
  const hostsOf = (point: DesignPoint): HostsOfDesign =>
    madeOnce(known, point, () => {
      const { overlays } = point;
      const own = overlays.length === 0 ? scenario : scenarioOf({ experiment, sources }, point);
      return hostsIn(own, site.with(overlays).proxies);
    });
  if (growth !== null) {
    const grown = Math.max(...dataFactors(experiment, siteOf)) * grownBy(growth, growth.months);
    if (grown > LARGEST_DATA_FACTOR) diagnostics.push(growsTooFar(grown));
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const question: PlanQuestion = {
    experiment,
    goal,
    designs,
    latestEnd: latestEnd(scenario),
    nightsAreAlike,
    siteOf,
    hostsOf,
    growth,
    survive,
    ownWindows: ownWindows(site, scenario),
    canVary: (trial) => whatCanVary(scenario, trialFigures(trial), meanFigure(trial.outcomes)),
    byDefault: defaultsOf,
  };
  return { ok: true, value: question, warnings: [] };
}

function scenarioOf(
  { experiment, sources }: { readonly experiment: Experiment; readonly sources: ScenarioSources },
  { overlays }: DesignPoint,
): Scenario {
  const { source } = sources;
  const parsed = parseScenario({
    source,
    overlays: [...experiment.overlays, ...overlays],
    files: sourceFiles(sources),
  });
  if (!parsed.ok) throw new Error('a design that has been run cannot be read');
  return parsed.value;
}

/** `declared`: the proxies that are declared and not switched off. */
function hostsIn(scenario: Scenario, declared: SiteTree['proxies']): HostsOfDesign {
  const onHost = scenario.proxies.flatMap(({ name, isHost, enabled }) => (isHost && enabled ? [name] : []));
  return {
    withProxies: hostsWithProxies(declared, onHost),
    asProxies: onHost.length,
    bound: boundToHosts(scenario),
    machines: repositoryMachines(scenario),
  };
}

/** Each host that has proxies, with these: a Hyper-V host has itself as one. */
function hostsWithProxies(declared: SiteTree['proxies'], onHost: readonly string[]): readonly ProxyHost[] {
  const proxies = new Map<string, string[]>();
  for (const { name, host } of declared) if (host !== undefined) addTo(proxies, host, name);
  for (const host of onHost) addTo(proxies, host, host);
  return Array.from(proxies, ([host, own]) => ({ host, proxies: own }));
}

function repositoryMachines({ repositories }: Scenario): readonly RepositoryMachine[] {
  const known = new Map<string, string[]>();
  for (const repository of repositories)
    for (const machine of machinesOf(repository)) addTo(known, machine, repository.name);
  return Array.from(known, ([proxy, own]) => ({ proxy, repositories: own }));
}

/** Possible factors of today's data, one for each value of its axis if that is varied. */
function dataFactors({ axes }: Experiment, siteOf: PlanQuestion['siteOf']): readonly number[] {
  const axis = axes.find(({ path }) => path === 'dataFactor');
  return axis === undefined
    ? [siteOf({ overlays: [] }).dataFactor]
    : axis.values.map(({ text }) => Number(text));
}

function growsTooFar(dataFactor: number): Diagnostic {
  const message = `at the end there would be ${Math.round(dataFactor)} times the data, and at most ${LARGEST_DATA_FACTOR} times can be simulated.`;
  return optionDiagnostic('--growth', message, 'Grow more slowly, or look fewer --years ahead.');
}

/** The defaults behind the limits that a plan reports: those of the worst night. */
function defaultsOf(trial: Trial): DesignDefaults {
  const { worst, wait } = trialFigures(trial);
  return designDefaults(trial.outcomes, {
    replication: worst?.night ?? 0,
    bottlenecks: worst === null ? [] : [worst.bottleneck],
    wait: wait?.cause,
  });
}

/** The mean of a figure over the runs that have it. */
function meanFigure(outcomes: readonly Outcome[]): (figure: string) => number | undefined {
  return (figure) => {
    const values = outcomes.flatMap(({ figures }) => figures[figure] ?? []);
    return values.length === 0 ? undefined : mean(values);
  };
}

/** A search evaluates one step less on each axis alone. */
function mustBeCrossed(path: string): Diagnostic {
  const message = `a plan takes every value of '${path}' with every value of the others.`;
  return optionDiagnostic('--vary', message, 'Give it a --vary of its own.');
}
