import { largest } from '../../../collections/extremes.ts';
import { groupedBy } from '../../../collections/grouped-by.ts';
import type { PastMode, PastSession, PastTask } from '../../../history/past-session.ts';
import { HOUR_US, SECOND_US } from '../../../units/civil-time.ts';
import { ASSUMED_PROXY_CORES, ASSUMED_WRITE_BYTES } from '../../assumed.ts';
import type { SessionsFindings } from '../codes.ts';

/** When a VM was processed, as reported or as assumed. */
export interface TaskTime {
  readonly mode: PastMode | undefined;
  readonly startUs: number;
  readonly endUs: number;
}

/** Our choice: the window that scenarios ask for. */
const USUAL_WINDOW_US = 8 * HOUR_US;

/**
 * When the VMs of sessions were at work. Of those that tell no start, as few are taken to have run at a time as end
 * with their session. Where that tells no length, as many as the assumed repository takes at the rates that they had,
 * and enough to end within the usual window and before the job begins anew. Those without a duration do not count.
 */
export function taskTimes(sessions: readonly PastSession[], findings: SessionsFindings): TaskTime[] {
  const times: TaskTime[] = [];
  for (const [job, own] of groupedBy(sessions, (session) => session.job)) {
    const assumed = new Set<'starts-by-session' | 'starts-by-rate'>();
    for (const [at, session] of own.entries()) {
      const counted = session.tasks.filter((task) => secondsOf(task) > 0);
      const open = counted.filter((task) => startOf(task) === undefined);
      for (const task of counted) {
        const startUs = startOf(task);
        if (startUs !== undefined) times.push(timeOf(task, startUs));
      }
      // Of less it makes no difference: one proxy there is.
      if (open.length > ASSUMED_PROXY_CORES)
        assumed.add(session.seconds === undefined ? 'starts-by-rate' : 'starts-by-session');
      const least = session.seconds === undefined ? takenAtATime(session) : 1;
      const room = roomOf(session, own[at + 1]);
      for (const time of fewestAtATime(open, least, session.startUs, room)) times.push(time);
    }
    for (const code of assumed) findings.add(code, { subject: job });
  }
  return times;
}

function secondsOf({ seconds = 0 }: PastTask): number {
  return seconds;
}

function startOf(task: PastTask): number | undefined {
  const { startUs, endUs } = task;
  return startUs ?? (endUs === undefined ? undefined : endUs - secondsOf(task) * SECOND_US);
}

function timeOf(task: PastTask, startUs: number): TaskTime {
  return { mode: task.mode, startUs, endUs: startUs + secondsOf(task) * SECOND_US };
}

/** At least what one proxy takes. */
function takenAtATime({ tasks, dataBytes }: PastSession): number {
  const seconds = tasks.reduce((sum, task) => sum + secondsOf(task), 0);
  const atATime = dataBytes === undefined ? 0 : Math.floor(ASSUMED_WRITE_BYTES / (dataBytes / seconds));
  return Math.max(ASSUMED_PROXY_CORES, atATime);
}

/** Microseconds that the tasks of a session have to share. */
function roomOf({ startUs, seconds }: PastSession, next: PastSession | undefined): number {
  if (seconds !== undefined) return seconds * SECOND_US;
  return Math.min(USUAL_WINDOW_US, next === undefined ? USUAL_WINDOW_US : next.startUs - startUs);
}

/** One after the other in their order, each as soon as one of the fewest slots with which all end in time is free. */
function fewestAtATime(
  tasks: readonly PastTask[],
  least: number,
  startUs: number,
  roomUs: number,
): TaskTime[] {
  const longest = largest(tasks.map(secondsOf)) ?? 0;
  const room = Math.max(roomUs / SECOND_US, longest);
  let enough = Math.max(1, tasks.length);
  let few = Math.min(least, enough);
  while (few < enough) {
    const slots = Math.floor((few + enough) / 2);
    const ends = startsOn(slots, tasks).map((start, at) => start + secondsOf(tasks[at]!));
    if (largest(ends)! <= room) enough = slots;
    else few = slots + 1;
  }
  return startsOn(few, tasks).map((start, at) => timeOf(tasks[at]!, startUs + start * SECOND_US));
}

/** Seconds from the first start to each task's on so many slots. */
function startsOn(slots: number, tasks: readonly PastTask[]): number[] {
  /** When each slot is free: a heap, the first of them in front. */
  const free = new Float64Array(slots);
  return tasks.map((task) => {
    const start = free[0]!;
    const end = start + secondsOf(task);
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = left + 1 < slots && free[left + 1]! < free[left]! ? left + 1 : left;
      if (child >= slots || free[child]! >= end) break;
      free[at] = free[child]!;
      at = child;
    }
    free[at] = end;
    return start;
  });
}
