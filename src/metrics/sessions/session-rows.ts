import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import type { LoggedSession } from '../logs/session-log.ts';
import type { TaskLog, TaskSpan } from '../logs/task-log.ts';
import { mean, quantile } from '../quantile.ts';
import { type SessionSummary, TASK_RESULTS, type Window } from '../summary/summary.ts';
import { bottleneckOf, loadLine, meanBusy } from '../use/load-line.ts';
import { windowOf } from './window.ts';

/** One row of `sessions.csv`. */
export interface SessionRow extends SessionSummary {
  readonly job: string;
  readonly session: number;
  readonly kind: 'full' | 'incremental';
  readonly tasks: number;
  readonly succeeded: number;
  /** First task start to last task finish of the session; null: no task started. */
  readonly window: Window | null;
  /** When its allowed window closes, seconds from `clock.start`; null: it has no window. */
  readonly closesSeconds: number | null;
  readonly overrunSeconds: number;
  /** Longest life of a VM snapshot in it, seconds. */
  readonly longestSnapshotSeconds: number;
  /** Passes over its VMs: one plus one per retry. */
  readonly attempts: number;
  /** Merges and synthetic fulls after its last VM, and the time from the first one's start to the last one's end. */
  readonly transforms: number;
  readonly transformSeconds: number;
  /** VMs whose last attempt in it failed, or was stopped when the window closed. */
  readonly failedVms: number;
}

const SUCCESS = TASK_RESULTS.indexOf('success');

export function sessionRows(collector: Collector): SessionRow[] {
  const { sessions } = collector.sessions;
  const tasks = collector.tasks.bySession(sessions.length);
  const snapshots = longestSnapshotsUs(collector);
  return sessions.map((session, row) =>
    sessionRow(collector, session, { rows: tasks[row]!, longestSnapshotUs: snapshots[row]! }),
  );
}

/** Longest life of a VM snapshot in each session. */
function longestSnapshotsUs({ sessions, vmRuns, snapshots, end }: Collector): Float64Array {
  const longest = new Float64Array(sessions.sessions.length);
  const { vmRun } = snapshots.snapshots;
  const { session: sessionOf } = vmRuns.runs;
  for (let row = 0; row < snapshots.count; row++) {
    const session = sessionOf[vmRun[row]!]!;
    const lifeUs = snapshots.lifeUs(row, end.at);
    if (lifeUs > longest[session]!) longest[session] = lifeUs;
  }
  return longest;
}

function sessionRow(
  collector: Collector,
  session: LoggedSession,
  { rows, longestSnapshotUs }: { readonly rows: Int32Array; readonly longestSnapshotUs: number },
): SessionRow {
  const { tasks } = collector.tasks;
  const window = spanOf(tasks, rows, collector.end.at);
  return {
    job: collector.model.jobs[session.job]!.name,
    session: session.number,
    ...sessionSummary(collector.tasks, session, rows),
    ...countsOf(tasks, rows),
    window: window === undefined ? null : windowOf(window),
    closesSeconds: session.closesAtUs === Number.POSITIVE_INFINITY ? null : session.closesAtUs / SECOND_US,
    // Without a started task nothing is late, even if the window had already closed.
    overrunSeconds: window === undefined ? 0 : Math.max(0, window.end - session.closesAtUs) / SECOND_US,
    longestSnapshotSeconds: longestSnapshotUs / SECOND_US,
    attempts: session.attempts,
    transforms: collector.transforms.of(session.session).length,
    transformSeconds: collector.transforms.spanUs(session.session, collector.end.at) / SECOND_US,
    failedVms: session.failedVms.size,
  };
}

/** From the first start to the last end of these tasks, microseconds; undefined: none started. */
function spanOf({ startUs, endUs }: LoggedTasks, rows: Int32Array, endOfRunUs: number): TaskSpan | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = -1;
  for (let row = 0; row < rows.length; row++) {
    const task = rows[row]!;
    if (startUs[task]! < 0) continue;
    start = Math.min(start, startUs[task]!);
    end = Math.max(end, endUs[task]! < 0 ? endOfRunUs : endUs[task]!);
  }
  return end < 0 ? undefined : { start, end };
}

function countsOf(
  { full, result }: LoggedTasks,
  rows: Int32Array,
): Pick<SessionRow, 'kind' | 'tasks' | 'succeeded'> {
  let fulls = 0;
  let succeeded = 0;
  for (let row = 0; row < rows.length; row++) {
    const task = rows[row]!;
    if (full[task] === 1) fulls++;
    if (result[task] === SUCCESS) succeeded++;
  }
  return { kind: fulls > 0 ? 'full' : 'incremental', tasks: rows.length, succeeded };
}

function sessionSummary(log: TaskLog, session: LoggedSession, rows: Int32Array): SessionSummary {
  const { readBytes, transferredBytes } = log.tasks;
  const busy = meanBusy(log, rows);
  const waits = new Float64Array(rows.length);
  let read = 0;
  let transferred = 0;
  let longest = 0;
  for (let row = 0; row < rows.length; row++) {
    const task = rows[row]!;
    read += readBytes[task]!;
    transferred += transferredBytes[task]!;
    waits[row] = log.queueWaitUs(task) / SECOND_US;
    longest = Math.max(longest, waits[row]!);
  }
  return {
    startSeconds: session.startUs / SECOND_US,
    endSeconds: session.endUs < 0 ? null : session.endUs / SECOND_US,
    result: session.result,
    readBytes: read,
    transferredBytes: transferred,
    processingRate: session.transferUs > 0 ? read / (session.transferUs / SECOND_US) : 0,
    load: loadLine(busy),
    bottleneck: bottleneckOf(busy),
    queueWait: { mean: mean(waits), p95: quantile(waits, 0.95), max: longest },
  };
}
