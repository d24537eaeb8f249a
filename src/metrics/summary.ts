import type { Assumption } from '../scenario/assumptions.ts';
import { WAIT_CAUSES, type WaitCause } from '../trace/wait-cause.ts';
import type { SnapshotFigures, SnapshotRow } from './columns/snapshot-columns.ts';
import type { TaskFigures } from './columns/task-columns.ts';
import type { EventRow } from './events.ts';
import type { TransformRow } from './logs/transform-log.ts';
import type { UnprotectedVm } from './protection.ts';
import type { Reach } from './reach/reach.ts';
import type { ScaleOutRepository } from './scale-out.ts';
import type { OversubscribedProxy } from './use/oversubscription.ts';
import type { UtilisationColumns } from './use/utilisation.ts';

/**
 * The figures of one run, in the shape and key order of `summary.json` (format proxysim-summary/1).
 * Times are seconds from `clock.start` with microsecond digits, amounts bytes, rates bytes per second, shares 0 to 1.
 */
export interface Summary {
  readonly format: 'proxysim-summary/1';
  readonly scenario: { readonly name: string; readonly file: string; readonly sha256: string };
  readonly seed: number | string;
  readonly replication: number;
  readonly policy: string;
  /** 64-bit hash of the ordered decisions and state changes, then `@` and the recipe's version. */
  readonly fingerprint: string;
  /** First task start to last task finish; null where no task ever started. */
  readonly window: {
    readonly startSeconds: number;
    readonly endSeconds: number;
    readonly seconds: number;
  } | null;
  /** A time that no schedule can beat, and what sets it; gap = window / bound - 1. Null where nothing finished that it counts. */
  readonly bound: { readonly seconds: number; readonly by: string; readonly gap: number } | null;
  readonly totals: Totals;
  readonly jobs: Readonly<Record<string, JobSummary>>;
  readonly proxies: Readonly<Record<string, ProxySummary>>;
  readonly datastores: Readonly<Record<string, DatastoreSummary>>;
  readonly repositories: Readonly<Record<string, RepositorySummary>>;
  readonly hosts: Readonly<Record<string, HostSummary>>;
  readonly links: Readonly<Record<string, { readonly utilisation: number }>>;
  /** Task-seconds by what was waited for; every cause is there, 0 where nothing waited. */
  readonly waits: Readonly<Record<WaitCause, number>>;
  readonly vms: VmsSummary;
  readonly expect: readonly ExpectationOutcome[];
  readonly diagnostics: readonly SummaryDiagnostic[];
  /** What was down, cut off or reset in the run, in order of time. */
  readonly faults: readonly FaultSummary[];
}

export { type Assumption, WAIT_CAUSES, type WaitCause };

export interface VmsSummary {
  readonly protected: number;
  readonly unprotected: readonly string[];
  /** Longest life of a VM snapshot, from its creation to the start of its removal, seconds. */
  readonly longestSnapshotSeconds: number;
  /** Longest time for which a snapshot made its VM stand still, as estimated, seconds. */
  readonly worstStunSeconds: number;
}

/** What struck, and for how long. */
export interface FaultSummary {
  /** As the scenario says it: `proxy-down`, `link-degraded`, `connectivity-lost`, … */
  readonly kind: string;
  readonly name: string;
  /** Of `connectivity-lost`: what the proxy did not reach. */
  readonly datastore?: string;
  readonly startSeconds: number;
  /** Null: it was not over when the run ended. Of what takes no time the start. */
  readonly endSeconds: number | null;
}

export interface Totals {
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unfinished: number;
  /** Tasks of attempts after the first. */
  readonly retries: number;
  readonly readBytes: number;
  readonly transferredBytes: number;
  readonly events: number;
  readonly solves: number;
}

export interface JobSummary {
  /** The longest of its sessions' windows, seconds. */
  readonly window: number;
  /** Finish after the end of the allowed window, seconds, the largest of its sessions. */
  readonly overrun: number;
  readonly sessions: readonly SessionSummary[];
}

