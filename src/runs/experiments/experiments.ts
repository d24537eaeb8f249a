import { badOption } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { valueInWords } from '../../diagnostics/value-in-words.ts';
import { type Goal, nightsFor, windowOverlays } from '../../experiment/plan/goal.ts';
import type { Growth } from '../../experiment/plan/growth.ts';
import { ownWindowOverlays } from '../../experiment/plan/own-windows.ts';
import { type Plan, planOf } from '../../experiment/plan/plan.ts';
import { planQuestion } from '../../experiment/plan/plan-question.ts';
import { PlanSearch } from '../../experiment/plan/plan-search.ts';
import type { PriceList } from '../../experiment/plan/price-list.ts';
import { TO_SURVIVE, type ToSurvive } from '../../experiment/plan/prospects.ts';
import { ReplicatedDesigns } from '../../experiment/replications/replicated-designs.ts';
import {
  type ReplicatedFigures,
  replicatedFigures,
} from '../../experiment/replications/replicated-figures.ts';
import { type Sweep, sweepOf } from '../../experiment/sweep.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Study } from '../../experiment/units/study.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { numberProblems } from '../run-numbers.ts';
import { areNightsAlike } from './alike-nights.ts';
import { closerLook } from './closer-look.ts';
import { type AskedExperiment, experimentOf } from './experiment-input.ts';
import { type UnitInput, UnitRunner } from './experiment-runs.ts';

/** Replications of one scenario: each outcome, and their joint figures. */
export interface Replicated {
  readonly outcomes: readonly Outcome[];
  readonly figures: ReplicatedFigures;
}

/** The goal of a plan, and the designs to choose from. */
export interface AskedPlan extends Omit<AskedExperiment, 'sampling' | 'replications' | 'precision'> {
  /**
   * Every session of every job has to end within this time of its start: `8h`. Absent: within the window that its job
   * states.
   */
  readonly window?: string;
  /** The share of nights in which that must hold, above 0 up to 1; 0.95 by default. */
  readonly confidence?: number;
  /** Nights simulated per design; by default as many as needed to distinguish the confidence from certainty. */
  readonly nights?: number;
  /** Prices of parts (`readPriceList`); by default every step of every axis costs 1. */
  readonly prices?: PriceList;
  /** Growth of the data, to find the first month in which the answer fails. */
  readonly growth?: Growth;
  /**
   * What the answer must survive: the loss of any one proxy, or of any one host with its proxies, all months of the
   * growth. Default: none.
   */
  readonly survive?: readonly ToSurvive[];
}

const CONFIDENCE = 0.95;

/** Runs a scenario repeatedly with different random draws, under one policy, sequentially in this thread. */
export function replicateScenario(
  sources: ScenarioSources,
  asked: Omit<AskedExperiment, 'axes' | 'sampling'>,
): Result<Replicated> {
  const { policies = [] } = asked;
  if (policies.length > 1) {
    const message = `policies names ${policies.length} policies, and replications are of one.`;
    return { ok: false, diagnostics: [badOption('policies', message, 'Name one, or call sweepScenario.')] };
  }
  const swept = sweepScenario(sources, asked);
  if (!swept.ok) return swept;
  const { outcomes } = swept.value.designs[0]!;
  return { ...swept, value: { outcomes, figures: replicatedFigures(outcomes) } };
}

/** Runs a scenario in every design of its axes, sequentially in this thread. */
export function sweepScenario(sources: ScenarioSources, asked: AskedExperiment): Result<Sweep> {
  const prepared = prepare(sources, asked);
  if (!prepared.ok) return prepared;
  const { input } = prepared.value;
  const study = new ReplicatedDesigns(input.experiment);
  const ran = runStudy(study, input);
  if (!ran.ok) return ran;
  return { ...prepared, value: sweepOf(input.experiment, study.designs) };
}

/** Finds the cheapest design that holds a window, one run after the other in this thread. */
export function planScenario(sources: ScenarioSources, asked: AskedPlan): Result<Plan> {
  const {
    window = null,
    confidence = CONFIDENCE,
    prices = null,
    growth = null,
    survive = [],
    overlays = [],
  } = asked;
  const problems = [...numberProblems({ confidence, nights: asked.nights }), ...surviveProblems(asked)];
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const goal: Goal = { confidence, nights: asked.nights ?? nightsFor(confidence) };
  const windows = window === null ? statedWindows(sources, overlays) : given(windowOverlays(window));
  if (!windows.ok) return windows;
  const within = { ...asked, overlays: [...overlays, ...windows.value], replications: goal.nights };
  const prepared = prepare(sources, within);
  if (!prepared.ok) return prepared;
  const { input, scenario } = prepared.value;
  const nightsAreAlike = areNightsAlike(scenario, input.experiment);
  const question = planQuestion({ ...input, scenario }, { goal, nightsAreAlike, growth, survive, prices });
  if (!question.ok) return question;
  const search = new PlanSearch(question.value);
  const ran = runStudy(search, input);
  if (!ran.ok) return ran;
  const looked = closerLook(input, search.best.trial);
  return { ...prepared, value: planOf(search, question.value, { window, prices, ...looked }) };
}

/** Findings about what the answer must survive. What the command line passes has been read and checked. */
function surviveProblems({ survive = [], growth }: AskedPlan): Diagnostic[] {
  const problem = (message: string, hint: string) => badOption('survive', message, hint);
  const unknown = survive.filter((trouble) => !TO_SURVIVE.includes(trouble));
  const found = unknown.map((trouble) =>
    problem(
      `survive names ${valueInWords(trouble)}, which a plan does not try.`,
      "It can name 'loss', 'host' and 'growth'.",
    ),
  );
  if (survive.includes('growth') && (growth ?? null) === null)
    found.push(problem("survive names 'growth', and no growth is given.", 'Give growth, or leave it out.'));
  return found;
}

const given = (value: readonly Overlay[]): Result<readonly Overlay[]> => ({ ok: true, value, warnings: [] });

function statedWindows(sources: ScenarioSources, overlays: readonly Overlay[]): Result<readonly Overlay[]> {
  const parsed = parseScenario({ source: sources.source, overlays, files: sourceFiles(sources) });
  return parsed.ok ? ownWindowOverlays(parsed.value) : parsed;
}

/**
 * Runs a study to its end, one unit after the other. Code with threads or machines does the same with them: it asks
 * for units, has a `UnitRunner` run them in any order, and reports the outcomes.
 */
export function runStudy(study: Study, input: UnitInput): Result<void> {
  const runner = new UnitRunner(input);
  for (let round = study.ask(); round.length > 0; round = study.ask()) {
    for (const unit of round) {
      const result = runner.run(unit);
      if (!result.ok) return { ok: false, diagnostics: result.diagnostics };
      study.tell(unit, result.outcome);
    }
  }
  return { ok: true, value: undefined, warnings: [] };
}

function prepare(
  sources: ScenarioSources,
  asked: AskedExperiment,
): Result<{ readonly input: UnitInput; readonly scenario: Scenario }> {
  const { source } = sources;
  const parsed = parseScenario({ source, overlays: asked.overlays ?? [], files: sourceFiles(sources) });
  if (!parsed.ok) return parsed;
  const input = experimentOf(sources, parsed.value, asked);
  if (!input.ok) return input;
  const warnings = [...parsed.warnings, ...input.warnings];
  return { ok: true, value: { input: input.value, scenario: parsed.value }, warnings };
}
