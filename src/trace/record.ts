import type { Part } from '../model/parts.ts';
import type { Connection } from '../model/ways/transport.ts';

/**
 * One thing that happened in a run. Metrics know nothing of a run but its records, in order. Parts of the infrastructure are
 * row numbers of the model; sessions, attempts at a VM (`vmRun`) and tasks are numbered in order of creation. `at` is whole
 * microseconds from the start of the run.
 */
export type TraceRecord =
  | {
      readonly kind: 'session-started';
      readonly at: number;
      readonly session: number;
      readonly job: number;
      /** From 1, per job. */
      readonly number: number;
      /** When its window closes; null: no window (JSON cannot express infinity). */
      readonly closesAt: number | null;
    }
  | {
      readonly kind: 'task-ready';
      readonly at: number;
      readonly task: number;
      readonly session: number;
      readonly vmRun: number;
      readonly disk: number;
      readonly attempt: number;
      readonly full: boolean;
      /** Change tracking had been reset, so that even an increment reads the whole disk. */
      readonly readsAll: boolean;
      readonly readBytes: number;
      /** The part of `readBytes` that is data: less if the disk is read from end to end to find it. */
      readonly dataBytes: number;
      readonly transferredBytes: number;
    }
  | {
      readonly kind: 'task-started';
      readonly at: number;
      readonly task: number;
      /** The proxy that reads, or writes in a restore; -1: none is needed. */
      readonly proxy: number;
      readonly mode: Connection;
      /** The proxy that writes what the first one reads; null: none. */
      readonly second: { readonly proxy: number; readonly mode: Connection } | null;
      /** The repository whose slot it holds, for a scale-out repository the extent; -1: none. */
      readonly repository: number;
      /** The repository or extent that a copy reads and whose slot it holds for that; -1: none. */
      readonly source: number;
      /** Whether `repository` was chosen among the extents of a scale-out repository. */
      readonly isExtent: boolean;
      /** The ranking key that set the chosen place apart from the next one. */
      readonly decidedBy: string;
      /** Microseconds waited by cause, in the order of WAIT_CAUSES. */
      readonly waitedUs: readonly number[];
    }
  | { readonly kind: 'snapshot-created'; readonly at: number; readonly vmRun: number; readonly vm: number }
  | { readonly kind: 'transfer-started'; readonly at: number; readonly task: number }
  | {
      readonly kind: 'transfer-ended';
      readonly at: number;
      readonly task: number;
      /** Bytes read until then: less than planned if the window closed. */
      readonly readBytes: number;
      readonly transferredBytes: number;
      /** Busy shares of the transfer time by stage, in the order of STAGES. */
      readonly busy: readonly number[];
      /** What was busy for so long, by stage: rows of `taskLimits`; -1: nothing. */
      readonly busiest: readonly number[];
    }
  /** The end of the run cut a transfer, which therefore has not ended: what it had done by then. */
  | {
      readonly kind: 'transfer-cut';
      readonly at: number;
      readonly task: number;
      readonly readBytes: number;
      readonly transferredBytes: number;
      /** As in `transfer-ended`. */
      readonly busy: readonly number[];
      readonly busiest: readonly number[];
    }
  | {
      readonly kind: 'task-ended';
      readonly at: number;
      readonly task: number;
      readonly result: 'success' | 'window-closed' | 'failed';
    }
  /** A connection on the task's way is lost: the task pauses and keeps its slots. */
  | {
      readonly kind: 'task-interrupted';
      readonly at: number;
      readonly task: number;
      readonly readBytes: number;
    }
  /** The connection is back: the task continues where it was. */
  | { readonly kind: 'task-resumed'; readonly at: number; readonly task: number }
  /**
   * The way that the scheduler had chosen was down already: the task uses another mode on the same proxy. One record
   * per end.
   */
  | {
      readonly kind: 'task-failed-over';
      readonly at: number;
      readonly task: number;
      readonly mode: Connection;
      /** Whether this concerns the second of its two proxies. */
      readonly isSecond: boolean;
    }
  /** None of the proxies that its repository prefers could be used, so another one was chosen. */
  | { readonly kind: 'affinity-not-honoured'; readonly at: number; readonly task: number }
  /** A task that never got slots: the window closed, its VM failed, or the run ended. */
  | {
      readonly kind: 'task-dropped';
      readonly at: number;
      readonly task: number;
      readonly result: 'window-closed' | 'failed' | 'unfinished';
      readonly waitedUs: readonly number[];
    }
  | {
      readonly kind: 'snapshot-removing';
      readonly at: number;
      readonly vmRun: number;
      /** Bytes that the VM changed while the snapshot existed. */
      readonly deltaBytes: number;
    }
  | { readonly kind: 'snapshot-removed'; readonly at: number; readonly vmRun: number }
  | {
      readonly kind: 'vm-ended';
      readonly at: number;
      readonly vmRun: number;
      readonly vm: number;
      readonly session: number;
      readonly result: 'success' | 'warning' | 'failed';
    }
  /** A retry begins: the failed VMs of the session are attempted again. */
  | {
      readonly kind: 'session-retried';
      readonly at: number;
      readonly session: number;
      readonly attempt: number;
    }
  /** A transform of the VMs' chain is queued. From now on, what a synthetic full will create counts as a full backup. */
  | {
      readonly kind: 'transform-due';
      readonly at: number;
      readonly transform: number;
      readonly work: 'merge' | 'synthetic-full';
      readonly repository: number;
      readonly vmRuns: readonly number[];
    }
  /** A transform starts on the repository after the session's last VM: `bytes` are read once and written once there. */
  | {
      readonly kind: 'transform-started';
      readonly at: number;
      readonly session: number;
      readonly transform: number;
      readonly work: 'merge' | 'synthetic-full';
      readonly repository: number;
      readonly bytes: number;
    }
  | { readonly kind: 'transform-ended'; readonly at: number; readonly transform: number }
  /** A chain takes, and later releases, a slot of a repository that counts slots by chain. */
  | { readonly kind: 'chain-opened'; readonly at: number; readonly repository: number }
  | { readonly kind: 'chain-closed'; readonly at: number; readonly repository: number }
  | {
      readonly kind: 'session-ended';
      readonly at: number;
      readonly session: number;
      readonly result: 'success' | 'warning' | 'failed';
    }
  /** A scheduled start was skipped because the job's previous session was still running. */
  | { readonly kind: 'session-missed'; readonly at: number; readonly job: number }
  | { readonly kind: 'proxy-deployed'; readonly at: number; readonly proxy: number }
  /** A part of the infrastructure went down or came up again; `row` of the table `what`. */
  | { readonly kind: 'went-down' | 'came-up'; readonly at: number; readonly what: Part; readonly row: number }
  /** The cluster of a host that is down runs the VM on another host, or lets another host own the volume. */
  | { readonly kind: 'vm-moved'; readonly at: number; readonly vm: number; readonly host: number }
  | { readonly kind: 'volume-moved'; readonly at: number; readonly datastore: number; readonly host: number }
  | {
      readonly kind: 'link-degraded';
      readonly at: number;
      readonly link: number;
      /** Share of the bandwidth that is left, 0 to 1. */
      readonly share: number;
    }
  | {
      readonly kind: 'connection-lost' | 'connection-back';
      readonly at: number;
      readonly proxy: number;
      readonly datastore: number;
    }
  /** The backup server rescanned which datastores each proxy reaches. */
  | { readonly kind: 'rescanned'; readonly at: number }
  | { readonly kind: 'tracking-reset'; readonly at: number; readonly vm: number }
  | {
      readonly kind: 'latency-sampled';
      readonly at: number;
      readonly datastore: number;
      readonly latencyUs: number;
      /** Share of the datastore's bandwidth that backup may use, 0 to 1. */
      readonly share: number;
    }
  /** Seconds for which each resource was busy in the step that ends now, weighted by the share in use. */
  | {
      readonly kind: 'sample';
      readonly at: number;
      readonly stepUs: number;
      readonly busySeconds: readonly number[];
    }
  | {
      readonly kind: 'run-ended';
      readonly at: number;
      /** `idle`: nothing was left to do; `horizon`: the horizon cut the run. */
      readonly reason: 'idle' | 'horizon';
      readonly events: number;
      readonly solves: number;
      /** Seconds for which each resource was busy, weighted by the share in use, since the warm-up ended. */
      readonly busySeconds: readonly number[];
      /** By link, in the order of the scenario: bytes that transfers sent over it in the whole run, both ways together. */
      readonly linkBytes: readonly number[];
    };

/** The records of some kinds. */
export type RecordOf<Kind extends TraceRecord['kind']> = Extract<TraceRecord, { readonly kind: Kind }>;

/** Receives the records of a run in order, during the run. It must not change anything. */
export interface TraceSink {
  record(record: TraceRecord): void;
}
