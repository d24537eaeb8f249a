import { largest, smallest } from '../collections/extremes.ts';
import type { InParts } from '../collections/in-parts.ts';
import { madeOnce } from '../collections/made-once.ts';
import { isUnusable } from '../policy/deciding/decided-by.ts';
import { type WaitCause, waitCauseOf } from '../trace/wait-cause.ts';
import type { Explanation } from './explanation.ts';
import { placeText } from './names.ts';
import type { Chronicle } from './state/chronicle.ts';
import type { Replica } from './state/replica.ts';
import { type Alike, type Crowd, onceByAnswer, type Queue } from './waits/alike.ts';
import type { Answers } from './waits/answers.ts';
import { queuesOverTime } from './waits/crowds.ts';
import { type Answer, isLackOfSlot, refusalsAt } from './waits/deciding.ts';
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

/** Whether a proxy could take a waiting task now. */
interface Verdict {
  /** Whether it holds for all tasks of its queue. */
  readonly isForAll: boolean;
  /** What refuses the proxy; null: nothing does; undefined: it is not among those that could ever take the task. */
  readonly refusal: Answer | null | undefined;
}

/** Reasons with how many tasks each keeps from a proxy. */
type Counts = ReadonlyMap<string, Reason & { readonly tasks: number }>;

/**
 * What keeps waiting tasks from a proxy. Tasks with the same answer are asked about once, until something has a
 * consequence.
 */
class Reasons {
  readonly #explanation: Explanation;
  readonly #proxy: number;
  /** By `Answers.keyOf`. */
  readonly #verdicts = new Map<number | string, Verdict>();
  #asOf = -1;

  constructor(explanation: Explanation, proxy: number) {
    this.#explanation = explanation;
    this.#proxy = proxy;
  }

  /** How many of the waiting tasks each reason keeps from the proxy. */
  counted(queues: Iterable<Queue>, state: State): Counts {
    if (state.answers.version !== this.#asOf) this.#verdicts.clear();
    this.#asOf = state.answers.version;
    const counts = new Map<string, Reason & { tasks: number }>();
    const count = (alike: Alike, verdict: Verdict, { size }: Crowd) => {
      const reason = this.#reason(alike, verdict, state);
      if (reason === undefined) return;
      madeOnce(counts, `${reason.cause}/${reason.what}`, () => ({ ...reason, tasks: 0 })).tasks += size;
    };
    for (const { all, groups } of queues) {
      const [first] = groups.values();
      const verdictOf = onceByAnswer((alike) => this.#verdict(alike, state));
      const verdict = verdictOf(first!);
      if (verdict.isForAll || groups.size === 1) count(first!, verdict, all);
      else for (const group of groups.values()) count(group, verdictOf(group), group);
    }
    return counts;
  }

  #verdict({ groups, one }: Alike, { replica, answers }: State): Verdict {
    return madeOnce(this.#verdicts, answers.keyOf(groups, one), () => {
      const refusals = refusalsAt(replica, this.#explanation.policy, one, this.#proxy);
      const usable = refusals.filter(({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy));
      const lacksSlotsOnly = usable.every(({ refusedBy }) => isLackOfSlot(refusedBy));
      const isForAll = answers.isForAllWays({ lacksSlotsOnly });
      const [first] = usable;
      if (first === undefined) return { isForAll, refusal: undefined };
      if (usable.some(({ refusedBy }) => refusedBy === null)) return { isForAll, refusal: null };
      return { isForAll, refusal: { cause: first.refusedBy, best: first.candidate } };
    });
  }

  #reason({ groups, one }: Alike, { refusal }: Verdict, { replica, answers }: State): Reason | undefined {
    if (refusal === undefined) return undefined;
    if (refusal !== null) {
      const cause = waitCauseOf(refusal.cause!);
      return { cause, what: thingWaitedFor(replica, one, { cause, best: refusal.best }) };
    }
    const { cause, best } = answers.inGroups(groups, one);
    if (cause === null) return { cause: 'scheduler-tick', what: null };
    const what = best === undefined ? null : placeText(this.#explanation.chronicle.model, best);
    return { cause: BETTER_PLACE, what };
  }
}

/** Adds up slot-microseconds by use. */
class Ledger {
  usedUs = 0;
  downUs = 0;
  unwantedUs = 0;
  readonly #kept = new Map<string, Reason & { us: number; mostTasks: number }>();

  /** Slots that were free for a time, and how many of the waiting tasks each reason kept from them. */
  free(slots: number, us: number, reasons: Counts): void {
    let all = 0;
    for (const { tasks } of reasons.values()) all += tasks;
    const wanted = Math.min(slots, all);
    this.unwantedUs += (slots - wanted) * us;
    for (const [key, { cause, what, tasks }] of reasons) {
      const kept = madeOnce(this.#kept, key, () => ({ cause, what, us: 0, mostTasks: 0 }));
      kept.us += (wanted * tasks * us) / all;
      kept.mostTasks = Math.max(kept.mostTasks, tasks);
    }
  }

  kept(): KeptFree[] {
    return [...this.#kept.values()].sort((a, b) => b.us - a.us);
  }
}
