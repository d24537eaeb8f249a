import type { Bottleneck, WaitCause } from '../metrics/summary/summary.ts';
import type { Drift } from './drift.ts';
import type { ForecastComparison } from './forecast-errors.ts';
import type { PastMode } from './past-session.ts';

/**
 * A scenario compared with the past sessions of its system: the values that follow, and how far they can be trusted.
 */
export interface Calibration {
  readonly scenario: { readonly name: string; readonly file: string };
  /** Most increments of each job that were fitted: its last ones. */
  readonly last: number;
  /** The jobs that both sides have, in the order of the scenario. */
  readonly jobs: readonly CalibratedJob[];
  readonly unmatched: Unmatched;
  /** For all these jobs together. */
  readonly forecasts?: ForecastComparison;
  readonly modes: readonly ModeFit[];
  /** Only values that change. */
  readonly values: readonly FittedValue[];
  readonly inventories: readonly FittedInventory[];
  /** What could not be fitted, or only with doubts: one sentence each. */
  readonly doubts: readonly string[];
}

/** What of a job's past was fitted. */
export interface CalibratedJob {
  readonly name: string;
  /** As named in the reports. */
  readonly pastName: string;
  /** Number of ordinary increments, and how many of them were fitted. */
  readonly increments: number;
  readonly used: number;
  /** Starts of the first and the last fitted session, microseconds since 1970-01-01T00:00. */
  readonly firstUs: number;
  readonly lastUs: number;
  /** Medians of the fitted sessions; absent if reports do not state the figure. */
  readonly seconds: number;
  readonly dataBytes?: number;
  /** Bytes stored per byte of data. */
  readonly reduction?: number;
  /** Time between an increment and the restore point before it. */
  readonly intervalUs?: number;
  readonly forecasts?: ForecastComparison;
  readonly drift?: Drift;
  readonly check: JobCheck;
}

/**
 * The job's first increment, simulated before and after the fit; it covers as much time as the past ones usually did.
 */
export interface JobCheck {
  /** Duration of its longest VM, or of the session if reports contain only sessions; null: it made no increment. */
  readonly secondsBefore: number | null;
  readonly secondsAfter: number | null;
  /** The bottleneck after the fit. */
  readonly bottleneck: Bottleneck | null;
  /** Mean wait of its tasks in the queue, and the main cause of it. */
  readonly queueWaitSeconds: number;
  readonly waitCause: WaitCause | null;
  /** VMs whose tasks used another mode in their last past increment than in the simulation. */
  readonly otherModes: readonly {
    readonly vm: string;
    readonly past: PastMode;
    readonly simulated: string;
  }[];
}

/** What only one side has, by that side's names. */
export interface Unmatched {
  readonly pastJobs: readonly string[];
  /**
   * Jobs of both sides, by the reports' names, without a usable increment: every session was a full or a retry,
   * failed, or has no times.
   */
  readonly withoutIncrements: readonly string[];
  readonly scenarioJobs: readonly string[];
  /** VMs of jobs that both sides have. */
  readonly pastVms: readonly string[];
  readonly scenarioVms: readonly string[];
}

/** The read rate of one task of a mode, bytes per second, apart from its fixed time. */
export interface ModeFit {
  readonly mode: PastMode;
  readonly bytesPerSecond: number;
  /**
   * line: duration rises with the bytes read, which gives the rate. assumed: the data do not show that, so the fixed
   * part is the scenario's, but at most half of the tasks' duration.
   */
  readonly kind: 'line' | 'assumed';
  readonly points: number;
  /** Points are single tasks, or means over a session's tasks if reports contain only bytes of sessions. */
  readonly of: 'tasks' | 'sessions';
}

/** One value of the scenario, as fitted to the sessions. */
export interface FittedValue {
  /** As in `--set`. */
  readonly path: string;
  /** What the value belongs to. */
  readonly subject: FittedSubject;
  readonly was: string;
  readonly value: string;
  /** Shown to people in place of a long value. */
  readonly short?: string;
  /** The data behind it, in a few words. */
  readonly from: string;
}

/** All tasks, the VMs of a job, or the disks of a VM: one by its name, or all of them. */
export type FittedSubject =
  | { readonly kind: 'tasks' }
  | { readonly kind: 'job'; readonly job: string; readonly field: 'vmPrepare' | 'compressionRatio' }
  | { readonly kind: 'disks'; readonly vm: string; readonly disk?: string };

/** An inventory of the scenario with changed change rates. */
export interface FittedInventory {
  /** Its name relative to the scenario, and the path with which another one replaces it. */
  readonly name: string;
  readonly path: string;
  /** Number of disks whose rate changes. */
  readonly disks: number;
  /** All its rows, headers first. */
  readonly rows: readonly (readonly string[])[];
}
