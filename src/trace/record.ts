import type { Part } from '../model/parts.ts';
import type { Connection } from '../model/ways/transport.ts';

/**
 * What happened, in order: everything that metrics may know of a run. Things are row numbers of the model; sessions,
 * VMs in a session (`vmRun`) and tasks are numbered as they come into being. `at` is whole microseconds from the start.
 */
export type TraceRecord =
  | {
      readonly kind: 'session-started';
      readonly at: number;
      readonly session: number;
      readonly job: number;
      /** From 1, per job. */
      readonly number: number;
      /** When its window closes; null: no window (a stored trace has no word for infinity). */
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
      /** Its change tracking had been reset: an increment reads the whole disk, too. */
      readonly readsAll: boolean;
      readonly readBytes: number;
      /** What of it is data: less where a disk is read from end to end to find them. */
      readonly dataBytes: number;
      readonly transferredBytes: number;
    }
  | {
      readonly kind: 'task-started';
      readonly at: number;
      readonly task: number;
      /** The proxy that reads, or for a restore writes; -1: none is needed. */
      readonly proxy: number;
      readonly mode: Connection;
      /** The proxy that writes what the first has read; null: there is none. */
      readonly second: { readonly proxy: number; readonly mode: Connection } | null;
      /** The repository whose slot it holds: of a scale-out one the extent; -1: none. */
      readonly repository: number;
      /** The repository that a copy reads, and whose slot it holds for that: of a scale-out one the extent; -1: it reads none. */
      readonly source: number;
      /** The repository was chosen among the extents of a scale-out one. */
      readonly isExtent: boolean;
      /** The ranking key that told the chosen place from the next one. */
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
      /** Read by then: less than planned when the window closed. */
      readonly readBytes: number;
      readonly transferredBytes: number;
      /** Busy shares of the transfer time by stage, in the order of STAGES. */
      readonly busy: readonly number[];
    }
  /** The run's end cuts it: what it had done by then. It has not ended. */
  | {
      readonly kind: 'transfer-cut';
      readonly at: number;
      readonly task: number;
      readonly readBytes: number;
      readonly transferredBytes: number;
      /** As of a transfer that has ended. */
      readonly busy: readonly number[];
    }
  | {
      readonly kind: 'task-ended';
      readonly at: number;
      readonly task: number;
      readonly result: 'success' | 'window-closed' | 'failed';
    }
  /** A connection on its way is down: it holds its slots and stands still. */
  | {
      readonly kind: 'task-interrupted';
      readonly at: number;
      readonly task: number;
      readonly readBytes: number;
    }
  /** The connection is back: it goes on from the point that it had reached. */
  | { readonly kind: 'task-resumed'; readonly at: number; readonly task: number }
  /** The way that the scheduler believed in is gone: the task uses another mode at the same proxy. Told once per end. */
  | {
      readonly kind: 'task-failed-over';
      readonly at: number;
      readonly task: number;
      readonly mode: Connection;
      /** At the second of its two proxies. */
      readonly isSecond: boolean;
    }
  /** None of the proxies that its repository prefers could be used: another one does it. */
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
      /** What changed in the VM while the snapshot stood, bytes. */
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
  /** Its failed VMs are tried again, from now on. */
  | {
      readonly kind: 'session-retried';
      readonly at: number;
      readonly session: number;
      readonly attempt: number;
    }
  /** Work on the repository is lined up for the VMs of a chain: what a synthesis makes of it counts as a full from now on. */
  | {
      readonly kind: 'transform-due';
      readonly at: number;
      readonly transform: number;
      readonly work: 'merge' | 'synthetic-full';
      readonly repository: number;
      readonly vmRuns: readonly number[];
    }
  /** Work on the repository after the last VM: `bytes` are read and written there once each. */
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
  /** A chain holds a slot of a repository that counts by chain; later it gives it back. */
  | { readonly kind: 'chain-opened'; readonly at: number; readonly repository: number }
  | { readonly kind: 'chain-closed'; readonly at: number; readonly repository: number }
  | {
      readonly kind: 'session-ended';
      readonly at: number;
      readonly session: number;
      readonly result: 'success' | 'warning' | 'failed';
    }
  /** A slot of the day or hour passed while the job's last session still ran. */
  | { readonly kind: 'session-missed'; readonly at: number; readonly job: number }
  | { readonly kind: 'proxy-deployed'; readonly at: number; readonly proxy: number }
  /** Something went down, or came up again; `row` of the table. */
  | { readonly kind: 'went-down' | 'came-up'; readonly at: number; readonly what: Part; readonly row: number }
  | {
      readonly kind: 'link-degraded';
      readonly at: number;
      readonly link: number;
      /** Of its bandwidth, 0 to 1. */
      readonly share: number;
    }
  | {
      readonly kind: 'connection-lost' | 'connection-back';
      readonly at: number;
      readonly proxy: number;
      readonly datastore: number;
    }
  /** The product looked again at what each proxy reaches. */
  | { readonly kind: 'rescanned'; readonly at: number }
  | { readonly kind: 'tracking-reset'; readonly at: number; readonly vm: number }
  | {
      readonly kind: 'latency-sampled';
      readonly at: number;
      readonly datastore: number;
      readonly latencyUs: number;
      /** Of its bandwidth that backup may use, 0 to 1. */
      readonly share: number;
    }
  /** Seconds for which each shared capacity was busy in the step that ends now, weighted by the share in use. */
  | {
      readonly kind: 'sample';
      readonly at: number;
      readonly stepUs: number;
      readonly busySeconds: readonly number[];
    }
  | {
      readonly kind: 'run-ended';
      readonly at: number;
      /** `idle`: nothing was left to do; `horizon`: cut. */
      readonly reason: 'idle' | 'horizon';
      readonly events: number;
      readonly solves: number;
      /** Seconds for which each resource was busy, weighted by the share in use, since the warm-up ended. */
      readonly busySeconds: readonly number[];
    };

export interface TraceSink {
  record(record: TraceRecord): void;
}
