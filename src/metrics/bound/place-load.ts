/** With more pieces than this per place, it hardly matters that a piece cannot be split. */
const MOST_ROUNDS = 64;
/** The steps of a piece end on whole microseconds, so a piece may be shorter than their sum by up to this, seconds. */
const ROUNDING = 1e-5;

/**
 * Pieces of work that each hold one of several equal places without a break, and a lower bound on the time for all of them.
 * It is their sum divided by the number of places, or more by the pigeonhole principle: among k times as many pieces as
 * places, plus one, some k + 1 follow each other on one place.
 */
export class PlaceLoad {
  /** Places are assigned only at multiples of this, seconds; 0: at any time. */
  readonly #tick: number;
  readonly #mostPieces: number;
  #seconds = 0;
  /** The sum with each piece rounded up to a tick. */
  #heldSeconds = 0;
  #count = 0;
  #longest = 0;
  /** The most that rounding to a tick adds to a piece, which the last piece on a place need not wait for. */
  #mostIdle = 0;
  /** Undefined: too many to keep. */
  #pieces: Float64Array | undefined = new Float64Array(16);

  constructor(places: number, tickSeconds: number) {
    this.#tick = tickSeconds;
    this.#mostPieces = places * MOST_ROUNDS;
  }

  /** One piece, seconds. */
  add(seconds: number): void {
    const held = this.#tick === 0 ? seconds : Math.ceil((seconds - ROUNDING) / this.#tick) * this.#tick;
    this.#mostIdle = Math.max(this.#mostIdle, held - seconds);
    this.#seconds += seconds;
    this.#heldSeconds += held;
    this.#longest = Math.max(this.#longest, held);
    const at = this.#count++;
    if (this.#pieces === undefined) return;
    if (this.#count > this.#mostPieces) this.#pieces = undefined;
    else {
      if (at === this.#pieces.length) {
        const grown = new Float64Array(2 * at);
        grown.set(this.#pieces);
        this.#pieces = grown;
      }
      this.#pieces[at] = held;
    }
  }

  /** Adds time that is held as part of some piece, but it is not known which. */
  addBeside(seconds: number): void {
    this.#seconds += seconds;
  }

  /** Seconds that several loads together take on these places. `enough`: a result up to this need not be exact. */
  static timeOn(loads: readonly PlaceLoad[], places: number, enough: number): number {
    let [seconds, held, count, longest, idle] = [0, 0, 0, 0, 0];
    for (const load of loads) {
      seconds += load.#seconds;
      held += load.#heldSeconds;
      count += load.#count;
      longest = Math.max(longest, load.#longest);
      idle = Math.max(idle, load.#mostIdle);
    }
    const even = Math.max(seconds, held - places * idle) / places;
    // List scheduling (Graham) never needs more than the left-hand side, so an exact result could not exceed `enough`.
    if (held / places + longest - idle <= enough || count <= places) return even;
    const lists = loads.map((load) => load.#pieces?.subarray(0, load.#count));
    const pieces = joined(lists, count);
    return pieces === undefined ? even : Math.max(even, inRounds(pieces.sort(), places) - idle);
  }
}

function joined(lists: readonly (Float64Array | undefined)[], count: number): Float64Array | undefined {
  const all = new Float64Array(count);
  let at = 0;
  for (const list of lists) {
    if (list === undefined) return undefined;
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** The largest sum, over all k, of the k + 1 shortest among the k * `places` + 1 longest pieces. `pieces`: ascending. */
function inRounds(pieces: Float64Array, places: number): number {
  let most = 0;
  for (let k = 1; k * places < pieces.length; k++) {
    const first = pieces.length - k * places - 1;
    let sum = 0;
    for (let i = first; i <= first + k; i++) sum += pieces[i]!;
    most = Math.max(most, sum);
  }
  return most;
}
