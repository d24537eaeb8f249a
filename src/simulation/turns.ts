import { waitCauseNumber } from '../trace/wait-cause.ts';
import { type Run, requestPass } from './run.ts';
import type { Session, VmRun } from './state.ts';
import type { Task } from './task.ts';
import { addWait } from './wait-account.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');
/** The turn of VMs that wait for nobody's. */
const ANY_TURN = -1;

/** Charges what a held task has waited so far, and says what it is held for from now on. */
export function holdFor(run: Run, task: Task, cause: number): void {
  const now = run.loop.nowUs;
  addWait(task, task.heldFor, now - task.heldSinceUs);
  task.heldFor = cause;
  task.heldSinceUs = now;
}

/** A task's turn has come: from here on it waits for slots. */
function joinQueue(run: Run, task: Task): void {
  holdFor(run, task, task.heldFor);
  task.stage = 'waiting';
  run.waiting.enter(task, run.loop.nowUs);
}

/**
 * Backup from storage snapshots takes the VMs in groups: those whose snapshots one array snapshot keeps, group after
 * group [doc].
 */
export function formGroups(run: Run, session: Session, vmRuns: readonly VmRun[]): void {
  const { storageSnapshots } = run.model.jobs[session.job]!.declaration;
  let count = 0;
  for (const vmRun of vmRuns) {
    const isGrouped = storageSnapshots !== undefined && vmRun.tasks.some(isFromArray);
    vmRun.turn = isGrouped ? Math.floor(count++ / storageSnapshots.vmsPerSnapshot) : ANY_TURN;
  }
}

function isFromArray({ ways }: Task): boolean {
  return ways.first.candidates.some(({ mode }) => mode === 'storage-snapshot');
}

/** Lets everybody join the queue whose turn it is. */
export function releaseTurn(run: Run, session: Session): void {
  const open = session.vmRuns.filter((vmRun) => vmRun.attempt === session.attempt);
  if (open.some(({ tasks }) => tasks.some((task) => task.stage === 'held' && task.heldFor === RETRY_WAIT)))
    return;
  if (!run.model.scenario.parallelProcessing) {
    releaseNext(run, open);
    return;
  }
  const isOfTurn = ({ turn }: VmRun) => turn === ANY_TURN || turn <= session.turn;
  // A group's turn is over when nothing of it is left to read.
  const last = open.reduce((latest, { turn }) => Math.max(latest, turn), ANY_TURN);
  const isOver = ({ turn, tasksLeft }: VmRun) => turn === ANY_TURN || turn > session.turn || tasksLeft === 0;
  while (session.turn < last && open.every(isOver)) session.turn++;
  const next = open.filter(isOfTurn).flatMap(({ tasks }) => tasks.filter((task) => task.stage === 'held'));
  for (const task of next) joinQueue(run, task);
  if (next.length > 0) requestPass(run);
}

/** With parallel processing off: the next disk of the VM in turn, or the first of the next VM. */
function releaseNext(run: Run, open: readonly VmRun[]): void {
  const isReachable = (task: Task) => task.stage !== 'unreachable';
  const vmRun = open.find((vm) => vm.stage !== 'done' && vm.tasks.some(isReachable));
  if (vmRun === undefined) return;
  if (vmRun.tasks.some((task) => isReachable(task) && task.stage !== 'held' && task.stage !== 'ended'))
    return;
  const next = vmRun.tasks.find((task) => task.stage === 'held');
  if (next === undefined) return;
  joinQueue(run, next);
  requestPass(run);
}
