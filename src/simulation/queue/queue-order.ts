import type { ClusterView, Policy, QueueKey, TaskView } from '../../policy/policy.ts';
import { KeyRows } from './key-rows.ts';

/**
 * The order of a policy's queue in rows of numbers. A waiting task's row has what is its own: its keys, and at last its number,
 * which is the order in which tasks became ready. Keys that are the same for a whole session are kept once for all of it.
 */
export class QueueOrder {
  /** Of waiting tasks. */
  readonly rows: KeyRows;
  /** Whether a session that starts running, or a VM that gets going, changes keys of its tasks' own. */
  readonly tasksChangeWithSession: boolean;
  readonly tasksChangeWithVm: boolean;
  readonly #view: ClusterView;
  readonly #own: readonly QueueKey[];
  readonly #ofSession: readonly QueueKey[];
  /** By key of the policy: whether it is a matter of the session. */
  readonly #isOfSession: readonly boolean[];

  /** `asksEachTask`: no key is taken to be a matter of the session. */
  constructor({ order }: Policy, view: ClusterView, asksEachTask: boolean) {
    this.#view = view;
    this.#isOfSession = order.map(({ isOfSession }) => isOfSession === true && !asksEachTask);
    this.#own = order.filter((_, k) => !this.#isOfSession[k]);
    this.#ofSession = order.filter((_, k) => this.#isOfSession[k]);
    this.tasksChangeWithSession = this.#own.some((key) => key.changesWith === 'session');
    this.tasksChangeWithVm = this.#own.some((key) => key.changesWith === 'vm');
    this.rows = new KeyRows(this.#own.length + 1);
  }

  /** A new row for a task. */
  add(task: TaskView): number {
    const row = this.rows.add();
    this.write(row, task);
    return row;
  }

  /** Writes a task's keys, as they are now, into its row. */
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

  /** The keys that a task shares with all of its session, as they are now. */
  keysOfSession(task: TaskView): readonly number[] {
    return this.#ofSession.map((key) => key.of(task, this.#view));
  }

  /** Below 0: the task of row `a` goes before that of row `b`. Their sessions' keys are given. */
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
