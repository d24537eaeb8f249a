import type { ClusterView, Policy, QueueKey, TaskView } from '../../policy/policy.ts';
import { KeyRows } from './key-rows.ts';

/**
 * The queue order of a policy as rows of numbers. The row of a waiting task holds the values of the keys that differ within a
 * session, and last its number, the order in which tasks became ready. Keys that are the same for all tasks of a session
 * are stored once per group, so that a change of them rewrites no rows.
 */
export class QueueOrder {
  /** One per waiting task. */
  readonly rows: KeyRows;
  /** Whether keys in the rows change when their session starts running, or their VM comes into process. */
  readonly tasksChangeWithSession: boolean;
  readonly tasksChangeWithVm: boolean;
  readonly #view: ClusterView;
  readonly #own: readonly QueueKey[];
  readonly #ofSession: readonly QueueKey[];
  /** By key of the policy: whether it is the same for all tasks of a session. */
  readonly #isOfSession: readonly boolean[];

  /** `asksEachTask`: every key is stored per task. */
  constructor({ order }: Policy, view: ClusterView, asksEachTask: boolean) {
    this.#view = view;
    this.#isOfSession = order.map(({ isOfSession }) => isOfSession === true && !asksEachTask);
    this.#own = order.filter((_, k) => !this.#isOfSession[k]);
    this.#ofSession = order.filter((_, k) => this.#isOfSession[k]);
    this.tasksChangeWithSession = this.#own.some((key) => key.changesWith === 'session');
    this.tasksChangeWithVm = this.#own.some((key) => key.changesWith === 'vm');
    this.rows = new KeyRows(this.#own.length + 1);
  }

  /** Makes a row for a task. */
  add(task: TaskView): number {
    const row = this.rows.add();
    this.write(row, task);
    return row;
  }

  /** Writes the current keys of a task into its row. */
  write(row: number, task: TaskView): void {
    const { numbers, width } = this.rows;
    const at = row * width;
    for (let k = 0; k < width - 1; k++) numbers[at + k] = this.#own[k]!.of(task, this.#view);
    numbers[at + width - 1] = task.task;
  }

  taskOf(row: number): number {
    const { numbers, width } = this.rows;
    return numbers[row * width + width - 1]!;
  }

  /** The current keys that a task shares with its session. */
  keysOfSession(task: TaskView): readonly number[] {
    return this.#ofSession.map((key) => key.of(task, this.#view));
  }

  /** Negative: the task of row `a` comes before that of row `b`. Their sessions' keys are given. */
  compare(a: number, aOfSession: readonly number[], b: number, bOfSession: readonly number[]): number {
    if (aOfSession === bOfSession) return this.rows.compare(a, b);
    const { numbers, width } = this.rows;
    const isOfSession = this.#isOfSession;
    let left = a * width;
    let right = b * width;
    let shared = 0;
    for (let k = 0; k < isOfSession.length; k++) {
      const one = isOfSession[k]! ? aOfSession[shared]! : numbers[left++]!;
      const other = isOfSession[k]! ? bOfSession[shared++]! : numbers[right++]!;
      if (one !== other) return one < other ? -1 : 1;
    }
    return numbers[left]! - numbers[right]!;
  }
}