/** Busy shares of the transfer time, each computed on its own. */
export interface LoadLine {
  readonly source: number;
  readonly proxy: number;
  readonly network: number;
  readonly target: number;
}
export const BOTTLENECKS = ['source', 'proxy', 'network', 'target', 'throttling', 'none'] as const;
export type Bottleneck = (typeof BOTTLENECKS)[number];

export interface SessionSummary {
  readonly startSeconds: number;
  /** Its very end: snapshot removals, finalising and transforms included. Null where it had not ended. */
  readonly endSeconds: number | null;
  readonly result: 'success' | 'warning' | 'failed' | 'unfinished';
  readonly readBytes: number;
  readonly transferredBytes: number;
  /** Bytes read over the time in which at least one task transferred, bytes per second. */
  readonly processingRate: number;
  readonly load: LoadLine;
  readonly bottleneck: Bottleneck;
  readonly queueWait: { readonly mean: number; readonly p95: number; readonly max: number };
}

export interface ProxySummary {
  readonly slots: number;
  readonly tasks: number;
  readonly slotUtilisation: number;
  readonly cpuUtilisation: number;
  readonly networkUtilisation: number;
  readonly peakTasks: number;
  /** Tasks by transport mode, best class first. */
  readonly modes: Readonly<Record<string, number>>;
  /** Tasks after which one more brings no more processing, at most the slots. */
  readonly knee: number;
  /** Share of the time in which more tasks ran than that. */
  readonly shareAboveKnee: number;
  readonly dataMovers: DataMoverPeaks;
  /** Memory that its machine needed at most: its own data movers, and those of a repository on it. */
  readonly peakMemoryBytes: number;
}
/** The most data movers at work at once, in each mode. */
export interface DataMoverPeaks {
  readonly read: number;
  readonly write: number;
}
export interface DatastoreSummary {
  readonly utilisation: number;
  readonly peakTasks: number;
  readonly peakSnapshots: number;
  /** Read latency at most, as sampled; 0 where none is modelled. */
  readonly peakLatencySeconds: number;
  /** For how long it was too slow for another task to start. */
  readonly secondsStopped: number;
  /** For how long its backups were slowed down for production's sake. */
  readonly secondsThrottled: number;
}
export interface RepositorySummary {
  readonly slotUtilisation: number;
  readonly writeUtilisation: number;
  readonly peakTasks: number;
  readonly dataMovers: DataMoverPeaks;
  /** Memory that its machine needed at most; 0 for a scale-out repository, whose extents are the machines. */
  readonly peakMemoryBytes: number;
}
export interface HostSummary {
  readonly networkUtilisation: number;
  readonly managementUtilisation: number;
  readonly peakNbdDisks: number;
}

export interface ExpectationOutcome {
  readonly metric: string;
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly equals?: number;
  readonly tolerance?: number;
  readonly ok: boolean;
}

export interface SummaryDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string;
}

export const TASK_RESULTS = ['success', 'failed', 'window-closed', 'unfinished'] as const;
export type TaskResult = (typeof TASK_RESULTS)[number];

/** One row of `tasks.csv`: one attempt at one disk. Null: it never came to that. */
export interface TaskRow {
  readonly job: string;
  /** From 1. */
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly disk: string;
  readonly proxy: string | null;
  readonly mode: string | null;
  readonly repository: string;
  readonly readySeconds: number;
  /** Slots got. */
  readonly startSeconds: number | null;
  readonly transferStartSeconds: number | null;
  readonly transferEndSeconds: number | null;
  /** Slots freed. */
  readonly endSeconds: number | null;
  readonly queueWaitSeconds: number;
  readonly readBytes: number;
  readonly transferredBytes: number;
  readonly result: TaskResult;
  readonly bottleneck: Bottleneck | null;
  /** Parts of the queue wait, in the order of WAIT_CAUSES; only causes above 0. */
  readonly waitedFor: readonly { readonly cause: WaitCause; readonly seconds: number }[];
  /** The ranking key that told the chosen candidate from the next one; `only-candidate` where there was no other. */
  readonly decidedBy: string | null;
  /** The proxy that wrote what the first one read. */
  readonly secondProxy: string | null;
  readonly secondMode: string | null;
  /** How often a connection on its way was lost, and for how long it stood still because of that. */
  readonly interruptions: number;
  readonly interruptedSeconds: number;
}

