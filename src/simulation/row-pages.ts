/** A row is 64 bytes, a cache line, since its columns are read together. */
const ROW_BYTES = 64;
const ROW_INTS = 16;
const ROW_DOUBLES = 8;
const ROWS_BITS = 9;
const ROWS = 1 << ROWS_BITS;

/**
 * 512 consecutive rows, each with its slot. A column is a position in a row in units of its type, and columns of different
 * types share the same memory: double 1 overlaps the integers 2 and 3, and those overlap the bytes 8 to 15.
 */
export class Page<Kept> {
  /** By slot: the row's object, for what is not a number. */
  readonly kept: (Kept | undefined)[] = new Array<undefined>(ROWS);
  /** Number of rows added and not forgotten. */
  held = 0;
  readonly #doubles: Float64Array;
  readonly #ints: Int32Array;
  readonly #bytes: Int8Array;

  constructor() {
    const buffer = new ArrayBuffer(ROWS * ROW_BYTES);
    this.#doubles = new Float64Array(buffer);
    this.#ints = new Int32Array(buffer);
    this.#bytes = new Int8Array(buffer);
  }

  double(slot: number, column: number): number {
    return this.#doubles[slot * ROW_DOUBLES + column]!;
  }
  setDouble(slot: number, column: number, value: number): void {
    this.#doubles[slot * ROW_DOUBLES + column] = value;
  }
  int(slot: number, column: number): number {
    return this.#ints[slot * ROW_INTS + column]!;
  }
  setInt(slot: number, column: number, value: number): void {
    this.#ints[slot * ROW_INTS + column] = value;
  }
  byte(slot: number, column: number): number {
    return this.#bytes[slot * ROW_BYTES + column]!;
  }
  setByte(slot: number, column: number, value: number): void {
    this.#bytes[slot * ROW_BYTES + column] = value;
  }
  /** One bit of a byte. */
  flag(slot: number, column: number, bit: number): boolean {
    return (this.#bytes[slot * ROW_BYTES + column]! & bit) !== 0;
  }
  setFlag(slot: number, column: number, bit: number, value: boolean): void {
    const at = slot * ROW_BYTES + column;
    const others = this.#bytes[at]! & ~bit;
    this.#bytes[at] = value ? others | bit : others;
  }
}

/**
 * Rows of numbers, numbered in the order of adding. They live in array buffers instead of objects, so that garbage collection
 * need not trace them, however many tasks wait. A page is freed when the last of its rows has been forgotten.
 */
export class RowPages<Kept> {
  /** Number of rows so far, including forgotten ones: the number of the next row. */
  count = 0;
  readonly #pages: (Page<Kept> | undefined)[] = [];

  /** Adds a row of zeros and returns its number. */
  add(): number {
    const row = this.count++;
    if (slotOf(row) === 0) this.#pages.push(new Page());
    this.#pages[row >> ROWS_BITS]!.held++;
    return row;
  }

  /** The page of a row; throws a RangeError if the page has been freed. */
  pageOf(row: number): Page<Kept> {
    const page = this.#pages[row >> ROWS_BITS];
    if (page === undefined) throw new RangeError(`row ${row} is gone`);
    return page;
  }

  forget(row: number): void {
    const page = this.pageOf(row);
    page.kept[slotOf(row)] = undefined;
    // The last page will get more rows.
    const isFull = this.count > (row | (ROWS - 1));
    if (--page.held === 0 && isFull) this.#pages[row >> ROWS_BITS] = undefined;
  }

  /** Calls `visit` with every row of the remaining pages, in order. Some of those rows may be forgotten already. */
  each(visit: (row: number) => void): void {
    for (let row = 0; row < this.count; row++) {
      if (this.#pages[row >> ROWS_BITS] === undefined) row |= ROWS - 1;
      else visit(row);
    }
  }
}

export function slotOf(row: number): number {
  return row & (ROWS - 1);
}
