// The garbage collector copies and scans a large array of numbers; it does neither with a typed array.

/** Initial capacity. */
const FIRST = 64;

/** A growable column of 32-bit integers. */
export class GrowingInts {
  #values = new Int32Array(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Returns the row of the new value. */
  push(value: number): number {
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length] = value;
    return this.#length++;
  }

  at(row: number): number {
    return this.#values[row]!;
  }

  set(row: number, value: number): void {
    this.#values[row] = value;
  }

  /** A copy without the unused capacity. */
  taken(): Int32Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#length);
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** A growable column of doubles. */
export class GrowingDoubles {
  #values = new Float64Array(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length++] = value;
  }

  /** A copy without the unused capacity. */
  taken(): Float64Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
