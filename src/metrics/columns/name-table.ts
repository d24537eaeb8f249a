const UNKNOWN = -1;

/** Maps rows of a table to numbers of their names. Each name is kept once, in the order of first use. */
export class NameTable {
  readonly names: string[] = [];
  readonly #nameOf: (row: number) => string;
  /** Numbers of names by row, beginning with row -1. */
  readonly #numbers: Int32Array;
  /** Undefined: every row has a name of its own, so none has to be looked up. */
  readonly #byName: Map<string, number> | undefined;

  /** `rows`: number of rows. `nameOf` has to answer for row -1 too, if that row is used. */
  constructor(rows: number, nameOf: (row: number) => string, isUnique = false) {
    this.#nameOf = nameOf;
    this.#byName = isUnique ? undefined : new Map();
    this.#numbers = new Int32Array(rows + 1).fill(UNKNOWN);
  }

  /** The index in `names` of the name of a row. */
  number(row: number): number {
    const known = this.#numbers[row + 1]!;
    return known === UNKNOWN ? this.#meet(row) : known;
  }

  #meet(row: number): number {
    const name = this.#nameOf(row);
    const number = this.#byName?.get(name) ?? this.names.push(name) - 1;
    this.#byName?.set(name, number);
    this.#numbers[row + 1] = number;
    return number;
  }
}
