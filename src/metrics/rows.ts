import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Collector } from './collector.ts';
import { bottleneckOf, loadLine, meanBusy } from './load-line.ts';
import { mean, quantile } from './quantile.ts';
import type { LoggedSession } from './session-log.ts';
import type { Bottleneck, SessionRow, SessionSummary, TaskRow, WaitRow, WorkDone } from './summary.ts';
import type { LoggedTask } from './task-log.ts';

export const US_PER_SECOND = 1e6;

export function seconds(us: number): number {
  return us / US_PER_SECOND;
}

/** -1 is "never" in the logs. */
function secondsOrNull(us: number): number | null {
  return us < 0 ? null : seconds(us);
}

export function queueWaitUs(task: LoggedTask): number {
  let sum = 0;
  for (const { us } of task.waits) sum += us;
  return sum;
}

/** Tasks in the order of their start, then as decided; those that never started stand last, as they became ready. */
export function* taskRows({ model, tasks, sessions }: Collector): Generator<TaskRow> {
  for (const task of tasks.inOrderOfStart()) {
    const session = sessions.sessions[task.session]!;
    const job = model.jobs[session.job]!;
    yield {
      job: job.name,
      session: session.number,
      attempt: task.attempt,
      vm: model.vms.nameOf(model.disks.vmOf(task.disk)),
      disk: model.disks.nameOf(task.disk),
      proxy: task.proxy < 0 ? null : model.proxies[task.proxy]!.name,
      mode: task.mode,
      repository: model.repositories[task.repository >= 0 ? task.repository : job.repository]?.name ?? '',
      readySeconds: seconds(task.readyUs),
      startSeconds: secondsOrNull(task.startUs),
      transferStartSeconds: secondsOrNull(task.transferStartUs),
      transferEndSeconds: secondsOrNull(task.transferEndUs),
      endSeconds: secondsOrNull(task.endUs),
      queueWaitSeconds: seconds(queueWaitUs(task)),
      readBytes: task.readBytes,
      transferredBytes: task.transferredBytes,
      result: task.result,
      bottleneck: task.busy === null ? null : bottleneckOf(task.busy),
      waitedFor: task.waits.map(({ cause, us }) => ({ cause: WAIT_CAUSES[cause]!, seconds: seconds(us) })),
      decidedBy: task.decidedBy,
      secondProxy: task.second === null ? null : model.proxies[task.second.proxy]!.name,
      secondMode: task.second?.mode ?? null,
      interruptions: task.interruptions,
      interruptedSeconds: seconds(task.interruptedUs),
    };
  }
}

/** Of all tasks, as they were started. */
export function workDone({ tasks }: Collector): WorkDone {
  const bytes = new Map<Bottleneck, number>();
  let judged = 0;
  let heldSeconds = 0;
  for (const { busy, readBytes, startUs, endUs } of tasks.inOrderOfStart()) {
    if (endUs >= 0) heldSeconds += Math.max(0, seconds(endUs) - seconds(Math.max(0, startUs)));
    if (busy === null) continue;
    const bottleneck = bottleneckOf(busy);
    judged++;
    bytes.set(bottleneck, (bytes.get(bottleneck) ?? 0) + readBytes);
  }
  return { bytes, judged, heldSeconds };
}

/** A session's tasks from first start to last end, microseconds; undefined: none started. */
export function windowUs(
  tasks: readonly LoggedTask[],
  endOfRunUs: number,
): { start: number; end: number } | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = -1;
  for (const task of tasks) {
    if (task.startUs < 0) continue;
    start = Math.min(start, task.startUs);
    end = Math.max(end, task.endUs < 0 ? endOfRunUs : task.endUs);
  }
  return end < 0 ? undefined : { start, end };
}

export function sessionRows(collector: Collector): SessionRow[] {
  return collector.sessions.sessions.map((session) => sessionRow(collector, session));
}

function sessionRow(collector: Collector, session: LoggedSession): SessionRow {
  const tasks = session.tasks.map((task) => collector.tasks.tasks[task]!);
  const window = windowUs(tasks, collector.end.at);
  const end = window?.end ?? session.startUs;
  return {
    job: collector.model.jobs[session.job]!.name,
    session: session.number,
    ...sessionSummary(session, tasks),
    kind: tasks.some((task) => task.full) ? 'full' : 'incremental',
    tasks: tasks.length,
    succeeded: tasks.filter((task) => task.result === 'success').length,
    windowSeconds: window === undefined ? null : seconds(window.end - window.start),
    overrunSeconds: seconds(Math.max(0, end - session.closesAtUs)),
    longestSnapshotSeconds: seconds(session.longestSnapshotUs),
    attempts: session.attempts,
    transforms: collector.transforms.of(session.session).length,
    transformSeconds: seconds(collector.transforms.spanUs(session.session, collector.end.at)),
    failedVms: session.failedVms.size,
  };
}

export function sessionSummary(session: LoggedSession, tasks: readonly LoggedTask[]): SessionSummary {
  const busy = meanBusy(tasks);
  const waits = tasks.map((task) => seconds(queueWaitUs(task)));
  const readBytes = tasks.reduce((sum, task) => sum + task.readBytes, 0);
  return {
    startSeconds: seconds(session.startUs),
    endSeconds: secondsOrNull(session.endUs),
    result: session.result,
    readBytes,
    transferredBytes: tasks.reduce((sum, task) => sum + task.transferredBytes, 0),
    processingRate: session.transferUs > 0 ? readBytes / seconds(session.transferUs) : 0,
    load: loadLine(busy),
    bottleneck: bottleneckOf(busy),
    queueWait: { mean: mean(waits), p95: quantile(waits, 0.95), max: quantile(waits, 1) },
  };
}

export function waitRows({ model, tasks, sessions }: Collector): WaitRow[] {
  const rows = model.jobs.map(() => WAIT_CAUSES.map(() => ({ tasks: 0, us: 0 })));
  for (const task of tasks.tasks) {
    for (const { cause, us } of task.waits) {
      const row = rows[sessions.sessions[task.session]!.job]![cause]!;
      row.tasks++;
      row.us += us;
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
