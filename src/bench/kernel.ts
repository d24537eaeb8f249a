import type { FlowSetOptions } from '../engine/flow-set.ts';
import { runStation, type StationOutcome } from './station.ts';
import { runTransfers, type TransferOutcome } from './transfer-run.ts';
import { poissonCustomers, type Transfers, transfersC, transfersC2 } from './workloads.ts';

/** A clock in milliseconds. It comes from outside, so that nothing here depends on the time of day. */
export type Clock = () => number;

export interface KernelAFigures extends StationOutcome {
  readonly name: string;
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

export interface KernelCFigures extends TransferOutcome {
  readonly name: string;
  readonly seconds: number;
  readonly microsecondsPerTransfer: number;
}

/** Times the event core alone on workload (a); making the customers is not counted. */
export function kernelA(customers: number, now: Clock): KernelAFigures {
  const work = poissonCustomers(customers);
  const startMs = now();
  const outcome = runStation(work, 10);
  const seconds = (now() - startMs) / 1000;
  return { name: `a/${customers}`, seconds, eventsPerSecond: outcome.events / seconds, ...outcome };
}

/** Times fair sharing on workload (c), 400 flows at a time. */
export function kernelC(disks: number, now: Clock, options: FlowSetOptions = {}): KernelCFigures {
  return timed(transfersC(disks), now, options);
}

/** Times fair sharing on workload (c2), 1,600 flows at a time. */
export function kernelC2(disks: number, now: Clock, options: FlowSetOptions = {}): KernelCFigures {
  return timed(transfersC2(disks), now, options);
}

function timed(work: Transfers, now: Clock, options: FlowSetOptions): KernelCFigures {
  const count = work.size.length;
  const startMs = now();
  const outcome = runTransfers(work, options);
  const seconds = (now() - startMs) / 1000;
  return {
    name: `${work.name}/${count}`,
    seconds,
    microsecondsPerTransfer: (seconds * 1e6) / count,
    ...outcome,
  };
}
