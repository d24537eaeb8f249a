/**
 * The library's whole public surface: runs, experiments, plans, calibration, policies and their laws, without files, clocks or
 * threads. Errors of input are returned as data; what is thrown is a bug, or a misuse of the statistics (RangeError).
 */

// Scenarios: how they are read, what is wrong with them, and what they hold.

export { CODES, type Code, type CodeMeaning } from './diagnostics/codes.ts';
export type { Diagnostic, Note, Result, SourceText, Span } from './diagnostics/diagnostic.ts';
export { type Look, type Paint, renderDiagnostic } from './diagnostics/render.ts';
export type { AssumedThings, Assumption } from './scenario/assumptions.ts';
export type { InventoryTable, ReadInventory } from './scenario/cross-check/inventory/inventory.ts';
export type { CsvRecord } from './scenario/csv/csv-text.ts';
export type { Default, Standing } from './scenario/defaults.ts';
export type { Fault, FaultKind, Occasion, Trouble } from './scenario/fault.ts';
export { scenarioJsonSchema } from './scenario/format.ts';
export type { HostFailover } from './scenario/host-failover.ts';
export type {
  BackupMethod,
  BlockSize,
  Compression,
  Job,
  JobTarget,
  JobType,
  Schedule,
  Window as JobWindow,
  WindowLength,
} from './scenario/job.ts';
export type { LatencyControl } from './scenario/latency-control.ts';
export type { Origin } from './scenario/origin.ts';
export type { Overlay, OverlayOption } from './scenario/overlay/overlay.ts';
export { parseScenario, type ScenarioFiles, type ScenarioInput } from './scenario/parse.ts';
export type { Repository } from './scenario/repository.ts';
export type {
  Clock,
  Datastore,
  DatastoreType,
  Expectation,
  Fabric,
  Host,
  HyperVVersion,
  LatencyModel,
  Link,
  LoadProfile,
  Overheads,
  Platform,
  PolicyDeclaration,
  Profile,
  Proxy,
  ProxyStorage,
  Scenario,
  Site,
  StorageArray,
  StorageProtocol,
  Throttle,
  TransportSettings,
} from './scenario/scenario.ts';
export type { Drawn } from './scenario/sections/distribution.ts';
export { type ScenarioSources, sourceFiles } from './scenario/sources.ts';
export type { TransportMode } from './scenario/transport-modes.ts';
export { referencedFiles } from './scenario/tree/load.ts';
export type {
  Disk,
  DiskAmounts,
  DiskPopulation,
  Distribution,
  Guest,
  Tracking,
  Vm,
  VmTraits,
} from './scenario/vms/vm.ts';
export type { VmTable } from './scenario/vms/vm-table.ts';
export type { CalendarDays, WeekOfMonth } from './units/calendar-days.ts';
export type { DailyInterval } from './units/daily-interval.ts';
export type { WeeklyInterval } from './units/weekly-interval.ts';

// Runs: one night, the same under other circumstances, and where two of them part.

export { divergenceOfRuns, type RunVariant } from './runs/divergence/divergence-of-runs.ts';
export type { DivergenceReport } from './runs/divergence/divergence-report.ts';
export {
  checkScenario,
  type Progress,
  type RunOptions,
  type RunOutcome,
  runScenario as simulate,
} from './runs/run.ts';
export { runTracer, type TraceOutputs } from './runs/run-tracers.ts';
export {
  type FirstDifference,
  VERIFIED_WAYS,
  type Verified,
  type VerifiedWay,
  type VerifyOptions,
  verifyScenario,
} from './runs/verification/verification.ts';

// Traces: everything that happens in a run, in order.

export type { Part } from './model/parts.ts';
export type { Change } from './trace/divergence.ts';
export { Fingerprint } from './trace/fingerprint.ts';
export type { RecordOf, TraceRecord, TraceSink } from './trace/record.ts';
export type { TracedRun } from './trace/trace-text.ts';

// Results: the summary, tables and columns of numbers.

export type { InterruptionColumns } from './metrics/columns/interruption-columns.ts';
export type { SnapshotColumns, SnapshotFigures, SnapshotRow } from './metrics/columns/snapshot-columns.ts';
export {
  NEVER,
  NO_NAME,
  TASK_BOTTLENECKS,
  type TaskColumns,
  type TaskFigures,
} from './metrics/columns/task-columns.ts';
export type { TaskRow } from './metrics/columns/task-rows.ts';
export type { LimitedBy } from './metrics/limits/limited-by.ts';
export type { ByDefault, DefaultFigure } from './metrics/limits/limits-by-default.ts';
export type { ThingWaitRow, WaitRow } from './metrics/limits/wait-rows.ts';
export type { WorkDone } from './metrics/limits/work-done.ts';
export type { TransformRow } from './metrics/logs/transform-log.ts';
export type { FarReads } from './metrics/reach/far-reads.ts';
export type { Reach, ReachCell } from './metrics/reach/reach.ts';
export type { LongTables, RunResult } from './metrics/run-result.ts';
export type { ScaleOutRepository } from './metrics/scale-out.ts';
export type { Night } from './metrics/sessions/nights.ts';
export type { SessionRow } from './metrics/sessions/session-rows.ts';
export {
  BOTTLENECKS,
  type Bottleneck,
  type DataMoverPeaks,
  type DatastoreSummary,
  type ExpectationOutcome,
  type FaultSummary,
  type HostSummary,
  type JobSummary,
  type LinkSummary,
  type LoadLine,
  type ModeSummary,
  type NightsSummary,
  type ProxySummary,
  type RepositorySummary,
  type RpoSummary,
  type SessionSummary,
  type Summary,
  type SummaryDiagnostic,
  TASK_RESULTS,
  type TaskResult,
  type Totals,
  type VmsSummary,
  type Window,
} from './metrics/summary/summary.ts';
export type { EventRow } from './metrics/troubles/events.ts';
export type { UnprotectedVm } from './metrics/troubles/protection.ts';
export type { OversubscribedProxy } from './metrics/use/oversubscription.ts';
export type { UtilisationColumns, UtilisationListener, UtilisationRow } from './metrics/use/utilisation.ts';
export { WAIT_CAUSES, type WaitCause } from './trace/wait-cause.ts';

