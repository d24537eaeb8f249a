import { BottleneckFlows } from '../../engine/sharing/bottleneck/bottleneck-flows.ts';
import type { Flows } from '../../engine/sharing/flows.ts';
import { FlowSet } from '../../engine/sharing/plain/flow-set.ts';
import type { Clock } from '../timed-run.ts';
import { runSlotQueue } from './slot-queue.ts';
import { runStation, type StationOutcome } from './station.ts';
import { runTransfers, type TransferOutcome } from './transfer-run.ts';
import { poissonCustomers, slotDurations, type Transfers } from './workloads.ts';

/** The solvers that can be measured. */
export const FLOWS: Readonly<Record<'bottleneck' | 'plain', () => Flows>> = {
  bottleneck: () => new BottleneckFlows(),
  plain: () => new FlowSet(),
};

export interface StationFigures extends StationOutcome {
  readonly seconds: number;
  /** Arrivals and departures only: these must occur in any implementation, so other programs count the same. */
  readonly eventsPerSecond: number;
}

export interface TransferFigures extends TransferOutcome {
  readonly seconds: number;
  readonly microsecondsPerTransfer: number;
}

/** Times the event core alone on workload (a), not including making the customers. */
export function timedStation(customers: number, now: Clock): StationFigures {
  const work = poissonCustomers(customers);
  const startMs = now();
  const outcome = runStation(work, 10);
  const seconds = (now() - startMs) / 1000;
  return { seconds, eventsPerSecond: (2 * customers) / seconds, ...outcome };
}

/** Seconds of the event core alone on workload (b), not including making the tasks. */
export function timedSlotQueue(tasks: number, now: Clock): number {
  const durationUs = slotDurations(tasks);
  const startMs = now();
  runSlotQueue(durationUs);
  return (now() - startMs) / 1000;
}

/** Times fair sharing, not including making the transfers. */
export function timedTransfers(work: Transfers, flows: keyof typeof FLOWS, now: Clock): TransferFigures {
  const startMs = now();
  const outcome = runTransfers(work, FLOWS[flows]());
  const seconds = (now() - startMs) / 1000;
  return { seconds, microsecondsPerTransfer: (seconds * 1e6) / work.size.length, ...outcome };
}
