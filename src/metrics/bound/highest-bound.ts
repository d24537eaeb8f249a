export interface LowerBound {
  readonly seconds: number;
  /** What sets it: a task, a capacity, a limit, or an order that must be kept. */
  readonly by: string;
}

/** The highest of the bounds that were found so far. */
export class HighestBound {
  found: LowerBound | undefined;
  /** What the work in hand has to wait for before it can be ready, behind the name of what sets a bound; empty: nothing. */
  waitsFor = '';

  get seconds(): number {
    return this.found?.seconds ?? -1;
  }

  /** `nameOf` is asked for a name only where that is a higher one. */
  raise(seconds: number, nameOf: () => string): void {
    if (seconds > this.seconds) this.found = { seconds, by: `${nameOf()}${this.waitsFor}` };
  }
}

/** One reason why work takes time: it adds up what the VMs of a run need of something that there is so much of. */
export interface BoundAccount<Work> {
  enter(work: Work): void;
  /** What was entered so far cannot begin before so many seconds of the window. */
  close(offset: number, highest: HighestBound): void;
}
