import { kindOfChange } from '../../metrics/doubled.ts';
import { linkOf, resourceName } from '../../model/paths/resource-name.ts';
import { changesToTry } from './changes-to-try.ts';
import { inSteps, isOfAll } from './effort.ts';
import { lateJobs } from './late-jobs.ts';
import { type InRuns, isEnough, outcomeWith, type Search, type Step } from './tried-design.ts';

/** How many things are tried alone instead of all of their kind, the most used first. */
const MOST_ALONE = 2;
/** Most things that are named instead of all of their kind. More would be a list that nobody reads: our assumption. */
const MOST_NAMED = 12;

/**
 * Fewer things instead of all of their kind, where that is enough: one alone, those that limit the jobs that are late, or
 * fewer moves. Some of these may still be needless.
 */
export function* narrowed(steps: readonly Step[], search: Search): InRuns<readonly Step[]> {
  let kept = steps;
  for (const step of steps)
    for (const fewer of insteadOf(step, search)) {
      const tried = kept.flatMap((other) => (other === step ? fewer : [other]));
      if (!isEnough(yield* outcomeWith(tried, search), search)) continue;
      kept = tried;
      break;
    }
  return kept;
}

function insteadOf({ change: { what }, cause, times }: Step, search: Search): readonly (readonly Step[])[] {
  const { scenario, options } = search;
  const kind = kindOfChange(what);
  if (!isOfAll(what) && !inSteps(kind)) return [];
  const single = changesToTry(scenario, cause, options)
    .filter((change) => kindOfChange(change.what) === kind && !isOfAll(change.what))
    .map((change) => ({ change, cause, times }));
  if (inSteps(kind)) {
    const further = single.findIndex(({ change }) => change.what === what);
    return single.slice(0, Math.max(0, further)).map((step) => [step]);
  }
  const limits = limitsOfLateJobs(search);
  const limiting = single.filter(({ change: { names } }) =>
    names.some((name) => limits.has(`${sectionOf(kind)}.${name}`)),
  );
  const areFewer = limiting.length <= MOST_NAMED && limiting.length < single.length;
  return [...single.slice(0, MOST_ALONE).map((step) => [step]), ...(areFewer ? [limiting] : [])];
}

const sectionOf = (kind: string) => kind.slice(0, kind.indexOf('.'));

/** What limited data of jobs that missed a window: `links.hq-branch`, `datastores.ds1`. */
function limitsOfLateJobs({ scenario, before: { result } }: Search): ReadonlySet<string> {
  const late = new Set(lateJobs(scenario, result).map(({ name }) => name));
  const links = new Set(scenario.links.map(({ name }) => name));
  return new Set(
    result.limitedBy
      .filter(({ job }) => late.has(job))
      .map(({ by }) => {
        const { table, owner } = resourceName(by);
        return `${table}.${table === 'links' ? linkOf(owner, (name) => links.has(name)) : owner}`;
      }),
  );
}
