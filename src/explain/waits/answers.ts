import { madeOnce } from '../../collections/made-once.ts';
import type { Policy } from '../../policy/policy.ts';
import { isShipped } from '../../policy/resolve.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { Replica } from '../state/replica.ts';
import { type Answer, answerFor } from './deciding.ts';
import { type AnswerGroups, type Groups, Likeness } from './likeness.ts';
import { SeenByFilters } from './seen-by-filters.ts';

/** What waiting tasks wait for in the replica's current state. Equivalent tasks share an answer, which is computed once. */
export class Answers {
  /** Whether an answer may change with time alone. */
  readonly dependOnTime: boolean;
  /** Grows whenever answers or groups may have changed. */
  version = 0;
  /** Number of answers needed so far. One that is needed again in a later state counts again. */
  found = 0;
  readonly #replica: Replica;
  readonly #policy: Policy;
  /** Undefined: the policy may answer each task differently. */
  readonly #likeness: Likeness | undefined;
  /** Undefined: more matters to an answer than what filters see of a task. */
  readonly #seen: SeenByFilters | undefined;
  /** By group, or by places and what filters see of the task. */
  readonly #known = new Map<number | string, Answer>();
  /** The same, for answers that stay valid as long as the loads of the proxies do not change. */
  readonly #lasting = new Map<string, Answer>();
  readonly #isByLoads: boolean;
  #upVersion = 0;

  constructor(replica: Replica, policy: Policy) {
    const differs = !isShipped(policy) || policy.rank.some(({ differsByTask }) => differsByTask === true);
    this.dependOnTime = differs || replica.model.scenario.latencyControl.enabled;
    this.#replica = replica;
    this.#policy = policy;
    // With `sameHostHotAdd`, the task's host may make a proxy preferred.
    this.#seen = differs || policy.sameHostHotAdd !== 0 ? undefined : new SeenByFilters(replica, policy);
    this.#likeness = differs ? undefined : new Likeness(replica, this.#seen);
    this.#isByLoads = policy.rank.every(({ isFixed, isByLoad }) => isFixed === true || isByLoad === true);
  }

  /** Call after something happened on which answers may depend. */
  outdate(): void {
    this.version++;
    this.#known.clear();
    const { proxyLoads, upVersion } = this.#replica;
    if (proxyLoads.take().length === 0 && upVersion === this.#upVersion) return;
    this.#upVersion = upVersion;
    this.#lasting.clear();
  }

  /** `task`: one that waits in the queue. */
  of(task: ToldTask): Answer {
    return this.inGroups(this.groupsOf(task), task);
  }

  /** The same for a task whose groups are known. */
  inGroups(groups: AnswerGroups, task: ToldTask): Answer {
    const key = this.keyOf(groups, task);
    return madeOnce(this.#known, key, () => {
      this.found++;
      const answer = () => answerFor(this.#replica, this.#policy, task);
      const lasts = typeof key === 'string' && this.#isByLoads && this.#replica.condition.isAllWell;
      return lasts ? madeOnce(this.#lasting, key, answer) : answer();
    });
  }

  /** Equal for tasks to which the same applies at every place, until answers are outdated. */
  keyOf({ ways, group, hasOneEnd }: AnswerGroups, task: ToldTask): number | string {
    return hasOneEnd && this.#seen !== undefined ? `${ways}/${this.#seen.of(task)}` : group;
  }

  /** Whether an answer holds for all tasks with the same `Groups.ways`. */
  isForAllWays({ lacksSlotsOnly }: Pick<Answer, 'lacksSlotsOnly'>): boolean {
    return lacksSlotsOnly === true && this.#seen !== undefined;
  }

  /** The groups of tasks that get the same answer as this one. */
  groupsOf(task: ToldTask): Groups {
    if (this.#likeness === undefined)
      return {
        ways: task.task,
        group: task.task,
        seen: undefined,
        batch: `${task.task}`,
        areLoose: false,
        hasOneEnd: false,
      };
    return this.#likeness.groupsOf(task, this.version);
  }

  /** The counts with which the group of a task changes: when one of them is full, or no longer. */
  roomsOf(task: ToldTask): readonly Counted[] {
    return this.#likeness?.roomsOf(task) ?? [];
  }
}