/** One row of `sessions.csv`. */
export interface SessionRow extends SessionSummary {
  readonly job: string;
  readonly session: number;
  readonly kind: 'full' | 'incremental';
  readonly tasks: number;
  readonly succeeded: number;
  /** First task start to last task finish of the session, seconds; null where none started. */
  readonly windowSeconds: number | null;
  /** When its allowed window closes, seconds from `clock.start`; null: it has none. */
  readonly closesSeconds: number | null;
  readonly overrunSeconds: number;
  /** Longest life of a VM snapshot in it, seconds. */
  readonly longestSnapshotSeconds: number;
  /** Passes over its VMs: one, and one per retry. */
  readonly attempts: number;
  /** Merges and synthetic fulls after its last VM, and the time from the first one's start to the last one's end. */
  readonly transforms: number;
  readonly transformSeconds: number;
  /** VMs whose last attempt in it failed, or was stopped by the window. */
  readonly failedVms: number;
}

/** `utilisation.csv`: one row per step of the clock and resource: mean share used over the step that ends there. */
export interface UtilisationRow {
  readonly seconds: number;
  /** `proxies.px1.slots`, `proxies.px1.cores`, `datastores.ds1.read`, `repositories.repo1.write`, `tasks.running`, … */
  readonly resource: string;
  /** Share 0 to 1; for `tasks.running` and `tasks.waiting` the mean count. */
  readonly value: number;
}

/** `waits.csv`: task-seconds waited, by job and cause. */
export interface WaitRow {
  readonly job: string;
  readonly cause: WaitCause;
  readonly tasks: number;
  readonly seconds: number;
}

/** What tasks did in all, and what held them back. */
export interface WorkDone {
  /** Bytes read by the stage that was the bottleneck, and the number of tasks of which that is known. */
  readonly bytes: ReadonlyMap<Bottleneck, number>;
  readonly judged: number;
  /** Task-seconds from slots got to slots freed, or to the end of the run. */
  readonly heldSeconds: number;
}

/** The long tables of a run as columns of numbers: no row is an object. Each is made when it is first asked for. */
export interface LongTables {
  readonly tasks: TaskFigures;
  /** In parts that follow each other. */
  readonly utilisation: readonly UtilisationColumns[];
  readonly snapshots: SnapshotFigures;
}

/** Everything that one run gives to the reports. The arrays of what `columns` has too are made anew whenever they are asked for. */
export interface RunResult {
  readonly summary: Summary;
  readonly columns: LongTables;
  readonly work: WorkDone;
  readonly tasks: readonly TaskRow[];
  readonly sessions: readonly SessionRow[];
  readonly utilisation: readonly UtilisationRow[];
  readonly waits: readonly WaitRow[];
  readonly snapshots: readonly SnapshotRow[];
  readonly events: readonly EventRow[];
  readonly transforms: readonly TransformRow[];
  readonly oversubscribed: readonly OversubscribedProxy[];
  /** In the order of `summary.vms.unprotected`. */
  readonly unprotected: readonly UnprotectedVm[];
  readonly reach: Reach;
  /** In declaration order. */
  readonly scaleOut: readonly ScaleOutRepository[];
  /** What the run assumed where the scenario was silent, with the standing of each figure. */
  readonly assumptions: readonly Assumption[];
}
