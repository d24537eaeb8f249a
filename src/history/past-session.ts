import type { TransportMode } from '../scenario/transport-modes.ts';

/** A session of a real system, as reported. A figure that a report does not contain is absent, never guessed. */
export interface PastSession {
  readonly job: string;
  /** When it was created, in the system's local time: microseconds since 1970-01-01T00:00. */
  readonly startUs: number;
  /** From its creation to its end, if the report states that for the session itself. */
  readonly seconds?: number;
  readonly result: PastResult;
  /** The kind of most of its tasks. */
  readonly kind?: PastKind;
  readonly isRetry: boolean;
  /**
   * Bytes before and after data reduction, of all its VMs together. If a report states only what was read and sent by
   * each VM, the sums of these.
   */
  readonly dataBytes?: number;
  readonly backupBytes?: number;
  /** Bytes of the disks of all its VMs, provisioned and used, where only the session itself has them. */
  readonly sizeBytes?: number;
  readonly usedBytes?: number;
  /** Utilisation of each part, 0 to 1. */
  readonly load?: Readonly<Partial<Record<PastPart, number>>>;
  readonly bottleneck?: PastPart;
  /** In the order of the report; empty if it contains only sessions. */
  readonly tasks: readonly PastTask[];
}

/** One VM in a session. */
export interface PastTask {
  readonly vm: string;
  readonly result: PastResult;
  readonly kind?: PastKind;
  readonly mode?: PastMode;
  /** From getting slots to releasing them, as far as the report knows. */
  readonly seconds?: number;
  /** When it began and ended, in the same unit as `startUs` of sessions. */
  readonly startUs?: number;
  readonly endUs?: number;
  /** Bytes of this VM alone: provisioned, used, read from its disks, sent. */
  readonly sizeBytes?: number;
  readonly usedBytes?: number;
  readonly readBytes?: number;
  readonly transferredBytes?: number;
  readonly bottleneck?: PastPart;
}

/** How a session ended, by its report. */
export type PastResult = 'success' | 'warning' | 'failed';
/** The kind of backup that a session made. */
export type PastKind = 'full' | 'incremental' | 'synthetic-full';
/** Named as in a scenario. */
export type PastMode = TransportMode;
/** The stage that a report calls the bottleneck. */
export type PastPart = 'source' | 'proxy' | 'network' | 'target';
