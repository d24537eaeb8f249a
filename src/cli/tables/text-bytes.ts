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

/** `00` to `99`. */
const PAIRS = Uint8Array.from({ length: 200 }, (_, at) => {
  const pair = at >> 1;
  return ZERO + (at % 2 === 0 ? Math.floor(pair / 10) : pair % 10);
});

/** How many a whole number of 32 bits has. */
function digitsOf(value: number): number {
  if (value < 1e4) return value < 100 ? (value < 10 ? 1 : 2) : value < 1e3 ? 3 : 4;
  if (value < 1e7) return value < 1e5 ? 5 : value < 1e6 ? 6 : 7;
  return value < 1e8 ? 8 : value < 1e9 ? 9 : 10;
}

/** Text in UTF-8 that grows: a million numbers become text without a string for each. */
export class TextBytes {
  #bytes: Uint8Array;
  #length = 0;
  /** The long number that was written last, and where: nowhere, where its end is 0. */
  #last = 0;
  #lastBegin = 0;
  #lastEnd = 0;

  /** `room`: bytes that will probably do. */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** What has come since the last time; of use until more comes, which is written in its place. */
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
    if (small === value && small >= 0) this.#digits(small, 1);
    // One stage begins when the one before has ended: a row says the same instant again.
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

  /** Of a whole number of 32 bits, with zeros before it up to a width. Two at a time. */
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
