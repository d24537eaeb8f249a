import { Phase } from '../engine/event-list.ts';
import { nextStart } from '../model/job-calendar.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import { EventKind } from './events.ts';
import { newChain } from './repository-slots.ts';
import { bookStart, type Run, requestPass } from './run.ts';
import type { Session, VmRun } from './state.ts';
import { dropTask, dropUnreachable, stopTask } from './tasks.ts';
import { formGroups, holdFor, releaseTurn } from './turns.ts';
import { finishVm, startVm } from './vm-runs.ts';

const SEQUENTIAL = waitCauseNumber('sequential');

/** Without a horizon, calendars start runs for a day; what has started goes on until it is done. */
export const DEFAULT_CALENDAR_US = 24 * 3_600_000_000;

/** Books the next start in a job's calendar at or after an instant. */
export function bookNextStart(run: Run, job: number, fromUs: number): void {
  const { clock } = run.model.scenario;
  const { declaration } = run.model.jobs[job]!;
  if (!declaration.enabled) return;
  const at = nextStart(declaration.schedule, clock.startUs, fromUs);
  // The run is cut at its horizon: what started there could do nothing.
  const end = clock.horizonUs ?? DEFAULT_CALENDAR_US;
  if (at === undefined) return;
  const recurs = declaration.schedule.kind === 'daily' || declaration.schedule.kind === 'every';
  if (recurs && at >= end) return;
  bookStart(run, job, at);
}

/** A slot of a job's calendar, or the end of the job before it: a session starts unless the last one still runs. */
export function sessionDue(run: Run, job: number): void {
  const now = run.loop.nowUs;
  run.startsPending--;
  bookNextStart(run, job, now + 1);
  if (run.openSession[job] !== undefined) {
    run.trace.record({ kind: 'session-missed', at: now, job });
    return;
  }
  const { declaration, repository, work } = run.model.jobs[job]!;
  const session: Session = {
    id: run.sessions.length,
    job,
    repository,
    priority: work.priority,
    number: ++run.sessionCount[job]!,
    startUs: now,
    closesAtUs: now + (declaration.window?.lengthUs ?? Number.POSITIVE_INFINITY),
    vmRuns: [],
    attempt: 1,
    running: false,
    windowClosed: false,
    ended: false,
    closeTicket: -1,
    openVms: 0,
    tasksLeft: 0,
    bytes: 0,
    turn: 0,
    chain: newChain(),
    transformsLeft: 0,
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
  openPass(run, session, run.model.jobs[session.job]!.vms);
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  if (session.windowClosed) {
    closeWindow(run, session);
    return;
  }
  releaseTurn(run, session);
  requestPass(run);
}

/** A pass over some VMs: all of the job, or those that failed the last time. */
function openPass(run: Run, session: Session, vms: readonly number[]): void {
  const started = vms.map((vm, vmOrder) => startVm(run, session, vm, vmOrder));
  session.openVms = started.length;
  session.turn = 0;
  formGroups(run, session, started);
}

/** The window closes: nothing more is transferred for this session. */
export function closeWindow(run: Run, session: Session): void {
  session.windowClosed = true;
  if (session.ended) return;
  for (const vmRun of session.vmRuns) {
    for (const task of vmRun.tasks) {
      if (task.stage === 'held' || task.stage === 'waiting') dropTask(run, task, 'window-closed');
      else if (task.stage !== 'unreachable') stopTask(run, task, 'window-closed');
    }
  }
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  requestPass(run);
}

/** After a VM's snapshot is gone and the VM is finalised. */
export function vmEnded(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  finishVm(run, vmRun);
  if (--session.openVms > 0) {
    // With turns of groups the next one came when the last disk had been read.
    if (!run.model.scenario.parallelProcessing) releaseTurn(run, session);
    return;
  }
  const again = vmsToRetry(run, session);
  if (again.length > 0) {
    bookRetry(run, session, again);
    return;
  }
  const { jobFinalise } = run.model.scenario.overheads;
  run.loop.book(run.loop.nowUs + jobFinalise, Phase.release, EventKind.sessionFinalised, session.id);
}

/** The failed VMs of the last pass, as long as the job may retry: never one that was started by hand [doc]. */
function vmsToRetry(run: Run, session: Session): number[] {
  const { retries, schedule } = run.model.jobs[session.job]!.declaration;
  if (schedule.kind === 'manual' || session.windowClosed || session.attempt > retries.times) return [];
  const failed = session.vmRuns.filter((vmRun) => vmRun.attempt === session.attempt && vmRun.failed);
  // A disk that no proxy can ever read would fail again.
  return failed.filter(({ done }) => done!.wasReachable).map(({ vm }) => vm);
}

/** They are ready again at once, and held until the time between two tries is over. */
function bookRetry(run: Run, session: Session, vms: readonly number[]): void {
  const { retries } = run.model.jobs[session.job]!.declaration;
  session.attempt++;
  beginChainAnew(run, session);
  openPass(run, session, vms);
  run.loop.book(run.loop.nowUs + retries.waitUs, Phase.arrive, EventKind.retryDue, session.id);
}

/** What wrote the session's file may be lost: the first proxy that works again writes it from now on. */
function beginChainAnew({ infrastructure }: Run, { chain }: Session): void {
  chain.gateway = -1;
  if (!infrastructure.condition.isRepositoryUp(chain.repository)) chain.repository = -1;
}

export function retryDue(run: Run, session: Session): void {
  if (session.windowClosed || session.ended) return;
  const now = run.loop.nowUs;
  run.trace.record({ kind: 'session-retried', at: now, session: session.id, attempt: session.attempt });
  for (const vmRun of session.vmRuns) {
    for (const task of vmRun.tasks) {
      if (task.stage === 'held') holdFor(run, task, SEQUENTIAL);
      else if (task.stage === 'unreachable') task.heldFor = SEQUENTIAL;
    }
  }
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  releaseTurn(run, session);
  requestPass(run);
}

/** The job is finalised: what is left to do is work on the repository. */
export function sessionFinalised(run: Run, session: Session): void {
  if (session.closeTicket >= 0) run.loop.cancel(session.closeTicket);
  if (!run.transforms.begin(run, session)) endSession(run, session);
}

export function endSession(run: Run, session: Session): void {
  session.ended = true;
  run.openSession[session.job] = undefined;
  run.trace.record({
    kind: 'session-ended',
    at: run.loop.nowUs,
    session: session.id,
    result: resultOf(session),
  });
  forget(run, session);
  for (const follower of run.model.jobs[session.job]!.followers) {
    if (run.model.jobs[follower]!.declaration.enabled) {
      bookStart(run, follower, run.loop.nowUs);
    }
  }
}

/** What has happened is told: nothing asks for a session's VMs after its end. */
function forget({ vmRuns }: Run, session: Session): void {
  for (const { id } of session.vmRuns) vmRuns[id] = undefined;
  session.vmRuns.length = 0;
}

/** The last attempt at a VM counts. */
function resultOf({ vmRuns }: Session): 'success' | 'warning' | 'failed' {
  const last = new Map(vmRuns.map((vmRun) => [vmRun.vm, vmRun]));
  const ended = [...last.values()];
  const failed = ended.filter((vmRun) => vmRun.failed).length;
  if (failed === 0) return ended.some((vmRun) => vmRun.warned) ? 'warning' : 'success';
  return failed === ended.length ? 'failed' : 'warning';
}
