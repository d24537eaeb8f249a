/** A clock in milliseconds. It comes from outside, so that nothing here depends on the time of day. */
export type Clock = () => number;

/** One timed run of a benchmark. */
export interface Run {
  readonly seconds: number;
  /** Disks (of several nights each night's), customers, numbers or replications: what the time is divided by. */
  readonly items: number;
}
