import { EventList, Phase } from './event-list.ts';
import { BottleneckFlows } from './sharing/bottleneck/bottleneck-flows.ts';
import type { Flows } from './sharing/flows.ts';

/** Callbacks of the loop. Each is called at the loop's `nowUs`. */
export interface EventHandlers {
  /** A booked event is due; `kind`, `a` and `b` are the booker's own numbers. */
  event(kind: number, a: number, b: number): void;
  /** A flow has moved its whole amount; its id is free again. */
  flowFinished(flowId: number, tag: number): void;
  /** One scheduling pass, however many times it was requested. */
  pass(): void;
  /** The rates of the flows have been solved again. */
  shared?(): void;
}

export interface EventLoopOptions {
  /** Default: BottleneckFlows. */
  readonly flows?: Flows;
  /** After this many steps at one instant the loop throws; 10 million by default. */
  readonly instantLimit?: number;
}

/** Kind of the loop's own event that wakes a scheduling pass; no booker may use it. */
const PASS_KIND = -2147483648;
/** After all phases. */
const NO_PHASE = 5;
const NEVER = Number.POSITIVE_INFINITY;
const DEFAULT_INSTANT_LIMIT = 10_000_000;

/**
 * Runs one simulation by event scheduling with next-event time advance: the clock jumps to the next booked event or
 * predicted end of a flow, and everything due at that instant is handled, phase by phase, before time moves again.
 *
 * The phases of an instant:
 * - release: booked events, then the flows that finish now, in the order of their opening
 * - arrive: booked events
 * - schedule: booked events, then one pass if any was requested
 * - share: booked events, then one solve of the rates if any flow opened, closed or changed
 * - sample: booked events
 *
 * When a phase causes work of an earlier phase at the same instant, that work is done first (like a delta cycle of
 * hardware simulators). An instant that takes more than `instantLimit` steps is reported as endless.
 */
export class EventLoop {
  readonly flows: Flows;
  /** The current time, whole microseconds. */
  nowUs = 0;
  /** Booked events, finished flows and passes handled so far. */
  events = 0;

  readonly #list = new EventList();
  readonly #instantLimit: number;
  /** Instants after the current one for which a pass is booked. */
  readonly #passes = new Set<number>();
  #passDue = false;

  constructor(options: EventLoopOptions = {}) {
    this.flows = options.flows ?? new BottleneckFlows();
    this.#instantLimit = options.instantLimit ?? DEFAULT_INSTANT_LIMIT;
  }

  /** Number of pending events, including one for each later instant for which a pass has been requested. */
  get pending(): number {
    return this.#list.size;
  }

  /**
   * Books an event at a whole number of microseconds, now or later.
   * Throws a RangeError for an instant in the past, and as EventList.book does.
   */
  book(atUs: number, phase: number, kind: number, a = 0, b = 0): void {
    this.#book(atUs, phase, kind, a, b);
  }

  /** Like `book`; returns the ticket for `cancel`. */
  bookCancellable(atUs: number, phase: number, kind: number, a = 0, b = 0): number {
    return this.#list.ticket(this.#book(atUs, phase, kind, a, b));
  }

