import { inOneGo } from '../collections/in-parts.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Collector } from '../metrics/collector.ts';
import { Columns } from '../metrics/columns/columns.ts';
import { snapshotRows } from '../metrics/columns/snapshot-columns.ts';
import { taskRows } from '../metrics/columns/task-rows.ts';
import { limitedBy } from '../metrics/limits/limited-by.ts';
import { LimitsByDefault } from '../metrics/limits/limits-by-default.ts';
import { waitRows } from '../metrics/limits/wait-rows.ts';
import { workDone } from '../metrics/limits/work-done.ts';
import { transformRows } from '../metrics/logs/transform-log.ts';
import { farReads } from '../metrics/reach/far-reads.ts';
import { reachOf } from '../metrics/reach/reach.ts';
import type { RunResult } from '../metrics/run-result.ts';
import { scaleOutRepositories } from '../metrics/scale-out.ts';
import { evaluateExpectations, unknownMetrics } from '../metrics/summary/expectations.ts';
import { InfrastructureSummary } from '../metrics/summary/infrastructure-summary.ts';
import { summarise } from '../metrics/summary/summarise.ts';
import type { Summary, SummaryDiagnostic } from '../metrics/summary/summary.ts';
import { metricAt } from '../metrics/summary/summary-figures.ts';
import { eventRows } from '../metrics/troubles/events.ts';
import { oversubscribedProxies, taskLoadOf } from '../metrics/use/oversubscription.ts';
import { type UtilisationListener, utilisationRows } from '../metrics/use/utilisation.ts';
import { nothingLeft } from '../metrics/warm-up-left.ts';
import { compile } from '../model/compile.ts';
import type { Model } from '../model/model.ts';
import type { Explainer } from '../policy/deciding/decide.ts';
import { readPlacesOf } from '../policy/deciding/lasting-place.ts';
import type { Policy, TaskView } from '../policy/policy.ts';
import { preflight } from '../policy/preflight/preflight.ts';
import { policyOfRun } from '../policy/resolve.ts';
import { PolicyFault } from '../policy/user-policy/guard.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { simulateInParts } from '../simulation/simulate.ts';
import { fanOut } from '../trace/fan-out.ts';
import type { TraceSink } from '../trace/record.ts';
import type { TracedRun } from '../trace/trace-text.ts';
import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import { limitsOf } from './bound-limits.ts';
import { faultsAfterEnd } from './faults-after-end.ts';
import { cutAtLastResort, LAST_RESORT_US } from './last-resort.ts';
import { refusedByPolicy } from './refused-by-policy.ts';
import { numberProblems } from './run-numbers.ts';
import { unstartedInRun } from './unstarted-in-run.ts';

/** How a run differs from what its scenario says, and who listens. Numbers that cannot be used are findings (`bad-option`). */
export interface RunOptions {
  /** For `scenario` in the summary: the file as the user named it, and the hash of its text. Default: both empty. */
  readonly file?: { readonly name: string; readonly sha256: string };
  /** Replaces the scenario's seed: a number or a text. */
  readonly seed?: number | string;
  /** A whole number from 0; each has its own random substreams. */
  readonly replication?: number;
  /** Replaces the scenario's policy: a preset's name, or a policy object. */
  readonly policy?: string | Policy;
  /** Cut the run off here: whole microseconds from the start of the clock. */
  readonly untilUs?: number;
  /** Called every few thousand events, for a progress line; must not change anything. */
  readonly onProgress?: (progress: Progress) => void;
  /** Receives the steps of the run's time series during the run, many at once, and the rest at its end. */
  readonly onUtilisation?: UtilisationListener;
  /** Receives every record of the trace. */
  readonly trace?: TraceSink;
  /** Creates another such sink, for one that needs names: called once, before the first record. */
  readonly tracer?: (model: Model, run: TracedRun) => TraceSink;
  /** Receives every decision of the scheduler with its grounds; slow. */
  readonly explainer?: Explainer;
  /** `checkScenario` has found no errors: it is not called again, and of faults and starts nothing is warned. */
  readonly isChecked?: boolean;
  /** Skips the lower bound, which for few tasks takes a good part of the simulation's own time. */
  readonly leavesOutBound?: boolean;
  /** Verifies every solve of the rates; for tests. */
  readonly certify?: boolean;
}

