import type { Task } from '../simulator/task.ts';
import { interruptionsOf } from './lives.ts';
import { holderName } from './names.ts';
import type { Note, Notebook } from './notebook.ts';

/** What a task does between two instants, and why. */
export function stateIn(book: Notebook, { states, waits, queue, places, stretch }: Note, task: Task) {
  const { world } = book;
  const { state, sinceUs } = states.get(task) ?? { state: 'not ready', sinceUs: null };
  const wait = waits.get(task);
  const row = queue.indexOf(task);
  return {
    state: state === 'cut-off' ? 'interrupted' : state,
    sinceUs,
    place: places.get(task) ?? null,
    waiting:
      wait === undefined
        ? null
        : {
            cause: wait.cause,
            place: wait.where,
            what: wait.what ?? null,
            holders: wait.holders.map((holder) => holderName(world, holder)).sort(),
            before: queue.slice(0, Math.max(0, row)).map((other) => holderName(world, other)),
          },
    interruptedBy: state === 'cut-off' ? standsStillBy(book, task, stretch.fromUs) : [],
  };
}

/** Everything that was down on its way as long as it stood still. */
function standsStillBy(book: Notebook, task: Task, atUs: number): readonly string[] {
  return interruptionsOf(book, task).findLast(({ fromUs }) => fromUs <= atUs)!.by;
}
