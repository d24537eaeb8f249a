/** Whole numbers up to 127, whole numbers of 32 bits, or doubles. */
type Column = Int8Array | Int32Array | Float64Array;

/** Rows for which there is room at first: most runs are small. */
const FIRST_ROWS = 64;
const GROWTH = 1.5;

/**
 * A table of numbers that only grows, column by column: nothing of it is an object, so garbage collection has nothing to
 * look through, however long a run is. `columns` are others once a row was added: nobody keeps one while the table grows.
 */
export class GrowingTable<Columns extends { [Name in keyof Columns]: Column }> {
  columns: Columns;
  length = 0;
  readonly #make: (rows: number) => Columns;
  readonly #blank: 0 | -1;
  #room: number;

  /**
   * `make`: the columns of a table of so many rows, all 0. `blank`: what stands everywhere in a row that is added.
   * `expected`: rows that will probably come.
   */
  constructor(make: (rows: number) => Columns, blank: 0 | -1, expected = FIRST_ROWS) {
    this.#make = make;
    this.#blank = blank;
    this.#room = Math.max(FIRST_ROWS, expected);
    this.columns = make(this.#room);
    if (blank !== 0) for (const column of columnsOf(this.columns)) column.fill(blank);
  }

  /** A blank row. */
  add(): number {
    if (this.length === this.#room) this.#grow();
    return this.length++;
  }

  /** Makes rows up to this one. */
  include(row: number): void {
    while (this.length <= row) this.add();
  }

  #grow(): void {
    this.#room = Math.ceil(this.#room * GROWTH);
    const before = columnsOf(this.columns);
    this.columns = this.#make(this.#room);
    columnsOf(this.columns).forEach((column, c) => {
      column.set(before[c]!);
      if (this.#blank !== 0) column.fill(this.#blank, before[c]!.length);
    });
  }
}

function columnsOf<Columns extends { [Name in keyof Columns]: Column }>(columns: Columns): Column[] {
  return Object.values(columns);
}
