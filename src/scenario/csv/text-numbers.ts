import { GrowingInts } from '../../collections/growing-numbers.ts';
import type { CodeUnits } from './code-units.ts';

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Numbers the distinct parts of a text from 0, in order of first use. Creates no string until one is asked for. */
export class TextNumbers {
  readonly #text: string;
  readonly #codes: CodeUnits;
  /** Start, end and hash of each part, by number. */
  readonly #starts = new GrowingInts();
  readonly #ends = new GrowingInts();
  readonly #hashes = new GrowingInts();
  /** Hash table with linear probing: numbers by hash; -1: free. Its size is a power of two, at least half of it free. */
  #places = new Int32Array(64).fill(-1);

  /** `codes`: the code units of the text. */
  constructor(text: string, codes: CodeUnits) {
    this.#text = text;
    this.#codes = codes;
  }

  get count(): number {
    return this.#starts.length;
  }

  textOf(number: number): string {
    return this.#text.slice(this.#starts.at(number), this.#ends.at(number));
  }

  numberOf(from: number, to: number): number {
    const hash = this.#hashOf(from, to);
    const mask = this.#places.length - 1;
    let place = hash & mask;
    for (let number = this.#places[place]!; number >= 0; number = this.#places[place]!) {
      if (this.#hashes.at(number) === hash && this.#isSame(number, from, to)) return number;
      place = (place + 1) & mask;
    }
    const number = this.#starts.push(from);
    this.#ends.push(to);
    this.#hashes.push(hash);
    this.#places[place] = number;
    if (2 * this.count > this.#places.length) this.#grow();
    return number;
  }

  /** FNV-1a over code units, with the high bits folded into the low ones that select the slot. */
  #hashOf(from: number, to: number): number {
    const codes = this.#codes;
    let hash = OFFSET;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ codes[at]!, PRIME);
    return hash ^ (hash >>> 15);
  }

  #isSame(number: number, from: number, to: number): boolean {
    const codes = this.#codes;
    const start = this.#starts.at(number);
    if (this.#ends.at(number) - start !== to - from) return false;
    for (let at = from; at < to; at++) if (codes[at] !== codes[start + at - from]) return false;
    return true;
  }

  #grow(): void {
    const places = new Int32Array(4 * this.#places.length).fill(-1);
    const mask = places.length - 1;
    for (let number = 0; number < this.count; number++) {
      let place = this.#hashes.at(number) & mask;
      while (places[place]! >= 0) place = (place + 1) & mask;
      places[place] = number;
    }
    this.#places = places;
  }
}