// Policies: those that ship, your own, and the laws that both keep.

export type { Candidate, Connection } from './model/ways/transport.ts';
export type { CandidateVerdict, Decision, Explainer } from './policy/deciding/decide.ts';
export type { CapacityFilter, ClusterView, Policy, QueueKey, RankKey, TaskView } from './policy/policy.ts';
export type { ReadPolicy } from './policy/resolve.ts';
export type { OwnQueueKey } from './policy/user-policy/guard.ts';
export {
  type BusyAnswer,
  policyFrom,
  type ShippedPolicyParts,
  type UserPolicy,
} from './policy/user-policy/user-policy.ts';
export {
  type ConformanceProgress,
  checkConformance,
  LAWS,
  type LawFinding,
} from './runs/conformance/conformance.ts';

// Experiments: designs, replications and units of work.

export type { CutShort } from './experiment/cut-short.ts';
export type { Axis, AxisValue } from './experiment/designs/axis.ts';
export { readAxes } from './experiment/designs/axis-spec.ts';
export { type DesignPoint, designText } from './experiment/designs/design.ts';
export type { Experiment, Sampling } from './experiment/designs/experiment.ts';
export { type SpeedUpCurve, type SpeedUpStep, speedUpCurves } from './experiment/designs/speed-up.ts';
export type { DesignDefaults } from './experiment/replications/design-defaults.ts';
export type { NeverStarted } from './experiment/replications/never-started.ts';
export { type ReplicatedDesign, ReplicatedDesigns } from './experiment/replications/replicated-designs.ts';
export { type ReplicatedFigures, replicatedFigures } from './experiment/replications/replicated-figures.ts';
export type { Sweep, SweptDesign } from './experiment/sweep.ts';
export type { Outcome, OutcomeDefaults } from './experiment/units/outcome.ts';
export type { Study } from './experiment/units/study.ts';
export type { WorkUnit } from './experiment/units/work-unit.ts';
export type { WindowFigure } from './experiment/window-figure.ts';
export { type AskedExperiment, experimentOf } from './runs/experiments/experiment-input.ts';
export {
  type OwnPolicies,
  type OwnPolicy,
  type UnitInput,
  type UnitResult,
  UnitRunner,
} from './runs/experiments/experiment-runs.ts';
export {
  type Replicated,
  replicateScenario,
  runStudy,
  sweepScenario,
} from './runs/experiments/experiments.ts';
export { findWarmUp, type WarmUp } from './runs/experiments/warm-up.ts';

// Plans: the cheapest design that holds.

export type { Candidate as PlanCandidate } from './experiment/plan/candidate.ts';
export type { CostLine, DesignCost } from './experiment/plan/design-cost.ts';
export type { Goal } from './experiment/plan/goal.ts';
export type { Growth, Period } from './experiment/plan/growth.ts';
export type { LatestEnd } from './experiment/plan/latest-end.ts';
export type { OwnWindow } from './experiment/plan/own-windows.ts';
export type { Fate, LargestFirstNight, Plan, PlannedDesign, TooLongDisk } from './experiment/plan/plan.ts';
export { type Price, type PriceList, readPriceList } from './experiment/plan/price-list.ts';
export type {
  GrownMonth,
  HostLoss,
  NextStep,
  ProxyHost,
  ProxyLoss,
  RepositoryMachine,
  Shortfall,
  ToSurvive,
} from './experiment/plan/prospects.ts';
export type { TooSmall } from './experiment/plan/too-small.ts';
export type { Trial, Verdict } from './experiment/plan/trial.ts';
export type { VariablePart } from './experiment/plan/what-can-vary.ts';
export { type AskedPlan, planScenario } from './runs/experiments/experiments.ts';
export type { BoundToHost } from './scenario/vms/other-hosts.ts';

// Statistics of replications.

export {
  type ComparedDistribution,
  compareDistributions,
  type DistributionComparison,
  type JudgedShift,
  type ReplicatedOutcomes,
} from './experiment/statistics/distribution-comparison.ts';
export {
  type Estimate,
  estimate,
  type Interval,
  pairedDifference,
} from './experiment/statistics/estimate.ts';
export {
  type PairedComparison,
  type PairedFigure,
  pairedComparison,
} from './experiment/statistics/paired-comparison.ts';
export { type Proportion, proportion } from './experiment/statistics/proportion.ts';

// Calibration: past sessions, and a scenario fitted to them.

export type {
  CalibratedJob,
  Calibration,
  FittedInventory,
  FittedSubject,
  FittedValue,
  JobCheck,
  ModeFit,
  Unmatched,
} from './history/calibration.ts';
export type { Drift, DriftLevel } from './history/drift.ts';
export type { ForecastComparison, ForecastErrors } from './history/forecast-errors.ts';
export type {
  PastKind,
  PastMode,
  PastPart,
  PastResult,
  PastSession,
  PastTask,
} from './history/past-session.ts';
export { type CalibrationOptions, calibrateScenario } from './runs/calibration/calibration.ts';
export type { Aliases } from './runs/calibration/matched-jobs.ts';
