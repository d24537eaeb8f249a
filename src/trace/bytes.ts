const LOW = 0x7f;
const MORE = 0x80;
/** Bytes of the largest safe integer in groups of seven bits. */
const LONGEST = 8;

/** Whole numbers and texts to bytes: seven bits a byte, the lowest first, the eighth says that more follow. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** From 0 to the largest safe integer. */
  whole(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} cannot be written`);
    let rest = value;
    while (rest > LOW) {
      this.#byte((rest % MORE) | MORE);
      rest = Math.floor(rest / MORE);
    }
    this.#byte(rest);
  }

  /** Numbers near 0 are short, whatever their sign. */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** By code units, so that every text comes back as it was. */
  text(text: string): void {
    this.whole(text.length);
    for (let at = 0; at < text.length; at++) this.whole(text.charCodeAt(at));
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(this.#length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length++] = value;
  }
}

/** Reads what a ByteWriter wrote. After the first thing that cannot be read everything is 0, and it is never at the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** All has been read, and all of it made sense. */
  get isAtEnd(): boolean {
    return !this.#failed && this.#at === this.#bytes.length;
  }

  fail(): void {
    this.#failed = true;
  }

  whole(): number {
    let value = 0;
    let scale = 1;
    for (let n = 0; n < LONGEST && !this.#failed; n++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) break;
      this.#at++;
      value += (byte & LOW) * scale;
      if (!Number.isSafeInteger(value)) break;
      if (byte < MORE) return value;
      scale *= MORE;
    }
    this.fail();
    return 0;
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** How many of something follow, each a byte at least: more than bytes are left cannot be. */
  count(): number {
    const value = this.whole();
    if (value <= this.#bytes.length - this.#at) return value;
    this.fail();
    return 0;
  }

  text(): string {
    const length = this.count();
    let text = '';
    for (let at = 0; at < length; at++) text += String.fromCharCode(this.whole());
    return text;
  }
}
