import { madeOnce } from '../collections/made-once.ts';
import { isUnusable } from '../policy/deciding/decided-by.ts';
import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Explanation } from './explanation.ts';
import { placeText } from './names.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import type { Replica } from './state/replica.ts';
import type { Answers } from './waits/answers.ts';
import { verdictsAt } from './waits/deciding.ts';
import { oneMore, type Relief } from './waits/relief.ts';
import { scarceFor } from './waits/scarce.ts';
import { walk } from './waits/waits.ts';

/**
 * How the slots of a proxy were used from the run's first task start to its last task end. Slot-microseconds; `usedUs`, `downUs`,
 * `unwantedUs` and `kept` add up to slots times that time.
 */
export interface ProxyUse {
  readonly proxy: string;
  readonly slots: number;
  readonly fromUs: number;
  readonly toUs: number;
  /** Number of tasks that held a slot on it. */
  readonly tasks: number;
  readonly usedUs: number;
  /** Free while the proxy was down or not deployed yet. */
  readonly downUs: number;
  /** Free while no waiting task could have used the slot. */
  readonly unwantedUs: number;
  /** Free although tasks waited that the proxy can serve, by what kept them from it, largest first. */
  readonly kept: readonly KeptFree[];
  /** One unit more of what kept slots free the longest; null: nothing did, or there is no way to add a unit. */
  readonly relief: Pick<Relief, 'what' | 'set'> | null;
}

/** Free slots that waiting tasks did not get. */
export interface KeptFree {
  /**
   * The wait cause that refused them this proxy; `better-place`: it had room, but the policy makes them wait for a better place;
   * `scheduler-tick`: they only waited for the next pass of the scheduler.
   */
  readonly cause: string;
  /** What was full or too slow, named as in metrics, or the better place; null: something without a name. */
  readonly what: string | null;
  readonly us: number;
  /** The most tasks that it kept from this proxy at once. */
  readonly mostTasks: number;
}

type Reason = Pick<KeptFree, 'cause' | 'what'>;

/** The cause of tasks that wait for a better place although this one has room. */
export const BETTER_PLACE = 'better-place';

/**
 * Explains why slots of a proxy were free. At every moment, as many free slots as there are waiting tasks that the proxy can serve
 * are charged in equal parts to what keeps these tasks from it; further free slots are unwanted. Undefined: no task ever started.
 */
export function proxyUse({ chronicle, policy, seed }: Explanation, proxy: number): ProxyUse | undefined {
  const { tasks, model, endUs } = chronicle;
  const started = tasks.filter(({ startUs }) => startUs >= 0);
  if (started.length === 0) return undefined;
  const fromUs = started.reduce((least, { startUs }) => Math.min(least, startUs), endUs);
  const toUs = started.reduce((most, task) => Math.max(most, task.endUs < 0 ? endUs : task.endUs), 0);
  const ledger = new Ledger();
  const coming = tasks.toSorted((a, b) => a.joinUs - b.joinUs);
  let come = 0;
  let queue: ToldTask[] = [];
  // Tasks of one group have the same reasons until a record may have changed them.
  const known = new Map<number, readonly Reason[]>();
  let asOf = -1;
  const { slots, name } = model.proxies[proxy]!;
  walk(chronicle, policy, seed, (stretchFromUs, stretchToUs, replica, answers) => {
    const free = Math.max(0, slots - replica.runningTasks(proxy));
    for (const [from, to] of partsWithin(stretchFromUs, stretchToUs, [fromUs, toUs], coming, come)) {
      while (come < coming.length && coming[come]!.joinUs <= from) queue.push(coming[come++]!);
      queue = queue.filter((task) => leavesQueueUs(task) > from);
      ledger.usedUs += (slots - free) * (to - from);
      if (!replica.isOnline(proxy)) ledger.downUs += free * (to - from);
      else if (free > 0) {
        if (answers.version !== asOf) known.clear();
        asOf = answers.version;
        const reasons = queue.flatMap((task) =>
          madeOnce(known, answers.groupsOf(task).group, () =>
            reasonsAt({ chronicle, replica, answers }, task, policy, proxy),
          ),
        );
        ledger.free(free, to - from, reasons);
      }
    }
  });
  const { usedUs, downUs, unwantedUs } = ledger;
  const had = started.filter(({ started: s }) => s!.proxy === proxy || s!.second?.proxy === proxy).length;
  const kept = ledger.kept();
  const relief = reliefOf(model, kept);
  return { proxy: name, slots, fromUs, toUs, tasks: had, usedUs, downUs, unwantedUs, kept, relief };
}

