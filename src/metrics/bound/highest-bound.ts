export interface LowerBound {
  readonly seconds: number;
  /** What sets it: a task, a capacity, a limit, or a required order. */
  readonly by: string;
}

/** The highest bound found so far. */
export class HighestBound {
  found: LowerBound | undefined;
  /** Suffix for the name of a bound: what the current work has to wait for before it can be ready; empty: nothing. */
  waitsFor = '';

  get seconds(): number {
    return this.found?.seconds ?? -1;
  }

  /** `nameOf` is called only if the bound is raised. */
  raise(seconds: number, nameOf: () => string): void {
    if (seconds > this.seconds) this.found = { seconds, by: `${nameOf()}${this.waitsFor}` };
  }
}

/** Adds up what the VMs of a run need of one kind of limited thing, and derives bounds from it. */
export interface BoundAccount<Work> {
  enter(work: Work): void;
  /** Raises `highest`, given that nothing entered so far can begin before `offset` seconds of the window. */
  close(offset: number, highest: HighestBound): void;
}
