// A large list of numbers would be moved and looked through by garbage collection; a column of them is not.

/** Numbers for which there is room at first. */
const FIRST = 64;

/** Whole numbers of 32 bits, one after another. */
export class GrowingInts {
  #values = new Int32Array(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Returns its row. */
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

  /** A copy without the room behind the last one. */
  taken(): Int32Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#length);
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** Doubles, one after another. */
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

  /** A copy without the room behind the last one. */
  taken(): Float64Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
