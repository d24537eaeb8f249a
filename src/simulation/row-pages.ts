/** A row's doubles, whole numbers and bytes together: what is read together lies in one line of the processor's cache. */
const ROW_BYTES = 64;
const ROW_INTS = 16;
const ROW_DOUBLES = 8;
const ROWS_BITS = 9;
const ROWS = 1 << ROWS_BITS;

/**
 * Some rows that follow each other, each with its slot. A column is a place in a row: the double 1 lies where the whole
 * numbers 2 and 3 would, and these where the bytes 8 to 15 would.
 */
export class Page<Kept> {
  /** By slot, what a row has that is no number, where it has any. */
  readonly kept: (Kept | undefined)[] = new Array<undefined>(ROWS);
  /** Rows that were added and not forgotten. */
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
 * Rows of numbers, numbered as they come: none of them is an object, so however many wait, garbage collection has nothing to
 * look through. A page goes when the last of its rows is forgotten: a long run does not keep what nobody asks for.
 */
export class RowPages<Kept> {
  /** Rows so far, those that are gone included: the number of the next one. */
  count = 0;
  readonly #pages: (Page<Kept> | undefined)[] = [];

  /** A row of zeros. */
  add(): number {
    const row = this.count++;
    if (slotOf(row) === 0) this.#pages.push(new Page());
    this.#pages[row >> ROWS_BITS]!.held++;
    return row;
  }

  /** The page of a row; throws a RangeError where all rows of it are forgotten. */
  pageOf(row: number): Page<Kept> {
    const page = this.#pages[row >> ROWS_BITS];
    if (page === undefined) throw new RangeError(`row ${row} is gone`);
    return page;
  }

  forget(row: number): void {
    const page = this.pageOf(row);
    page.kept[slotOf(row)] = undefined;
    // A page that is not full will get more.
    const isFull = this.count > (row | (ROWS - 1));
    if (--page.held === 0 && isFull) this.#pages[row >> ROWS_BITS] = undefined;
  }

  /** Calls with every row of a page that has not gone, in order: some of them may be forgotten. */
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
