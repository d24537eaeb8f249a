import type { TraceRecord } from '../../src/trace/record.ts';
import { WAIT_CAUSES, type WaitCause } from '../../src/trace/wait-cause.ts';

type Of<K extends TraceRecord['kind']> = Extract<TraceRecord, { kind: K }>;
const S = 1e6;

/** Microseconds by cause, from seconds. */
export function waits(seconds: Partial<Record<WaitCause, number>> = {}): number[] {
  return WAIT_CAUSES.map((cause) => (seconds[cause] ?? 0) * S);
}

/** Builders of trace records. Instants are seconds, everything else is as in the trace. */
export const record = {
  session: (
    at: number,
    session = 0,
    job = 0,
    more: Partial<Of<'session-started'>> = {},
  ): Of<'session-started'> => ({
    kind: 'session-started',
    at: at * S,
    session,
    job,
    number: 1,
    closesAt: null,
    ...more,
  }),
  ready: (at: number, task: number, more: Partial<Of<'task-ready'>> = {}): Of<'task-ready'> => ({
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
    dataBytes: 100e9,
    transferredBytes: 50e9,
    ...more,
  }),
  started: (at: number, task: number, more: Partial<Of<'task-started'>> = {}): Of<'task-started'> => ({
    kind: 'task-started',
    at: at * S,
    task,
    proxy: 0,
    mode: 'nbd',
    second: null,
    repository: 0,
    source: -1,
    isExtent: false,
    decidedBy: 'only-candidate',
    waitedUs: waits(),
    ...more,
  }),
  flowing: (at: number, task: number): Of<'transfer-started'> => ({
    kind: 'transfer-started',
    at: at * S,
    task,
  }),
  flowed: (at: number, task: number, more: Partial<Of<'transfer-ended'>> = {}): Of<'transfer-ended'> => ({
    kind: 'transfer-ended',
    at: at * S,
    task,
    readBytes: 100e9,
    transferredBytes: 50e9,
    busy: [0, 0, 0, 0, 0],
    busiest: [-1, -1, -1, -1, -1],
    ...more,
  }),
  ended: (at: number, task: number, result: Of<'task-ended'>['result'] = 'success'): Of<'task-ended'> => ({
    kind: 'task-ended',
    at: at * S,
    task,
    result,
  }),
  dropped: (at: number, task: number, more: Partial<Of<'task-dropped'>> = {}): Of<'task-dropped'> => ({
    kind: 'task-dropped',
    at: at * S,
    task,
    result: 'unfinished',
    waitedUs: waits(),
    ...more,
  }),
  snapshot: (at: number, vmRun: number, vm = vmRun): Of<'snapshot-created'> => ({
    kind: 'snapshot-created',
    at: at * S,
    vmRun,
    vm,
  }),
  removing: (at: number, vmRun: number, deltaBytes = 0): Of<'snapshot-removing'> => ({
    kind: 'snapshot-removing',
    at: at * S,
    vmRun,
    deltaBytes,
  }),
  removed: (at: number, vmRun: number): Of<'snapshot-removed'> => ({
    kind: 'snapshot-removed',
    at: at * S,
    vmRun,
  }),
  vm: (
    at: number,
    vmRun: number,
    result: Of<'vm-ended'>['result'] = 'success',
    session = 0,
  ): Of<'vm-ended'> => ({
    kind: 'vm-ended',
    at: at * S,
    vmRun,
    vm: vmRun,
    session,
    result,
  }),
  over: (
    at: number,
    result: Of<'session-ended'>['result'] = 'success',
    session = 0,
  ): Of<'session-ended'> => ({
    kind: 'session-ended',
    at: at * S,
    session,
    result,
  }),
  sample: (at: number, step: number, busySeconds: readonly number[]): Of<'sample'> => ({
    kind: 'sample',
    at: at * S,
    stepUs: step * S,
    busySeconds,
  }),
  end: (
    at: number,
    busySeconds: readonly number[] = [],
    more: Partial<Of<'run-ended'>> = {},
  ): Of<'run-ended'> => ({
    kind: 'run-ended',
    at: at * S,
    reason: 'idle',
    events: 0,
    solves: 0,
    busySeconds,
    linkBytes: [],
    ...more,
  }),
};
