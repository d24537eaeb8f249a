const TWO_32 = 4294967296;

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Spreads every bit of a 32-bit lane over all others (the finalizer of MurmurHash3, Austin Appleby). */
function avalanche(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The upper half of a number that does not fit in 32 bits. Throws a RangeError unless it is a safe integer. */
function highOf(int: number): number {
  if (!Number.isSafeInteger(int)) throw new RangeError(`a hash takes safe integers, got ${int}`);
  return Math.floor(int / TWO_32) | 0;
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}

/**
 * A streaming 64-bit hash of whole numbers in the manner of MurmurHash3: multiply, rotate, mix the lanes, finalize, with
 * constants of its x86 variants. It has two 32-bit lanes, because the language has no fast 64-bit integers. It tells runs
 * apart; it is not cryptographic, so anyone who wants a collision can make one.
 */
export class Hash64 {
  #first = 0x2f0b4a27;
  #second = 0x6c8e9cf5;
  #count = 0;

  /** Mixes in one safe integer, all 53 bits and the sign. Throws a RangeError for any other number. */
  add(int: number): void {
    const low = int | 0;
    const high = low === int ? low >> 31 : highOf(int);
    let a = this.#first;
    let b = this.#second;
    a ^= Math.imul(rotated(Math.imul(low, 0xcc9e2d51), 15), 0x1b873593);
    a = (Math.imul(rotated(a, 13) + b, 5) + 0xe6546b64) | 0;
    b ^= Math.imul(rotated(Math.imul(high, 0x239b961b), 17), 0x38b34ae5);
    b = (Math.imul(rotated(b, 17) + a, 5) + 0x0bcaa747) | 0;
    // Most records differ in the low half alone, so it must affect both lanes fully.
    a = (a + Math.imul(rotated(b, 11) ^ low, 0x9e3779b1)) | 0;
    b = (b + Math.imul(rotated(a, 19) ^ high, 0x85ebca77)) | 0;
    this.#first = a;
    this.#second = b;
    this.#count++;
  }

  /** Mixes in a text, its length first and then each code unit, so that "a", "b" differs from "ab". */
  addText(text: string): void {
    this.add(text.length);
    for (let at = 0; at < text.length; at++) this.add(text.charCodeAt(at));
  }

  /** The hash of everything added so far, as xxxxxxxx-xxxxxxxx; more may be added afterwards. */
  digest(): string {
    const [a, b] = this.#lanes();
    return `${hex(a)}-${hex(b)}`;
  }

  /** The first half of the digest as a number, 0 to 2^32 - 1. */
  firstHalf(): number {
    return this.#lanes()[0] >>> 0;
  }

  #lanes(): readonly [number, number] {
    let a = this.#first ^ this.#count;
    let b = this.#second ^ this.#count;
    a = (a + b) | 0;
    b = (b + a) | 0;
    a = avalanche(a);
    b = avalanche(b);
    a = (a + b) | 0;
    b = (b + a) | 0;
    return [a, b];
  }
}

/** The hash of one text, as 16 hex digits in the form xxxxxxxx-xxxxxxxx. */
export function hashString(text: string): string {
  const hash = new Hash64();
  hash.addText(text);
  return hash.digest();
}
