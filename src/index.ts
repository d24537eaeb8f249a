/** The library's whole public surface: everything that the command line does with a scenario can be done from here. */

export { checkConformance, LAWS, type LawFinding } from './conformance.ts';
export type { Diagnostic, Result, SourceText, Span } from './diagnostics/diagnostic.ts';
export { renderDiagnostic } from './diagnostics/render.ts';
export type { EventRow } from './metrics/events.ts';
export type { OversubscribedProxy } from './metrics/oversubscription.ts';
export type { UnprotectedVm } from './metrics/protection.ts';
export type { Reach, ReachCell } from './metrics/reach.ts';
export type { SnapshotRow } from './metrics/snapshot-log.ts';
export type {
  Assumption,
  RowByRow,
  RunResult,
  SessionRow,
  Summary,
  TaskRow,
  UtilisationRow,
  WaitRow,
  WorkDone,
} from './metrics/summary.ts';
export type { TransformRow } from './metrics/transform-log.ts';
export type { Candidate } from './model/transport.ts';
export type { CandidateVerdict, Decision, Explainer } from './policy/decide.ts';
export type { CapacityFilter, ClusterView, Policy, QueueKey, RankKey, TaskView } from './policy/policy.ts';
export {
  policyFrom,
  type ReadPolicy,
  type ShippedPolicyParts,
  type UserPolicy,
} from './policy/user-policy.ts';
export type { OwnQueueKey } from './policy/user-policy-guard.ts';
export {
  checkScenario,
  type Progress,
  type RunOptions,
  type RunOutcome,
  runScenario as simulate,
} from './run.ts';
export { scenarioJsonSchema } from './scenario/format.ts';
export { referencedFiles } from './scenario/load.ts';
export { parseScenario, type ScenarioFiles, type ScenarioInput } from './scenario/parse.ts';
export type { Scenario } from './scenario/scenario.ts';
export { Fingerprint } from './trace/fingerprint.ts';
export type { TraceRecord, TraceSink } from './trace/record.ts';
export {
  type FirstDifference,
  VERIFIED_WAYS,
  type Verified,
  type VerifiedWay,
  type VerifyOptions,
  verifyScenario,
} from './verification.ts';
