import { Phase } from '../../engine/event-list.ts';
import { EventLoop } from '../../engine/event-loop.ts';

const SLOTS = 1600;
const OWNERS = 200;
const FREED = 1;

/** The result of running a queue for slots; seconds. */
export interface SlotQueueOutcome {
  readonly makespan: number;
  readonly sumOfStarts: number;
  /** Of the first owner's slots; slot k belongs to owner k mod 200. */
  readonly busyOfFirst: number;
}

/**
 * Workload (b): a queue in index order for 1,600 slots, without shared capacities. Durations in whole microseconds.
 */
export function runSlotQueue(durationUs: Float64Array): SlotQueueOutcome {
  const loop = new EventLoop();
  let next = 0;
  let startsUs = 0;
  let busyUs = 0;
  const start = (slot: number): void => {
    if (next === durationUs.length) return;
    const duration = durationUs[next++]!;
    startsUs += loop.nowUs;
    if (slot % OWNERS === 0) busyUs += duration;
    loop.book(loop.nowUs + duration, Phase.release, FREED, slot);
  };
  for (let slot = 0; slot < SLOTS; slot++) start(slot);
  const event = (_kind: number, slot: number): void => start(slot);
  loop.run({ event, flowFinished() {}, pass() {} }, Number.POSITIVE_INFINITY);
  return { makespan: loop.nowUs / 1e6, sumOfStarts: startsUs / 1e6, busyOfFirst: busyUs / 1e6 };
}
