import { globMatcher, headOf } from './glob.ts';

/** Sorting all names takes about as long as this number of looks at all of them. */
const LOOKS_PER_SORT = 64;

/**
 * Rows of the names that fit a pattern. Both names and patterns may be many, for example with a job for each VM: then
 * only names are tried that begin as the pattern does.
 */
export class FittingRows {
  readonly #names: readonly string[];
  #looks = 0;
  /** All rows, sorted by their names. */
  #sorted: Uint32Array | undefined;

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /** In the order of the rows. */
  of(pattern: string): number[] {
    const fits = globMatcher(pattern);
    const head = headOf(pattern);
    const found: number[] = [];
    if (head === '' || this.#looks < LOOKS_PER_SORT) {
      this.#looks++;
      for (let row = 0; row < this.#names.length; row++) if (fits(this.#names[row]!)) found.push(row);
      return found;
    }
    this.#sorted ??= sortedRows(this.#names);
    for (let i = this.#firstFrom(head); i < this.#sorted.length; i++) {
      const row = this.#sorted[i]!;
      const name = this.#names[row]!;
      if (!name.startsWith(head)) break;
      if (fits(name)) found.push(row);
    }
    return found.sort((a, b) => a - b);
  }

  /** The place of the first name that is not before `head`, and with it of the first that begins with it. */
  #firstFrom(head: string): number {
    let low = 0;
    let high = this.#sorted!.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#names[this.#sorted![middle]!]! < head) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function sortedRows(names: readonly string[]): Uint32Array {
  const rows = Uint32Array.from(names.keys());
  return rows.sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : 0));
}
