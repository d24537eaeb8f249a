import type { Bottleneck, WaitCause } from '../metrics/summary.ts';
import type { Drift } from './drift.ts';
import type { ForecastComparison } from './forecast-errors.ts';
import type { PastMode } from './past-session.ts';

/** A scenario held against what its system has done: what follows for the scenario, and how far that can be trusted. */
export interface Calibration {
  readonly scenario: { readonly name: string; readonly file: string };
  /** Increments of each job that were fitted to, at most: the last ones. */
  readonly last: number;
  /** In the order of the scenario: those that both sides have. */
  readonly jobs: readonly CalibratedJob[];
  readonly unmatched: Unmatched;
  /** Of all these jobs together. */
  readonly forecasts?: ForecastComparison;
  readonly modes: readonly ModeFit[];
  /** Nothing that is as it was. */
  readonly values: readonly FittedValue[];
  readonly inventories: readonly FittedInventory[];
  /** What could not be fitted, or only with a doubt: a sentence each. */
  readonly doubts: readonly string[];
}

export interface CalibratedJob {
  readonly name: string;
  /** As the reports call it. */
  readonly pastName: string;
  /** Ordinary increments in all, and how many of them were fitted to. */
  readonly increments: number;
  readonly used: number;
  /** Starts of the first and the last of those used, microseconds since 1970-01-01T00:00. */
  readonly firstUs: number;
  readonly lastUs: number;
  /** Medians of those used; absent where reports do not tell. */
  readonly seconds: number;
  readonly dataBytes?: number;
  /** Bytes kept per byte of data. */
  readonly reduction?: number;
  /** Between an increment and the restore point before it. */
  readonly intervalUs?: number;
  readonly forecasts?: ForecastComparison;
  readonly drift?: Drift;
  readonly check: JobCheck;
}

/** The job's first increment as simulated before and after; it covers as much time as the past ones usually did. */
export interface JobCheck {
  /** Of its longest VM, or of the session where reports know sessions alone; null: it made no increment. */
  readonly secondsBefore: number | null;
  readonly secondsAfter: number | null;
  /** What limits it after. */
  readonly bottleneck: Bottleneck | null;
  /** Mean wait of its tasks in the queue, and the cause of most of it. */
  readonly queueWaitSeconds: number;
  readonly waitCause: WaitCause | null;
  /** VMs whose tasks went by another mode than here, at their last increment. */
  readonly otherModes: readonly {
    readonly vm: string;
    readonly past: PastMode;
    readonly simulated: string;
  }[];
}

/** What one side has and the other one lacks, by the names of that side. */
export interface Unmatched {
  readonly pastJobs: readonly string[];
  /** Of both, by the names of the reports: every session was a full or a retry, failed, or has no times. */
  readonly withoutIncrements: readonly string[];
  readonly scenarioJobs: readonly string[];
  /** Of jobs that both have. */
  readonly pastVms: readonly string[];
  readonly scenarioVms: readonly string[];
}

/** What one task of a mode reads in a second, bytes, whatever it takes beside. */
export interface ModeFit {
  readonly mode: PastMode;
  readonly bytesPerSecond: number;
  /**
   * line: who reads more takes longer, and by this. assumed: nothing tells that, so the fixed part is the scenario's, but at most half
   * of what tasks take.
   */
  readonly kind: 'line' | 'assumed';
  readonly points: number;
  /** Points are single tasks, or means of a session's tasks where reports have bytes of sessions alone. */
  readonly of: 'tasks' | 'sessions';
}

/** One value of the scenario as the sessions have it. */
export interface FittedValue {
  /** As in `--set`. */
  readonly path: string;
  /** What it is a value of. */
  readonly subject: FittedSubject;
  readonly was: string;
  readonly value: string;
  /** What people read in the place of a value of many parts. */
  readonly short?: string;
  /** What it comes from, in a few words. */
  readonly from: string;
}

/** All tasks, the VMs of a job, or disks of a VM: one by its name, or all of them. */
export type FittedSubject =
  | { readonly kind: 'tasks' }
  | { readonly kind: 'job'; readonly job: string; readonly field: 'vmPrepare' | 'compressionRatio' }
  | { readonly kind: 'disks'; readonly vm: string; readonly disk?: string };

/** An inventory of the scenario with other change rates. */
export interface FittedInventory {
  /** Its name from where the scenario is, and the path by which another one takes its place. */
  readonly name: string;
  readonly path: string;
  /** Disks with another rate. */
  readonly disks: number;
  /** All its rows, titles first. */
  readonly rows: readonly (readonly string[])[];
}
