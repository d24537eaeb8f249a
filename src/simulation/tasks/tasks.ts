import { Phase } from '../../engine/event-list.ts';
import { EventKind } from '../events.ts';
import { failurePointOf } from '../faults/chance.ts';
import { endInterruption } from '../faults/interruption.ts';
import { ignoresAffinity, type PlacesDecision } from '../placing/placing.ts';
import { NO_CANDIDATE } from '../queue/refusal.ts';
import { type Run, requestPass } from '../run.ts';
import type { Session } from '../sessions/session.ts';
import { chargeHeld, leaveTurn, releaseTurn } from '../sessions/turns.ts';
import { type VmRun, VmStage } from '../sessions/vm-run.ts';
import { holdAttachments, leaveAttachments } from './attachments.ts';
import { canEverBeTaken, waysOf } from './make-task.ts';
import { closeDisk, openDisk } from './opening.ts';
import type { RunningTask } from './running-task.ts';
import { type Task, type TaskEnd, TaskStage } from './task.ts';
import { abortTransfer } from './transfers.ts';
import { abandonSnapshot, prepareVm } from './vm-snapshots.ts';

/** Starts a task at its places: takes the slots, and prepares the VM if this is its first task. */
export function startTask(run: Run, waiting: Task, places: Extract<PlacesDecision, { kind: 'place' }>): void {
  const { first, second, repository, decidedBy } = places;
  const now = run.loop.nowUs;
  const waitedUs = run.waits.close(waiting.task, run.waiting.leave(waiting, now));
  const task = run.running.begin(waiting.task, places, run.tasksStarted++);
  const { vmRun, session } = task;
  task.failsAtBytes = failurePointOf(run, task);
  task.stage = TaskStage.preparing;
  bindChain(run, task, repository);
  run.infrastructure.takeSlots(task);
  run.trace.record({
    kind: 'task-started',
    at: now,
    task: task.task,
    proxy: first.proxy,
    mode: first.mode,
    second: second === undefined ? null : { proxy: second.proxy, mode: second.mode },
    repository: repository >= 0 ? repository : task.repository,
    source: task.ways.source,
    isExtent: repository >= 0 && repository !== task.repository,
    decidedBy,
    waitedUs,
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
  if (vmRun.stage === VmStage.waiting) prepareVm(run, task);
  else if (vmRun.stage === VmStage.ready) openDisk(run, task);
}

/** The first disk of a chain decides where all of the chain goes; the ways of waiting tasks of that chain are found again. */
function bindChain(run: Run, task: RunningTask, repository: number): void {
  const { session, vmRun } = task;
  const { chain } = vmRun;
  if (repository < 0) return;
  const { gateway } = run.model.repositories[repository]!;
  const isWritten = run.model.jobs[session.job]!.work.writes === 'repository';
  if (isWritten && chain.gateway < 0) {
    chain.gateway = gateway === 'auto' ? task.first.proxy : gateway;
    if (chain.gateway >= 0) queueChainAgain(run, vmRun);
  }
  if (chain.repository >= 0) return;
  chain.repository = repository;
  if (!session.sharesChain) {
    // All disks of a VM have the same repositories to choose from.
    if (task.ways.repositories.length > 1)
      for (const other of run.tasks.ofVm(vmRun)) findWaysAnew(run, other);
    return;
  }
  // Fulls and increments may have had different repositories to choose from.
  for (const sharing of run.vmRuns.ofPass(session.pass)) {
    for (const other of run.tasks.ofVm(sharing)) {
      const { repositories } = other.ways;
      if (repositories.length > 1 || repositories[0] !== repository) findWaysAnew(run, other);
    }
  }
}

/** While something is down, which places a chain's waiting tasks have left depends on its gateway. */
function queueChainAgain(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  if (run.infrastructure.condition.onlyProxiesDown) return;
  for (const sharing of session.sharesChain ? run.vmRuns.ofPass(session.pass) : [vmRun]) {
    for (const other of run.tasks.ofVm(sharing))
      if (other.stage === TaskStage.waiting) queueAgain(run, other);
  }
}

/** Takes a task out of the queue, and charges what it has waited there. */
export function leaveQueue(run: Run, task: Task): void {
  run.waits.chargeAll(task.task, run.waiting.leave(task, run.loop.nowUs));
}

/** Which tasks a waiting task may wait with has changed. */
export function queueAgain(run: Run, task: Task): void {
  leaveQueue(run, task);
  run.waiting.enter(task, run.loop.nowUs);
}

/** Something that a task's ways depend on has changed: a waiting task may lose its last way, or an unreachable one get one. */
export function findWaysAnew(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  const { stage } = task;
  const isWaiting = stage === TaskStage.waiting;
  if (isWaiting) leaveQueue(run, task);
  if (!task.isRunning) task.host = run.model.vms.hostOf(task.vm);
  task.ways = waysOf(run, task, task.vmRun);
  const isReachable = canEverBeTaken(run, task);
  if ((isWaiting || stage === TaskStage.held) && !isReachable) becomeUnreachable(run, task);
  else if (isWaiting) run.waiting.enter(task, now);
  else if (stage === TaskStage.unreachable && isReachable) becomeReachable(run, task);
}

/** From here on it is treated like a task that no proxy could ever take: given up when all else is done. */
function becomeUnreachable(run: Run, task: Task): void {
  const { vmRun, session } = task;
  const now = run.loop.nowUs;
  const wasHeld = task.stage === TaskStage.held;
  if (wasHeld) {
    chargeHeld(run, task, now);
    session.tasksHeld--;
  }
  task.heldSinceUs = now;
  task.stage = TaskStage.unreachable;
  vmRun.hasUnreachable = true;
  if (vmRun.stage !== VmStage.waiting) {
    taskLeft(run, vmRun);
    return;
  }
  vmRun.tasksLeft--;
  session.tasksLeft--;
  // Between two tries nothing is given up; `retryDue` does that when the wait is over.
  if (session.tasksLeft > 0 || (wasHeld && session.isBetweenTries)) return;
  run.infrastructure.repositorySlots.chainDone(session.chain, now);
  dropUnreachable(run, session);
}

/** A task that was unreachable has a way now, and takes its turn like any other. */
function becomeReachable(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  run.waits.charge(task.task, NO_CANDIDATE, now - task.heldSinceUs);
  task.heldSinceUs = now;
  task.stage = TaskStage.held;
  task.vmRun.tasksLeft++;
  task.session.tasksLeft++;
  task.session.tasksHeld++;
}

/** Stops a task that holds slots, because the window closed or it failed, with the cleanup that its stage requires. */
function stopTask(run: Run, task: RunningTask, result: Exclude<TaskEnd, 'success'>): void {
  const { stage } = task;
  if (stage === TaskStage.ended || stage === TaskStage.closing) return;
  task.result = result;
  task.vmRun.failed = true;
  endInterruption(run, task);
  if (stage === TaskStage.transferring) {
    abortTransfer(run, task);
    closeDisk(run, task);
    return;
  }
  run.loop.cancel(task.openTicket);
  leaveAttachments(task);
  endTask(run, task);
}

/** A task fails, and its VM with it, because the other disks are of no use alone. */
export function failTask(run: Run, task: RunningTask): void {
  stopTask(run, task, 'failed');
  stopVm(run, task.vmRun, 'failed');
  requestPass(run);
}

/** Ends all tasks of a VM that have not ended. */
export function stopVm(run: Run, vmRun: VmRun, result: Exclude<TaskEnd, 'success'>): void {
  for (const task of run.tasks.ofVm(vmRun)) {
    if (task.isRunning) stopTask(run, run.running.of(task.runsAs), result);
    else if (task.stage === TaskStage.held || task.stage === TaskStage.waiting) dropTask(run, task, result);
  }
}

/** A task ends, and frees its slots. */
export function endTask(run: Run, task: RunningTask): void {
  task.stage = TaskStage.ended;
  run.tasksEnded++;
  run.running.end(task);
  run.infrastructure.freeSlots(task);
  run.trace.record({ kind: 'task-ended', at: run.loop.nowUs, task: task.task, result: task.result! });
  if (run.running.size === 0) run.sampler.lastTaskEnded(run);
  taskLeft(run, task.vmRun);
  requestPass(run);
}

/** Ends a task that has never held slots. */
function dropTask(run: Run, task: Task, result: Exclude<TaskEnd, 'success'>): void {
  recordDropped(run, task, result);
  task.vmRun.failed = true;
  taskLeft(run, task.vmRun);
}

/** Records the end of a task that has never held slots, with everything it waited for. */
export function recordDropped(
  run: Run,
  task: Task,
  result: 'window-closed' | 'failed' | 'unfinished',
  now = run.loop.nowUs,
): void {
  const { stage } = task;
  const last = stage === TaskStage.waiting ? run.waiting.leave(task, now) : undefined;
  if (stage === TaskStage.held) {
    chargeHeld(run, task, now);
    task.session.tasksHeld--;
  } else if (stage === TaskStage.unreachable) {
    run.waits.charge(task.task, NO_CANDIDATE, now - task.heldSinceUs);
  }
  task.stage = TaskStage.ended;
  run.tasksEnded++;
  run.trace.record({
    kind: 'task-dropped',
    at: now,
    task: task.task,
    result,
    waitedUs: run.waits.close(task.task, last),
  });
}

/** Gives up the VMs that no proxy can reach, once all else of their session is done, so that it can end. */
export function dropUnreachable(run: Run, session: Session): void {
  const { firstVmRun, endOfVmRuns } = session.pass;
  for (let number = firstVmRun; number < endOfVmRuns; number++) {
    if (run.vmRuns.stageOf(number) === VmStage.done) continue;
    const vmRun = run.vmRuns.of(number);
    if (!run.tasks.ofVm(vmRun).every(({ stage }) => stage === TaskStage.unreachable)) continue;
    giveUpUnreachable(run, vmRun);
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
  }
}

function giveUpUnreachable(run: Run, vmRun: VmRun): void {
  if (!vmRun.hasUnreachable) return;
  const { endOfTasks } = vmRun;
  for (let t = vmRun.firstTask; t < endOfTasks; t++) {
    const task = run.tasks.of(t);
    if (task.stage !== TaskStage.unreachable) continue;
    recordDropped(run, task, 'unfinished');
    vmRun.failed = true;
    vmRun.gaveUp = true;
  }
}

function taskLeft(run: Run, vmRun: VmRun): void {
  const { session } = vmRun;
  const isLastOfSession = --session.tasksLeft === 0;
  if (--vmRun.tasksLeft > 0) {
    if (!run.model.scenario.parallelProcessing) releaseTurn(run, session);
    return;
  }
  if (isLastOfSession || !session.sharesChain) {
    run.infrastructure.repositorySlots.chainDone(vmRun.chain, run.loop.nowUs);
  }
  vmLeft(run, vmRun);
  if (isLastOfSession) dropUnreachable(run, session);
}

/** The last task of a VM has ended. */
function vmLeft(run: Run, vmRun: VmRun): void {
  // The snapshot must not be kept for disks that nothing will ever read.
  giveUpUnreachable(run, vmRun);
  if (vmRun.turn >= 0) leaveTurn(run, vmRun.session);
  if (vmRun.stage === VmStage.waiting) {
    // None of its disks ever got slots: there is no snapshot to remove.
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
    return;
  }
  if (vmRun.stage === VmStage.preparing) run.loop.cancel(vmRun.readyTicket);
  abandonSnapshot(run, vmRun);
}
