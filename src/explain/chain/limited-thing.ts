/** One unit of a limited thing (a slot, an open snapshot, a connection), from when it was taken until it was free again. */
export interface Taking {
  readonly thing: LimitedThing;
  /** Microseconds from the start, and the number of the record that told of it; Infinity: it never was free again. */
  freedUs: number;
  freedAt: number;
  /** How long after what it was free again. */
  afterUs: number;
  /** The latest start of those that could not be at work without it, as far as it is known. */
  latestUs: number;
}

interface Taken {
  readonly taking: Taking;
  /** Number of the record that told of it, and its time. */
  readonly at: number;
  readonly us: number;
}

/**
 * Something of which there are so many units. Which of them somebody has is nobody's business: who is the kth to take one, of
 * `limit`, needs k - limit of those before to be over, and takes them to be the ones that were over first.
 */
export class LimitedThing {
  readonly #limit: number;
  readonly #taken: Taken[] = [];
  /** By place in the order of taking: how many of those before have to be over. */
  #needed: number[] = [];
  #freedUs: number[] = [];
  /** From a place on: the earliest of all latest starts. */
  #latestFrom: number[] = [];
  #knownFrom = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(taking: Taking, at: number, us: number): void {
    this.#taken.push({ taking, at, us });
  }

  /** All that was taken is known, and when it was free. */
  close(): void {
    const taken = this.#taken;
    this.#freedUs = taken
      .map(({ taking }) => taking.freedUs)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    // What went over to another mode may have been one too many: what was free by then was enough.
    this.#needed = taken.map(({ us }, place) =>
      Math.min(place + 1 - this.#limit, countUpTo(this.#freedUs, us)),
    );
    this.#latestFrom = [...taken.map(() => 0), Number.POSITIVE_INFINITY];
    this.#knownFrom = taken.length;
  }

  /**
   * How late a unit may be free, when all who began after it was free are known: of those who need so many to be over that this was
   * one of them, the earliest latest start. Units that were free at the same instant count alike.
   */
  latestFreeUs({ freedUs, freedAt }: Taking): number {
    if (freedUs === Number.POSITIVE_INFINITY) return freedUs;
    const rank = countUpTo(this.#freedUs, freedUs - 1) + 1;
    const first = firstWhere(this.#needed, (needed) => needed >= rank);
    const after = firstWhere(this.#taken, ({ at }) => at > freedAt);
    return this.#latestOfAllFrom(Math.max(first, after));
  }

  #latestOfAllFrom(place: number): number {
    while (this.#knownFrom > place) {
      const at = --this.#knownFrom;
      this.#latestFrom[at] = Math.min(this.#latestFrom[at + 1]!, this.#taken[at]!.taking.latestUs);
    }
    return this.#latestFrom[place]!;
  }
}

/** Of numbers in order: how many are not above one. */
function countUpTo(sorted: readonly number[], most: number): number {
  return firstWhere(sorted, (one) => one > most);
}

/** Of items of which from one on all fulfil a condition: the place of that one, or their number. */
function firstWhere<T>(items: readonly T[], fulfils: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fulfils(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
