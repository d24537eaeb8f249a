import type { TransportMode } from '../scenario/scenario.ts';

/** What a real system has done, as its reports tell it. A figure that a report does not have is absent, never guessed. */
export interface PastSession {
  readonly job: string;
  /** When it was created: naive local time of the system, microseconds since 1970-01-01T00:00. */
  readonly startUs: number;
  /** From its creation to its end, where the report says so of the session itself. */
  readonly seconds?: number;
  readonly result: PastResult;
  /** As most of its tasks were. */
  readonly kind?: PastKind;
  readonly isRetry: boolean;
  /**
   * Bytes of data before and after reduction, of all its VMs together; what was read and sent, where a report tells that of
   * each VM and no sums.
   */
  readonly dataBytes?: number;
  readonly backupBytes?: number;
  /** How busy each part was, 0 to 1. */
  readonly load?: Readonly<Partial<Record<PastPart, number>>>;
  readonly bottleneck?: PastPart;
  /** In the order of the report; empty where it has sessions only. */
  readonly tasks: readonly PastTask[];
}

/** One VM in a session. */
export interface PastTask {
  readonly vm: string;
  readonly result: PastResult;
  readonly kind?: PastKind;
  readonly mode?: PastMode;
  /** From slots got to slots freed, as far as the report knows. */
  readonly seconds?: number;
  /** When it began and ended, as `startUs` of sessions. */
  readonly startUs?: number;
  readonly endUs?: number;
  /** Bytes of this VM alone: provisioned, used, read from its disks, sent on. */
  readonly sizeBytes?: number;
  readonly usedBytes?: number;
  readonly readBytes?: number;
  readonly transferredBytes?: number;
  readonly bottleneck?: PastPart;
}

export type PastResult = 'success' | 'warning' | 'failed';
export type PastKind = 'full' | 'incremental' | 'synthetic-full';
/** As a scenario calls the modes. */
export type PastMode = TransportMode;
export type PastPart = 'source' | 'proxy' | 'network' | 'target';
