import { EventLoop } from '../../engine/event-loop.ts';
import type { Flows } from '../../engine/sharing/flows.ts';
import type { Transfers } from './workloads.ts';

/** The result of a run of transfers. */
export interface TransferOutcome {
  /** Seconds. */
  readonly makespan: number;
  /** By transfer, whole microseconds. */
  readonly finishes: Float64Array;
  /** Seconds, over all transfers. */
  readonly sumOfCompletions: number;
  /** MB through the first of the last-stage resources, integrated from its rates. */
  readonly throughLast0: number;
  readonly solves: number;
  readonly events: number;
}

/** Runs transfers in index order over fresh flows; a slot that becomes free takes the next one at once. */
export function runTransfers(work: Transfers, flows: Flows): TransferOutcome {
  const loop = new EventLoop({ flows });
  const first = work.first.map((capacity) => flows.addResource(capacity));
  const middle = work.middle.map((capacity) => flows.addResource(capacity));
  const last = work.last.map((capacity) => flows.addResource(capacity));
  const count = work.size.length;
  const slotOf = new Int32Array(count);
  const coefficients = [1, 1, 1];
  let next = 0;
  const finishes = new Float64Array(count);
  let sumUs = 0;
  const start = (slot: number): void => {
    if (next === count) return;
    const at = next++;
    slotOf[at] = slot;
    const resources = [first[work.from[at]!]!, middle[slot % middle.length]!, last[work.to[at]!]!];
    flows.open({ amount: work.size[at]!, cap: work.cap[at]!, resources, coefficients, tag: at }, loop.nowUs);
  };
  for (let slot = 0; slot < work.slots; slot++) start(slot);
  loop.run(
    {
      event() {},
      flowFinished(_flow, tag) {
        finishes[tag] = loop.nowUs;
        sumUs += loop.nowUs;
        start(slotOf[tag]!);
      },
      pass() {},
    },
    Number.POSITIVE_INFINITY,
  );
  return {
    makespan: loop.nowUs / 1e6,
    finishes,
    sumOfCompletions: sumUs / 1e6,
    throughLast0: flows.busySeconds(last[0]!, loop.nowUs) * work.last[0]!,
    solves: flows.solves,
    events: loop.events,
  };
}