/** How far a run has come. `nowUs`: microseconds from the start of the clock. */
export interface Progress {
  readonly nowUs: number;
  readonly events: number;
  readonly tasksDone: number;
  readonly tasksKnown: number;
}

/** The result with its warnings, or the errors of scenario, policy and options, all at once. */
export type RunOutcome =
  | { readonly ok: true; readonly result: RunResult; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

interface Prepared {
  /** Undefined if a name of the policy is unknown. */
  readonly policy: Policy | undefined;
  /** Undefined if a number of the options cannot be used. */
  readonly model: Model | undefined;
  readonly seed: number | string;
  readonly replication: number;
  /** Unknown names first, then warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything that can be found out about a parsed scenario without running it: unknown names, unreachable disks and
 * the like.
 */
export function checkScenario(scenario: Scenario, options: RunOptions = {}): readonly Diagnostic[] {
  return prepare(scenario, options).diagnostics;
}

/**
 * The whole pipeline without any I/O: scenario, model, simulation, metrics. Whatever is wrong with the input is returned; it
 * throws only what a listener of the options throws.
 */
export function runScenario(scenario: Scenario, options: RunOptions = {}): RunOutcome {
  return inOneGo(runInParts(scenario, options));
}

/**
 * `runScenario` with pauses, so that a long run need not keep its thread from everything else. Preparing the run, each part
 * of the simulation and the figures at the end are done in one go.
 */
export function* runInParts(scenario: Scenario, options: RunOptions = {}): Generator<void, RunOutcome, void> {
  const { policy, model, seed, replication, diagnostics } = prepare(scenario, options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (policy === undefined || model === undefined || errors.length > 0)
    return { ok: false, diagnostics: errors };
  const identity = {
    scenario: { name: scenario.name, file: options.file?.name ?? '', sha256: options.file?.sha256 ?? '' },
    seed,
    replication,
    policy: policy.name,
  };
  const collector = new Collector(model, options.onUtilisation);
  const listeners = [options.trace, options.tracer?.(model, identity)].filter((one) => one !== undefined);
  const untilUs = Math.min(
    options.untilUs ?? Number.POSITIVE_INFINITY,
    scenario.clock.horizonUs ?? LAST_RESORT_US,
  );
  const fault = yield* faultOf(
    simulateInParts(model, policy, {
      seed,
      replication,
      untilUs,
      trace: listeners.length === 0 ? collector : fanOut([collector, ...listeners]),
      ...(options.explainer === undefined ? {} : { explainer: options.explainer }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      certify: options.certify ?? false,
    }),
  );
  if (fault !== undefined)
    return { ok: false, diagnostics: [fault.diagnosticOf(taskWords(model, fault.task))] };
  yield;
  const limits = options.leavesOutBound === true ? undefined : limitsOf(model, policy);
  const figures = summarise(collector, identity, limits);
  const endUs = collector.end.at;
  // A scenario that has been checked is run many times, as a part of an experiment: it is warned of once, not in each run.
  const isWarned = options.isChecked === true;
  const warnings = [
    ...diagnostics,
    ...(isWarned ? [] : unstartedInRun(scenario, { jobs: figures.jobs, endUs: untilUs, told: diagnostics })),
    ...nothingLeft(scenario, figures),
    ...(isWarned ? [] : faultsAfterEnd(scenario, endUs)),
    ...refusedByPolicy(policy, figures),
    ...cutAtLastResort(scenario, { endUs, untilUs: options.untilUs }),
  ];
  const summary = {
    ...figures,
    // Names were checked before the run, so an expectation without a value is one that this run misses.
    expect: evaluateExpectations(scenario.expect, figures),
    diagnostics: warnings.map(inSummary),
  };
  return { ok: true, result: resultOf(collector, policy, summary), warnings };
}

/** Everything to report of a run that has ended. */
function resultOf(collector: Collector, policy: Policy, summary: Summary): RunResult {
  const { model } = collector;
  const { scenario } = model;
  const columns = new Columns(collector);
  let known: LimitsByDefault | undefined;
  const limits = () => {
    known ??= new LimitsByDefault(scenario);
    return known;
  };
  let byDefault: RunResult['byDefault'] | undefined;
  let far: RunResult['farReads'] | undefined;
  const reach = () => reachOf(collector, readPlacesOf({ model, policy }));
  return {
    summary,
    columns,
    // Tables with a row per task or step are made on demand: they would take most of the memory of a long run.
    get tasks() {
      return [...taskRows(columns.tasks)];
    },
    sessions: collector.sessionRows,
    nights: collector.nights,
    get utilisation() {
      return [...utilisationRows(columns.utilisation)];
    },
    waits: waitRows(collector),
    get snapshots() {
      return [...snapshotRows(columns.snapshots)];
    },
    work: workDone(collector),
    get limitedBy() {
      return limitedBy(collector);
    },
    get capacityUse() {
      return new InfrastructureSummary(collector, collector.tasks.windowUs(collector.end.at)).capacities();
    },
    events: eventRows(collector),
    transforms: transformRows(collector),
    oversubscribed: oversubscribedProxies(model.proxies, taskLoadOf(scenario)),
    unprotected: collector.protection.unprotected,
    get reach() {
      return reach();
    },
    get farReads() {
      far ??= farReads(collector, reach);
      return far;
    },
    scaleOut: scaleOutRepositories(scenario),
    get assumptions() {
      return limits().assumptions;
    },
    get byDefault() {
      const { waits, bound, modes } = summary;
      const causes = WAIT_CAUSES.filter((cause) => waits[cause] > 0);
      byDefault ??= limits().ofRun(
        { causes, boundBy: bound?.by ?? null, modes: Object.keys(modes) },
        (path) => metricAt(summary, path),
      );
      return byDefault;
    },
  };
}

function prepare(scenario: Scenario, options: RunOptions): Prepared {
  const seed = options.seed ?? scenario.seed;
  const replication = options.replication ?? 0;
  const resolved = policyOfRun(scenario.policy, options.policy);
  const policy = resolved.ok ? resolved.policy : undefined;
  const unknown = resolved.ok ? [] : resolved.diagnostics;
  const numbers = numberProblems(options);
  if (numbers.length > 0)
    return { policy, model: undefined, seed, replication, diagnostics: [...numbers, ...unknown] };
  const model = compile(scenario, { seed, replication });
  const diagnostics = [...unknown];
  if (options.isChecked !== true) diagnostics.push(...unknownMetricsOf(scenario, model));
  if (options.isChecked !== true && policy !== undefined) diagnostics.push(...preflight(model, policy));
  return { policy, model, seed, replication, diagnostics };
}

/** The error of a user's own key during a run: a finding about the user's file, not a bug of this program. */
function* faultOf(simulation: Generator<void, void, void>): Generator<void, PolicyFault | undefined, void> {
  try {
    yield* simulation;
    return undefined;
  } catch (error) {
    if (error instanceof PolicyFault) return error;
    throw error;
  }
}

/** `app01/0 of nightly`. */
function taskWords({ vms, disks, jobs }: Model, { vm, diskOrder, job }: TaskView): string {
  if (vm < 0) return 'tasks in general';
  return `${vms.nameOf(vm)}/${disks.nameOf(vms.firstDiskOf(vm) + diskOrder)} of ${jobs[job]!.name}`;
}

/** Metrics that no run of the model could have: reported before the run, not after hours. */
function unknownMetricsOf({ expect }: Scenario, model: Model): readonly Diagnostic[] {
  if (expect.length === 0) return [];
  const nothing = new Collector(model);
  nothing.record({
    kind: 'run-ended',
    at: 0,
    reason: 'idle',
    events: 0,
    solves: 0,
    busySeconds: [],
    linkBytes: [],
  });
  const nobody = { scenario: { name: '', file: '', sha256: '' }, seed: 0, replication: 0, policy: '' };
  return unknownMetrics(expect, summarise(nothing, nobody, undefined));
}

function inSummary({ code, severity, message, path }: Diagnostic): SummaryDiagnostic {
  return { code, severity, message, path };
}
