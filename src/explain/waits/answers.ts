import { madeOnce } from '../../collections/made-once.ts';
import type { Policy } from '../../policy/policy.ts';
import { isShipped } from '../../policy/resolve.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import { type Answer, answerFor } from './deciding.ts';
import { type Groups, Likeness } from './likeness.ts';

/** What waiting tasks wait for as things stand. Tasks that are alike get the same answer, which is found once. */
export class Answers {
  /** Time alone may change an answer. */
  readonly dependOnTime: boolean;
  /** Grows whenever answers, or who is like whom, may have changed. */
  version = 0;
  /** How many had to be found. */
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

  /** After something happened that answers may depend on. */
  outdate(): void {
    this.version++;
    this.#known.clear();
  }

  /** For a task that waits in the queue. */
  of(task: ToldTask): Answer {
    return madeOnce(this.#known, this.groupsOf(task).group, () => {
      this.found++;
      return answerFor(this.#replica, this.#policy, task);
    });
  }

  /** Whether an answer is that of all tasks that could be given the same places. */
  isForAllWays({ lacksSlotsOnly }: Answer): boolean {
    // By host more than a proxy may be down, or preferred.
    return (
      lacksSlotsOnly === true &&
      this.#likeness !== undefined &&
      this.#policy.sameHostHotAdd === 0 &&
      this.#replica.condition.onlyProxiesDown
    );
  }

  /** Who gets the same answer as a task. */
  groupsOf(task: ToldTask): Groups {
    if (this.#likeness === undefined) return { ways: task.task, group: task.task, areLoose: false };
    return this.#likeness.groupsOf(task, this.version);
  }
}
