/** Totals over the interruptions of one task. */
export interface Interruptions {
  /** How often a connection on its way was lost, and how long the task was paused because of that. */
  count: number;
  totalUs: number;
  /** The part of `totalUs` that fell into its transfer. */
  pausedUs: number;
  /** Start of the current interruption, or of one that lasted to the task's end; -1: none. */
  sinceUs: number;
}

/** One time between the loss of a connection and its return, or the end of what was left to interrupt. */
export interface Interruption {
  readonly task: number;
  readonly fromUs: number;
  readonly toUs: number;
}

const NEVER_INTERRUPTED: Readonly<Interruptions> = { count: 0, totalUs: 0, pausedUs: 0, sinceUs: -1 };

/** The interruptions of a run's tasks. Most tasks have none. */
export class InterruptionLog {
  readonly #byTask = new Map<number, Interruptions>();
  readonly #ended: Interruption[] = [];

  /** All that have ended, in the order of their ends. */
  get ended(): readonly Interruption[] {
    return this.#ended;
  }

  /** The tasks that were ever interrupted. */
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

  /** `hasBegun`: whether its transfer has begun; otherwise the opening was paused. */
  ends(task: number, atUs: number, hasBegun: boolean): void {
    this.counts(task, atUs, hasBegun);
    const known = this.#byTask.get(task);
    if (known !== undefined) known.sinceUs = -1;
  }

  /** Adds the length of the current interruption, if there is one. */
  counts(task: number, atUs: number, hasBegun: boolean): void {
    const known = this.#byTask.size > 0 ? this.#byTask.get(task) : undefined;
    if (known === undefined || known.sinceUs < 0) return;
    const lasted = atUs - known.sinceUs;
    known.totalUs += lasted;
    if (hasBegun) known.pausedUs += lasted;
    this.#ended.push({ task, fromUs: known.sinceUs, toUs: atUs });
  }
}
