import { Phase } from '../../engine/event-list.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { EventKind } from '../events.ts';
import type { Run } from '../run.ts';
import { breakAttaching } from '../tasks/attachments.ts';
import { isIntact } from '../tasks/movement.ts';
import { openDisk } from '../tasks/opening.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import { TaskStage } from '../tasks/task.ts';
import { openFlow, pauseTransfer } from '../tasks/transfers.ts';

/** Something went down: tasks whose path it cuts are interrupted, and keep their slots for as long as they may resume. */
export function interruptCutTasks(run: Run): void {
  for (const task of run.running.inOrder()) {
    const isOnItsWay = task.stage === TaskStage.opening || task.stage === TaskStage.transferring;
    if (isOnItsWay && !isIntact(run, task)) interrupt(run, task);
  }
}

export function interrupt(run: Run, task: RunningTask): void {
  if (task.interruption !== undefined) return;
  const now = run.loop.nowUs;
  if (task.stage === TaskStage.transferring) pauseTransfer(run, task);
  else if (task.openTicket >= 0) {
    run.loop.cancel(task.openTicket);
    breakAttaching(run, task);
  }
  task.openTicket = -1;
  const expiryTicket = run.loop.bookCancellable(
    now + run.model.scenario.resumeUs,
    Phase.arrive,
    EventKind.interruptionOver,
    task.runsAs,
  );
  task.interruption = { sinceUs: now, expiryTicket, retryTicket: -1 };
  const { readBytes } = task.progress;
  run.trace.record({ kind: 'task-interrupted', at: now, task: task.task, readBytes });
}

/** Something came up: interrupted tasks reconnect, at fixed intervals from when their connection was lost [doc]. */
export function bookReconnections(run: Run): void {
  const now = run.loop.nowUs;
  for (const task of run.running.inOrder()) {
    const { interruption } = task;
    if (interruption === undefined || interruption.retryTicket >= 0) continue;
    if (!isIntact(run, task)) continue;
    const every = DEFAULTS.reconnect.value;
    // Not at the instant of the loss itself, where what was lost may be back at once.
    const tries = Math.max(1, Math.ceil((now - interruption.sinceUs) / every));
    const at = interruption.sinceUs + tries * every;
    interruption.retryTicket = run.loop.bookCancellable(
      at,
      Phase.arrive,
      EventKind.reconnectDue,
      task.runsAs,
    );
  }
}

/** An interrupted task tries to reconnect, and resumes from the point it had reached [doc]. */
export function reconnectDue(run: Run, task: RunningTask): void {
  task.interruption!.retryTicket = -1;
  if (!isIntact(run, task)) return;
  endInterruption(run, task);
  run.trace.record({ kind: 'task-resumed', at: run.loop.nowUs, task: task.task });
  if (task.stage === TaskStage.opening) openDisk(run, task);
  else openFlow(run, task);
}

/** Ends the interruption of a task, if there is one, and cancels its events. */
export function endInterruption(run: Run, task: RunningTask): void {
  const { interruption } = task;
  if (interruption === undefined) return;
  task.interruption = undefined;
  run.loop.cancel(interruption.expiryTicket);
  run.loop.cancel(interruption.retryTicket);
}
