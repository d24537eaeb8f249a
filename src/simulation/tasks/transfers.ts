import type { Movement } from '../../model/paths/movement.ts';
import { pathOf, targetWorkOf } from '../../model/paths/path.ts';
import { NO_LEASES } from '../infrastructure/run-made-resources.ts';
import type { Run } from '../run.ts';
import { movementTo } from './movement.ts';
import { closeDisk } from './opening.ts';
import { type Progress, progressAfter } from './progress.ts';
import type { RunningTask } from './running-task.ts';
import { TaskStage } from './task.ts';
import { failTask } from './tasks.ts';

/** The disk is open: starts the transfer. */
export function startTransfer(run: Run, task: RunningTask): void {
  task.stage = TaskStage.transferring;
  run.trace.record({ kind: 'transfer-started', at: run.loop.nowUs, task: task.task });
  openFlow(run, task);
}

/** Opens the flow for what is left to read of the disk. */
export function openFlow(run: Run, task: RunningTask): void {
  const { model, infrastructure, path } = run;
  const { flows, nowUs } = run.loop;
  const { work } = model.jobs[task.job]!;
  const movement = findPath(run, task);
  task.leases = run.runMade.lease(task, movement);
  for (const { stage, resource, coefficient } of task.leases) path.add(stage, resource, coefficient);
  if (work.reads === 'vm') infrastructure.latency.transferring(task.datastore, 1);
  run.clockChanges.follow(run);
  const amount = (task.failsAtBytes ?? task.readBytes) - task.progress.readBytes;
  task.transfer = run.transfers.begin(amount, path, nowUs);
  const { cap, resources, coefficients, length } = path;
  const flow = flows.open({ amount, cap, resources, coefficients, length, tag: task.runsAs }, nowUs);
  run.transfers.setFlow(task.transfer, flow);
}

/** Fills in the run's path with that of the task's data, and returns what it moves. */
function findPath({ model, path }: Run, task: RunningTask): Movement {
  const movement = movementTo(task, task.vmRun.chain.repository);
  pathOf(model, movement, task, targetWorkOf(model.jobs[task.job]!.declaration, task.full), path);
  return movement;
}

export function transferFinished(run: Run, task: RunningTask): void {
  closeFlow(run, task, run.transfers.amountOf(task.transfer));
  endTransfer(run, task);
  if (task.failsAtBytes !== undefined) {
    failTask(run, task);
    return;
  }
  task.result = 'success';
  closeDisk(run, task);
}

/** Stops the flow; the bytes read so far count. */
export function pauseTransfer(run: Run, task: RunningTask): void {
  const amount = run.transfers.amountOf(task.transfer);
  const left = run.loop.flows.close(run.transfers.flowOf(task.transfer), run.loop.nowUs);
  closeFlow(run, task, readOf(amount, left));
}

/** Whole bytes read of an amount of which `left` is left. */
function readOf(amount: number, left: number): number {
  return Math.max(0, Math.min(amount, Math.round(amount - left)));
}

/** Ends a transfer before its time, running or interrupted. */
export function abortTransfer(run: Run, task: RunningTask): void {
  if (task.transfer >= 0) pauseTransfer(run, task);
  if (!task.isTransferEnded) endTransfer(run, task);
}

function closeFlow(run: Run, task: RunningTask, readBytes: number): void {
  task.progress = progressAfter(run, task, readBytes);
  for (const { giveBack } of task.leases) giveBack();
  task.leases = NO_LEASES;
  run.transfers.end(task.transfer);
  task.transfer = -1;
  if (run.model.jobs[task.job]!.work.reads === 'vm') {
    run.infrastructure.latency.transferring(task.datastore, -1);
  }
}

function endTransfer(run: Run, task: RunningTask): void {
  task.isTransferEnded = true;
  tell(run, 'transfer-ended', task, task.progress);
}

/** Records, at the end of the run, how far unfinished transfers have come. Changes nothing. */
export function tellCutTransfers(run: Run): void {
  for (const task of run.running.inOrder()) {
    if (task.stage === TaskStage.transferring) tell(run, 'transfer-cut', task, progressSoFar(run, task));
  }
}

function tell(
  run: Run,
  kind: 'transfer-ended' | 'transfer-cut',
  task: RunningTask,
  { readBytes, busy, busiest }: Progress,
): void {
  const transferredBytes =
    readBytes === task.readBytes
      ? task.transferredBytes
      : Math.round(task.transferredBytes * (readBytes / task.readBytes));
  run.trace.record({ kind, at: run.loop.nowUs, task: task.task, readBytes, transferredBytes, busy, busiest });
  countLinkBytes(run, task, readBytes);
}

/** A task keeps its path for all of its transfer, through interruptions too, so its bytes can be counted at the end. */
function countLinkBytes(run: Run, task: RunningTask, readBytes: number): void {
  if (run.linkBytes.length === 0 || readBytes === 0) return;
  findPath(run, task);
  const { links, linkUnits } = run.path;
  for (let i = 0; i < links.length; i++) run.linkBytes[links[i]!]! += Math.round(readBytes * linkUnits[i]!);
}

function progressSoFar(run: Run, task: RunningTask): Progress {
  const { transfer } = task;
  // Interrupted: no flow is open.
  if (transfer < 0) return task.progress;
  const { flows, nowUs } = run.loop;
  const left = flows.remaining(run.transfers.flowOf(transfer), nowUs);
  return progressAfter(run, task, readOf(run.transfers.amountOf(transfer), left));
}