function reliefOf(model: Chronicle['model'], [first]: readonly KeptFree[]): ProxyUse['relief'] {
  const cause = WAIT_CAUSES.find((name) => name === first?.cause);
  return cause === undefined || first!.what === null ? null : oneMore(model, cause, first!.what);
}

/** Clips a stretch to the interval in question, and splits it where a task joins the queue, for which there is no record. */
function* partsWithin(
  fromUs: number,
  toUs: number,
  [firstUs, lastUs]: readonly [number, number],
  coming: readonly ToldTask[],
  next: number,
): Generator<readonly [number, number]> {
  let from = Math.max(fromUs, firstUs);
  const end = Math.min(toUs, lastUs);
  for (let at = next; at < coming.length && coming[at]!.joinUs < end; at++) {
    const { joinUs } = coming[at]!;
    if (joinUs <= from) continue;
    yield [from, joinUs];
    from = joinUs;
  }
  if (from < end) yield [from, end];
}

function leavesQueueUs({ startUs, endUs }: ToldTask): number {
  if (startUs >= 0) return startUs;
  return endUs >= 0 ? endUs : Number.POSITIVE_INFINITY;
}

interface Asked {
  readonly chronicle: Chronicle;
  readonly replica: Replica;
  readonly answers: Answers;
}

/** What keeps a waiting task from a proxy: one reason, or none if the proxy cannot take the task at all. */
function reasonsAt(
  { chronicle, replica, answers }: Asked,
  task: ToldTask,
  policy: Explanation['policy'],
  proxy: number,
): Reason[] {
  const there = verdictsAt(replica, policy, task, proxy).filter(
    ({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy),
  );
  const [first] = there;
  if (first === undefined) return [];
  if (there.some(({ refusedBy }) => refusedBy === null)) {
    const { cause, best } = answers.of(task);
    if (cause === null) return [{ cause: 'scheduler-tick', what: null }];
    return [{ cause: BETTER_PLACE, what: best === undefined ? null : placeText(chronicle.model, best) }];
  }
  const cause = first.refusedBy!;
  return [{ cause, what: scarceFor(replica, task, { cause, best: first.candidate }).what }];
}

/** Adds up slot-microseconds by use. */
class Ledger {
  usedUs = 0;
  downUs = 0;
  unwantedUs = 0;
  readonly #kept = new Map<string, Reason & { us: number; mostTasks: number }>();

  /** Enters slots that were free for a time. `reasons`: what kept each of the waiting tasks from them. */
  free(slots: number, us: number, reasons: readonly Reason[]): void {
    const wanted = Math.min(slots, reasons.length);
    this.unwantedUs += (slots - wanted) * us;
    const counts = new Map<string, number>();
    for (const { cause, what } of reasons) {
      const key = `${cause}/${what}`;
      const kept = this.#kept.get(key) ?? { cause, what, us: 0, mostTasks: 0 };
      kept.us += (wanted / reasons.length) * us;
      this.#kept.set(key, kept);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) {
      const kept = this.#kept.get(key)!;
      kept.mostTasks = Math.max(kept.mostTasks, count);
    }
  }

  kept(): KeptFree[] {
    return [...this.#kept.values()].sort((a, b) => b.us - a.us);
  }
}
