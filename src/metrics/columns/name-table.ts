const UNKNOWN = -1;

/** The rows of a table by their names: each name is kept once, in the order in which rows were asked for. */
export class NameTable {
  readonly names: string[] = [];
  readonly #nameOf: (row: number) => string;
  /** Numbers of names by row, from row -1 on. */
  readonly #numbers: Int32Array;
  /** Undefined: no two rows have the same name. */
  readonly #byName: Map<string, number> | undefined;

  /** `rows`: of the table. Row -1, if it is asked for, needs a name as well. */
  constructor(rows: number, nameOf: (row: number) => string, isUnique = false) {
    this.#nameOf = nameOf;
    this.#byName = isUnique ? undefined : new Map();
    this.#numbers = new Int32Array(rows + 1).fill(UNKNOWN);
  }

  /** Where the name of a row stands in `names`. */
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
