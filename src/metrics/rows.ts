import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Collector } from './collector.ts';
import { bottleneckOf, loadLine, meanBusy } from './load-line.ts';
import { mean, quantile } from './quantile.ts';
import type { LoggedSession } from './session-log.ts';
import {
  BOTTLENECKS,
  type SessionRow,
  type SessionSummary,
  TASK_RESULTS,
  type TaskRow,
  type WaitRow,
  type WorkDone,
} from './summary.ts';
import { NEVER, TASK_BOTTLENECKS, type TaskFigures, waitsOf } from './task-columns.ts';
import type { LoggedTasks, TaskLog } from './task-log.ts';

const SUCCESS = TASK_RESULTS.indexOf('success');

export const US_PER_SECOND = 1e6;

export function seconds(us: number): number {
  return us / US_PER_SECOND;
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
export function workDone({ tasks: log }: Collector): WorkDone {
  const { startUs, endUs, bottleneck, readBytes } = log.tasks;
  const bytes = BOTTLENECKS.map(() => 0);
  /** In the order in which they were first met. */
  const met = new Set<number>();
  let judged = 0;
  let heldSeconds = 0;
  for (const task of log.inOrderOfStart()) {
    if (endUs[task]! >= 0)
      heldSeconds += Math.max(0, seconds(endUs[task]!) - seconds(Math.max(0, startUs[task]!)));
    const limit = bottleneck[task]!;
    if (limit < 0) continue;
    judged++;
    met.add(limit);
    bytes[limit]! += readBytes[task]!;
  }
  return {
    bytes: new Map([...met].map((limit) => [BOTTLENECKS[limit]!, bytes[limit]!])),
    judged,
    heldSeconds,
  };
}

/** From the first start to the last end of some tasks, microseconds; undefined: none started. */
export function windowUs(
  { startUs, endUs }: LoggedTasks,
  rows: Int32Array,
  endOfRunUs: number,
): { start: number; end: number } | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = -1;
  for (const task of rows) {
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
  for (let row = 0; row < snapshots.count; row++) {
    const session = vmRuns.runs.session[vmRun[row]!]!;
    longest[session] = Math.max(longest[session]!, snapshots.lifeUs(row, end.at));
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
  const end = window?.end ?? session.startUs;
  return {
    job: collector.model.jobs[session.job]!.name,
    session: session.number,
    ...sessionSummary(collector.tasks, session, rows),
    kind: rows.some((task) => tasks.full[task] === 1) ? 'full' : 'incremental',
    tasks: rows.length,
    succeeded: rows.reduce((sum, task) => sum + (tasks.result[task] === SUCCESS ? 1 : 0), 0),
    windowSeconds: window === undefined ? null : seconds(window.end - window.start),
    overrunSeconds: seconds(Math.max(0, end - session.closesAtUs)),
    longestSnapshotSeconds: seconds(longestSnapshotUs),
    attempts: session.attempts,
    transforms: collector.transforms.of(session.session).length,
    transformSeconds: seconds(collector.transforms.spanUs(session.session, collector.end.at)),
    failedVms: session.failedVms.size,
  };
}

function sessionSummary(log: TaskLog, session: LoggedSession, rows: Int32Array): SessionSummary {
  const { readBytes, transferredBytes } = log.tasks;
  const busy = meanBusy(log, rows);
  const waits = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) waits[row] = seconds(log.queueWaitUs(rows[row]!));
  const read = rows.reduce((sum, task) => sum + readBytes[task]!, 0);
  return {
    startSeconds: seconds(session.startUs),
    endSeconds: secondsOrNull(session.endUs),
    result: session.result,
    readBytes: read,
    transferredBytes: rows.reduce((sum, task) => sum + transferredBytes[task]!, 0),
    processingRate: session.transferUs > 0 ? read / seconds(session.transferUs) : 0,
    load: loadLine(busy),
    bottleneck: bottleneckOf(busy),
    queueWait: {
      mean: mean(waits),
      p95: quantile(waits, 0.95),
      max: waits.reduce((most, wait) => Math.max(most, wait), 0),
    },
  };
}

export function waitRows({ model, tasks: log, sessions }: Collector): WaitRow[] {
  const { session, waitsFrom, waitsTo } = log.tasks;
  const { cause, us } = log.waits;
  const rows = model.jobs.map(() => WAIT_CAUSES.map(() => ({ tasks: 0, us: 0 })));
  for (let task = 0; task < log.count; task++) {
    const causes = rows[sessions.sessions[session[task]!]!.job]!;
    for (let wait = waitsFrom[task]!; wait < waitsTo[task]!; wait++) {
      const row = causes[cause[wait]!]!;
      row.tasks++;
      row.us += us[wait]!;
    }
  }
  return rows.flatMap((causes, job) =>
    causes.flatMap((row, c) =>
      row.us > 0
        ? [{ job: model.jobs[job]!.name, cause: WAIT_CAUSES[c]!, tasks: row.tasks, seconds: seconds(row.us) }]
        : [],
    ),
  );
}
