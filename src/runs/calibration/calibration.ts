import { present } from '../../collections/present.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { CalibratedJob, Calibration, FittedInventory, FittedValue } from '../../history/calibration.ts';
import { driftOf } from '../../history/drift.ts';
import { compareForecasts, type Forecast, walkForward } from '../../history/forecast-errors.ts';
import { incrementsByJob } from '../../history/increments.ts';
import type { PastSession } from '../../history/past-session.ts';
import { reductionOf } from '../../history/reduction.ts';
import { knownMedian, median } from '../../metrics/quantile.ts';
import { compile } from '../../model/compile.ts';
import type { Model } from '../../model/model.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { runScenario } from '../run.ts';
import { type ChangeRates, changeRates } from './change-rates.ts';
import { type SimulatedJob, simulateJobs } from './check-runs.ts';
import { doubtsOf } from './doubts.ts';
import { ratioValues, taskValues } from './fitted-values.ts';
import { inventoryCopies, withCopies } from './inventory-copies.ts';
import { type Aliases, type MatchedJob, matchJobs } from './matched-jobs.ts';
import { fitModes, type ModeFits } from './mode-fits.ts';
import { inventoryRates, rateValues } from './rate-values.ts';

/** How a scenario is fitted to past sessions. */
export interface CalibrationOptions {
  /** Most increments of each job that are fitted; 10 by default. */
  readonly last?: number;
  /** Names in the reports to names in the scenario, if they differ by more than case. */
  readonly jobs?: Aliases['jobs'];
  readonly vms?: Aliases['vms'];
  /** Runs the scenario before and after: `runScenario`, or a function that also shows progress. */
  readonly run?: typeof runScenario;
}

/** Enough to fit a line, and no more: last month's sessions forecast worse than last week's. */
export const LAST_INCREMENTS = 10;

/**
 * Fits a scenario to the past sessions of its system, measures how well such fits would have forecast them, and
 * compares the scenario with the past by simulation, before and after the fit. Without a job in common nothing is
 * fitted; that is not an error.
 */
export function calibrateScenario(
  sources: ScenarioSources,
  sessions: readonly PastSession[],
  options: CalibrationOptions = {},
): Result<Calibration> {
  const parsed = parse(sources, []);
  if (!parsed.ok) return parsed;
  const scenario = parsed.value;
  const { last = LAST_INCREMENTS, jobs = new Map(), vms = new Map() } = options;
  const model = compile(scenario, { seed: scenario.seed, replication: 0 });
  const matching = matchJobs(model, incrementsByJob(sessions), { last, aliases: { jobs, vms } });
  const fit = fitted(model, sources, matching.jobs);
  const calibrated = parse(withCopies(sources, fit.inventories), fit.values);
  if (!calibrated.ok) return calibrated;
  const { run = runScenario } = options;
  const before = simulateJobs(scenario, matching.jobs, run);
  if (!before.ok) return before;
  const after = simulateJobs(calibrated.value, matching.jobs, run);
  if (!after.ok) return after;
  const forecasts = matching.jobs.map(({ increments }) => walkForward(increments, last));
  const all = compareForecasts(forecasts.flat());
  const value: Calibration = {
    scenario: { name: scenario.name, file: sources.source.name },
    last,
    jobs: matching.jobs.map((job, k) =>
      calibratedJob(job, { last, forecasts: forecasts[k]!, before: before.jobs[k]!, after: after.jobs[k]! }),
    ),
    unmatched: matching.unmatched,
    ...present({ forecasts: all }),
    modes: fit.modes.fits,
    values: fit.values,
    inventories: fit.inventories,
    doubts: doubtsOf(model, matching.jobs, fit),
  };
  return { ...parsed, value };
}

function parse(sources: ScenarioSources, values: readonly FittedValue[]): Result<Scenario> {
  const overlays = values.map(({ path, value }) => ({ path, value }));
  return parseScenario({ source: sources.source, overlays, files: sourceFiles(sources) });
}

/** The result of the fit. */
interface Fitted {
  readonly modes: ModeFits;
  readonly rates: ChangeRates;
  readonly values: readonly FittedValue[];
  readonly inventories: readonly FittedInventory[];
}

function fitted(model: Model, sources: ScenarioSources, jobs: readonly MatchedJob[]): Fitted {
  const modes = fitModes(model, jobs);
  const rates = changeRates(model, jobs, modes);
  return {
    modes,
    rates,
    values: [...taskValues(model, modes, jobs), ...ratioValues(jobs), ...rateValues(model, rates)],
    inventories: inventoryCopies(sources, inventoryRates(model, rates)),
  };
}

/** A job's past increments and its simulation. */
interface Comparison {
  readonly last: number;
  readonly forecasts: readonly Forecast[];
  /** Simulated with the original values, and with the fitted ones. */
  readonly before: SimulatedJob;
  readonly after: SimulatedJob;
}

function calibratedJob(job: MatchedJob, { last, forecasts, before, after }: Comparison): CalibratedJob {
  const { row, pastName, increments, recent } = job;
  const sessions = recent.map(({ session }) => session);
  const { seconds, ...limits } = after;
  return {
    name: row.name,
    pastName,
    increments: increments.length,
    used: recent.length,
    firstUs: sessions[0]!.startUs,
    lastUs: sessions.at(-1)!.startUs,
    seconds: median(recent.map((increment) => increment.seconds)),
    ...present({
      dataBytes: knownMedian(sessions.map((session) => session.dataBytes)),
      reduction: reductionOf(sessions),
      intervalUs: knownMedian(recent.flatMap(({ parts }) => parts.map(({ sinceUs }) => sinceUs))),
      forecasts: compareForecasts(forecasts),
      drift: driftOf(increments, last),
    }),
    check: { secondsBefore: before.seconds, secondsAfter: seconds, ...limits },
  };
}
