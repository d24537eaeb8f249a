import type { Candidate } from '../../model/transport.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Explanation } from '../explanation.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import { type Answer, verdictsFor } from '../waits/deciding.ts';
import { type Scarce, scarceFor } from '../waits/scarce.ts';
import { waitingParts } from '../waits/waits.ts';

/** What a task lacked last. */
export interface LastWait extends Scarce {
  readonly cause: string;
  /** Microseconds from the start: from then on it could go somewhere. */
  readonly freeUs: number;
}

type Place = Pick<Candidate, 'proxy' | 'mode'>;

/**
 * What a task waited for last before it could go somewhere, and until when; the wait for a look of the scheduler is none of it. What
 * counts is the place where it could go then, since the best one may still lack what it lacked.
 */
export function lastWaitOf({ chronicle, policy, seed }: Explanation, task: ToldTask): LastWait {
  let last: LastWait = { cause: 'nothing', holders: [], what: null, freeUs: task.joinUs };
  let elsewhere = new Map<string, LastWait>();
  const goesTo = (place: Place) => {
    last = elsewhere.get(keyOf(place)) ?? last;
  };
  waitingParts(chronicle, policy, seed, [task], (_, { answer, fromUs, toUs }, replica) => {
    if (fromUs < task.joinUs) return;
    if (answer.cause === 'scheduler-tick') {
      if (fromUs === last.freeUs && answer.best !== undefined) goesTo(answer.best);
      return;
    }
    const lacks = (of: Answer): LastWait => ({
      cause: of.cause!,
      ...scarceFor(replica, task, of),
      freeUs: toUs,
    });
    last = lacks(answer);
    const mayBeLast = toUs === task.startUs || policy.tickUs > 0;
    elsewhere = mayBeLast ? lacksAtPlaces(replica, policy, task, lacks) : new Map();
  });
  if (last.freeUs === task.startUs) goesTo(task.started!);
  return last;
}

/** What somebody else has of all that the places refuse it for. */
function lacksAtPlaces(
  replica: Replica,
  policy: Policy,
  task: ToldTask,
  lacks: (of: Answer) => LastWait,
): Map<string, LastWait> {
  const found = new Map<string, LastWait>();
  for (const { candidate, refusedBy } of verdictsFor(replica, policy, task)) {
    if (refusedBy === null) continue;
    const last = lacks({ cause: refusedBy, best: candidate });
    if (last.what !== null) found.set(keyOf(candidate), last);
  }
  return found;
}

function keyOf({ proxy, mode }: Place): string {
  return `${proxy} ${mode}`;
}
