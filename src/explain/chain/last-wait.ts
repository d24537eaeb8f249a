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

/**
 * What a task waited for last before there was room for it somewhere, and until when. Does not include the wait for a pass of the
 * scheduler. What counts is the place that had room then, because the best place may still lack something.
 */
export function lastWaitOf(explanation: Explanation, task: ToldTask): LastWait {
  const { policy } = explanation;
  const { freeUs, places } = whenFree(explanation, task);
  let last: LastWait = { cause: 'nothing', holders: [], what: null, freeUs };
  if (freeUs === task.joinUs) return last;
  // Only the last answer is asked for: a chain has many links, and a task may have waited all night.
  walk(explanation, (fromUs, toUs, replica, answers) => {
    if (toUs < freeUs) return true;
    const answer = waitingFor(task, Math.max(fromUs, task.joinUs), answers);
    if (toUs > freeUs || answer === undefined) return false;
    const refused = refusedAt(replica, policy, task, places);
    const there = refused === null ? undefined : { ...refused, ...scarceFor(replica, task, refused) };
    // If it is nothing that can be held, the answer for the best place says more.
    const { cause, what, holders } =
      there !== undefined && there.what !== null ? there : { ...answer, ...scarceFor(replica, task, answer) };
    last = { cause: cause!, what, holders, freeUs };
    return false;
  });
  return last;
}

/** Since when there was room for it somewhere, and where. */
function whenFree(explanation: Explanation, task: ToldTask): { freeUs: number; places: PlacesWanted } {
  const started = { first: task.started!, second: task.started!.second };
  if (explanation.policy.tickUs === 0) return { freeUs: task.startUs, places: started };
  let freeUs = task.joinUs;
  let places: PlacesWanted = started;
  waitingCrowds(explanation, [task], (_, { answer, fromUs, toUs }) => {
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