  #book(atUs: number, phase: number, kind: number, a: number, b: number): number {
    if (atUs < this.nowUs) throw inThePast(atUs, this.nowUs);
    if (kind === PASS_KIND) throw new RangeError(`the kind ${PASS_KIND} is the loop's own`);
    const list = this.#list;
    list.atUs = atUs;
    return list.book(phase, kind, a, b);
  }

  /** Cancels an event; false when it has already fired or been cancelled, or for -1, which is the ticket of no event. */
  cancel(ticket: number): boolean {
    return this.#list.cancel(ticket);
  }

  /** Asks for one scheduling pass, now or later. All requests for one instant are one pass. */
  requestPass(atUs: number = this.nowUs): void {
    if (atUs === this.nowUs) {
      this.#passDue = true;
      return;
    }
    if (this.#passes.has(atUs)) return;
    if (atUs < this.nowUs)
      throw new RangeError(`cannot request a pass at ${atUs} us, it is ${this.nowUs} us`);
    this.#list.atUs = atUs;
    this.#list.book(Phase.schedule, PASS_KIND, 0, 0);
    this.#passes.add(atUs);
  }

  /**
   * Handles everything up to and including `untilUs` (whole microseconds, or Infinity).
   * Returns 'idle' when nothing is left to happen; the clock then shows the last event. Returns 'horizon' when more is to
   * come; the clock then shows `untilUs`. Returns 'paused' at the end of the instant in which `most` events have been
   * handled, if more is to come by `untilUs`. After both, a later call goes on from there. Throws when one instant does
   * not end.
   */
  run(handlers: EventHandlers, untilUs: number, most: number = NEVER): 'idle' | 'horizon' | 'paused' {
    if (!(untilUs >= this.nowUs))
      throw new RangeError(`cannot run until ${untilUs} us, it is ${this.nowUs} us`);
    if (!Number.isSafeInteger(untilUs) && untilUs !== Number.POSITIVE_INFINITY) {
      throw new RangeError(`a horizon is a whole number of microseconds or Infinity, got ${untilUs}`);
    }
    const list = this.#list;
    const flows = this.flows;
    const pauseAt = this.events + most;
    let steps = 0;
    // Each iteration handles one thing, the first in order that is left to do.
    for (;;) {
      const bookedUs = list.peekTimeUs();
      const finishUs = flows.size > 0 ? flows.nextFinishUs() : NEVER;
      const isBusy = this.#passDue || flows.dirty;
      const isBooked = bookedUs < finishUs;
      const nextUs = isBooked ? bookedUs : finishUs;
      if (isBusy || nextUs <= this.nowUs) {
        if (++steps > this.#instantLimit) throw this.#endless();
      } else {
        if (nextUs === NEVER) return 'idle';
        if (nextUs > untilUs) {
          this.nowUs = untilUs;
          return 'horizon';
        }
        if (this.events >= pauseAt) return 'paused';
        this.nowUs = nextUs;
        steps = 0;
      }
      // The common case: neither a pass nor a solve is due, so the next event can be handled whatever its phase.
      if (isBooked && !isBusy) {
        this.#handle(handlers);
        continue;
      }
      const { nowUs } = this;
      const phase = bookedUs <= nowUs ? list.peekPhase() : NO_PHASE;
      if (phase > Phase.release && finishUs <= nowUs) this.#finishFlow(handlers);
      else if (phase > Phase.schedule && this.#passDue) this.#pass(handlers);
      else if (phase > Phase.share && flows.dirty) this.#share(handlers);
      else this.#handle(handlers);
    }
  }

  #finishFlow(handlers: EventHandlers): void {
    const flow = this.flows.popFinished(this.nowUs);
    this.events++;
    handlers.flowFinished(flow, this.flows.finishedTag);
  }

  #pass(handlers: EventHandlers): void {
    this.#passDue = false;
    this.events++;
    handlers.pass();
  }

  #share(handlers: EventHandlers): void {
    this.flows.solve(this.nowUs);
    handlers.shared?.();
  }

  #handle(handlers: EventHandlers): void {
    const list = this.#list;
    list.pop();
    if (list.kind === PASS_KIND) {
      this.#passes.delete(this.nowUs);
      this.#passDue = true;
      return;
    }
    this.events++;
    handlers.event(list.kind, list.a, list.b);
  }

  #endless(): Error {
    return new Error(
      `more than ${this.#instantLimit} steps at ${this.nowUs} us without time moving; ` +
        `last event: kind ${this.#list.kind} (${this.#list.a}, ${this.#list.b})`,
    );
  }
}

function inThePast(atUs: number, nowUs: number): RangeError {
  return new RangeError(`cannot book at ${atUs} us, it is ${nowUs} us`);
}
