import { Phase } from '../../engine/event-list.ts';
import { type EventHandlers, EventLoop } from '../../engine/event-loop.ts';
import type { Customers } from './workloads.ts';

const ARRIVAL = 1;
const DEPARTURE = 2;

/** The result of a station over all counted customers. */
export interface StationOutcome {
  /** Mean time in the queue, seconds. */
  readonly meanWait: number;
  /** Share of customers whose wait was above 0. */
  readonly waited: number;
  /** Seconds. */
  readonly lastDeparture: number;
  readonly events: number;
}

/**
 * A first-come, first-served queue with equal servers on the event loop: the smallest model with bookings and
 * releases. Customers before `from` are served but not counted.
 */
export function runStation(customers: Customers, servers: number, from = 0): StationOutcome {
  return new Station(customers, servers, from).run();
}

class Station implements EventHandlers {
  readonly #loop = new EventLoop();
  readonly #customers: Customers;
  readonly #from: number;
  #free: number;
  #arrived = 0;
  #started = 0;
  #waitUs = 0;
  #waited = 0;

  constructor(customers: Customers, servers: number, from: number) {
    this.#customers = customers;
    this.#free = servers;
    this.#from = from;
  }

  run(): StationOutcome {
    const loop = this.#loop;
    this.#bookArrival();
    loop.run(this, Number.POSITIVE_INFINITY);
    const counted = this.#started - this.#from;
    return {
      meanWait: this.#waitUs / counted / 1e6,
      waited: this.#waited / counted,
      lastDeparture: loop.nowUs / 1e6,
      events: loop.events,
    };
  }

  event(kind: number): void {
    if (kind === DEPARTURE) this.#free++;
    else {
      this.#arrived++;
      this.#bookArrival();
    }
    if (this.#free > 0 && this.#started < this.#arrived) this.#serve();
  }

  flowFinished(): void {}

  pass(): void {}

  #bookArrival(): void {
    const { arrivalUs } = this.#customers;
    if (this.#arrived < arrivalUs.length) this.#loop.book(arrivalUs[this.#arrived]!, Phase.arrive, ARRIVAL);
  }

  /** Serves the customer who has waited longest. */
  #serve(): void {
    const { arrivalUs, serviceUs } = this.#customers;
    const nowUs = this.#loop.nowUs;
    const customer = this.#started++;
    const waitUs = nowUs - arrivalUs[customer]!;
    this.#free--;
    if (customer >= this.#from) {
      this.#waitUs += waitUs;
      if (waitUs > 0) this.#waited++;
    }
    this.#loop.book(nowUs + serviceUs[customer]!, Phase.release, DEPARTURE);
  }
}
