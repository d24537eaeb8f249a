import { Phase } from '../engine/event-list.ts';
import { bytesOfRun } from '../model/changed-blocks.ts';
import { nextStart } from '../model/job-calendar.ts';
import { ramFor } from '../model/proxy-ram.ts';
import type { Candidate } from '../model/transport.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import { EventKind } from './events.ts';
import { type Run, requestPass } from './run.ts';
import type { Session, Task, VmRun } from './state.ts';
import { dropTask, dropUnreachable, stopTransfer } from './tasks.ts';
import { joinQueue, releaseNext } from './turns.ts';

/** Without a horizon, calendars start runs for a day; what has started goes on until it is done. */
const DEFAULT_CALENDAR_US = 24 * 3_600_000_000;

/** Books the next start in a job's calendar at or after an instant. */
export function bookNextStart(run: Run, job: number, fromUs: number): void {
  const { clock } = run.model.scenario;
  const { declaration } = run.model.jobs[job]!;
  if (!declaration.enabled) return;
  const at = nextStart(declaration.schedule, clock.startUs, fromUs);
  const end = clock.horizonUs ?? DEFAULT_CALENDAR_US - 1;
  if (at === undefined) return;
  const recurs = declaration.schedule.kind === 'daily' || declaration.schedule.kind === 'every';
  if (recurs && at > end) return;
  run.loop.book(at, Phase.arrive, EventKind.sessionDue, job);
}

/** A slot of a job's calendar, or the end of the job before it: a session starts unless the last one still runs. */
export function sessionDue(run: Run, job: number): void {
  const now = run.loop.nowUs;
  bookNextStart(run, job, now + 1);
  if (run.openSession[job] !== undefined) {
    run.trace.record({ kind: 'session-missed', at: now, job });
    return;
  }
  const { declaration } = run.model.jobs[job]!;
  const session: Session = {
    id: run.sessions.length,
    job,
    number: ++run.sessionCount[job]!,
    startUs: now,
    closesAtUs: now + (declaration.window?.lengthUs ?? Number.POSITIVE_INFINITY),
    vmRuns: [],
    running: false,
    windowClosed: false,
    ended: false,
    closeTicket: -1,
    openVms: 0,
    failedVms: 0,
    tasksLeft: 0,
    bytes: 0,
  };
  run.sessions.push(session);
  run.openSession[job] = session;
  const closesAt = session.closesAtUs;
  const hasWindow = declaration.window !== undefined;
  run.trace.record({
    kind: 'session-started',
    at: now,
    session: session.id,
    job,
    number: session.number,
    closesAt: hasWindow ? closesAt : null,
  });
  run.loop.book(now + run.model.scenario.overheads.jobInit, Phase.arrive, EventKind.sessionReady, session.id);
  if (declaration.window?.onClose === 'stop') {
    // After the transfers that end at that very instant, before the pass.
    session.closeTicket = run.loop.book(closesAt, Phase.arrive, EventKind.windowClosed, session.id);
  }
  run.sampler.ensure(run);
}

/** The session's init is over: its tasks come into being and join the queue. */
export function sessionReady(run: Run, session: Session): void {
  const job = run.model.jobs[session.job]!;
  job.vms.forEach((vm, vmOrder) => {
    const vmRun = startVm(run, session, vm);
    run.model.vms[vm]!.disks.forEach((disk, diskOrder) => {
      vmRun.tasks.push(makeTask(run, vmRun, disk, vmOrder, diskOrder));
    });
    vmRun.tasksLeft = vmRun.tasks.filter((task) => task.stage !== 'unreachable').length;
  });
  session.openVms = session.vmRuns.length;
  for (const vmRun of session.vmRuns) for (const task of vmRun.tasks) task.sessionBytes = session.bytes;
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  if (session.windowClosed) {
    closeWindow(run, session);
    return;
  }
  if (run.model.scenario.parallelProcessing) {
    for (const vmRun of session.vmRuns) {
      for (const task of vmRun.tasks) if (task.stage === 'held') joinQueue(run, task);
    }
  } else {
    releaseNext(run, session);
  }
  requestPass(run);
}

function startVm(run: Run, session: Session, vm: number): VmRun {
  const vmRun: VmRun = {
    id: run.vmRuns.length,
    vm,
    session,
    tasks: [],
    stage: 'waiting',
    readyTicket: -1,
    snapshotAtUs: -1,
    tasksLeft: 0,
    failed: false,
    attachments: new Map(),
  };
  run.vmRuns.push(vmRun);
  session.vmRuns.push(vmRun);
  return vmRun;
}

