const ZERO = 48;
const POINT = 46;
/**
 * Numbers with up to 15 significant digits have a unique text: below this limit, the shortest text of a whole number
 * of millionths is that number itself.
 */
const EXACT = 1e15;
const MILLION = 1e6;
const MILLION_DIGITS = 6;
const BILLION = 1e9;
const BILLION_DIGITS = 9;
/** No number's text is longer, and no character takes more bytes. */
const LONGEST_NUMBER = 32;
const WIDEST_CHARACTER = 3;
const ASCII_END = 0x80;

/** `00` to `99`. */
const PAIRS = Uint8Array.from({ length: 200 }, (_, at) => {
  const pair = at >> 1;
  return ZERO + (at % 2 === 0 ? Math.floor(pair / 10) : pair % 10);
});

/** Number of decimal digits of an unsigned 32-bit integer. */
function digitsOf(value: number): number {
  if (value < 1e4) return value < 100 ? (value < 10 ? 1 : 2) : value < 1e3 ? 3 : 4;
  if (value < 1e7) return value < 1e5 ? 5 : value < 1e6 ? 6 : 7;
  return value < 1e8 ? 8 : value < 1e9 ? 9 : 10;
}

/** Growing UTF-8 text: a million numbers are written without a string for each. */
export class TextBytes {
  #bytes: Uint8Array;
  #length = 0;
  /** The last long number, and where it was written; none if `#lastEnd` is 0. */
  #last = 0;
  #lastBegin = 0;
  #lastEnd = 0;

  /** `room`: expected size in bytes. */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** The text since the last call; valid until more is written, which overwrites it. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    this.#lastEnd = 0;
    return taken;
  }

  byte(code: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = code;
  }

  text(text: string): void {
    this.#reserve(text.length * WIDEST_CHARACTER);
    const bytes = this.#bytes;
    let to = this.#length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= ASCII_END) {
        to += new TextEncoder().encodeInto(text.slice(i), bytes.subarray(to)).written;
        break;
      }
      bytes[to++] = code;
    }
    this.#length = to;
  }

  /** Copies a part of other bytes. */
  copy(from: Uint8Array, begin: number, end: number): void {
    this.#reserve(end - begin);
    const bytes = this.#bytes;
    let to = this.#length;
    for (let at = begin; at < end; at++) bytes[to++] = from[at]!;
    this.#length = to;
  }

  /**
   * Writes the same text as `${value}`. Integers, and seconds with up to six decimals, are the common case and need
   * no string.
   */
  number(value: number): void {
    this.#reserve(LONGEST_NUMBER);
    const small = value | 0;
    if (small === value && small >= 0) this.#digits(small, 1);
    // One stage begins when the one before ends, so a row often repeats an instant.
    else if (value === this.#last && this.#lastEnd > 0)
      this.copy(this.#bytes, this.#lastBegin, this.#lastEnd);
    else {
      this.#last = value;
      this.#lastBegin = this.#length;
      this.#long(value);
      this.#lastEnd = this.#length;
    }
  }

  #long(value: number): void {
    const millionths = Math.round(value * MILLION);
    if (value >= 0 && value < EXACT && Math.floor(value) === value) this.#whole(value);
    else if (millionths > 0 && millionths < EXACT && millionths / MILLION === value)
      this.#fraction(Math.floor(value), millionths);
    else this.text(`${value}`);
  }

  #fraction(whole: number, millionths: number): void {
    this.#whole(whole);
    this.#bytes[this.#length++] = POINT;
    let rest = (millionths - whole * MILLION) | 0;
    let places = MILLION_DIGITS;
    while (rest % 10 === 0) {
      rest = (rest / 10) | 0;
      places--;
    }
    this.#digits(rest, places);
  }

  #whole(value: number): void {
    const billions = value < BILLION ? 0 : Math.floor(value / BILLION);
    if (billions > 0) this.#digits(billions, 1);
    this.#digits((value - billions * BILLION) | 0, billions > 0 ? BILLION_DIGITS : 1);
  }

  /** Writes a 32-bit integer, padded with zeros to `width`. Two digits at a time. */
  #digits(value: number, width: number): void {
    const count = Math.max(width, digitsOf(value));
    const bytes = this.#bytes;
    const begin = this.#length;
    let rest = value;
    let at = begin + count;
    while (at > begin + 1) {
      const hundreds = (rest / 100) | 0;
      const pair = 2 * (rest - 100 * hundreds);
      bytes[--at] = PAIRS[pair + 1]!;
      bytes[--at] = PAIRS[pair]!;
      rest = hundreds;
    }
    if (at > begin) bytes[begin] = ZERO + rest;
    this.#length = begin + count;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
