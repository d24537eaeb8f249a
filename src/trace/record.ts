import type { TransportMode } from '../scenario/scenario.ts';

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
      readonly readBytes: number;
      readonly transferredBytes: number;
    }
  | {
      readonly kind: 'task-started';
      readonly at: number;
      readonly task: number;
      readonly proxy: number;
      readonly mode: TransportMode;
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
  | {
      readonly kind: 'task-ended';
      readonly at: number;
      readonly task: number;
      readonly result: 'success' | 'window-closed';
    }
  /** A task that never got slots: the window closed, or the run ended. */
  | {
      readonly kind: 'task-dropped';
      readonly at: number;
      readonly task: number;
      readonly result: 'window-closed' | 'unfinished';
      readonly waitedUs: readonly number[];
    }
  | { readonly kind: 'snapshot-removing'; readonly at: number; readonly vmRun: number }
  | { readonly kind: 'snapshot-removed'; readonly at: number; readonly vmRun: number }
  | {
      readonly kind: 'vm-ended';
      readonly at: number;
      readonly vmRun: number;
      readonly vm: number;
      readonly session: number;
      readonly result: 'success' | 'failed';
    }
  | {
      readonly kind: 'session-ended';
      readonly at: number;
      readonly session: number;
      readonly result: 'success' | 'warning' | 'failed';
    }
  /** A slot of the day or hour passed while the job's last session still ran. */
  | { readonly kind: 'session-missed'; readonly at: number; readonly job: number }
  | { readonly kind: 'proxy-deployed'; readonly at: number; readonly proxy: number }
  /** Seconds for which each shared capacity was busy since the last sample, weighted by the share in use. */
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
