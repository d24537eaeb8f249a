import type { Task } from '../simulator/task.ts';
import { holderName, placesName, taskKey } from './names.ts';
import type { Notebook, Wait } from './notebook.ts';

/** A link of the chain that is said to have determined the end. */
export interface Link {
  readonly fromUs: number;
  readonly toUs: number;
  readonly who: string;
  readonly gave: string;
  readonly task: string | undefined;
}

/**
 * What is wrong with a chain: its links follow each other without a gap up to the last end, and what each is said to have given was
 * what the next one lacked, at its best place or at the one that it then took, and was its own to give.
 */
export function linksThatAreWrong(
  book: Notebook,
  links: readonly Link[],
  endUs: number,
): Record<string, unknown> {
  const { world } = book;
  const found: Record<string, unknown> = {};
  const tasks = new Map(world.tasks.map((task) => [taskKey(task), task]));
  const started = world.tasks.filter(({ startUs }) => startUs !== undefined);
  const last = Math.max(...started.map((task) => task.endUs ?? world.now));
  if (last !== endUs || links.at(-1)?.toUs !== last) found['chain ends'] = { last, endUs };
  for (const [row, link] of links.entries()) {
    const say = (what: string, truth: unknown) => {
      found[`chain ${what}`] = { link, next: links[row + 1], truth };
    };
    const task = link.task === undefined ? undefined : tasks.get(link.task)!;
    const next = links[row + 1];
    if (next !== undefined && next.fromUs !== link.toUs) say('has a gap', next);
    if (task !== undefined && (task.startUs !== link.fromUs || (task.endUs ?? world.now) !== link.toUs))
      say('task is not at work', [task.startUs, task.endUs]);
    const gave = /^([a-z-]+) \((.*)\)$/.exec(link.gave);
    if (gave === null) continue;
    const taker = takerAfter(links, row, tasks);
    if (taker === undefined) continue;
    const lacks = lastLacks(book, taker, link.toUs);
    const named = lacks.filter(({ cause, what }) => cause === gave[1] && what === gave[2]);
    if (named.length === 0)
      say(
        'gave what nobody lacked',
        lacks.map(({ cause, what }) => [cause, what]),
      );
    else if (!named.some(({ holders }) => holders.some((holder) => isGivenBy(book, holder, link, task))))
      say(
        'gave what it did not have',
        named.flatMap(({ holders }) => holders.map((one) => holderName(world, one))),
      );
  }
  return found;
}

/** The task that begins next; the scheduler may have looked only later. Undefined: no link tells which. */
function takerAfter(links: readonly Link[], row: number, tasks: ReadonlyMap<string, Task>): Task | undefined {
  const next = links.slice(row + 1).find(({ who }) => !who.startsWith('wait for the next pass'));
  if (next === undefined) return undefined;
  if (next.task !== undefined) return tasks.get(next.task)!;
  const [, datastore] = /^spacing of starts on datastores\.(.*)$/.exec(next.who) ?? [];
  return [...tasks.values()].find(
    ({ startUs, disk }) => startUs === next.fromUs && disk.datastore.name === datastore,
  );
}

/** What a task lacked just before an instant: at its best place, and at the one that it could go to from then on. */
function lastLacks({ notes }: Notebook, task: Task, atUs: number): Wait[] {
  const row = notes.findLastIndex(({ stretch }) => stretch.toUs <= atUs);
  // Of a scheduler that polls: where it would have gone, had anybody looked.
  const after = notes[row + 1]?.waits.get(task);
  const places = after?.cause === 'scheduler-tick' ? after.goesTo : (task.beganAt ?? []);
  const note = notes[row];
  const taken = places.map((_, n) => note?.lacks.get(task)?.get(placesName(places.slice(0, n + 1))));
  return [note?.waits.get(task), ...taken].filter((one) => one !== undefined);
}

function isGivenBy(
  { world }: Notebook,
  holder: Wait['holders'][number],
  link: Link,
  task: Task | undefined,
): boolean {
  if ('chainOf' in holder) {
    const of = holder.chainOf;
    return task !== undefined && ('vm' in of ? task.vmRun === of : task.vmRun.session === of);
  }
  // Its start, not its end: the next one may come so long after it.
  const { spacingUs } = world.scenario.latencyControl;
  if ('disk' in holder && link.who.startsWith('spacing of starts'))
    return holder.startUs === link.fromUs && link.fromUs + spacingUs === link.toUs;
  if ('disk' in holder) return holder === task;
  return link.who.startsWith(holderName(world, holder));
}
