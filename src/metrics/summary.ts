import type { Assumption } from '../scenario/assumptions.ts';
import { WAIT_CAUSES, type WaitCause } from '../trace/wait-cause.ts';

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
  /** What each transport mode cost, best class first; modes that no task transferred in are left out. */
  readonly modes: Readonly<Record<string, ModeSummary>>;
}

export { type Assumption, WAIT_CAUSES, type WaitCause };

/**
 * What a slot was held for in one transport mode: means per task, seconds, over the tasks whose transfer ended. Waiting for a slot is
 * not in it, nor is time for which a transfer stood still because a connection was down.
 */
export interface ModeSummary {
  readonly tasks: number;
  readonly readBytes: number;
  /** Until the snapshot of the VM stood; 0 of disks that came later. The same for all modes. */
  readonly preparingSeconds: number;
  /** From then to the first byte: opening, attaching, or waiting for another disk of the VM to be attached. */
  readonly openingSeconds: number;
  readonly transferSeconds: number;
  /** From the last byte to the free slot: detaching. */
  readonly closingSeconds: number;
  /** Bytes read per second of transfer, as a mean over all of them: what one task got of what it shared with others. */
  readonly taskRate: number;
}

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
