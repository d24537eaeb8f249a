import { Phase } from '../../engine/event-list.ts';
import { allowedSpan, calendarEnd, nextStart, recurs } from '../../model/jobs/job-calendar.ts';
import { EventKind } from '../events.ts';
import { bookStart, type Run, requestPass } from '../run.ts';
import { TaskStage } from '../tasks/task.ts';
import { dropUnreachable, stopVm } from '../tasks/tasks.ts';
import { lastAttempts, newSession, type Session } from './session.ts';
import { chargeHeld, formGroups, releaseTurn } from './turns.ts';
import type { VmRun } from './vm-run.ts';
import { finishVm, startVm } from './vm-runs.ts';

/** Books the next start in a job's calendar at or after an instant. */
export function bookNextStart(run: Run, job: number, fromUs: number): void {
  const { clock } = run.model.scenario;
  const { declaration } = run.model.jobs[job]!;
  if (!declaration.enabled) return;
  const at = nextStart(declaration, clock.startUs, fromUs);
  if (at === undefined) return;
  // A session that starts at the horizon can do nothing. A start at a given date is booked even so: the run lasts until then.
  if (recurs(declaration.schedule) && at >= calendarEnd(declaration.schedule, clock.horizonUs)) return;
  bookStart(run, job, at);
}

/** A start of a job is due, by its calendar or after another job: a session starts, unless the last one is still running. */
export function sessionDue(run: Run, job: number, leader: number): void {
  const now = run.loop.nowUs;
  run.startsPending--;
  run.awaitWindow.delete(job);
  bookNextStart(run, job, now + 1);
  if (run.openSession[job] !== undefined) {
    run.trace.record({ kind: 'session-missed', at: now, job });
    return;
  }
  const session = newSession(run, job, leader);
  run.sessions.push(session);
  run.sessionCount[job] = session.number;
  run.openSession[job] = session;
  const { closesAtUs } = session;
  const { window } = run.model.jobs[job]!.declaration;
  run.trace.record({
    kind: 'session-started',
    at: now,
    session: session.id,
    job,
    number: session.number,
    closesAt: window === undefined ? null : closesAtUs,
  });
  run.loop.book(now + run.model.scenario.overheads.jobInit, Phase.arrive, EventKind.sessionReady, session.id);
  if (window?.onClose === 'stop') {
    // In a phase after the ends of transfers and before the pass. The window of a chain may have closed already.
    const closesAt = Math.max(now, closesAtUs);
    session.closeTicket = run.loop.bookCancellable(
      closesAt,
      Phase.arrive,
      EventKind.windowClosed,
      session.id,
    );
  }
  run.sampler.ensure(run);
}

/** The session is initialised: its tasks are made, and join the queue. */
export function sessionReady(run: Run, session: Session): void {
  openPass(run, session, run.model.jobs[session.job]!.vms.keys());
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  if (session.windowClosed) {
    closeWindow(run, session);
    return;
  }
  releaseTurn(run, session);
  requestPass(run);
}

/** Begins a pass over VMs, by their places in the job. */
function openPass(run: Run, session: Session, places: Iterable<number>): void {
  const first = run.vmRuns.count;
  const attempt = session.passes.length + 1;
  const pass = { attempt, readyUs: run.loop.nowUs, firstVmRun: first, endOfVmRuns: first, firstOpen: first };
  session.passes.push(pass);
  session.pass = pass;
  for (const place of places) {
    if (attempt > 1) session.triedAgain.set(place, run.vmRuns.count);
    startVm(run, session, place);
  }
  pass.endOfVmRuns = run.vmRuns.count;
  session.openVms = pass.endOfVmRuns - first;
  formGroups(run, session);
}

/** The window closes: nothing more is transferred for this session. */
export function closeWindow(run: Run, session: Session): void {
  session.windowClosed = true;
  if (session.ended) return;
  for (const vmRun of run.vmRuns.ofPass(session.pass)) stopVm(run, vmRun, 'window-closed');
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  requestPass(run);
}

/** A VM has been finalised, after the removal of its snapshot. */
export function vmEnded(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  finishVm(run, vmRun);
  if (--session.openVms > 0) {
    // Where VMs go in groups, the next group's turn came when the last disk had been read.
    if (!run.model.scenario.parallelProcessing) releaseTurn(run, session);
    return;
  }
  const again = placesToRetry(run, session);
  if (again.length > 0) {
    bookRetry(run, session, again);
    return;
  }
  const { jobFinalise } = run.model.scenario.overheads;
  run.loop.book(run.loop.nowUs + jobFinalise, Phase.release, EventKind.sessionFinalised, session.id);
}

