import { grownInts } from './column.ts';

/** The phases of one instant in order. An event carries the index of its phase. */
export const PHASES = ['release', 'arrive', 'schedule', 'share', 'sample'] as const;

/** The same order, by name. */
export const Phase = { release: 0, arrive: 1, schedule: 2, share: 3, sample: 4 } as const;

/**
 * Phase and sequence number are compared as one double, phase x 2^50 + sequence: exact for 2^50 bookings, as 5 x 2^50 is
 * below 2^53.
 */
const PHASE_STEP = 1125899906842624; // 2^50
const NEVER = Number.POSITIVE_INFINITY;
const PHASE_COUNT = PHASES.length;
const LAST_US = Number.MAX_SAFE_INTEGER;
const PHASE_SHARE = 1 / PHASE_STEP;
const SLOT_RANGE = 16777216; // 2^24
/** A slot that has been used this often is never used again, so that no ticket ever names two events. */
const LAST_GENERATION = 536870911; // 2^29 - 1
const FIRST_CAPACITY = 64;
/** Offset of an event's generation in its slot, after the booker's three numbers. */
const GENERATION = 3;

/**
 * The future event list of one run: pending events in the total order (time, phase, sequence number).
 *
 * An indexed binary heap: each event knows its position in the heap, so a cancelled event is removed at once instead of
 * being skipped when it comes to the top. Three measures keep it fast:
 * - Popping leaves a hole at the root. Most events book another one, so the next booking sifts down from the hole (one
 *   pass over the heap instead of two) and reuses the slot of the popped event. Any other call closes the hole first.
 * - All times after the last entry are Infinity, so comparing the two children of a node needs no bounds check.
 * - Numbers are passed in fields, because V8 mostly allocates a double that is an argument or a result of a call.
 *
 * A ticket is a generational index: the slot and how often that slot has been used, so an old ticket matches no later
 * event. The sequence number belongs to the instance: two runs in one process do not disturb each other.
 */
export class EventList {
  /** Time of the event to be booked next, whole microseconds: set it before calling `book`. */
  atUs = 0;
  /** Time of the last popped event, whole microseconds. */
  timeUs = 0;
  /** The booker's own numbers of the last popped event. */
  kind = 0;
  a = 0;
  b = 0;
  /** Number of pending events. */
  size = 0;

  #sequence = 0;
  /** Phase and sequence number of the last popped event. */
  #order = 0;
  /** The root is still the popped event; what is booked next mostly belongs near the root. */
  #hasHole = false;
  // Two numbers per heap position: time, and phase with sequence number.
  #keys = new Float64Array(2 * FIRST_CAPACITY).fill(NEVER);
  #slots = new Int32Array(FIRST_CAPACITY);
  // Per slot: the heap position, or -1 when the slot is free; and four numbers, the booker's three and the generation.
  #place = new Int32Array(FIRST_CAPACITY);
  #events = new Int32Array(4 * FIRST_CAPACITY);
  #free = new Int32Array(FIRST_CAPACITY);
  #freeCount = 0;
  #slotCount = 0;

