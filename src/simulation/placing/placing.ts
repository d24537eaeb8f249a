import { affinityOf } from '../../model/ways/affinity.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { decideBothEnds } from '../../policy/deciding/both-ends.ts';
import { type Decision, decide, isAnyoneThere, NO_CANDIDATE } from '../../policy/deciding/decide.ts';
import type { Run } from '../run.ts';
import { movementTo } from '../tasks/movement.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import type { Task } from '../tasks/task.ts';
import type { CandidateSet } from './candidate-sets.ts';
import { Ranking } from './ranking.ts';

/** Where a task goes, both ends and its repository, or what it waits for. */
export type PlacesDecision =
  | {
      readonly kind: 'place';
      readonly first: Candidate;
      readonly second: Candidate | undefined;
      /** The plain repository or extent; -1: none is needed. */
      readonly repository: number;
      readonly decidedBy: string;
    }
  | (Extract<Decision, { kind: 'wait' }> & {
      /** The first end has room, the second has none beside it. */
      readonly isOfSecondEnd?: true;
    });

/** Decides on all that a task needs: the extent first, then the proxies with what that extent prefers [doc]. */
export function decidePlaces(run: Run, task: Task): PlacesDecision {
  const { infrastructure, policy } = run;
  const repository = infrastructure.repositoryFor(task);
  const set =
    task.ways.repositories.length > 1 ? infrastructure.ways.setAt(task, repository) : task.ways.first;
  const { second: secondSet } = task.ways;
  const { condition } = infrastructure;
  // What is not there comes before what is full.
  if (secondSet !== undefined && !condition.onlyProxiesDown) {
    if (!isAnyoneThere(task, secondSet.candidates, infrastructure)) return NO_CANDIDATE;
  } else if (secondSet?.online === 0) return NO_CANDIDATE;
  const first = canUseRanking(run)
    ? rankingOf(run, set).decide(task)
    : decide(policy, task, set.candidates, infrastructure);
  if (first.kind === 'wait') return first;
  if (secondSet === undefined) return placed(first, undefined, repository);
  const isWayUp = (read: Candidate, write: Candidate) =>
    condition.isWayUp(movementTo(task, -1), { first: read, second: write });
  const both = decideBothEnds(
    {
      model: run.model,
      policy,
      task,
      readers: set.candidates,
      writers: secondSet.candidates,
      view: infrastructure,
      isWayUp: condition.onlyProxiesDown ? undefined : isWayUp,
    },
    first,
  );
  return both.kind === 'wait'
    ? { kind: 'wait', cause: both.cause, refusals: both.refusals, isOfSecondEnd: true }
    : placed(both.first, both.second, repository);
}

/**
 * None of the proxies that the task's repository prefers could be used, so another one was taken: logged and told, where
 * merely busy ones are not [doc].
 */
export function ignoresAffinity({ model, infrastructure }: Run, task: RunningTask): boolean {
  const { first, job, vm, vmRun } = task;
  if (first.preferred) return false;
  const { repository } = vmRun.chain;
  if ((model.repositories[repository]?.affinity.length ?? 0) === 0) return false;
  if (affinityOf(model, job, model.vms.traitsOf(vm).platform, repository).length === 0) return false;
  const { candidates } = infrastructure.ways.setAt(task, repository);
  return !candidates.some(
    (candidate) =>
      candidate.preferred &&
      infrastructure.isOnline(candidate.proxy) &&
      infrastructure.condition.isWayUp(movementTo(task, repository), { first: candidate, second: undefined }),
  );
}

/** While nothing but proxies is down, candidates that are ranked by their proxies alone need not be ranked anew. */
export function canUseRanking({ ranksByProxies, infrastructure }: Run): boolean {
  return ranksByProxies && infrastructure.condition.onlyProxiesDown;
}

/** The ranking of a set, made when somebody asks for the first time. */
export function rankingOf({ policy, infrastructure }: Run, set: CandidateSet): Ranking {
  set.ranking ??= new Ranking(policy, infrastructure, set.candidates, infrastructure.proxyChanges);
  return set.ranking;
}

function placed(
  { candidate, decidedBy }: Extract<Decision, { kind: 'place' }>,
  second: Candidate | undefined,
  repository: number,
): PlacesDecision {
  return { kind: 'place', first: candidate, second, repository, decidedBy };
}
