import { isUnusable } from '../policy/deciding/decided-by.ts';
import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Explanation } from './explanation.ts';
import { placeText } from './names.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import type { Replica } from './state/replica.ts';
import { type Answer, verdictsAt } from './waits/deciding.ts';
import { oneMore, type Relief } from './waits/relief.ts';
import { scarceFor } from './waits/scarce.ts';
import { walk } from './waits/waits.ts';

/**
 * What became of the slots of a proxy from the first start of a task in the run to the last end; slot-microseconds, which add up to
 * slots times that time.
 */
export interface ProxyUse {
  readonly proxy: string;
  readonly slots: number;
  readonly fromUs: number;
  readonly toUs: number;
  /** Tasks that had a slot on it. */
  readonly tasks: number;
  readonly usedUs: number;
  /** Free, and the proxy was down or not there yet. */
  readonly downUs: number;
  /** Free, and no waiting task could have used the slot. */
  readonly unwantedUs: number;
  /** Free, although tasks waited that the proxy can serve: by what kept them, the most first. */
  readonly kept: readonly KeptFree[];
  /** One unit more of what kept most of them free; null: nothing did, or there could not be more of it. */
  readonly relief: Pick<Relief, 'what' | 'set'> | null;
}

/** Free slots that waiting tasks did not get. */
export interface KeptFree {
  /**
   * The wait cause that refused them this proxy; `better-place`: it had room for them, and the policy lets them wait for a better one;
   * `scheduler-tick`: nothing but the next look at the queue.
   */
  readonly cause: string;
  /** What was full or too slow, as metrics call it, or the better place; null: nothing that has a name. */
  readonly what: string | null;
  readonly us: number;
  /** Most tasks that it kept from this proxy at once. */
  readonly mostTasks: number;
}

type Reason = Pick<KeptFree, 'cause' | 'what'>;

/** Cause of tasks that wait for a better place although this one has room. */
export const BETTER_PLACE = 'better-place';

/**
 * Why the slots of a proxy were free. At every moment each free slot is charged to one waiting task that the proxy can serve, in equal
 * parts over what keeps these tasks from it; slots beyond their number are wanted by nobody. Undefined: no task ever started.
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
  const { slots, name } = model.proxies[proxy]!;
  walk(chronicle, policy, seed, (stretchFromUs, stretchToUs, replica, answers) => {
    const free = Math.max(0, slots - replica.runningTasks(proxy));
    for (const [from, to] of partsWithin(stretchFromUs, stretchToUs, [fromUs, toUs], coming, come)) {
      while (come < coming.length && coming[come]!.joinUs <= from) queue.push(coming[come++]!);
      queue = queue.filter((task) => leavesQueueUs(task) > from);
      ledger.usedUs += (slots - free) * (to - from);
      if (!replica.isOnline(proxy)) ledger.downUs += free * (to - from);
      else if (free > 0) {
        const known = new Map<Answer, Reason | undefined>();
        const reasons = queue.flatMap((task) => {
          const answer = answers.of(task);
          if (!known.has(answer))
            known.set(answer, reasonAt({ chronicle, replica, answer }, task, policy, proxy));
          return known.get(answer) ?? [];
        });
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

/** The part of a stretch that is looked at, cut where the turn of a task comes, of which no record tells. */
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
  readonly answer: Answer;
}

/** What keeps a waiting task from a proxy; undefined: the proxy is none of those that could take it. */
function reasonAt(
  { chronicle, replica, answer }: Asked,
  task: ToldTask,
  policy: Explanation['policy'],
  proxy: number,
): Reason | undefined {
  const there = verdictsAt(replica, policy, task, proxy).filter(
    ({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy),
  );
  const [first] = there;
  if (first === undefined) return undefined;
  if (there.some(({ refusedBy }) => refusedBy === null)) {
    if (answer.cause === null) return { cause: 'scheduler-tick', what: null };
    return {
      cause: BETTER_PLACE,
      what: answer.best === undefined ? null : placeText(chronicle.model, answer.best),
    };
  }
  const cause = first.refusedBy!;
  return { cause, what: scarceFor(replica, task, { cause, best: first.candidate }).what };
}

/** Slot-microseconds by what became of them. */
class Ledger {
  usedUs = 0;
  downUs = 0;
  unwantedUs = 0;
  readonly #kept = new Map<string, Reason & { us: number; mostTasks: number }>();

  /** Slots that were free for a time, and what kept each of the waiting tasks from them. */
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