/** Places of the VMs to retry: those that failed in this pass, while the job may retry; not if it was started by hand [doc]. */
function placesToRetry(run: Run, { job, windowClosed, pass }: Session): number[] {
  const { retries, schedule } = run.model.jobs[job]!.declaration;
  const places: number[] = [];
  if (schedule.kind === 'manual' || windowClosed || pass.attempt > retries.times) return places;
  for (const { failed, gaveUp, placeInJob } of run.vmRuns.ofPass(pass)) {
    // A VM with a disk that no proxy can ever read would only fail again.
    if (failed && !gaveUp) places.push(placeInJob);
  }
  return places;
}

/** Begins the next pass at once, with its tasks held until the wait before the retry is over. */
function bookRetry(run: Run, session: Session, places: readonly number[]): void {
  const { retries } = run.model.jobs[session.job]!.declaration;
  session.isBetweenTries = true;
  beginChainAnew(run, session);
  openPass(run, session, places);
  run.loop.book(run.loop.nowUs + retries.waitUs, Phase.arrive, EventKind.retryDue, session.id);
}

/** The proxy that wrote the session's file may be lost, so the first proxy to work on it now becomes the gateway. */
function beginChainAnew({ infrastructure }: Run, { chain }: Session): void {
  chain.gateway = -1;
  if (!infrastructure.condition.isRepositoryUp(chain.repository)) chain.repository = -1;
}

export function retryDue(run: Run, session: Session): void {
  if (session.windowClosed || session.ended) return;
  const now = run.loop.nowUs;
  const { attempt } = session.pass;
  run.trace.record({ kind: 'session-retried', at: now, session: session.id, attempt });
  for (const vmRun of run.vmRuns.ofPass(session.pass)) {
    for (const task of run.tasks.ofVm(vmRun)) {
      if (task.stage === TaskStage.held) chargeHeld(run, task, now);
    }
  }
  session.isBetweenTries = false;
  if (session.tasksLeft === 0) dropUnreachable(run, session);
  releaseTurn(run, session);
  requestPass(run);
}

/** The job has been finalised: only transforms in the repository are left to do. */
export function sessionFinalised(run: Run, session: Session): void {
  run.loop.cancel(session.closeTicket);
  if (!run.transforms.begin(run, session)) endSession(run, session);
}

export function endSession(run: Run, session: Session): void {
  session.ended = true;
  run.openSession[session.job] = undefined;
  run.trace.record({
    kind: 'session-ended',
    at: run.loop.nowUs,
    session: session.id,
    result: resultOf(run, session),
  });
  forget(run, session);
  for (const follower of run.model.jobs[session.job]!.followers) bookFollower(run, follower, session);
}

/** Books the start of a chained job: now, or once when its window opens, however many sessions have ended until then. */
function bookFollower(run: Run, job: number, leader: Session): void {
  const { enabled, window } = run.model.jobs[job]!.declaration;
  if (!enabled || run.awaitWindow.has(job)) return;
  const { startUs, horizonUs } = run.model.scenario.clock;
  const now = run.loop.nowUs;
  const { chainStartUs } = leader;
  const { opensAtUs } = allowedSpan(window, startUs, { chainStartUs, dueUs: now });
  if (opensAtUs > now) {
    if (horizonUs !== undefined && opensAtUs >= horizonUs) return;
    run.awaitWindow.add(job);
  }
  bookStart(run, job, Math.max(now, opensAtUs), leader.id);
}

/** Nothing asks for a session's VMs or its place in the queue after its end. */
function forget({ vmRuns, waiting }: Run, session: Session): void {
  waiting.sessionEnded(session);
  for (const { firstVmRun, endOfVmRuns } of session.passes) {
    for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) vmRuns.forget(vmRun);
  }
}

/** The result of a session: the worst result of its VMs, by the last attempt at each [doc]. */
function resultOf(run: Run, session: Session): 'success' | 'warning' | 'failed' {
  let hasWarned = false;
  for (const number of lastAttempts(session)) {
    const { failed, warned } = run.vmRuns.of(number);
    if (failed) return 'failed';
    hasWarned ||= warned;
  }
  return hasWarned ? 'warning' : 'success';
}
