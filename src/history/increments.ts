import { largest } from '../collections/extremes.ts';
import { madeOnce } from '../collections/made-once.ts';
import { present } from '../collections/present.ts';
import { SECOND_US } from '../units/civil-time.ts';
import type { PastMode, PastSession, PastTask } from './past-session.ts';

/**
 * A session that shows how long an ordinary increment of its job takes: no full, no retry, and nothing in it failed.
 */
export interface Increment {
  readonly session: PastSession;
  /** Duration of its longest task, or of the session if its report has no tasks. */
  readonly seconds: number;
  /** One part per VM; a single part for all its VMs if the report has no tasks. */
  readonly parts: readonly IncrementPart[];
}

/** The part of an increment that belongs to one VM. */
export interface IncrementPart {
  /** As named in its report; WHOLE_JOB for all VMs of the job together. */
  readonly vm: string;
  readonly mode?: PastMode;
  readonly seconds: number;
  /**
   * Microseconds since the start of the job's last session that made a restore point of the VM; absent: none is
   * known.
   */
  readonly sinceUs?: number;
  /** Read from this VM's disks alone. */
  readonly readBytes?: number;
}

/** Used in place of a VM's name, which is never empty. */
export const WHOLE_JOB = '';

/** The ordinary increments of each job, by the job's name in the reports, ordered by time. */
export function incrementsByJob(sessions: readonly PastSession[]): ReadonlyMap<string, readonly Increment[]> {
  const found = new Map<string, Increment[]>();
  const last = new Map<string, number>();
  for (const session of [...sessions].sort((a, b) => a.startUs - b.startUs)) {
    const { job, startUs } = session;
    const increments = madeOnce(found, job, (): Increment[] => []);
    const since = (vm: string) => last.get(restorePoint(job, vm));
    const increment = incrementOf(session, since);
    if (increment !== undefined) increments.push(increment);
    for (const vm of protectedBy(session)) last.set(restorePoint(job, vm), startUs);
  }
  return found;
}

/** Names may contain anything but this separator. */
function restorePoint(job: string, vm: string): string {
  return `${job}\0${vm}`;
}

function protectedBy({ result, tasks }: PastSession): string[] {
  const vms = tasks.filter((task) => task.result !== 'failed').map(({ vm }) => vm);
  return result === 'failed' && vms.length === 0 ? [] : [WHOLE_JOB, ...vms];
}

function incrementOf(
  session: PastSession,
  lastStart: (vm: string) => number | undefined,
): Increment | undefined {
  const { result, isRetry, tasks, startUs } = session;
  // Reports without kinds are assumed to be of increments; any fulls among them are outliers in everything that
  // follows.
  if (result === 'failed' || isRetry || (session.kind ?? 'incremental') !== 'incremental') return undefined;
  const since = (vm: string) => {
    const before = lastStart(vm);
    return before === undefined || before >= startUs ? undefined : startUs - before;
  };
  if (tasks.length === 0) return wholeIncrement(session, since(WHOLE_JOB));
  const parts: IncrementPart[] = [];
  for (const task of tasks) {
    const seconds = secondsOf(task);
    if (seconds === undefined || task.result === 'failed') return undefined;
    if ((task.kind ?? 'incremental') !== 'incremental') return undefined;
    const { vm, mode, readBytes } = task;
    parts.push({
      vm,
      seconds,
      ...present({ sinceUs: since(vm), mode, readBytes }),
    });
  }
  return { session, seconds: largest(parts.map((part) => part.seconds)) ?? 0, parts };
}

function wholeIncrement(session: PastSession, sinceUs: number | undefined): Increment | undefined {
  const { seconds, dataBytes } = session;
  if (seconds === undefined) return undefined;
  return {
    session,
    seconds,
    parts: [{ vm: WHOLE_JOB, seconds, ...present({ sinceUs, readBytes: dataBytes }) }],
  };
}

function secondsOf({ seconds, startUs, endUs }: PastTask): number | undefined {
  if (seconds !== undefined) return seconds;
  return startUs === undefined || endUs === undefined ? undefined : (endUs - startUs) / SECOND_US;
}
