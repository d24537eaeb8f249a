import { isAttaching, isDetaching } from '../../model/ways/opening-times.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from './running-task.ts';

/** The disks of one VM that are attached to one proxy. */
export interface Attachment {
  /** When attaching ends or ended; -1: it has not begun. */
  readyAtUs: number;
  /** Number of disks that hold slots there and are not detaching. */
  disks: number;
}

/** The attachments of a VM by proxy and end: see `keyOf`. */
export type Attachments = Map<number, Attachment>;

/**
 * Microseconds until the disk is attached. The VM's first disk on the proxy attaches for all of them; a disk that comes
 * meanwhile waits for the end of that.
 */
export function attachingTime(run: Run, task: RunningTask, place: Candidate, attachUs: number): number {
  const attachment = attachmentOf(task, place)!;
  const now = run.loop.nowUs;
  if (attachment.readyAtUs < 0) attachment.readyAtUs = now + attachUs;
  return Math.max(0, attachment.readyAtUs - now);
}

/** Reading and writing are kept apart, because they attach different disks. */
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
    // Made on demand: most VMs never have any.
    task.vmRun.attachments ??= new Map();
    task.vmRun.attachments.set(keyOf(place), { readyAtUs: -1, disks: 1 });
  }
}

/** The path was cut while the disk was being attached: attaching must start over. */
export function breakAttaching(run: Run, task: RunningTask): void {
  for (const place of task.places) {
    const attachment = isAttaching(place.mode) ? attachmentOf(task, place) : undefined;
    if (attachment !== undefined && attachment.readyAtUs > run.loop.nowUs) attachment.readyAtUs = -1;
  }
}

/** Leaves the attachments of a task that ends before its disk is open. */
export function leaveAttachments(task: RunningTask): void {
  for (const place of task.places) leaveAttachment(task, place);
}

export function leaveAttachment(task: RunningTask, place: Candidate): void {
  if (isAttaching(place.mode)) attachmentOf(task, place)!.disks--;
}

/** A task leaves its attachment. Returns whether the proxy now has to detach, which takes time. */
export function detaches(run: Run, task: RunningTask, place: Candidate): boolean {
  if (!isAttaching(place.mode) || --attachmentOf(task, place)!.disks > 0) return false;
  if (!isDetaching(place.mode)) return false;
  task.vmRun.attachments!.delete(keyOf(place));
  // A proxy that is down detaches nothing.
  return run.infrastructure.isOnline(place.proxy);
}
