import { grownFloats, grownInts } from '../../column.ts';

const FIRST_CAPACITY = 64;

/**
 * Flow rows in the order (finish time, opening sequence). An indexed binary heap: it knows the position of each row, so a
 * flow whose finish time changes is moved, and a flow that is closed is removed, in logarithmic time.
 */
export class FinishHeap {
  /** Number of rows in the heap. */
  size = 0;
  #time = new Float64Array(FIRST_CAPACITY);
  #sequence = new Float64Array(FIRST_CAPACITY);
  #row = new Int32Array(FIRST_CAPACITY);
  /** Heap position of each row. */
  #place = new Int32Array(FIRST_CAPACITY);

  /** Makes room for rows below `rows`. */
  reserve(rows: number): void {
    if (rows <= this.#row.length) return;
    this.#time = grownFloats(this.#time, rows);
    this.#sequence = grownFloats(this.#sequence, rows);
    this.#row = grownInts(this.#row, rows);
    this.#place = grownInts(this.#place, rows);
  }

  /** Finish time of the first row in microseconds; Infinity when there is none or none will finish. */
  firstUs(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.#time[0]!;
  }

  /** The row that finishes first; the heap must not be empty. */
  first(): number {
    return this.#row[0]!;
  }

  /** Finish time of a row that is in the heap, in microseconds. */
  timeOf(row: number): number {
    return this.#time[this.#place[row]!]!;
  }

  add(row: number, timeUs: number, sequence: number): void {
    this.#siftUp(this.size++, timeUs, sequence, row);
  }

  remove(row: number): void {
    const place = this.#place[row]!;
    const last = --this.size;
    if (place === last) return;
    this.#settle(place, this.#time[last]!, this.#sequence[last]!, this.#row[last]!);
  }

  /** Gives a row in the heap another finish time. */
  move(row: number, timeUs: number): void {
    const place = this.#place[row]!;
    if (this.#time[place] === timeUs) return;
    this.#settle(place, timeUs, this.#sequence[place]!, row);
  }

  #settle(place: number, time: number, sequence: number, row: number): void {
    if (this.#siftUp(place, time, sequence, row) === place) this.#siftDown(place, time, sequence, row);
  }

  #siftUp(place: number, time: number, sequence: number, row: number): number {
    const times = this.#time;
    const sequences = this.#sequence;
    const rows = this.#row;
    const places = this.#place;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && sequences[parent]! < sequence)) break;
      const parentRow = rows[parent]!;
      times[at] = parentTime;
      sequences[at] = sequences[parent]!;
      rows[at] = parentRow;
      places[parentRow] = at;
      at = parent;
    }
    times[at] = time;
    sequences[at] = sequence;
    rows[at] = row;
    places[row] = at;
    return at;
  }

  #siftDown(place: number, time: number, sequence: number, row: number): void {
    const times = this.#time;
    const sequences = this.#sequence;
    const rows = this.#row;
    const places = this.#place;
    const size = this.size;
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size) {
        const rightTime = times[right]!;
        const leftTime = times[child]!;
        if (rightTime < leftTime || (rightTime === leftTime && sequences[right]! < sequences[child]!))
          child = right;
      }
      const childTime = times[child]!;
      if (time < childTime || (time === childTime && sequence < sequences[child]!)) break;
      const childRow = rows[child]!;
      times[at] = childTime;
      sequences[at] = sequences[child]!;
      rows[at] = childRow;
      places[childRow] = at;
      at = child;
    }
    times[at] = time;
    sequences[at] = sequence;
    rows[at] = row;
    places[row] = at;
  }
}
