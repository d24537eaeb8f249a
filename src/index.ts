/** The library's whole public surface: everything that the command line does with a scenario can be done from here. */

export type { Diagnostic, Result, SourceText, Span } from './diagnostics/diagnostic.ts';
export { renderDiagnostic } from './diagnostics/render.ts';
export type { Axis, AxisValue } from './experiment/designs/axis.ts';
export { readAxes } from './experiment/designs/axis-spec.ts';
export { type DesignPoint, designText } from './experiment/designs/design.ts';
export type { Experiment, Sampling } from './experiment/designs/experiment.ts';
export { type SpeedUpCurve, speedUpCurves } from './experiment/designs/speed-up.ts';
export type { DesignCost } from './experiment/plan/design-cost.ts';
export type { Growth } from './experiment/plan/growth.ts';
export type { Plan, PlannedDesign } from './experiment/plan/plan.ts';
export { type PriceList, readPriceList } from './experiment/plan/price-list.ts';
export { type ReplicatedDesign, ReplicatedDesigns } from './experiment/replications/replicated-designs.ts';
export { type ReplicatedFigures, replicatedFigures } from './experiment/replications/replicated-figures.ts';
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
export { type PairedComparison, pairedComparison } from './experiment/statistics/paired-comparison.ts';
export { type Proportion, proportion } from './experiment/statistics/proportion.ts';
export type { Sweep, SweptDesign } from './experiment/sweep.ts';
export type { Outcome } from './experiment/units/outcome.ts';
export type { Study } from './experiment/units/study.ts';
export type { WorkUnit } from './experiment/units/work-unit.ts';
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
export type { Drift } from './history/drift.ts';
export type { ForecastComparison, ForecastErrors } from './history/forecast-errors.ts';
export type { PastSession, PastTask } from './history/past-session.ts';
export type { SnapshotColumns, SnapshotFigures, SnapshotRow } from './metrics/columns/snapshot-columns.ts';
export type { TaskColumns, TaskFigures } from './metrics/columns/task-columns.ts';
export type { TaskRow } from './metrics/columns/task-rows.ts';
export type { EventRow } from './metrics/events.ts';
export type { LimitedBy } from './metrics/limited-by.ts';
export type { ByDefault, DefaultFigure } from './metrics/limits-by-default.ts';
export type { TransformRow } from './metrics/logs/transform-log.ts';
export type { Night } from './metrics/nights.ts';
export type { UnprotectedVm } from './metrics/protection.ts';
export type { Reach, ReachCell } from './metrics/reach/reach.ts';
export type { LongTables, RunResult } from './metrics/run-result.ts';
export type { ScaleOutRepository } from './metrics/scale-out.ts';
export type { SessionRow } from './metrics/session-rows.ts';
export type { NightsSummary, Summary, Window } from './metrics/summary.ts';
export type { OversubscribedProxy } from './metrics/use/oversubscription.ts';
export type { UtilisationColumns, UtilisationRow } from './metrics/use/utilisation.ts';
export type { ThingWaitRow, WaitRow } from './metrics/wait-rows.ts';
export type { WorkDone } from './metrics/work-done.ts';
export type { Candidate } from './model/ways/transport.ts';
export type { CandidateVerdict, Decision, Explainer } from './policy/deciding/decide.ts';
export type { CapacityFilter, ClusterView, Policy, QueueKey, RankKey, TaskView } from './policy/policy.ts';
export type { ReadPolicy } from './policy/resolve.ts';
export type { OwnQueueKey } from './policy/user-policy/guard.ts';
export {
  policyFrom,
  type ShippedPolicyParts,
  type UserPolicy,
} from './policy/user-policy/user-policy.ts';
export { type CalibrationOptions, calibrateScenario } from './runs/calibration/calibration.ts';
export { checkConformance, LAWS, type LawFinding } from './runs/conformance/conformance.ts';
export { type AskedExperiment, experimentOf } from './runs/experiments/experiment-input.ts';
export { type UnitInput, type UnitResult, UnitRunner } from './runs/experiments/experiment-runs.ts';
export {
  type AskedPlan,
  planScenario,
  type Replicated,
  replicateScenario,
  runStudy,
  sweepScenario,
} from './runs/experiments/experiments.ts';
export { findWarmUp, type WarmUp } from './runs/experiments/warm-up.ts';
export {
  checkScenario,
  type Progress,
  type RunOptions,
  type RunOutcome,
  runScenario as simulate,
} from './runs/run.ts';
export {
  type FirstDifference,
  VERIFIED_WAYS,
  type Verified,
  type VerifiedWay,
  type VerifyOptions,
  verifyScenario,
} from './runs/verification/verification.ts';
export type { AssumedThings, Assumption } from './scenario/assumptions.ts';
export { scenarioJsonSchema } from './scenario/format.ts';
export { parseScenario, type ScenarioFiles, type ScenarioInput } from './scenario/parse.ts';
export type { Scenario } from './scenario/scenario.ts';
export { type ScenarioSources, sourceFiles } from './scenario/sources.ts';
export { referencedFiles } from './scenario/tree/load.ts';
export { Fingerprint } from './trace/fingerprint.ts';
export type { TraceRecord, TraceSink } from './trace/record.ts';
