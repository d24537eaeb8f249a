import { Phase } from '../engine/event-list.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import { EventKind } from './events.ts';
import { endInterruption } from './interruption.ts';
import { canEverBeTaken, waysOf } from './make-task.ts';
import { closeDisk, holdAttachments, leaveAttachments, openDisk } from './opening.ts';
import { ignoresAffinity, type PlacesDecision } from './placing.ts';
import { type Run, requestPass } from './run.ts';
import type { Session, VmRun } from './state.ts';
import type { Task, TaskEnd } from './task.ts';
import { abortTransfer } from './transfers.ts';
import { holdFor, releaseTurn } from './turns.ts';
import { abandonSnapshot, prepareVm } from './vm-snapshots.ts';
import { addWait } from './wait-account.ts';

const NO_CANDIDATE = waitCauseNumber('no-candidate');
const RETRY_WAIT = waitCauseNumber('retry-wait');

/** Binds a task to its places: takes the slots, and sets its VM going if it is the first of it. */
export function startTask(
  run: Run,
  task: Task,
  { first, second, repository, decidedBy }: Extract<PlacesDecision, { kind: 'place' }>,
): void {
  const now = run.loop.nowUs;
  const { vmRun, session } = task;
  run.waiting.leave(task, now);
  task.places = second === undefined ? [first] : [first, second];
  task.stage = 'preparing';
  bindChain(run, task, repository);
  run.infrastructure.takeSlots(task);
  run.running.add(task);
  run.trace.record({
    kind: 'task-started',
    at: now,
    task: task.task,
    proxy: first.proxy,
    mode: first.mode,
    second: second === undefined ? null : { proxy: second.proxy, mode: second.mode },
    repository: repository >= 0 ? repository : task.repository,
    isExtent: repository >= 0 && repository !== task.repository,
    decidedBy,
    // It waits no more: nobody changes them.
    waitedUs: task.waitedUs,
  });
  if (!session.running) {
    session.running = true;
    run.waiting.sessionStartedRunning(session);
  }
  if (ignoresAffinity(run, task)) {
    vmRun.warned = true;
    run.trace.record({ kind: 'affinity-not-honoured', at: now, task: task.task });
  }
  holdAttachments(task);
  if (vmRun.stage === 'waiting') prepareVm(run, task);
  else if (vmRun.stage === 'ready') openDisk(run, task);
}

/** The chain's first disk settles where all of it goes; who waits for the same chain is told. */
function bindChain(run: Run, task: Task, repository: number): void {
  const { chain } = task.vmRun;
  if (repository < 0) return;
  const { gateway } = run.model.repositories[repository]!;
  if (chain.gateway < 0) chain.gateway = gateway === 'auto' ? task.places[0]!.proxy : gateway;
  if (chain.repository >= 0) return;
  chain.repository = repository;
  if (task.ways.repositories.length === 1) return;
  const others = task.session.vmRuns.filter((vmRun) => vmRun.chain === chain);
  for (const vmRun of others) for (const other of vmRun.tasks) findWaysAnew(run, other);
}

/** Something that a task's ways depend on has changed: while it waits it may lose its last one, or get its first. */
export function findWaysAnew(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  const { stage } = task;
  if (stage === 'waiting') run.waiting.leave(task, now);
  task.ways = waysOf(run, task);
  const isReachable = canEverBeTaken(run, task, task.ways);
  if ((stage === 'waiting' || stage === 'held') && !isReachable) becomeUnreachable(run, task);
  else if (stage === 'waiting') run.waiting.enter(task, now);
  else if (stage === 'unreachable' && isReachable) becomeReachable(run, task);
}

/** From here on it is like one that nobody could ever take: given up when all else is done. */
function becomeUnreachable(run: Run, task: Task): void {
  const { vmRun, session } = task;
  // Between two tries nothing is given up: that is looked at when the wait is over.
  const isBetweenTries = task.stage === 'held' && task.heldFor === RETRY_WAIT;
  if (task.stage === 'held') holdFor(run, task, task.heldFor);
  task.heldSinceUs = run.loop.nowUs;
  task.stage = 'unreachable';
  if (vmRun.stage !== 'waiting') {
    taskLeft(run, vmRun);
    return;
  }
  vmRun.tasksLeft--;
  if (--session.tasksLeft > 0 || isBetweenTries) return;
  run.infrastructure.repositorySlots.chainDone(session.chain, run.loop.nowUs);
  dropUnreachable(run, session);
}

