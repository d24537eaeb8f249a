/** A clock in milliseconds, passed in so that nothing here depends on the time of day. */
export type Clock = () => number;

/** One timed run of a benchmark. */
export interface Run {
  readonly seconds: number;
  /** The number that the time is divided by: disks (counted once per night), customers, numbers or replications. */
  readonly items: number;
}
