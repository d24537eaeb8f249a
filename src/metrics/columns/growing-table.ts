/** Integers up to 127, 32-bit integers, or doubles. */
type Column = Int8Array | Int32Array | Float64Array;

/** Initial capacity: most runs are small. */
const FIRST_ROWS = 64;
const GROWTH = 1.5;

/**
 * A table of numbers that only grows, stored by column. It has no object per row, so the garbage collector has nothing to
 * traverse however long a run is. Adding a row may replace `columns`, so do not keep a column while the table grows.
 */
export class GrowingTable<Columns extends { [Name in keyof Columns]: Column }> {
  columns: Columns;
  length = 0;
  readonly #make: (rows: number) => Columns;
  readonly #blank: 0 | -1;
  #room: number;

  /**
   * `make`: creates the columns of a table with so many rows, all 0. `blank`: the value of every cell of a new row.
   * `expected`: probable number of rows.
   */
  constructor(make: (rows: number) => Columns, blank: 0 | -1, expected = FIRST_ROWS) {
    this.#make = make;
    this.#blank = blank;
    this.#room = Math.max(FIRST_ROWS, expected);
    this.columns = make(this.#room);
    if (blank !== 0) for (const column of columnsOf(this.columns)) column.fill(blank);
  }

  /** Adds a blank row; returns its number. */
  add(): number {
    if (this.length === this.#room) this.#grow();
    return this.length++;
  }

  /** Adds blank rows up to and including this one. */
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