function makeTask(run: Run, vmRun: VmRun, disk: number, vmOrder: number, diskOrder: number): Task {
  const { model } = run;
  const { session, vm } = vmRun;
  const job = model.jobs[session.job]!;
  const { declaration } = job;
  const kind = run.restorePoints.next(session.job, disk, session.number === 1, session.startUs);
  const bytes = bytesOfRun(model.disks[disk]!, model.vms[vm]!, {
    full: kind.full,
    sinceUs: kind.full ? 0 : kind.sinceUs,
    bitLooker: declaration.bitLooker,
    growth: model.scenario.blockGrowth[declaration.blockSize],
    ratio: declaration.compressionRatio,
  });
  const { candidates } = run.infrastructure.candidateSets.of(session.job, vm, model.disks[disk]!.datastore);
  const isReachable = candidates.some((place) => canEverTake(run, model.vms[vm]!.host, place));
  const task: Task = {
    task: run.tasks.length,
    job: session.job,
    vm,
    vmOrder,
    diskOrder,
    host: model.vms[vm]!.host,
    datastores: model.vms[vm]!.datastores,
    datastore: model.disks[disk]!.datastore,
    repository: job.repository,
    priority: (declaration.priority === 'high' ? DEFAULTS.highPriority : DEFAULTS.backupPriority).value,
    sessionStartUs: session.startUs,
    readyUs: run.loop.nowUs,
    readBytes: bytes.read,
    sessionBytes: 0,
    hasSnapshot: false,
    session,
    vmRun,
    disk,
    full: kind.full,
    transferredBytes: bytes.transferred,
    stage: isReachable ? 'held' : 'unreachable',
    waitedUs: WAIT_CAUSES.map(() => 0),
    standing: undefined,
    place: undefined,
    openTicket: -1,
    transfer: undefined,
    result: undefined,
  };
  run.tasks.push(task);
  session.bytes += bytes.read;
  if (isReachable) session.tasksLeft++;
  run.trace.record({
    kind: 'task-ready',
    at: run.loop.nowUs,
    task: task.task,
    session: session.id,
    vmRun: vmRun.id,
    disk,
    attempt: 1,
    full: kind.full,
    readBytes: bytes.read,
    transferredBytes: bytes.transferred,
  });
  return task;
}

/** False for a place that the policy never gives to a VM of the host, or that has no memory for a single task. */
function canEverTake({ model, policy }: Run, host: number, { proxy, mode }: Candidate): boolean {
  const row = model.proxies[proxy]!;
  if (policy.sameHostHotAdd === 2 && mode === 'hotadd' && row.host !== host) return false;
  const needsMemory = model.scenario.enforceRam && policy.filters.some(({ name }) => name === 'ram');
  return !needsMemory || ramFor(1) <= row.ram;
}

/** The window closes: nothing more is transferred for this session. */
export function closeWindow(run: Run, session: Session): void {
  session.windowClosed = true;
  if (session.ended) return;
  for (const vmRun of session.vmRuns) {
    for (const task of vmRun.tasks) {
      if (task.stage === 'held' || task.stage === 'waiting') dropTask(run, task, 'window-closed');
      else if (task.stage !== 'unreachable') stopTransfer(run, task);
    }
  }
  requestPass(run);
}

/** After a VM's snapshot is gone and the VM is finalised. */
export function vmEnded(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  vmRun.stage = 'done';
  if (vmRun.failed) session.failedVms++;
  else
    run.restorePoints.made(
      session.job,
      vmRun.tasks.map((task) => task.disk),
      session.startUs,
    );
  run.trace.record({
    kind: 'vm-ended',
    at: run.loop.nowUs,
    vmRun: vmRun.id,
    vm: vmRun.vm,
    session: session.id,
    result: vmRun.failed ? 'failed' : 'success',
  });
  if (--session.openVms > 0) {
    if (!run.model.scenario.parallelProcessing) releaseNext(run, session);
    return;
  }
  const { jobFinalise } = run.model.scenario.overheads;
  run.loop.book(run.loop.nowUs + jobFinalise, Phase.release, EventKind.sessionFinalised, session.id);
}

export function sessionFinalised(run: Run, session: Session): void {
  session.ended = true;
  if (session.closeTicket >= 0) run.loop.cancel(session.closeTicket);
  run.openSession[session.job] = undefined;
  const allFailed = session.failedVms === session.vmRuns.length;
  const result = session.failedVms === 0 ? 'success' : allFailed ? 'failed' : 'warning';
  run.trace.record({ kind: 'session-ended', at: run.loop.nowUs, session: session.id, result });
  for (const follower of run.model.jobs[session.job]!.followers) {
    if (run.model.jobs[follower]!.declaration.enabled) {
      run.loop.book(run.loop.nowUs, Phase.arrive, EventKind.sessionDue, follower);
    }
  }
}
