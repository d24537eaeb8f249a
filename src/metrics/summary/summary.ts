import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';

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
  readonly window: Window | null;
  /** A time that no schedule can beat, and what sets it; gap = window / bound - 1. Null: nothing finished that it counts, or that takes time. */
  readonly bound: { readonly seconds: number; readonly by: string; readonly gap: number } | null;
  readonly totals: Totals;
  readonly jobs: Readonly<Record<string, JobSummary>>;
  readonly proxies: Readonly<Record<string, ProxySummary>>;
  readonly datastores: Readonly<Record<string, DatastoreSummary>>;
  readonly repositories: Readonly<Record<string, RepositorySummary>>;
  readonly hosts: Readonly<Record<string, HostSummary>>;
  readonly links: Readonly<Record<string, LinkSummary>>;
  /** Task-seconds by wait cause; every cause is present, 0 where no task waited. */
  readonly waits: Readonly<Record<WaitCause, number>>;
  readonly vms: VmsSummary;
  readonly expect: readonly ExpectationOutcome[];
  readonly diagnostics: readonly SummaryDiagnostic[];
  /** What was down, cut off or reset in the run, in order of time. */
  readonly faults: readonly FaultSummary[];
  /** What each transport mode cost, best class first; modes in which no task transferred are left out. */
  readonly modes: Readonly<Record<string, ModeSummary>>;
  /** The windows of its nights; null: no task of a job that starts at most once a night started. */
  readonly nights: NightsSummary | null;
}

/** From the first start of a task to the last end. */
export interface Window {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly seconds: number;
}

/** Nights last from noon to noon; the window of one is that of all sessions that start in it, and of those that follow them. */
export interface NightsSummary {
  readonly count: number;
  readonly medianSeconds: number;
  readonly longestSeconds: number;
}

/** For those who must not import the trace. Others take it from there. */
export { WAIT_CAUSES, type WaitCause };

/**
 * What slots were held for in one transport mode: means per task, seconds, over the tasks whose transfer ended. Excludes
 * waiting for a slot and time for which a lost connection paused the transfer.
 */
export interface ModeSummary {
  readonly tasks: number;
  readonly readBytes: number;
  /** Until the VM's snapshot was created; 0 for disks that started later. Does not depend on the mode. */
  readonly preparingSeconds: number;
  /** From then to the first byte: opening, attaching, or waiting while another disk of the VM is attached. */
  readonly openingSeconds: number;
  readonly transferSeconds: number;
  /** From the last byte to the release of the slot: detaching. */
  readonly closingSeconds: number;
  /** Bytes read per second of transfer, over all tasks together: the rate that one task got from what it shared with others. */
  readonly taskRate: number;
}

/** What became of VMs, and of their snapshots. */
export interface VmsSummary {
  readonly protected: number;
  readonly unprotected: readonly string[];
  /** Longest life of a VM snapshot, from its creation to the start of its removal, seconds. */
  readonly longestSnapshotSeconds: number;
  /** Longest stun of a VM when a snapshot is created or removed, as estimated, seconds. */
  readonly worstStunSeconds: number;
}

/** A fault and how long it lasted. */
export interface FaultSummary {
  /** Named as in the scenario: `proxy-down`, `link-degraded`, `connectivity-lost`, … */
  readonly kind: string;
  readonly name: string;
  /** For `connectivity-lost`: the datastore that the proxy could not reach. */
  readonly datastore?: string;
  readonly startSeconds: number;
  /** Null: it was not over when the run ended. Equals the start for faults without duration. */
  readonly endSeconds: number | null;
}

/** Counts and amounts of the whole run. */
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

/** A job over all of its sessions. */
export interface JobSummary {
  /** The longest of its sessions' windows, seconds. */
  readonly window: number;
  /** Finish after the end of the allowed window, seconds, the largest of its sessions. */
  readonly overrun: number;
  /** Absent: the job states no objective, or is switched off. */
  readonly rpo?: RpoSummary;
  readonly sessions: readonly SessionSummary[];
}

