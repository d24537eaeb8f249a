import type { CalendarDays } from '../units/calendar-days.ts';
import type { DailyInterval } from '../units/daily-interval.ts';
import type { WeeklyInterval } from '../units/weekly-interval.ts';
import type { Origin } from './origin.ts';

export const JOB_TYPES = [
  'backup',
  'replication',
  'vm-copy',
  'quick-migration',
  'restore',
  'backup-copy',
  'snapshot-scan',
] as const;
/** The kind of work of a job. */
export type JobType = (typeof JOB_TYPES)[number];
export const BACKUP_METHODS = [
  'forward-incremental',
  'forever-incremental',
  'reverse-incremental',
  'active-full',
] as const;
/** Which files a backup job keeps: a chain of increments, merged or not, or only fulls. */
export type BackupMethod = (typeof BACKUP_METHODS)[number];
export const COMPRESSIONS = ['none', 'dedupe-friendly', 'optimal', 'high', 'extreme'] as const;
/** Compression level of a job, named as in the product. */
export type Compression = (typeof COMPRESSIONS)[number];
export const BLOCK_SIZES = ['256 KB', '512 KB', '1 MB', '4 MB'] as const;
/** Size of the blocks of a backup. */
export type BlockSize = (typeof BLOCK_SIZES)[number];

/** What is done with which VMs, when, and within which window. Times are microseconds. */
export interface Job {
  readonly name: string;
  readonly type: JobType;
  /** Rows of `Scenario.vms`, in job order, each once. */
  readonly vms: readonly number[];
  /**
   * The repository that a backup or backup copy writes to, or that a restore reads. A replication stores its metadata there.
   * Absent if the job needs none: quick migration, snapshot scan, replication and VM copy to a datastore.
   */
  readonly repository?: string;
  /** For a backup copy: the repository that it reads. */
  readonly source?: string;
  /** For replication, quick migration, VM copy and restore: where and through which proxies it writes. */
  readonly target?: JobTarget;
  readonly method: BackupMethod;
  /** Days on which a session makes an active full, or after its increment a synthetic full. */
  readonly activeFullDays: CalendarDays;
  readonly syntheticFullDays: CalendarDays;
  /** How long a VM may go without a newer restore point of this job, microseconds. Absent: no objective is stated. */
  readonly rpoUs?: number;
  /** Number of restore points kept; a longer forever-incremental chain is merged. Default 7. */
  readonly restorePoints: number;
  /** Backup from storage snapshots, with the most VMs per snapshot (Infinity: no limit). Absent: not used. */
  readonly storageSnapshots?: { readonly vmsPerSnapshot: number };
  /** What the job's first session does. */
  readonly run: 'full' | 'incremental' | 'auto';
  readonly schedule: Schedule;
  readonly window?: Window;
  readonly priority: 'normal' | 'high';
  readonly compression: Compression;
  /** Transferred bytes per byte of data. Default: by compression level. */
  readonly compressionRatio: number;
  /** Processor time per byte that is read, relative to `optimal`. Default: by compression level. */
  readonly compressionCost: number;
  /** Preparation of each VM before its snapshot. Absent: `vmPrepare` of the scenario's overheads. */
  readonly vmPrepareUs?: number;
  readonly encryption: boolean;
  /** Factor on the processor time; acts only with encryption. */
  readonly encryptionCost: number;
  /** Whether blocks of deleted files and swap files of Windows guests are skipped. Default true. */
  readonly bitLooker: boolean;
  readonly blockSize: BlockSize;
  /** The only proxies that the job may use. Absent: any. */
  readonly proxies?: readonly string[];
  readonly retries: { readonly times: number; readonly waitUs: number };
  readonly enabled: boolean;
  readonly origin: Origin;
}

/** Where a restore, a replication or a copy of VMs writes. */
export interface JobTarget {
  /** Absent: each disk's own datastore (a restore in place). */
  readonly datastore?: string;
  /**
   * The host on which the VM will run. Default: the first that mounts the datastore, or for a restore in place the VM's
   * own.
   */
  readonly host?: string;
  /** The only proxies that may write. Absent: any. */
  readonly proxies?: readonly string[];
}

/**
 * Times of day and `offsetUs` are microseconds from midnight, `atUs` microseconds from the clock's start; weekdays 0
 * (Monday) to 6.
 */
export type Schedule =
  | { readonly kind: 'manual'; readonly atUs: number }
  | { readonly kind: 'at'; readonly atUs: readonly number[] }
  | { readonly kind: 'daily'; readonly timeOfDayUs: number; readonly days: readonly number[] }
  | {
      readonly kind: 'every';
      readonly everyUs: number;
      readonly offsetUs: number;
      /** Daily interval in which a session may start; may pass midnight. */
      readonly within?: DailyInterval;
    }
  | { readonly kind: 'after'; readonly job: string };

/**
 * When a job may run: for a length of time from the start of a session, or in parts of every week. A periodic start outside
 * these parts waits for the next one; see `job-calendar.ts`.
 */
export type Window = WindowLength & {
  /**
   * When the window closes: `stop`: tasks that still run fail as `window-closed`; `report`: they continue, and the
   * overrun is reported.
   */
  readonly onClose: 'stop' | 'report';
};

/** `openings`: at least one, in order, not touching or overlapping each other, and not the whole week. */
export type WindowLength = { readonly lengthUs: number } | { readonly openings: readonly WeeklyInterval[] };

/** When the week's sessions may run; undefined: the window is a length of time, or there is none. */
export function openingsOf(window: WindowLength | undefined): readonly WeeklyInterval[] | undefined {
  return window !== undefined && 'openings' in window ? window.openings : undefined;
}
