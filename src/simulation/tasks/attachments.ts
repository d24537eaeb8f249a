import { isAttaching, isDetaching } from '../../model/ways/opening-times.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from './running-task.ts';

/** A VM's disks on one proxy that must attach them. */
export interface Attachment {
  /** When the attaching ends or ended. */
  readyAtUs: number;
  /** Its disks that hold slots there and are not detaching. */
  disks: number;
}

/** A VM's attachments by what they are to: see `keyOf`. */
export type Attachments = Map<number, Attachment>;

/** The VM's first disk on the proxy attaches for all; who comes during that waits for its end. */
export function attachingTime(run: Run, task: RunningTask, place: Candidate, attachUs: number): number {
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

export function leaveAttachment(task: RunningTask, place: Candidate): void {
  if (isAttaching(place.mode)) attachmentOf(task, place)!.disks--;
}

/** It leaves its attachment: whether a proxy now has to detach it, which takes time. */
export function detaches(run: Run, task: RunningTask, place: Candidate): boolean {
  if (!isAttaching(place.mode) || --attachmentOf(task, place)!.disks > 0) return false;
  if (!isDetaching(place.mode)) return false;
  task.vmRun.attachments!.delete(keyOf(place));
  // A proxy that is down detaches nothing.
  return run.infrastructure.isOnline(place.proxy);
}
