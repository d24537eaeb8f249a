import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import { sharedUs } from '../figures/diary.ts';
import type { Task } from '../simulator/task.ts';
import { readingEnd, writingEnd } from '../simulator/work.ts';
import { placeName } from './names.ts';
import type { Note, Notebook } from './notebook.ts';

/** What keeps a waiting task from a proxy at which it could be placed, and what is full there, or where it waits instead. */
interface Reason {
  readonly cause: string;
  readonly what: string | null;
}

/** Slot-microseconds; by what free slots were kept from waiting tasks, with the most tasks at once. */
interface Kept {
  us: number;
  mostTasks: number;
}

/** What the slots of a proxy did from the first start of a task to the last end; undefined: no task has started. */
export function proxyUseIn({ notes, world }: Notebook, proxy: BackupProxy) {
  const started = world.tasks.filter(({ startUs }) => startUs !== undefined);
  if (started.length === 0) return undefined;
  const fromUs = Math.min(...started.map(({ startUs }) => startUs!));
  const toUs = Math.max(...started.map(({ endUs = world.now }) => endUs));
  const use = { usedUs: 0, downUs: 0, unwantedUs: 0 };
  const kept: Record<string, Kept> = {};
  for (const note of notes) {
    const us = sharedUs(note.stretch, fromUs, toUs);
    if (us === 0) continue;
    const used = note.stretch.slots.get(proxy)!;
    const free = Math.max(0, proxy.maxConcurrentTasks - used);
    use.usedUs += (proxy.maxConcurrentTasks - free) * us;
    if (!note.online.has(proxy)) {
      use.downUs += free * us;
      continue;
    }
    const reasons = note.queue.flatMap((task) => reasonAt(note, task, proxy) ?? []);
    const wanted = Math.min(free, reasons.length);
    use.unwantedUs += (free - wanted) * us;
    if (free === 0) continue;
    for (const reason of reasons) {
      const own = keptBy(kept, reason);
      own.us += (wanted / reasons.length) * us;
      own.mostTasks = Math.max(own.mostTasks, reasons.filter((other) => isSame(other, reason)).length);
    }
  }
  const had = started.filter(({ beganAt }) => beganAt!.some((place) => place.proxy === proxy));
  return { slots: proxy.maxConcurrentTasks, fromUs, toUs, tasks: had.length, ...use, kept };
}

function keptBy(kept: Record<string, Kept>, { cause, what }: Reason): Kept {
  const name = keptName(cause, what);
  kept[name] ??= { us: 0, mostTasks: 0 };
  return kept[name];
}

export function keptName(cause: string, what: string | null): string {
  return `${cause} at ${what ?? 'nothing'}`;
}

function isSame(a: Reason, b: Reason): boolean {
  return a.cause === b.cause && a.what === b.what;
}

/** Undefined: it is no place for the task. */
function reasonAt({ candidates, lacks, waits }: Note, task: Task, proxy: BackupProxy): Reason | undefined {
  const own = candidates.get(task)!.filter(({ place }) => place.proxy === proxy);
  const [first] = own;
  if (first === undefined) return undefined;
  const { cause, where } = waits.get(task)!;
  if (own.some(({ refusedBy }) => refusedBy === null))
    return cause === 'scheduler-tick' ? { cause, what: null } : { cause: 'better-place', what: where };
  const { what = null } = lacks.get(task)!.get(placeName(first.place))!;
  return { cause: first.refusedBy!, what };
}

/** Whether all tasks of a night have one end: the notes do not say what the other one would lack by itself. */
export function haveOneEnd({ world: { tasks, estate } }: Notebook): boolean {
  return tasks.every(
    (task) => readingEnd(estate, task) === undefined || writingEnd(estate, task) === undefined,
  );
}
