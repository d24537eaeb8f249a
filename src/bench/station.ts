import { Phase } from '../engine/event-list.ts';
import { EventLoop } from '../engine/event-loop.ts';
import type { Customers } from './workloads.ts';

const ARRIVAL = 1;
const DEPARTURE = 2;

/** What a station measured, over all customers. */
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
 * First come, first served by a number of equal servers, on the event loop: the smallest model that has
 * bookings, releases and passes. Customers before `from` are served but not counted.
 */
export function runStation(customers: Customers, servers: number, from = 0): StationOutcome {
  const { arrivalUs, serviceUs } = customers;
  const count = arrivalUs.length;
  const loop = new EventLoop();
  let free = servers;
  let arrived = 0;
  let started = 0;
  let waitUs = 0;
  let waited = 0;
  loop.book(arrivalUs[0]!, Phase.arrive, ARRIVAL);
  loop.run(
    {
      event(kind) {
        if (kind === DEPARTURE) free++;
        else if (++arrived < count) loop.book(arrivalUs[arrived]!, Phase.arrive, ARRIVAL);
        loop.requestPass();
      },
      flowFinished() {},
      pass() {
        while (free > 0 && started < arrived) {
          free--;
          const wait = loop.nowUs - arrivalUs[started]!;
          if (started >= from) {
            waitUs += wait;
            if (wait > 0) waited++;
          }
          loop.book(loop.nowUs + serviceUs[started]!, Phase.release, DEPARTURE);
          started++;
        }
      },
    },
    Number.POSITIVE_INFINITY,
  );
  const counted = count - from;
  return {
    meanWait: waitUs / counted / 1e6,
    waited: waited / counted,
    lastDeparture: loop.nowUs / 1e6,
    events: loop.events,
  };
}
