import { EventLoop } from '../engine/event-loop.ts';
import { FlowSet, type FlowSetOptions } from '../engine/flow-set.ts';
import type { Transfers } from './workloads.ts';

/** What a run of transfers measured. */
export interface TransferOutcome {
  /** Seconds. */
  readonly makespan: number;
  /** Seconds, over all transfers. */
  readonly sumOfCompletions: number;
  /** MB through the first of the last-stage resources, from its rates over time. */
  readonly throughLast0: number;
  readonly solves: number;
  readonly events: number;
}

/** Runs transfers in index order; a freed slot takes the next at once. */
export function runTransfers(work: Transfers, options: FlowSetOptions = {}): TransferOutcome {
  const flows = new FlowSet(options);
  const loop = new EventLoop({ flows });
  const first = work.first.map((capacity) => flows.addResource(capacity));
  const middle = work.middle.map((capacity) => flows.addResource(capacity));
  const last = work.last.map((capacity) => flows.addResource(capacity));
  const count = work.size.length;
  const slotOf = new Int32Array(count);
  const coefficients = [1, 1, 1];
  let next = 0;
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
        sumUs += loop.nowUs;
        start(slotOf[tag]!);
      },
      pass() {},
    },
    Number.POSITIVE_INFINITY,
  );
  return {
    makespan: loop.nowUs / 1e6,
    sumOfCompletions: sumUs / 1e6,
    throughLast0: flows.busySeconds(last[0]!, loop.nowUs) * work.last[0]!,
    solves: flows.solves,
    events: loop.events,
  };
}
