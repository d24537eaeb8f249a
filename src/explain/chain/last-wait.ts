import type { InParts } from '../../collections/in-parts.ts';
import type { Explanation } from '../explanation.ts';
import type { ToldTask } from '../state/chronicle.ts';
import { waitingCrowds } from '../waits/crowds.ts';
import { type PlacesWanted, refusedAt } from '../waits/deciding.ts';
import { type Scarce, scarceFor } from '../waits/scarce.ts';
import { waitingFor, walk } from '../waits/waits.ts';

/** What a task lacked last before it could start. */
export interface LastWait extends Scarce {
  readonly cause: string;
  /** From then on there was room for it somewhere. Microseconds from the start. */
  readonly freeUs: number;
}

interface Wanted {
  readonly task: ToldTask;
  /** Since when there was room for it somewhere, and where. Microseconds from the start. */
  readonly freeUs: number;
  readonly places: PlacesWanted;
}

/** Tasks that are looked at in one replay of the run. */
const BATCH = 2000;

/**
 * What tasks waited for last before there was room for them somewhere, and until when. Does not include the wait for a
 * pass of the scheduler. What counts is the place that had room then, because the best place may still lack something.
 *
 * A chain goes back in time and a replay goes forwards. So one replay answers for many tasks: for those that started last
 * before the task in question, too, because the chain is likely to come to some of them.
 */
export class LastWaits {
  readonly #explanation: Explanation;
  /** All tasks that waited in the queue and started, in order of their starts. */
  readonly #waiters: readonly ToldTask[];
  readonly #known = new Map<ToldTask, LastWait>();

  constructor(explanation: Explanation) {
    this.#explanation = explanation;
    this.#waiters = explanation.chronicle.tasks
      .filter(({ startUs, joinUs }) => startUs > joinUs)
      .sort((a, b) => a.startUs - b.startUs);
  }

  /** Call it before `of`. `task`: one that waited in the queue and started. */
  *find(task: ToldTask): InParts<void> {
    if (this.#known.has(task)) return;
    this.#known.clear();
    yield* this.#replay([...this.#startedBefore(task), task]);
  }

  /** `task`: the one that was found last. */
  of(task: ToldTask): LastWait {
    return this.#known.get(task)!;
  }

  /** With passes at intervals, each task takes a replay of its own to find out since when there was room for it. */
  #startedBefore(task: ToldTask): readonly ToldTask[] {
    if (this.#explanation.policy.tickUs > 0) return [];
    const end = this.#waiters.indexOf(task);
    return this.#waiters.slice(Math.max(0, end + 1 - BATCH), end);
  }

  *#replay(tasks: readonly ToldTask[]): InParts<void> {
    const { policy } = this.#explanation;
    const wanted: Wanted[] = [];
    for (const task of tasks) wanted.push({ task, ...(yield* whenFree(this.#explanation, task)) });
    for (const { task, freeUs } of wanted)
      this.#known.set(task, { cause: 'nothing', holders: [], what: null, freeUs });
    const waited = wanted.filter(({ task, freeUs }) => freeUs !== task.joinUs);
    let at = 0;
    yield* walk(this.#explanation, (fromUs, toUs, replica, answers) => {
      for (; at < waited.length && waited[at]!.freeUs <= toUs; at++) {
        const { task, freeUs, places } = waited[at]!;
        const answer = waitingFor(task, Math.max(fromUs, task.joinUs), answers);
        if (toUs > freeUs || answer === undefined) continue;
        const refused = refusedAt(replica, policy, task, places);
        const there = refused === null ? undefined : { ...refused, ...scarceFor(replica, task, refused) };
        // If it is nothing that can be held, the answer for the best place says more.
        const { cause, what, holders } =
          there !== undefined && there.what !== null
            ? there
            : { ...answer, ...scarceFor(replica, task, answer) };
        this.#known.set(task, { cause: cause!, what, holders, freeUs });
      }
      return at < waited.length;
    });
  }
}

function* whenFree(explanation: Explanation, task: ToldTask): InParts<Omit<Wanted, 'task'>> {
  const started = { first: task.started!, second: task.started!.second };
  if (explanation.policy.tickUs === 0) return { freeUs: task.startUs, places: started };
  let freeUs = task.joinUs;
  let places: PlacesWanted = started;
  yield* waitingCrowds(explanation, [task], (_, { answer, fromUs, toUs }) => {
    if (fromUs < task.joinUs) return;
    if (answer.cause !== 'scheduler-tick') {
      freeUs = toUs;
      places = started;
    } else if (fromUs === freeUs && answer.best !== undefined) {
      places = { first: answer.best, second: answer.second ?? null };
    }
  });
  return { freeUs, places };
}
