import type { TraceRecord } from '../../src/trace/record.ts';
import { WAIT_CAUSES, type WaitCause } from '../../src/trace/wait-cause.ts';

type Of<K extends TraceRecord['kind']> = Extract<TraceRecord, { kind: K }>;
const S = 1e6;

/** Microseconds by cause, from seconds. */
export function waits(seconds: Partial<Record<WaitCause, number>> = {}): number[] {
  return WAIT_CAUSES.map((cause) => (seconds[cause] ?? 0) * S);
}

/** Records written by hand: instants in seconds, everything else as the trace has it. */
export const record = {
  session: (at: number, session = 0, job = 0, more: Partial<Of<'session-started'>> = {}): TraceRecord => ({
    kind: 'session-started',
    at: at * S,
    session,
    job,
    number: 1,
    closesAt: null,
    ...more,
  }),
  ready: (at: number, task: number, more: Partial<Of<'task-ready'>> = {}): TraceRecord => ({
    kind: 'task-ready',
    at: at * S,
    task,
    session: 0,
    vmRun: task,
    disk: task,
    attempt: 1,
    full: true,
    readsAll: false,
    readBytes: 100e9,
    transferredBytes: 50e9,
    ...more,
  }),
  started: (at: number, task: number, more: Partial<Of<'task-started'>> = {}): TraceRecord => ({
    kind: 'task-started',
    at: at * S,
    task,
    proxy: 0,
    mode: 'nbd',
    second: null,
    repository: 0,
    isExtent: false,
    decidedBy: 'only-candidate',
    waitedUs: waits(),
    ...more,
  }),
  flowing: (at: number, task: number): TraceRecord => ({ kind: 'transfer-started', at: at * S, task }),
  flowed: (at: number, task: number, more: Partial<Of<'transfer-ended'>> = {}): TraceRecord => ({
    kind: 'transfer-ended',
    at: at * S,
    task,
    readBytes: 100e9,
    transferredBytes: 50e9,
    busy: [0, 0, 0, 0, 0],
    ...more,
  }),
  ended: (at: number, task: number, result: Of<'task-ended'>['result'] = 'success'): TraceRecord => ({
    kind: 'task-ended',
    at: at * S,
    task,
    result,
  }),
  dropped: (at: number, task: number, more: Partial<Of<'task-dropped'>> = {}): TraceRecord => ({
    kind: 'task-dropped',
    at: at * S,
    task,
    result: 'unfinished',
    waitedUs: waits(),
    ...more,
  }),
  snapshot: (at: number, vmRun: number, vm = vmRun): TraceRecord => ({
    kind: 'snapshot-created',
    at: at * S,
    vmRun,
    vm,
  }),
  removing: (at: number, vmRun: number, deltaBytes = 0): TraceRecord => ({
    kind: 'snapshot-removing',
    at: at * S,
    vmRun,
    deltaBytes,
  }),
  removed: (at: number, vmRun: number): TraceRecord => ({ kind: 'snapshot-removed', at: at * S, vmRun }),
  vm: (
    at: number,
    vmRun: number,
    result: Of<'vm-ended'>['result'] = 'success',
    session = 0,
  ): TraceRecord => ({
    kind: 'vm-ended',
    at: at * S,
    vmRun,
    vm: vmRun,
    session,
    result,
  }),
  over: (at: number, result: Of<'session-ended'>['result'] = 'success', session = 0): TraceRecord => ({
    kind: 'session-ended',
    at: at * S,
    session,
    result,
  }),
  sample: (at: number, step: number, busySeconds: readonly number[]): TraceRecord => ({
    kind: 'sample',
    at: at * S,
    stepUs: step * S,
    busySeconds,
  }),
  end: (
    at: number,
    busySeconds: readonly number[] = [],
    more: Partial<Of<'run-ended'>> = {},
  ): TraceRecord => ({
    kind: 'run-ended',
    at: at * S,
    reason: 'idle',
    events: 0,
    solves: 0,
    busySeconds,
    ...more,
  }),
};
