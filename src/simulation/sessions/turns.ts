import { waitCauseNumber } from '../../trace/wait-cause.ts';
import { type Run, requestPass } from '../run.ts';
import { type Task, TaskStage } from '../tasks/task.ts';
import type { Session } from './session.ts';
import { type VmRun, VmStage } from './vm-run.ts';

const SEQUENTIAL = waitCauseNumber('sequential');
const RETRY_WAIT = waitCauseNumber('retry-wait');
/** The turn of VMs that wait for nobody's. */
const ANY_TURN = -1;

/** Charges what a held task has waited so far. */
export function chargeHeld(run: Run, task: Task, nowUs: number): void {
  const cause = task.session.isBetweenTries ? RETRY_WAIT : SEQUENTIAL;
  run.waits.charge(task.task, cause, nowUs - task.heldSinceUs);
  task.heldSinceUs = nowUs;
}

/** A task's turn has come: from here on it waits for slots. */
function joinQueue(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  chargeHeld(run, task, now);
  task.stage = TaskStage.waiting;
  task.session.tasksHeld--;
  run.waiting.enter(task, now);
}

/**
 * Backup from storage snapshots takes the VMs in groups: those whose snapshots one array snapshot keeps, group after
 * group [doc].
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

/** Lets everybody join the queue whose turn it is. */
export function releaseTurn(run: Run, session: Session): void {
  if (session.isBetweenTries && session.tasksHeld > 0) return;
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

/** Of a VM in a group nothing is left to read: was it the last, the next group's turn has come. */
export function leaveTurn(run: Run, session: Session): void {
  if (isTurnOver(run, session)) releaseTurn(run, session);
}

/** Nothing is left to read of the groups whose turn has come. */
function isTurnOver(run: Run, session: Session): boolean {
  for (const { turn, tasksLeft } of openVmRuns(run, session)) {
    if (turn !== ANY_TURN && turn <= session.turn && tasksLeft > 0) return false;
  }
  return true;
}

/** With parallel processing off: the next disk of the VM in turn, or the first of the next VM. */
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

/** The first one that is not done and that some proxy can reach. */
function vmInTurn(run: Run, session: Session): VmRun | undefined {
  for (const vmRun of openVmRuns(run, session)) {
    if (run.tasks.ofVm(vmRun).some(({ stage }) => stage !== TaskStage.unreachable)) return vmRun;
  }
  return undefined;
}

/** Those of the pass that are not done. VMs that go in turns mostly end in order: the first ones are not looked at again. */
function* openVmRuns({ vmRuns }: Run, { pass }: Session): Generator<VmRun> {
  for (let number = pass.firstOpen; number < pass.endOfVmRuns; number++) {
    const vmRun = vmRuns.of(number);
    if (vmRun.stage !== VmStage.done) yield vmRun;
    else if (number === pass.firstOpen) pass.firstOpen++;
  }
}
