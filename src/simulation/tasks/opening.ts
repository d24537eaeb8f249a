import { Phase } from '../../engine/event-list.ts';
import type { ProxyRow } from '../../model/model.ts';
import { attachingUs, isAttaching, openingUs } from '../../model/opening-times.ts';
import { type Candidate, CONNECTION_CLASS, isNetworkMode, isStorageMode } from '../../model/transport.ts';
import { EventKind } from '../events.ts';
import { interrupt } from '../faults/interruption.ts';
import { type Run, requestPass } from '../run.ts';
import type { Attachment } from './attachments.ts';
import type { RunningTask } from './running-task.ts';
import { TaskStage } from './task.ts';
import { endTask, failTask } from './tasks.ts';

/** The VM is ready, so the disk may open: over the way that the scheduler chose, or what is left of it. */
export function openDisk(run: Run, task: RunningTask): void {
  task.stage = TaskStage.opening;
  task.openTicket = -1;
  const { condition } = run.infrastructure;
  if (!condition.isAllWell) {
    if (!failOver(run, task)) {
      failTask(run, task);
      return;
    }
    if (!condition.isIntact(task)) {
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
 * Where the connection to the storage is gone, which the scheduler did not know, the proxy takes network mode. False,
 * where it must not: the task fails [doc].
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
    // Its place among the attached disks is another's.
    if (mode === 'hotadd') requestPass(run);
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

/** The network mode of a proxy that finds its way to the storage gone: of an allowed list the one that it allows. */
function networkModeOf({ modes }: ProxyRow): Candidate['mode'] {
  return (modes === 'auto' ? undefined : modes.find(isNetworkMode)) ?? 'nbd';
}

/** From now until the disk is open at a place, microseconds. */
function openingTime(run: Run, task: RunningTask, place: Candidate): number {
  const { overheads } = run.model.scenario;
  const { mode } = place;
  return isAttaching(mode)
    ? attachingTime(run, task, place, attachingUs(overheads, mode))
    : openingUs(overheads, mode);
}

/** The VM's first disk on the proxy attaches for all; who comes during that waits for its end. */
function attachingTime(run: Run, task: RunningTask, place: Candidate, attachUs: number): number {
  const attachment = attachmentOf(task, place)!;
  const now = run.loop.nowUs;
  if (attachment.readyAtUs < 0) attachment.readyAtUs = now + attachUs;
  return Math.max(0, attachment.readyAtUs - now);
}

/** A proxy that reads and one that writes attach different disks. */
function keyOf({ proxy, end }: Candidate): number {
  return end === 'read' ? proxy : -1 - proxy;
}

function attachmentOf(task: RunningTask, place: Candidate): Attachment | undefined {
  return task.vmRun.attachments?.get(keyOf(place));
}

export function holdAttachments(task: RunningTask): void {
  holdAttachment(task, task.first);
  if (task.second !== undefined) holdAttachment(task, task.second);
}

function holdAttachment(task: RunningTask, place: Candidate): void {
  if (!isAttaching(place.mode)) return;
  const attachment = attachmentOf(task, place);
  if (attachment !== undefined) attachment.disks++;
  else {
    // Most VMs have none in all their life.
    task.vmRun.attachments ??= new Map();
    task.vmRun.attachments.set(keyOf(place), { readyAtUs: -1, disks: 1 });
  }
}

/** Its way was cut while its disk was being attached: that must be done again. */
export function breakAttaching(run: Run, task: RunningTask): void {
  for (const place of task.places) {
    const attachment = isAttaching(place.mode) ? attachmentOf(task, place) : undefined;
    if (attachment !== undefined && attachment.readyAtUs > run.loop.nowUs) attachment.readyAtUs = -1;
  }
}

/** Without having opened its disk. */
export function leaveAttachments(task: RunningTask): void {
  for (const place of task.places) leaveAttachment(task, place);
}

function leaveAttachment(task: RunningTask, place: Candidate): void {
  if (isAttaching(place.mode)) attachmentOf(task, place)!.disks--;
}

/** It leaves its attachment: whether a proxy now has to detach it, which takes time. */
function detaches(run: Run, task: RunningTask, place: Candidate): boolean {
  if (!isAttaching(place.mode) || --attachmentOf(task, place)!.disks > 0) return false;
  // The volume snapshot is mounted on the proxy until all of the VM has been read [doc].
  if (place.mode === 'off-host') return false;
  task.vmRun.attachments!.delete(keyOf(place));
  // A proxy that is down detaches nothing.
  return run.infrastructure.isOnline(place.proxy);
}

/** The last disk of a VM on a hot-add proxy holds its slots through the detach; everything else closes at once. */
export function closeDisk(run: Run, task: RunningTask): void {
  const { hotaddDetach } = run.model.scenario.overheads;
  task.stage = TaskStage.closing;
  const { first, second } = task;
  const firstDetaches = detaches(run, task, first);
  const secondDetaches = second !== undefined && detaches(run, task, second);
  if (!firstDetaches && !secondDetaches) {
    endTask(run, task);
    return;
  }
  run.loop.book(run.loop.nowUs + hotaddDetach, Phase.release, EventKind.diskClosed, task.runsAs);
}
