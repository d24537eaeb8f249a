/** One attempt at one disk, identified by names alone, so that rows of two different estates can be compared. */
export interface ComparedTask {
  readonly job: string;
  /** From 1, like `attempt`. */
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly disk: string;
  /** When it got its slots, in seconds from the start of the clock; null: never. */
  readonly startSeconds: number | null;
  /** Proxy and mode of each end, and the repository if there was a choice: `px1 hotadd`; null: never placed. */
  readonly place: string | null;
  readonly readBytes: number;
  /**
   * What its slot was held for; null: it did not succeed, was interrupted, used two proxies or none, or the table
   * does not say.
   */
  readonly took: {
    readonly mode: string;
    readonly transferStartSeconds: number;
    readonly transferEndSeconds: number;
    readonly endSeconds: number;
  } | null;
}

/** Tasks that both sides have and that were placed differently. */
export interface MovedTasks {
  /** Tasks that started on both sides. */
  readonly of: number;
  readonly count: number;
  readonly first: readonly { readonly task: string; readonly was: string; readonly is: string }[];
  /** Tasks that started on one side alone. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** The first decision that differs between two runs; null on a side: it made no more decisions. */
export interface FirstApart {
  /** Number of the decision, from 0. */
  readonly index: number;
  readonly was: Decided | null;
  readonly is: Decided | null;
}

export interface Decided {
  readonly task: string;
  readonly atSeconds: number;
  readonly place: string;
}

/** Most moved tasks listed; the count covers the rest. */
const NAMED = 5;

/** `nightly 1: app01/0`; later attempts are marked as such. */
export function taskName({ job, session, attempt, vm, disk }: ComparedTask): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  return `${job} ${session}: ${vm}/${disk}${again}`;
}

type Placed = ComparedTask & { readonly startSeconds: number; readonly place: string };

function started(tasks: readonly ComparedTask[]): Placed[] {
  return tasks.flatMap((task) => (isPlaced(task) ? [task] : []));
}

function isPlaced(task: ComparedTask): task is Placed {
  return task.startSeconds !== null && task.place !== null;
}

export function movedTasks(before: readonly ComparedTask[], after: readonly ComparedTask[]): MovedTasks {
  const places = new Map<string, string>();
  for (const task of after) if (isPlaced(task)) places.set(taskName(task), task.place);
  const first: MovedTasks['first'][number][] = [];
  let of = 0;
  let count = 0;
  let onlyBefore = 0;
  for (const task of before) {
    if (!isPlaced(task)) continue;
    const name = taskName(task);
    const is = places.get(name);
    if (is === undefined) {
      onlyBefore++;
      continue;
    }
    of++;
    if (is === task.place) continue;
    count++;
    if (first.length < NAMED) first.push({ task: name, was: task.place, is });
  }
  return { of, count, first, onlyBefore, onlyAfter: places.size - of };
}

/** Null if all decisions are equal. */
export function firstApart(
  before: readonly ComparedTask[],
  after: readonly ComparedTask[],
): FirstApart | null {
  const a = started(before);
  const b = started(after);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const was = a[index];
    const is = b[index];
    if (was !== undefined && is !== undefined && isSame(was, is)) continue;
    return { index, was: decided(was), is: decided(is) };
  }
  return null;
}

function isSame(a: Placed, b: Placed): boolean {
  return (
    wholeMilliseconds(a.startSeconds) === wholeMilliseconds(b.startSeconds) &&
    a.place === b.place &&
    taskName(a) === taskName(b)
  );
}

/** Whole milliseconds, the resolution of fingerprints: runs with equal fingerprints must not differ here. */
export function wholeMilliseconds(seconds: number): number {
  return Math.floor(Math.round(seconds * 1e6) / 1000);
}

function decided(task: Placed | undefined): Decided | null {
  if (task === undefined) return null;
  return { task: taskName(task), atSeconds: task.startSeconds, place: task.place };
}
