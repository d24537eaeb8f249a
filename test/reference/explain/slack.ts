import type { Task } from '../simulator/task.ts';
import { taskKey } from './names.ts';
import type { Notebook } from './notebook.ts';
import { Replay } from './replay.ts';
import { isTask } from './units.ts';

interface Told {
  readonly task: Task;
  readonly slackUs: number;
}

/**
 * What is wrong with how much later tasks are said to could have ended: in a night in which all of them end so late nothing ends later
 * than that; and whoever has no time to spare lets somebody begin who has none either, if it is not the last. Those of the chain
 * have none: where a scheduler polls, none up to the next look.
 */
export function slacksThatAreWrong(
  book: Notebook,
  told: readonly Told[],
  isOnChain: (task: Task) => boolean,
): Record<string, unknown> {
  const { world } = book;
  const { schedulerTickUs = 0 } = world.scenario.policy;
  const found: Record<string, unknown> = {};
  const slackOf = new Map(told.map(({ task, slackUs }) => [task, slackUs]));
  const endOf = ({ endUs }: Task) => endUs ?? world.now;
  const lastUs = Math.max(...told.map(({ task }) => endOf(task)));
  const say = (what: string, { task, slackUs }: Told, truth: unknown) => {
    found[`slack ${what} ${taskKey(task)}`] = { slackUs, startUs: task.startUs, endUs: task.endUs, truth };
  };
  const all = new Replay(book, (task, endUs) => Math.max(endUs, endOf(task) + slackOf.get(task)!));
  for (const one of told) {
    const { task, slackUs } = one;
    const { endUs } = all.times.get(task)!;
    if (slackUs < 0 || endOf(task) + slackUs > lastUs) say('is none of', one, lastUs);
    if (endUs > endOf(task) + slackUs) say('is too much, so that later ends', one, endUs - endOf(task));
    if (isOnChain(task) && slackUs > Math.max(0, schedulerTickUs - 1)) say('on the chain of', one, lastUs);
  }
  for (const actor of all.breaches) found[`slack stops ${isTask(actor) ? taskKey(actor) : actor.work}`] = {};
  if (schedulerTickUs > 0) return found;
  for (const one of told) {
    const { task, slackUs } = one;
    if (slackUs > 0 || endOf(task) === lastUs) continue;
    // Of several that end together one alone might not have been needed.
    const later = new Replay(book, (other, endUs) => (endOf(other) === endOf(task) ? endUs + 1 : endUs));
    const isPassedOn = told.some(
      ({ task: next, slackUs: nextUs }) =>
        nextUs === 0 && endOf(next) !== endOf(task) && later.times.get(next)!.startUs > next.startUs!,
    );
    if (!isPassedOn && later.breaches.length === 0) say('none, though nobody waits for', one, endOf(task));
  }
  return found;
}
