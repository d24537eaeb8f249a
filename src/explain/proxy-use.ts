import { largest, smallest } from '../collections/extremes.ts';
import type { InParts } from '../collections/in-parts.ts';
import { madeOnce } from '../collections/made-once.ts';
import { isUnusable } from '../policy/deciding/decided-by.ts';
import { type WaitCause, waitCauseOf } from '../trace/wait-cause.ts';
import type { Explanation } from './explanation.ts';
import { placeText } from './names.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import type { Replica } from './state/replica.ts';
import type { Answers } from './waits/answers.ts';
import { type Crowd, type Queue, queuesOverTime } from './waits/crowds.ts';
import { isLackOfSlot, refusalsAt } from './waits/deciding.ts';
import { oneMore, type Relief } from './waits/relief.ts';
import { thingWaitedFor } from './waits/scarce.ts';

/**
 * How the slots of a proxy were used from the run's first task start to its last task end. Slot-microseconds; `usedUs`,
 * `downUs`, `unwantedUs` and `kept` add up to slots times that time.
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
   * The wait cause that refused them this proxy; `better-place`: it had room, but the policy makes them wait for a
   * better place; `scheduler-tick`: they only waited for the next pass of the scheduler.
   */
  readonly cause: WaitCause | typeof BETTER_PLACE;
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
 * Explains why slots of a proxy were free. At every moment, as many free slots as there are waiting tasks that the
 * proxy can serve are charged in equal parts to what keeps these tasks from it; further free slots are unwanted.
 * Undefined: no task ever started.
 */
export function* proxyUse(explanation: Explanation, proxy: number): InParts<ProxyUse | undefined> {
  const { chronicle } = explanation;
  const { tasks, model } = chronicle;
  const started = tasks.filter(({ startUs }) => startUs >= 0);
  if (started.length === 0) return undefined;
  const firstUs = smallest(started.map(({ startUs }) => startUs))!;
  const lastUs = largest(started.map((task) => chronicle.endOf(task)))!;
  const { slots, name } = model.proxies[proxy]!;
  const ledger = new Ledger();
  const reasons = new Reasons(explanation, proxy);
  yield* queuesOverTime(explanation, ({ fromUs, toUs }, queues, state) => {
    const { replica } = state;
    const us = Math.min(toUs, lastUs) - Math.max(fromUs, firstUs);
    if (us <= 0) return;
    const free = Math.max(0, slots - replica.runningTasks(proxy));
    ledger.usedUs += (slots - free) * us;
    if (!replica.isOnline(proxy)) ledger.downUs += free * us;
    else if (free > 0) ledger.free(free, us, reasons.counted(queues(), state));
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
  if (first === undefined || first.cause === BETTER_PLACE || first.what === null) return null;
  return oneMore(model, first.cause, first.what);
}

interface State {
  readonly replica: Replica;
  readonly answers: Answers;
}

/**
 * A reason, null where the proxy is not among those that could take the task; and whether it holds for all tasks of its
 * queue.
 */
interface Found {
  readonly reason: Reason | null;
  readonly isForAll: boolean;
}

/** What keeps waiting tasks from a proxy. Tasks that are alike are asked about once, until something has a consequence. */
class Reasons {
  readonly #explanation: Explanation;
  readonly #proxy: number;
  readonly #known = new Map<Crowd, Found>();
  #asOf = -1;

  constructor(explanation: Explanation, proxy: number) {
    this.#explanation = explanation;
    this.#proxy = proxy;
  }

  /** How many of the waiting tasks each reason keeps from the proxy. */
  counted(queues: Iterable<Queue>, state: State): ReadonlyMap<Reason, number> {
    if (state.answers.version !== this.#asOf) this.#known.clear();
    this.#asOf = state.answers.version;
    const counts = new Map<Reason, number>();
    const count = ({ reason }: Found, { tasks }: Crowd) => {
      if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + tasks.size);
    };
    for (const { all, groups } of queues) {
      const first = this.#of(all, state);
      if (first.isForAll || groups.size === 1) count(first, all);
      else for (const group of groups.values()) count(this.#of(group, state), group);
    }
    return counts;
  }

  #of(crowd: Crowd, state: State): Found {
    return madeOnce(this.#known, crowd, () => this.#find(crowd.one, state));
  }

  #find(task: ToldTask, { replica, answers }: State): Found {
    const { policy, chronicle } = this.#explanation;
    const refusals = refusalsAt(replica, policy, task, this.#proxy);
    const usable = refusals.filter(({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy));
    const lacksSlotsOnly = usable.every(({ refusedBy }) => isLackOfSlot(refusedBy));
    const isForAll = answers.isForAllWays({ lacksSlotsOnly });
    const [first] = usable;
    if (first === undefined) return { reason: null, isForAll };
    if (!usable.some(({ refusedBy }) => refusedBy === null)) {
      const cause = waitCauseOf(first.refusedBy!);
      const what = thingWaitedFor(replica, task, { cause, best: first.candidate });
      return { reason: { cause, what }, isForAll };
    }
    const { cause, best } = answers.of(task);
    if (cause === null) return { reason: { cause: 'scheduler-tick', what: null }, isForAll };
    const what = best === undefined ? null : placeText(chronicle.model, best);
    return { reason: { cause: BETTER_PLACE, what }, isForAll };
  }
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
