/** What becomes of a task whose connection is lost now and then. */
export interface Interruptions {
  /** How often a connection on its way was lost, and for how long it stood still because of that. */
  count: number;
  totalUs: number;
  /** The part of it in the midst of the transfer. */
  pausedUs: number;
  /** It stands still since then, or did so to its end; -1: it does not. */
  sinceUs: number;
}

const NEVER_INTERRUPTED: Readonly<Interruptions> = { count: 0, totalUs: 0, pausedUs: 0, sinceUs: -1 };

/** The interruptions of a run's tasks: of most tasks there are none. */
export class InterruptionLog {
  readonly #byTask = new Map<number, Interruptions>();

  /** Those that were ever interrupted. */
  get tasks(): Iterable<number> {
    return this.#byTask.keys();
  }

  of(task: number): Readonly<Interruptions> {
    return (this.#byTask.size > 0 ? this.#byTask.get(task) : undefined) ?? NEVER_INTERRUPTED;
  }

  begins(task: number, atUs: number): void {
    const known = this.#byTask.get(task) ?? { ...NEVER_INTERRUPTED };
    known.count++;
    known.sinceUs = atUs;
    this.#byTask.set(task, known);
  }

  /** `hasBegun`: its transfer has; before, it was the opening that stood still. */
  ends(task: number, atUs: number, hasBegun: boolean): void {
    this.counts(task, atUs, hasBegun);
    const known = this.#byTask.get(task);
    if (known !== undefined) known.sinceUs = -1;
  }

  /** Adds up for how long it has stood still, if it does. */
  counts(task: number, atUs: number, hasBegun: boolean): void {
    const known = this.#byTask.size > 0 ? this.#byTask.get(task) : undefined;
    if (known === undefined || known.sinceUs < 0) return;
    const lasted = atUs - known.sinceUs;
    known.totalUs += lasted;
    if (hasBegun) known.pausedUs += lasted;
  }
}