/** It takes its turn like any other. */
function becomeReachable(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  addWait(task, NO_CANDIDATE, now - task.heldSinceUs);
  task.heldSinceUs = now;
  task.stage = 'held';
  task.vmRun.tasksLeft++;
  task.session.tasksLeft++;
}

/** The window closed, or the task failed, while it held slots: what it must clean up it cleans up. */
export function stopTask(run: Run, task: Task, result: Exclude<TaskEnd, 'success'>): void {
  if (task.stage === 'ended' || task.stage === 'closing') return;
  task.result = result;
  task.vmRun.failed = true;
  endInterruption(run, task);
  if (task.stage === 'transferring') {
    abortTransfer(run, task);
    closeDisk(run, task);
    return;
  }
  if (task.stage === 'opening' && task.openTicket >= 0) run.loop.cancel(task.openTicket);
  leaveAttachments(task);
  endTask(run, task);
}

/** A task fails, and its VM with it: the other disks of it are of no use alone. */
export function failTask(run: Run, task: Task): void {
  stopTask(run, task, 'failed');
  for (const other of task.vmRun.tasks) {
    if (other.stage === 'held' || other.stage === 'waiting') dropTask(run, other, 'failed');
    else if (other.stage !== 'unreachable') stopTask(run, other, 'failed');
  }
  requestPass(run);
}

/** Slots freed. */
export function endTask(run: Run, task: Task): void {
  task.stage = 'ended';
  run.tasksEnded++;
  run.running.delete(task);
  run.infrastructure.freeSlots(task);
  run.trace.record({ kind: 'task-ended', at: run.loop.nowUs, task: task.task, result: task.result! });
  if (run.running.size === 0) run.sampler.lastTaskEnded(run);
  taskLeft(run, task.vmRun);
  requestPass(run);
}

/** A task ends without ever having held slots. */
export function dropTask(run: Run, task: Task, result: 'window-closed' | 'failed'): void {
  task.result = result;
  recordDropped(run, task, result);
  task.vmRun.failed = true;
  taskLeft(run, task.vmRun);
}

/** Tells of a task that has never held slots, with all it waited for. */
export function recordDropped(
  run: Run,
  task: Task,
  result: 'window-closed' | 'failed' | 'unfinished',
  now = run.loop.nowUs,
): void {
  if (task.stage === 'waiting') run.waiting.leave(task, now);
  else addWait(task, task.stage === 'held' ? task.heldFor : NO_CANDIDATE, now - task.heldSinceUs);
  task.stage = 'ended';
  run.tasksEnded++;
  run.trace.record({
    kind: 'task-dropped',
    at: now,
    task: task.task,
    result,
    waitedUs: task.waitedUs,
  });
}

/** Once all else of a session is done, the VMs that no proxy can reach are given up, so that the session can end. */
export function dropUnreachable(run: Run, session: Session): void {
  for (const vmRun of session.vmRuns) {
    if (vmRun.stage === 'done' || !vmRun.tasks.every((task) => task.stage === 'unreachable')) continue;
    giveUpUnreachable(run, vmRun);
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
  }
}

function giveUpUnreachable(run: Run, vmRun: VmRun): void {
  for (const task of vmRun.tasks) {
    if (task.stage !== 'unreachable') continue;
    recordDropped(run, task, 'unfinished');
    vmRun.failed = true;
  }
}

function taskLeft(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  const isLastOfSession = --session.tasksLeft === 0;
  if (--vmRun.tasksLeft > 0) {
    if (!run.model.scenario.parallelProcessing) releaseTurn(run, session);
    return;
  }
  if (isLastOfSession || vmRun.chain !== session.chain) {
    run.infrastructure.repositorySlots.chainDone(vmRun.chain, run.loop.nowUs);
  }
  vmLeft(run, vmRun);
  if (isLastOfSession) dropUnreachable(run, session);
}

/** Nothing of the VM is left to read. */
function vmLeft(run: Run, vmRun: VmRun): void {
  // The snapshot must not stay for disks that nothing will ever read.
  giveUpUnreachable(run, vmRun);
  if (vmRun.turn >= 0) releaseTurn(run, vmRun.session);
  if (vmRun.stage === 'waiting') {
    // None of its disks ever got slots: there is no snapshot to remove.
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
    return;
  }
  if (vmRun.stage === 'preparing') run.loop.cancel(vmRun.readyTicket);
  abandonSnapshot(run, vmRun);
}