  /** Phase of the last popped event, an index into PHASES. */
  get phase(): number {
    return Math.floor(this.#order * PHASE_SHARE);
  }

  /**
   * Books an event at `atUs` and returns its slot, from which `ticket` makes its ticket.
   * @param phase an index into PHASES
   * @param kind like `a` and `b` a whole number of 32 bits
   * @throws RangeError for any other phase or number, and where `atUs` is not whole microseconds, 0 or more
   */
  book(phase: number, kind: number, a: number, b: number): number {
    const { atUs } = this;
    if (!(atUs >= 0 && atUs <= LAST_US && Math.floor(atUs) === atUs)) throw notAnInstant(atUs);
    if (phase >>> 0 !== phase || phase >= PHASE_COUNT) throw notAPhase(phase);
    if ((kind | 0) !== kind || (a | 0) !== a || (b | 0) !== b) throw notWhole(kind, a, b);
    const slot = this.#hasHole ? this.#slots[0]! : this.#takeSlot();
    const order = phase * PHASE_STEP + this.#sequence++;
    const last = this.size++;
    const events = this.#events;
    events[4 * slot] = kind;
    events[4 * slot + 1] = a;
    events[4 * slot + 2] = b;
    if (this.#hasHole) {
      this.#hasHole = false;
      this.#siftDown(0, atUs, order, slot);
    } else this.#siftUp(last, atUs, order, slot);
    return slot;
  }

  /** The ticket of the event in a slot: no other event ever has it. */
  ticket(slot: number): number {
    return this.#events[4 * slot + GENERATION]! * SLOT_RANGE + slot;
  }

  /** Cancels a pending event. Returns false, and does nothing, when it has already fired or been cancelled. */
  cancel(ticket: number): boolean {
    const slot = ticket % SLOT_RANGE;
    if (!(slot >>> 0 === slot && slot < this.#slotCount)) return false;
    if (this.ticket(slot) !== ticket || this.#place[slot]! < 0) return false;
    if (this.#hasHole) this.#closeHole();
    const place = this.#place[slot]!;
    this.#retire(slot);
    this.#setFree(slot);
    this.#removeAt(place);
    return true;
  }

  /** Time of the next event in whole microseconds; Infinity when there is none. */
  peekTimeUs(): number {
    const keys = this.#keys;
    return this.#hasHole ? Math.min(keys[2]!, keys[4]!) : keys[0]!;
  }

  /** Phase of the next event; Infinity when there is none. */
  peekPhase(): number {
    if (this.size === 0) return NEVER;
    const first = this.#hasHole ? firstChild(this.#keys, 0) : 0;
    return Math.floor(this.#keys[2 * first + 1]! * PHASE_SHARE);
  }

  /** Removes the next event and loads `timeUs`, `phase`, `kind`, `a` and `b`; false when there is none. */
  pop(): boolean {
    if (this.size === 0) return false;
    if (this.#hasHole) this.#closeHole();
    const keys = this.#keys;
    const events = this.#events;
    const slot = this.#slots[0]!;
    this.timeUs = keys[0]!;
    this.#order = keys[1]!;
    this.kind = events[4 * slot]!;
    this.a = events[4 * slot + 1]!;
    this.b = events[4 * slot + 2]!;
    this.size--;
    this.#hasHole = true;
    if (!this.#retire(slot)) this.#closeHole();
    return true;
  }

  /** Ends the event in this slot; false where the slot must not be used again. */
  #retire(slot: number): boolean {
    this.#place[slot] = -1;
    const generation = this.#events[4 * slot + GENERATION]! + 1;
    this.#events[4 * slot + GENERATION] = generation;
    return generation < LAST_GENERATION;
  }

  #setFree(slot: number): void {
    if (this.#events[4 * slot + GENERATION]! < LAST_GENERATION) this.#free[this.#freeCount++] = slot;
  }

  /** Moves the last entry into the hole at the root. */
  #closeHole(): void {
    this.#hasHole = false;
    this.#setFree(this.#slots[0]!);
    const keys = this.#keys;
    const last = this.size;
    const time = keys[2 * last]!;
    keys[2 * last] = NEVER;
    if (last > 0) this.#siftDown(0, time, keys[2 * last + 1]!, this.#slots[last]!);
  }

  #takeSlot(): number {
    if (this.#freeCount > 0) return this.#free[--this.#freeCount]!;
    if (this.#slotCount === SLOT_RANGE) throw new RangeError(`more than ${SLOT_RANGE} events are pending`);
    // One entry more than slots, since comparing children reads both of them.
    if (this.#slotCount + 1 === this.#place.length) this.#grow();
    return this.#slotCount++;
  }

  #grow(): void {
    const length = this.#place.length * 2;
    const keys = new Float64Array(2 * length).fill(NEVER);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = grownInts(this.#slots, length);
    this.#place = grownInts(this.#place, length);
    this.#events = grownInts(this.#events, 4 * length);
    this.#free = grownInts(this.#free, length);
  }

  /** Removes the entry at a heap position. */
  #removeAt(place: number): void {
    const last = --this.size;
    const keys = this.#keys;
    const time = keys[2 * last]!;
    keys[2 * last] = NEVER;
    if (place === last) return;
    const order = keys[2 * last + 1]!;
    const moved = this.#slots[last]!;
    // The last entry comes from another branch, so it may have to move up as well as down.
    const settled = this.#siftUp(place, time, order, moved);
    if (settled === place) this.#siftDown(place, time, order, moved);
  }

  /** Writes an entry at `place` or above it, as the heap order demands; returns its position. */
  #siftUp(place: number, time: number, order: number, slot: number): number {
    const keys = this.#keys;
    const slots = this.#slots;
    const places = this.#place;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = keys[2 * parent]!;
      if (parentTime < time || (parentTime === time && keys[2 * parent + 1]! < order)) break;
      const parentSlot = slots[parent]!;
      keys[2 * at] = parentTime;
      keys[2 * at + 1] = keys[2 * parent + 1]!;
      slots[at] = parentSlot;
      places[parentSlot] = at;
      at = parent;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    slots[at] = slot;
    places[slot] = at;
    return at;
  }

  /** Writes an entry at `place` or below it, as the heap order demands. */
  #siftDown(place: number, time: number, order: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const places = this.#place;
    const size = this.size;
    let at = place;
    while (2 * at + 1 < size) {
      const child = firstChild(keys, at);
      const childTime = keys[2 * child]!;
      if (time < childTime || (time === childTime && order < keys[2 * child + 1]!)) break;
      const childSlot = slots[child]!;
      keys[2 * at] = childTime;
      keys[2 * at + 1] = keys[2 * child + 1]!;
      slots[at] = childSlot;
      places[childSlot] = at;
      at = child;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    slots[at] = slot;
    places[slot] = at;
  }
}

/** Heap position of the earlier child. */
function firstChild(keys: Float64Array, place: number): number {
  const left = 2 * place + 1;
  const at = 2 * left;
  const leftTime = keys[at]!;
  const rightTime = keys[at + 2]!;
  if (rightTime === leftTime) return left + +(keys[at + 3]! < keys[at + 1]!);
  // Arithmetic instead of a branch that no processor could predict.
  return left + +(rightTime < leftTime);
}

// Errors are made outside the hot path, to keep that short enough for inlining.

function notAnInstant(atUs: number): RangeError {
  return new RangeError(`an event needs a whole number of microseconds, 0 or more, got ${atUs}`);
}

function notAPhase(phase: number): RangeError {
  return new RangeError(`an event needs a phase from 0 to ${PHASES.length - 1}, got ${phase}`);
}

function notWhole(...numbers: readonly number[]): RangeError {
  return new RangeError(`an event carries whole numbers of 32 bits, got ${numbers.join(', ')}`);
}
