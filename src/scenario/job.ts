import type { DailyInterval } from '../units/daily-interval.ts';
import type { WeeklyInterval } from '../units/weekly-interval.ts';
import type { Origin } from './origin.ts';

export type JobType =
  | 'backup'
  | 'replication'
  | 'vm-copy'
  | 'quick-migration'
  | 'restore'
  | 'backup-copy'
  | 'snapshot-scan';
export type BackupMethod =
  | 'forward-incremental'
  | 'forever-incremental'
  | 'reverse-incremental'
  | 'active-full';
export type Compression = 'none' | 'dedupe-friendly' | 'optimal' | 'high' | 'extreme';
export type BlockSize = '256 KB' | '512 KB' | '1 MB' | '4 MB';

export interface Job {
  readonly name: string;
  readonly type: JobType;
  /** Rows of `Scenario.vms`, in job order, each once. */
  readonly vms: readonly number[];
  /**
   * Where backups go; for a restore where they come from; for a backup copy its target. A replication's holds metadata.
   * Absent where the job needs none: quick migration, snapshot scan, replication and VM copy to a datastore.
   */
  readonly repository?: string;
  /** Of a backup copy: the repository that it reads. */
  readonly source?: string;
  /** Of replication, quick migration, VM copy and restore: the datastore written to, and by whom. */
  readonly target?: JobTarget;
  readonly method: BackupMethod;
  /** Weekdays (0 Monday to 6) on which a session makes an active full; of a synthetic full likewise, after an increment. */
  readonly activeFullDays: readonly number[];
  readonly syntheticFullDays: readonly number[];
  /** Restore points kept: a forever-incremental chain that is longer is merged; default 7. */
  readonly restorePoints: number;
  /** Backup from storage snapshots: VMs per array snapshot at most (Infinity: all); absent: not asked for. */
  readonly storageSnapshots?: { readonly vmsPerSnapshot: number };
  /** What the job's first session does. */
  readonly run: 'full' | 'incremental' | 'auto';
  readonly schedule: Schedule;
  readonly window?: Window;
  readonly priority: 'normal' | 'high';
  readonly compression: Compression;
  /** Transferred bytes per byte of data; by compression unless given. */
  readonly compressionRatio: number;
  /** Before the snapshot of each of its VMs; absent: as the overheads of the scenario have it. */
  readonly vmPrepareUs?: number;
  readonly encryption: boolean;
  /** Deleted-file blocks and swap files of Windows guests are skipped; default true. */
  readonly bitLooker: boolean;
  readonly blockSize: BlockSize;
  /** The job's own proxies: a restriction. Absent: any. */
  readonly proxies?: readonly string[];
  readonly retries: { readonly times: number; readonly waitUs: number };
  readonly enabled: boolean;
  readonly origin: Origin;
}

export interface JobTarget {
  /** Absent: each disk's own datastore (restore to the original place). */
  readonly datastore?: string;
  /** Host that the VM will run on; by default the first that mounts the datastore, for a restore in place its own. */
  readonly host?: string;
  /** Proxies that may write: a restriction. Absent: any. */
  readonly proxies?: readonly string[];
}

/** Times of day and `offsetUs` are microseconds from midnight, `atUs` microseconds from the clock's start; weekdays 0 (Monday) to 6. */
export type Schedule =
  | { readonly kind: 'manual'; readonly atUs: number }
  | { readonly kind: 'at'; readonly atUs: readonly number[] }
  | { readonly kind: 'daily'; readonly timeOfDayUs: number; readonly days: readonly number[] }
  | {
      readonly kind: 'every';
      readonly everyUs: number;
      readonly offsetUs: number;
      /** Daily interval in which a run may start; may pass midnight. */
      readonly within?: DailyInterval;
    }
  | { readonly kind: 'after'; readonly job: string };

/**
 * The time in which a job is allowed to run: so long from the start of a session, or parts of every week. Where a start by the
 * clock falls in no such part it waits for the next one; see `job-calendar.ts`.
 */
export type Window = WindowLength & {
  /** `stop`: what still runs at the close fails as `window-closed`; `report`: it goes on and the overrun is reported. */
  readonly onClose: 'stop' | 'report';
};

/** `openings`: at least one, in order, none that touch or overlap, and less than the whole week. */
export type WindowLength = { readonly lengthUs: number } | { readonly openings: readonly WeeklyInterval[] };
