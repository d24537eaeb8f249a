/**
 * The phases of an instant in which something can be booked; the pass of the scheduler and sharing follow. What strikes was booked when
 * the run began: of all that happens in the release of an instant, ends of transfers too, it has the lowest sequence numbers.
 */
export const PHASES = { strike: -1, release: 0, arrive: 1 } as const;

/** Repairs by chance, and what is found out after them, make no run last by themselves; a failure by chance is not even waited for. */
type Kind = 'work' | 'repair' | 'failure';

export interface Booking {
  readonly at: number;
  readonly phase: number;
  readonly sequence: number;
  readonly act: () => void;
  readonly kind: Kind;
  /** It will not happen any more, and so keeps no run from being over. */
  readonly isVoid: () => boolean;
}

/** What is going to happen, by (time, phase, sequence number). */
export class EventList {
  #bookings: Booking[] = [];
  #sequence = 0;

  /** `isVoid`: once it says so it always does. */
  book(
    at: number,
    phase: number,
    act: () => void,
    isVoid: () => boolean = () => false,
    kind: Kind = 'work',
  ): Booking {
    const booking = { at, phase, sequence: this.#sequence++, act, isVoid, kind };
    this.#bookings.push(booking);
    this.#bookings.sort((a, b) => a.at - b.at || a.phase - b.phase || a.sequence - b.sequence);
    return booking;
  }

  cancel(booking: Booking): void {
    this.#bookings = this.#bookings.filter((other) => other !== booking);
  }

  get next(): Booking | undefined {
    while (this.#bookings[0]?.isVoid() === true) this.#bookings.shift();
    return this.#bookings[0];
  }

  /** The next that is not by chance. */
  get nextWork(): Booking | undefined {
    return this.#bookings.find(({ kind, isVoid }) => kind === 'work' && !isVoid());
  }

  /** Whether nothing else can happen any more than that something fails by chance. */
  get isAllFailures(): boolean {
    return this.#bookings.every(({ kind, isVoid }) => kind === 'failure' || isVoid());
  }

  take(): Booking {
    return this.#bookings.shift()!;
  }
}
