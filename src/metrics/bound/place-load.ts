/** Beyond so many pieces for each place it hardly matters that a piece cannot be split. */
const MOST_ROUNDS = 64;
/** Steps of a piece end on whole microseconds: it may be shorter than the sum of them by so much, seconds. */
const ROUNDING = 1e-5;

/**
 * Pieces of work that each hold one of several places that are alike, from beginning to end. How long must they take
 * together? As long as their sum over the places; and as long as the shortest of those that must follow each other: of k
 * times as many pieces as places, and one more, some k + 1 share a place.
 */
export class PlaceLoad {
  /** Places change hands at multiples of it alone, seconds; 0: at any time. */
  readonly #tick: number;
  readonly #mostPieces: number;
  #seconds = 0;
  /** Of pieces that last to a tick. */
  #heldSeconds = 0;
  #count = 0;
  #longest = 0;
  /** What a last piece need not wait for at most. */
  #mostIdle = 0;
  /** Undefined: there are too many. */
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

  /** Time that is held beside the pieces, nobody knows with which of them. */
  addBeside(seconds: number): void {
    this.#seconds += seconds;
  }

  /** Seconds that all of some loads take on so many places. `enough`: a result up to that need not be exact. */
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
    // No pieces need more than that, each put where there is room first.
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

/** Of the k times `places` + 1 longest the k + 1 shortest, for the k for which that is most. `pieces`: ascending. */
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
