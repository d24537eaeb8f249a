import { madeOnce } from '../../collections/made-once.ts';
import type { Policy } from '../../policy/policy.ts';
import { isShipped } from '../../policy/resolve.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import { type Answer, answerFor } from './deciding.ts';
import { type Groups, Likeness } from './likeness.ts';

/** What waiting tasks wait for in the replica's current state. Equivalent tasks share an answer, which is computed once. */
export class Answers {
  /** Whether an answer may change with time alone. */
  readonly dependOnTime: boolean;
  /** Grows whenever answers or groups may have changed. */
  version = 0;
  /** Number of answers computed so far. */
  found = 0;
  readonly #replica: Replica;
  readonly #policy: Policy;
  /** Undefined: the policy may answer each task differently. */
  readonly #likeness: Likeness | undefined;
  readonly #known = new Map<number, Answer>();

  constructor(replica: Replica, policy: Policy) {
    const differs = !isShipped(policy) || policy.rank.some(({ differsByTask }) => differsByTask === true);
    this.dependOnTime = differs || replica.model.scenario.latencyControl.enabled;
    this.#replica = replica;
    this.#policy = policy;
    this.#likeness = differs ? undefined : new Likeness(replica);
  }

  /** Call after something happened on which answers may depend. */
  outdate(): void {
    this.version++;
    this.#known.clear();
  }

  /** `task`: one that waits in the queue. */
  of(task: ToldTask): Answer {
    return madeOnce(this.#known, this.groupsOf(task).group, () => {
      this.found++;
      return answerFor(this.#replica, this.#policy, task);
    });
  }

  /** Whether an answer holds for all tasks that could be given the same places. */
  isForAllWays({ lacksSlotsOnly }: Answer): boolean {
    // Otherwise the task's host matters: it may be down, or make a proxy preferred.
    return (
      lacksSlotsOnly === true &&
      this.#likeness !== undefined &&
      this.#policy.sameHostHotAdd === 0 &&
      this.#replica.condition.onlyProxiesDown
    );
  }

  /** The groups of tasks that get the same answer as this one. */
  groupsOf(task: ToldTask): Groups {
    if (this.#likeness === undefined) return { ways: task.task, group: task.task, areLoose: false };
    return this.#likeness.groupsOf(task, this.version);
  }
}
