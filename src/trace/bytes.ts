const LOW = 0x7f;
const MORE = 0x80;

/**
 * Encodes integers and texts as variable-length bytes (LEB128): seven bits each, lowest first; the eighth bit means
 * that more follow.
 */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** From 0 to the largest safe integer; throws a RangeError for anything else. */
  whole(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} cannot be written`);
    let rest = value;
    while (rest > LOW) {
      this.#byte((rest % MORE) | MORE);
      rest = Math.floor(rest / MORE);
    }
    this.#byte(rest);
  }

  /** Zigzag encoding: numbers near 0 are short, whatever their sign. */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** By UTF-16 code units, so that every text survives unchanged, even with lone surrogates. */
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

/** Reads what a ByteWriter wrote. After the first error every value is 0 and `isAtEnd` stays false. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Everything has been read without an error. */
  get isAtEnd(): boolean {
    return !this.#failed && this.#at === this.#bytes.length;
  }

  fail(): void {
    this.#failed = true;
  }

  whole(): number {
    let value = 0;
    let scale = 1;
    while (!this.#failed) {
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

  /** Reads a number of items that follow. Each takes at least one byte, so a number above the bytes left is an error. */
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
