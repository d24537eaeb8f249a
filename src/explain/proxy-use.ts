import { madeOnce } from '../collections/made-once.ts';
import { isUnusable } from '../policy/deciding/decided-by.ts';
import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Explanation } from './explanation.ts';
import { placeText } from './names.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import type { Replica } from './state/replica.ts';
import type { Answers } from './waits/answers.ts';
import { queueGroups } from './waits/crowds.ts';
import { verdictsAt } from './waits/deciding.ts';
import { oneMore, type Relief } from './waits/relief.ts';
import { thingWaitedFor } from './waits/scarce.ts';

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
export function proxyUse(explanation: Explanation, proxy: number): ProxyUse | undefined {
  const { chronicle, policy } = explanation;
  const { tasks, model, endUs } = chronicle;
  const started = tasks.filter(({ startUs }) => startUs >= 0);
  if (started.length === 0) return undefined;
  const firstUs = started.reduce((least, { startUs }) => Math.min(least, startUs), endUs);
  const lastUs = started.reduce((most, task) => Math.max(most, task.endUs < 0 ? endUs : task.endUs), 0);
  const { slots, name } = model.proxies[proxy]!;
  const ledger = new Ledger();
  // By group of tasks, until something has a consequence.
  const known = new Map<number, Reason | null>();
  let asOf = -1;
  queueGroups(explanation, ({ fromUs, toUs }, groups, { replica, answers }) => {
    const us = Math.min(toUs, lastUs) - Math.max(fromUs, firstUs);
    if (us <= 0) return;
    const free = Math.max(0, slots - replica.runningTasks(proxy));
    ledger.usedUs += (slots - free) * us;
    if (!replica.isOnline(proxy)) ledger.downUs += free * us;
    else if (free > 0) {
      if (answers.version !== asOf) known.clear();
      asOf = answers.version;
      const counts = new Map<Reason, number>();
      for (const [group, { tasks: alike, one }] of groups()) {
        const reason = madeOnce(known, group, () =>
          reasonAt({ chronicle, replica, answers }, one, policy, proxy),
        );
        if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + alike.size);
      }
      ledger.free(free, us, counts);
    }
  });
  const { usedUs, downUs, unwantedUs } = ledger;
  const had = started.filter(({ started: s }) => s!.proxy === proxy || s!.second?.proxy === proxy).length;
  const kept = ledger.kept();
  return {
    proxy: name,
    slots,
    fromUs: firstUs,
    toUs: lastUs,
    tasks: had,
    usedUs,
    downUs,
    unwantedUs,
    kept,
    relief: reliefOf(model, kept),
  };
}

function reliefOf(model: Chronicle['model'], [first]: readonly KeptFree[]): ProxyUse['relief'] {
  const cause = WAIT_CAUSES.find((name) => name === first?.cause);
  return cause === undefined || first!.what === null ? null : oneMore(model, cause, first!.what);
}

interface Asked {
  readonly chronicle: Chronicle;
  readonly replica: Replica;
  readonly answers: Answers;
}

/** What keeps a waiting task from a proxy; null: the proxy is not among those that could take it. */
function reasonAt(
  { chronicle, replica, answers }: Asked,
  task: ToldTask,
  policy: Explanation['policy'],
  proxy: number,
): Reason | null {
  const there = verdictsAt(replica, policy, task, proxy).filter(
    ({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy),
  );
  const [first] = there;
  if (first === undefined) return null;
  if (there.some(({ refusedBy }) => refusedBy === null)) {
    const { cause, best } = answers.of(task);
    if (cause === null) return { cause: 'scheduler-tick', what: null };
    return { cause: BETTER_PLACE, what: best === undefined ? null : placeText(chronicle.model, best) };
  }
  const cause = first.refusedBy!;
  return { cause, what: thingWaitedFor(replica, task, { cause, best: first.candidate }) };
}

/** Adds up slot-microseconds by use. */
class Ledger {
  usedUs = 0;
  downUs = 0;
  unwantedUs = 0;
  readonly #kept = new Map<string, Reason & { us: number; mostTasks: number }>();

  /** Slots that were free for a time, and how many of the waiting tasks each reason kept from them. */
  free(slots: number, us: number, reasons: ReadonlyMap<Reason, number>): void {
    const tasks = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    const wanted = Math.min(slots, tasks);
    this.unwantedUs += (slots - wanted) * us;
    const counts = new Map<string, number>();
    for (const [{ cause, what }, count] of reasons) {
      const key = `${cause}/${what}`;
      const kept = madeOnce(this.#kept, key, () => ({ cause, what, us: 0, mostTasks: 0 }));
      kept.us += (wanted * count * us) / tasks;
      counts.set(key, (counts.get(key) ?? 0) + count);
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
