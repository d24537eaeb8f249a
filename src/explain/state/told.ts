/** What a trace says of sessions, attempts at VMs and transforms, put together. Times as in `ToldTask`. */

export interface ToldSession {
  readonly job: number;
  readonly number: number;
  readonly startUs: number;
  /** Infinity: it has no window. */
  readonly closesAtUs: number;
  readonly tasks: number[];
  endUs: number;
}

/** One attempt at one VM in a session. */
export interface ToldVmRun {
  readonly vm: number;
  readonly session: number;
  readonly attempt: number;
  /** Its position among the VMs of that attempt; a retry counts only the VMs that failed. */
  readonly order: number;
  readonly tasks: number[];
  createdUs: number;
  removingUs: number;
  removedUs: number;
  endedUs: number;
}

export interface ToldTransform {
  readonly session: number;
  readonly repository: number;
  readonly work: 'merge' | 'synthetic-full';
  readonly startUs: number;
  endUs: number;
}
