import { EventList, Phase } from './event-list.ts';
import { BottleneckFlows } from './sharing/bottleneck/bottleneck-flows.ts';
import type { Flows } from './sharing/flows.ts';

/** What the loop calls; everything happens at `nowUs` of the loop. */
export interface EventHandlers {
  /** A booked event, with the booker's own numbers. */
  event(kind: number, a: number, b: number): void;
  /** A flow has moved its whole amount; its id is free again. */
  flowFinished(flowId: number, tag: number): void;
  /** One scheduling pass, however many asked for it. */
  pass(): void;
  /** Rates were solved anew. */
  shared?(): void;
}

export interface EventLoopOptions {
  /** Default: the fast ones. */
  readonly flows?: Flows;
  /** Most steps at one instant before the loop gives up; 10 million by default. */
  readonly instantLimit?: number;
}

/** Kind of the loop's own event that wakes a scheduling pass; no booker may use it. */
const PASS_KIND = -2147483648;
/** After all phases. */
const NO_PHASE = 5;
const NEVER = Number.POSITIVE_INFINITY;
const DEFAULT_INSTANT_LIMIT = 10_000_000;

/**
 * Runs one simulation: takes events in order, finishes flows, and finishes everything of one instant,
 * phase by phase, before time moves.
 *
 * release: booked events, then flows that finish now in the order of their opening. arrive: booked events.
 * schedule: booked events, then one pass if any was requested. share: booked events, then one solve if any
 * flow changed. sample: booked events. When a phase gives rise to an earlier one at the same instant, the
 * loop goes back to that first.
 */
export class EventLoop {
  readonly flows: Flows;
  /** The present instant, whole microseconds. */
  nowUs = 0;
  /** Booked events, finished flows and passes handled so far. */
  events = 0;

  readonly #list = new EventList();
  readonly #instantLimit: number;
  /** Instants after the present one for which a pass is booked. */
  readonly #passes = new Set<number>();
  #passDue = false;

  constructor(options: EventLoopOptions = {}) {
    this.flows = options.flows ?? new BottleneckFlows();
    this.#instantLimit = options.instantLimit ?? DEFAULT_INSTANT_LIMIT;
  }

  /** Number of booked events that are still to come, counting the wake-ups of requested later passes. */
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

  /** As `book`, and returns the ticket by which `cancel` takes the event back. */
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

  /** Takes an event back; false when it already fired or was cancelled. */
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
   * 'idle': nothing is left to happen, and time stands at the last event. 'horizon': more is to come, and
   * time stands at `untilUs`; a later call goes on from there. Throws when one instant does not end.
   */
  run(handlers: EventHandlers, untilUs: number): 'idle' | 'horizon' {
    if (!(untilUs >= this.nowUs))
      throw new RangeError(`cannot run until ${untilUs} us, it is ${this.nowUs} us`);
    if (!Number.isSafeInteger(untilUs) && untilUs !== Number.POSITIVE_INFINITY) {
      throw new RangeError(`a horizon is a whole number of microseconds or Infinity, got ${untilUs}`);
    }
    const list = this.#list;
    const flows = this.flows;
    let steps = 0;
    // One thing at a time, always the first that is left to do.
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
        this.nowUs = nextUs;
        steps = 0;
      }
      // Mostly there is nothing but what was booked, in whatever phase.
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
