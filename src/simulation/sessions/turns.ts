import { waitCauseNumber } from '../../trace/wait-cause.ts';
import { type Run, requestPass } from '../run.ts';
import { type Task, TaskStage } from '../tasks/task.ts';
import type { Session } from './session.ts';
import { type VmRun, VmStage } from './vm-run.ts';

const SEQUENTIAL = waitCauseNumber('sequential');
const RETRY_WAIT = waitCauseNumber('retry-wait');
/** The turn of VMs that belong to no group. */
const ANY_TURN = -1;

/** Charges what a held task has waited since it was last charged. */
export function chargeHeld(run: Run, task: Task, nowUs: number): void {
  const cause = task.session.isBetweenTries ? RETRY_WAIT : SEQUENTIAL;
  run.waits.charge(task.task, cause, nowUs - task.heldSinceUs);
  task.heldSinceUs = nowUs;
}

/** The turn of a held task has come: it joins the queue. */
function joinQueue(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  chargeHeld(run, task, now);
  task.stage = TaskStage.waiting;
  task.session.tasksHeld--;
  run.waiting.enter(task, now);
}

/**
 * Sorts VMs into groups: backup from storage snapshots takes one group after the other, each the VMs that share a snapshot of
 * the array [doc].
 */
export function formGroups(run: Run, session: Session): void {
  session.turn = 0;
  session.lastTurn = ANY_TURN;
  const { storageSnapshots } = run.model.jobs[session.job]!.declaration;
  if (storageSnapshots === undefined) return;
  let count = 0;
  for (const vmRun of run.vmRuns.ofPass(session.pass)) {
    if (!run.tasks.ofVm(vmRun).some(isFromArray)) continue;
    vmRun.turn = Math.floor(count++ / storageSnapshots.vmsPerSnapshot);
    session.lastTurn = vmRun.turn;
  }
}

function isFromArray({ ways }: Task): boolean {
  return ways.first.candidates.some(({ mode }) => mode === 'storage-snapshot');
}

/** Lets all held tasks whose turn it is join the queue. */
export function releaseTurn(run: Run, session: Session): void {
  if (session.isBetweenTries) return;
  if (!run.model.scenario.parallelProcessing) {
    releaseNext(run, session);
    return;
  }
  while (session.turn < session.lastTurn && isTurnOver(run, session)) session.turn++;
  if (session.tasksHeld === 0) return;
  const held = session.tasksHeld;
  const { firstVmRun, endOfVmRuns } = session.pass;
  for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) joinInTurn(run, run.vmRuns.of(vmRun));
  if (session.tasksHeld < held) requestPass(run);
}

/** The held tasks of a VM whose turn has come. */
function joinInTurn(run: Run, { session, turn, firstTask, endOfTasks }: VmRun): void {
  if (turn > session.turn) return;
  for (let task = firstTask; task < endOfTasks; task++) {
    if (run.tasks.stageOf(task) === TaskStage.held) joinQueue(run, run.tasks.of(task));
  }
}

/** All disks of a VM in a group have been read: if it was the last of its group, the turn of the next group has come. */
export function leaveTurn(run: Run, session: Session): void {
  if (isTurnOver(run, session)) releaseTurn(run, session);
}

/** Whether all VMs of the groups whose turn has come have been read. */
function isTurnOver(run: Run, session: Session): boolean {
  for (const { turn, tasksLeft } of openVmRuns(run, session)) {
    if (turn !== ANY_TURN && turn <= session.turn && tasksLeft > 0) return false;
  }
  return true;
}

/** With parallel processing off: lets the next disk of the current VM join the queue, or the first of the next VM. */
function releaseNext(run: Run, session: Session): void {
  const vmRun = vmInTurn(run, session);
  if (vmRun === undefined) return;
  const tasks = run.tasks.ofVm(vmRun);
  if (tasks.some(({ stage }) => !RESTS.has(stage))) return;
  const next = tasks.find(({ stage }) => stage === TaskStage.held);
  if (next === undefined) return;
  joinQueue(run, next);
  requestPass(run);
}

const RESTS: ReadonlySet<TaskStage> = new Set([TaskStage.unreachable, TaskStage.held, TaskStage.ended]);

/** The first VM that is not done and has a disk that some proxy can reach. */
function vmInTurn(run: Run, session: Session): VmRun | undefined {
  for (const vmRun of openVmRuns(run, session)) {
    if (run.tasks.ofVm(vmRun).some(({ stage }) => stage !== TaskStage.unreachable)) return vmRun;
  }
  return undefined;
}

/** The attempts of the pass that are not done. VMs in turns mostly end in order, so the done ones at the front are skipped. */
function* openVmRuns({ vmRuns }: Run, { pass }: Session): Generator<VmRun> {
  for (let number = pass.firstOpen; number < pass.endOfVmRuns; number++) {
    const vmRun = vmRuns.of(number);
    if (vmRun.stage !== VmStage.done) yield vmRun;
    else if (number === pass.firstOpen) pass.firstOpen++;
  }
}
