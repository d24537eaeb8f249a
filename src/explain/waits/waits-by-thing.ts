import type { InParts } from '../../collections/in-parts.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../../trace/wait-cause.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Explanation } from '../explanation.ts';
import { waitingCrowds } from './crowds.ts';
import { thingWaitedFor } from './scarce.ts';

/** About how many looks take as long as one decision. */
const LOOKS_PER_DECISION = 10;

interface Sum {
  readonly job: number;
  readonly cause: number;
  readonly thing: string | null;
  us: number;
}

/**
 * For which things the tasks of a run waited: by job in declaration order, then by cause, then largest first. The rows
 * of a job and a cause add up to what the run charged its tasks. `budget`: the most scheduler decisions that may be
 * repeated for this, where looking at tasks whose decision is known counts as a tenth of one; undefined: it would take
 * more.
 */
export function* waitsByThing(explanation: Explanation, budget: number): InParts<ThingWaitRow[] | undefined> {
  const { chronicle } = explanation;
  const waiters = chronicle.tasks.filter(({ waitedUs }) => waitedUs.some((us) => us > 0));
  const sums = new Map<string, Sum>();
  let looks = 0;
  let isWithin = true;
  yield* waitingCrowds(
    explanation,
    waiters,
    ({ one, size }, { fromUs, toUs, answer }, { replica, answers }) => {
      looks++;
      isWithin = answers.found + looks / LOOKS_PER_DECISION <= budget;
      if (!isWithin) return false;
      const { job } = one;
      const cause = waitCauseNumber(answer.cause!);
      const thing = thingWaitedFor(replica, one, answer);
      const sum = madeOnce(sums, `${job}/${cause}/${thing}`, (): Sum => ({ job, cause, thing, us: 0 }));
      sum.us += (toUs - fromUs) * size;
      return true;
    },
  );
  if (!isWithin) return undefined;
  return [...sums.values()].sort(byJobAndCause).map(({ job, cause, thing, us }) => ({
    job: chronicle.model.jobs[job]!.name,
    cause: WAIT_CAUSES[cause]!,
    thing,
    seconds: us / SECOND_US,
  }));
}

function byJobAndCause(a: Sum, b: Sum): number {
  const byName = (a.thing ?? '') < (b.thing ?? '') ? -1 : 1;
  return a.job - b.job || a.cause - b.cause || b.us - a.us || byName;
}
