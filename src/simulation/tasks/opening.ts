import { Phase } from '../../engine/event-list.ts';
import type { ProxyRow } from '../../model/model.ts';
import { attachingUs, detachingUs, isAttaching, openingUs } from '../../model/ways/opening-times.ts';
import {
  type Candidate,
  CONNECTION_CLASS,
  isNetworkMode,
  isStorageMode,
} from '../../model/ways/transport.ts';
import { EventKind } from '../events.ts';
import { interrupt } from '../faults/interruption.ts';
import { type Run, requestPass } from '../run.ts';
import { attachingTime, detaches, leaveAttachment } from './attachments.ts';
import { isIntact } from './movement.ts';
import type { RunningTask } from './running-task.ts';
import { TaskStage } from './task.ts';
import { endTask, failTask } from './tasks.ts';

/** The VM is ready: opens the disk as the scheduler decided, or by failover if the connection to the storage is gone. */
export function openDisk(run: Run, task: RunningTask): void {
  task.stage = TaskStage.opening;
  task.openTicket = -1;
  if (!run.infrastructure.condition.isAllWell) {
    if (!failOver(run, task)) {
      failTask(run, task);
      return;
    }
    if (!isIntact(run, task)) {
      interrupt(run, task);
      return;
    }
  }
  const { first, second } = task;
  const wait = openingTime(run, task, first);
  const both = second === undefined ? wait : Math.max(wait, openingTime(run, task, second));
  const at = run.loop.nowUs + both;
  task.openTicket = run.loop.bookCancellable(at, Phase.arrive, EventKind.diskOpened, task.runsAs);
}

/**
 * Where the connection to the storage is gone, which the scheduler did not know, the proxy fails over to network mode.
 * Returns false if it is not allowed to: then the task fails [doc].
 */
function failOver(run: Run, task: RunningTask): boolean {
  const { infrastructure, model } = run;
  for (const place of task.places) {
    const { proxy, mode, end } = place;
    const datastore = end === 'read' ? task.datastore : task.targetDatastore;
    if (proxy < 0 || !isStorageMode(mode) || infrastructure.condition.reaches(proxy, datastore)) continue;
    const row = model.proxies[proxy]!;
    if (row.platform !== 'vsphere' || !row.failoverToNetwork) return false;
    leaveAttachment(task, place);
    const network = networkModeOf(row);
    const isSecond = place === task.second;
    const connectionClass = CONNECTION_CLASS[network];
    infrastructure.changeMode(task, place, { ...place, mode: network, connectionClass });
    // Another task may attach its disk instead, or find the last connection of the host taken.
    requestPass(run);
    task.vmRun.warned = true;
    run.trace.record({
      kind: 'task-failed-over',
      at: run.loop.nowUs,
      task: task.task,
      mode: network,
      isSecond,
    });
  }
  return true;
}

/** The network mode to which a proxy fails over: the one in its list of allowed modes, else nbd. */
function networkModeOf({ modes }: ProxyRow): Candidate['mode'] {
  return (modes === 'auto' ? undefined : modes.find(isNetworkMode)) ?? 'nbd';
}

/** Microseconds from now until the disk is open at a place. */
function openingTime(run: Run, task: RunningTask, place: Candidate): number {
  const { overheads } = run.model.scenario;
  const { mode } = place;
  return isAttaching(mode)
    ? attachingTime(run, task, place, attachingUs(overheads, mode))
    : openingUs(overheads, mode);
}

/** Closes the disk: the last disk of a VM on a hot-add proxy holds all its slots through the detach, any other ends at once. */
export function closeDisk(run: Run, task: RunningTask): void {
  const { overheads } = run.model.scenario;
  task.stage = TaskStage.closing;
  const { first, second } = task;
  let detachUs = -1;
  if (detaches(run, task, first)) detachUs = detachingUs(overheads, first.mode);
  if (second !== undefined && detaches(run, task, second))
    detachUs = Math.max(detachUs, detachingUs(overheads, second.mode));
  if (detachUs < 0) {
    endTask(run, task);
    return;
  }
  run.loop.book(run.loop.nowUs + detachUs, Phase.release, EventKind.diskClosed, task.runsAs);
}
