import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import { SECOND_US } from '../units/civil-time.ts';
import type { Collector } from './collector.ts';
import { NEVER, TASK_BOTTLENECKS, type TaskFigures, waitsOf } from './columns/task-columns.ts';
import type { LoggedTasks } from './logs/logged-tasks.ts';
import type { LoggedSession } from './logs/session-log.ts';
import type { TaskLog } from './logs/task-log.ts';
import { mean, quantile } from './quantile.ts';
import {
  BOTTLENECKS,
  type SessionRow,
  type SessionSummary,
  TASK_RESULTS,
  type TaskRow,
  type WaitRow,
  type WorkDone,
} from './summary.ts';
import { bottleneckOf, loadLine, meanBusy } from './use/load-line.ts';

const SUCCESS = TASK_RESULTS.indexOf('success');

export function seconds(us: number): number {
  return us / SECOND_US;
}

/** -1 is "never" in the logs. */
function secondsOrNull(us: number): number | null {
  return us < 0 ? null : seconds(us);
}

/** One by one. */
export function* taskRows(tasks: TaskFigures): Generator<TaskRow> {
  const time = (at: number) => (at === NEVER ? null : at);
  for (let row = 0; row < tasks.count; row++) {
    yield {
      job: tasks.jobs[tasks.job[row]!]!,
      session: tasks.session[row]!,
      attempt: tasks.attempt[row]!,
      vm: tasks.vms[tasks.vm[row]!]!,
      disk: tasks.disks[tasks.disk[row]!]!,
      proxy: tasks.proxies[tasks.proxy[row]!] ?? null,
      mode: tasks.modes[tasks.mode[row]!] ?? null,
      repository: tasks.repositories[tasks.repository[row]!]!,
      readySeconds: tasks.ready[row]!,
      startSeconds: time(tasks.start[row]!),
      transferStartSeconds: time(tasks.transferStart[row]!),
      transferEndSeconds: time(tasks.transferEnd[row]!),
      endSeconds: time(tasks.end[row]!),
      queueWaitSeconds: tasks.queueWaitSeconds[row]!,
      readBytes: tasks.readBytes[row]!,
      transferredBytes: tasks.transferredBytes[row]!,
      result: TASK_RESULTS[tasks.result[row]!]!,
      bottleneck: TASK_BOTTLENECKS[tasks.bottleneck[row]!]!,
      waitedFor: waitsOf(tasks, row).map(({ cause, seconds: waited }) => ({
        cause: WAIT_CAUSES[cause]!,
        seconds: waited,
      })),
      decidedBy: tasks.reasons[tasks.decidedBy[row]!] ?? null,
      secondProxy: tasks.proxies[tasks.secondProxy[row]!] ?? null,
      secondMode: tasks.modes[tasks.secondMode[row]!] ?? null,
      interruptions: tasks.interruptions[row]!,
      interruptedSeconds: tasks.stoodStillSeconds[row]!,
    };
  }
}

/** Of all tasks, as they were started. */
export function workDone({ tasks: log, order, end: { at: runEndUs } }: Collector): WorkDone {
  const { startUs, endUs, bottleneck, readBytes } = log.tasks;
  const bytes = new Float64Array(BOTTLENECKS.length);
  const judged = new Int32Array(BOTTLENECKS.length);
  /** In the order in which they were first met. */
  const met: number[] = [];
  let heldSeconds = 0;
  for (let at = 0; at < order.length; at++) {
    const task = order[at]!;
    if (startUs[task]! >= 0)
      heldSeconds += seconds(endUs[task]! < 0 ? runEndUs : endUs[task]!) - seconds(startUs[task]!);
    const limit = bottleneck[task]!;
    if (limit < 0) continue;
    if (judged[limit]!++ === 0) met.push(limit);
    bytes[limit]! += readBytes[task]!;
  }
  return {
    bytes: new Map(met.map((limit) => [BOTTLENECKS[limit]!, bytes[limit]!])),
    judged: judged.reduce((sum, count) => sum + count, 0),
    heldSeconds,
  };
}

/** From the first start to the last end of some tasks, microseconds; undefined: none started. */
function windowUs(
  { startUs, endUs }: LoggedTasks,
  rows: Int32Array,
  endOfRunUs: number,
): { start: number; end: number } | undefined {
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
  const window = windowUs(tasks, rows, collector.end.at);
  return {
    job: collector.model.jobs[session.job]!.name,
    session: session.number,
    ...sessionSummary(collector.tasks, session, rows),
    ...countsOf(tasks, rows),
    windowSeconds: window === undefined ? null : seconds(window.end - window.start),
    closesSeconds: session.closesAtUs === Number.POSITIVE_INFINITY ? null : seconds(session.closesAtUs),
    // Of no task that started nothing can be late, also where the window had closed before.
    overrunSeconds: window === undefined ? 0 : seconds(Math.max(0, window.end - session.closesAtUs)),
    longestSnapshotSeconds: seconds(longestSnapshotUs),
    attempts: session.attempts,
    transforms: collector.transforms.of(session.session).length,
    transformSeconds: seconds(collector.transforms.spanUs(session.session, collector.end.at)),
    failedVms: session.failedVms.size,
  };
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
    waits[row] = seconds(log.queueWaitUs(task));
    longest = Math.max(longest, waits[row]!);
  }
  return {
    startSeconds: seconds(session.startUs),
    endSeconds: secondsOrNull(session.endUs),
    result: session.result,
    readBytes: read,
    transferredBytes: transferred,
    processingRate: session.transferUs > 0 ? read / seconds(session.transferUs) : 0,
    load: loadLine(busy),
    bottleneck: bottleneckOf(busy),
    queueWait: { mean: mean(waits), p95: quantile(waits, 0.95), max: longest },
  };
}

export function waitRows({ model, tasks: log, sessions }: Collector): WaitRow[] {
  const { session, waitsFrom, waitsTo } = log.tasks;
  const { cause, us } = log.waits;
  const causes = WAIT_CAUSES.length;
  /** By job and then by cause. */
  const waited = new Int32Array(model.jobs.length * causes);
  const waitedUs = new Float64Array(model.jobs.length * causes);
  for (let task = 0; task < log.count; task++) {
    const first = sessions.sessions[session[task]!]!.job * causes;
    for (let wait = waitsFrom[task]!; wait < waitsTo[task]!; wait++) {
      const row = first + cause[wait]!;
      waited[row]!++;
      waitedUs[row]! += us[wait]!;
    }
  }
  return model.jobs.flatMap(({ name }, job) =>
    WAIT_CAUSES.flatMap((of, c): WaitRow[] => {
      const row = job * causes + c;
      if (waitedUs[row] === 0) return [];
      return [{ job: name, cause: of, tasks: waited[row]!, seconds: seconds(waitedUs[row]!) }];
    }),
  );
}
