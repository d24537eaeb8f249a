/** One unit of a limited thing (a slot, an open snapshot, a connection), from when it was taken until it was released. */
export interface Taking {
  readonly thing: LimitedThing;
  /** When it was released: microseconds from the start, and the number of the record; Infinity: never. */
  freedUs: number;
  freedAt: number;
  /** How long after the end or start on which the release depends, microseconds. */
  afterUs: number;
  /** The latest start of the actors that need it, as far as known. */
  latestUs: number;
}

interface Taken {
  readonly taking: Taking;
  /** Number of the record, and its time. */
  readonly at: number;
  readonly us: number;
}

/**
 * A thing with a limited number of interchangeable units. The task that takes the kth unit needs k - limit earlier ones
 * to have been released; these are assumed to be the ones that were released first.
 */
export class LimitedThing {
  readonly #limit: number;
  readonly #taken: Taken[] = [];
  /** By position in the order of taking: how many units must have been released before. */
  #needed: number[] = [];
  #freedUs: number[] = [];
  /** By position: the earliest of all latest starts from there on. */
  #latestFrom: number[] = [];
  #knownFrom = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(taking: Taking, at: number, us: number): void {
    this.#taken.push({ taking, at, us });
  }

  /** Call when all takings and their releases are known. */
  close(): void {
    const taken = this.#taken;
    this.#freedUs = taken
      .map(({ taking }) => taking.freedUs)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    // A failover may exceed the limit. What had been released by then was then enough.
    this.#needed = taken.map(({ us }, place) =>
      Math.min(place + 1 - this.#limit, countUpTo(this.#freedUs, us)),
    );
    this.#latestFrom = [...taken.map(() => 0), Number.POSITIVE_INFINITY];
    this.#knownFrom = taken.length;
  }

  /**
   * How late a unit may be released, once the latest starts of everything that began after its release are known: the
   * earliest latest start among those that need so many releases that this is one of them. Units released at the same
   * instant rank equally.
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

/** How many of the sorted numbers are at most `most`. */
function countUpTo(sorted: readonly number[], most: number): number {
  return firstWhere(sorted, (one) => one > most);
}

/**
 * Binary search: the index of the first item that fulfils a condition which holds for all later ones too; length: none
 * does.
 */
function firstWhere<T>(items: readonly T[], fulfils: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fulfils(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