/** How a job kept its recovery point objective (see `restore-point-log.ts` for what is counted). */
export interface RpoSummary {
  readonly objectiveSeconds: number;
  /** The longest time that one of its VMs went without a newer restore point of this job. */
  readonly longestSeconds: number;
  /** When that time began, seconds from `clock.start`. */
  readonly longestSinceSeconds: number;
  /** VMs that went longer than the objective. */
  readonly vmsBeyond: number;
}

/** Busy share of the transfer time per stage; the stages are independent and need not add up to 1. */
export interface LoadLine {
  readonly source: number;
  readonly proxy: number;
  readonly network: number;
  readonly target: number;
}
/** Stages of a task's way, and what else limits it; `none`: nothing did. */
export const BOTTLENECKS = ['source', 'proxy', 'network', 'target', 'throttling', 'none'] as const;
/** The stage that limited data most. */
export type Bottleneck = (typeof BOTTLENECKS)[number];

/** A session of a job, with its retries. Times are seconds from the start of the clock. */
export interface SessionSummary {
  readonly startSeconds: number;
  /** Includes snapshot removals, finalising and transforms. Null: the session had not ended. */
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

/** The use of a proxy: shares of the time after the warm-up, from 0 to 1, and counts. */
export interface ProxySummary {
  readonly slots: number;
  readonly tasks: number;
  readonly slotUtilisation: number;
  readonly cpuUtilisation: number;
  readonly networkUtilisation: number;
  readonly peakTasks: number;
  /** Tasks by transport mode, best class first. */
  readonly modes: Readonly<Record<string, number>>;
  /** Number of tasks above which one more adds no throughput; at most the slots. */
  readonly knee: number;
  /** Share of the time in which more tasks ran than `knee`. */
  readonly shareAboveKnee: number;
  readonly dataMovers: DataMoverPeaks;
  /** Peak memory of its machine: its own data movers and those of repositories on it. */
  readonly peakMemoryBytes: number;
}
/** The most data movers that worked at once, in each mode. */
export interface DataMoverPeaks {
  readonly read: number;
  readonly write: number;
}
/** The use of a datastore: shares from 0 to 1, counts and seconds. */
export interface DatastoreSummary {
  readonly utilisation: number;
  readonly peakTasks: number;
  readonly peakSnapshots: number;
  /** Highest sampled read latency; 0 where none is modelled. */
  readonly peakLatencySeconds: number;
  /** How long its latency was too high for another task to start. */
  readonly secondsStopped: number;
  /** How long its backups were slowed down to protect production. */
  readonly secondsThrottled: number;
}
/** The use of a repository: shares from 0 to 1, and counts. */
export interface RepositorySummary {
  readonly slotUtilisation: number;
  readonly writeUtilisation: number;
  readonly peakTasks: number;
  readonly dataMovers: DataMoverPeaks;
  /** Peak memory of its machine; 0 for a scale-out repository, whose extents are the machines. */
  readonly peakMemoryBytes: number;
}
/** The use of a host: shares from 0 to 1, and counts. */
export interface HostSummary {
  readonly networkUtilisation: number;
  readonly managementUtilisation: number;
  readonly peakNbdDisks: number;
}

/** The use of a link. */
export interface LinkSummary {
  /** Of the busier direction, after the warm-up; 0 for an unlimited link. */
  readonly utilisation: number;
  /** Bytes that crossed it in the whole run, both ways together: of all tasks and attempts, whatever became of them. */
  readonly transferredBytes: number;
}

/** An entry of `expect:` with the value that the run has. */
export interface ExpectationOutcome {
  readonly metric: string;
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly equals?: number;
  readonly tolerance?: number;
  readonly ok: boolean;
}

/** A warning of the run, without its place in the text. */
export interface SummaryDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string;
}

/** `result` of the columns of tasks is a row of this list. */
export const TASK_RESULTS = ['success', 'failed', 'window-closed', 'unfinished'] as const;
/** How an attempt at a disk ended. */
export type TaskResult = (typeof TASK_RESULTS)[number];
