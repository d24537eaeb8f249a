const ZERO = 48;
const POINT = 46;
/** Texts of 15 digits tell numbers apart: the shortest text of a whole number of millionths below it is that number itself. */
const EXACT = 1e15;
const MILLION = 1e6;
const MILLION_DIGITS = 6;
const BILLION = 1e9;
const BILLION_DIGITS = 9;
/** No number's text is longer, and no character takes more bytes. */
const LONGEST_NUMBER = 32;
const WIDEST_CHARACTER = 3;
const ASCII_END = 0x80;

/** Text in UTF-8 that grows: a million numbers become text without a string for each. */
export class TextBytes {
  #bytes: Uint8Array;
  #length = 0;

  /** `room`: bytes that will probably do. */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** What has come since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
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

  /** A part of other bytes. */
  copy(from: Uint8Array, begin: number, end: number): void {
    this.#reserve(end - begin);
    const bytes = this.#bytes;
    let to = this.#length;
    for (let at = begin; at < end; at++) bytes[to++] = from[at]!;
    this.#length = to;
  }

  /** The same text as `${value}`. Whole numbers, and seconds to the microsecond, are the rule and take no string. */
  number(value: number): void {
    this.#reserve(LONGEST_NUMBER);
    const small = value | 0;
    if (small === value && small >= 0) {
      this.#digits(small, 1);
      return;
    }
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

  /** Of a whole number of 32 bits, with zeros before it up to a width. */
  #digits(value: number, width: number): void {
    let count = 1;
    for (let limit = 10; limit <= value; limit *= 10) count++;
    if (count < width) count = width;
    const bytes = this.#bytes;
    const begin = this.#length;
    let rest = value;
    for (let at = begin + count - 1; at >= begin; at--) {
      const tens = (rest / 10) | 0;
      bytes[at] = ZERO + rest - tens * 10;
      rest = tens;
    }
    this.#length = begin + count;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
