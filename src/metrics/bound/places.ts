import type { HighestBound } from './highest-bound.ts';
import { PlaceLoad } from './place-load.ts';

/** Loads of limited things, by row. */
export class Places {
  readonly #loads: (PlaceLoad | undefined)[] = [];
  readonly #limitOf: (row: number) => number;
  readonly #tickSeconds: number;

  constructor(limitOf: (row: number) => number, tickSeconds: number) {
    this.#limitOf = limitOf;
    this.#tickSeconds = tickSeconds;
  }

  /** Undefined: it has no limit. */
  of(row: number): PlaceLoad | undefined {
    const known = this.#loads[row];
    if (known !== undefined) return known;
    const limit = this.#limitOf(row);
    if (!Number.isFinite(limit)) return undefined;
    const load = new PlaceLoad(limit, this.#tickSeconds);
    this.#loads[row] = load;
    return load;
  }

  close(offset: number, highest: HighestBound, nameOf: (row: number) => string): void {
    this.#loads.forEach((load, row) => {
      const seconds = PlaceLoad.timeOn([load!], this.#limitOf(row), highest.seconds - offset);
      highest.raise(offset + seconds, () => nameOf(row));
    });
  }
}
