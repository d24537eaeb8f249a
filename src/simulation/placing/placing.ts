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
import type { Ways } from './ways.ts';

/** Where a task goes, with both ends and its repository, or what it waits for. */
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
      /** The first end has room, but then the second has none. */
      readonly isOfSecondEnd?: true;
    });

/**
 * Decides where a task goes, of its ways that are up: the extent first, then the proxies, with the preferences of that
 * extent [doc].
 */
export function decidePlaces(run: Run, task: Task, ways: Ways): PlacesDecision {
  const { infrastructure, policy } = run;
  const repository = infrastructure.repositoryFor(task);
  const set = candidatesAt(run, task, ways, repository);
  const { second: secondSet } = ways;
  const { condition } = infrastructure;
  // Whether writers are available at all is decided before whether anything has room.
  if (secondSet !== undefined && ways.asksEach) {
    if (!isAnyoneThere(task, secondSet.candidates, infrastructure)) return NO_CANDIDATE;
  } else if (secondSet?.online === 0) return NO_CANDIDATE;
  const first = canUseRanking(run, ways)
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
      isWayUp: ways.asksEach ? isWayUp : undefined,
    },
    first,
  );
  return both.kind === 'wait'
    ? { ...both, isOfSecondEnd: true }
    : placed(both.first, both.second, repository);
}

/** The places for a task's first end, of its ways that are up; `repository`: the one that it would be given. */
export function candidatesAt(run: Run, task: Task, ways: Ways, repository: number): CandidateSet {
  return ways.repositories.length > 1 ? run.infrastructure.ways.setAt(task, repository) : ways.first;
}

/**
 * Whether a task went to another proxy because none of those that its repository prefers was available. That is logged and
 * reported; that the preferred ones are merely busy is not [doc].
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

/** Whether kept rankings are valid: candidates are ranked by their proxies alone, and are the same for all tasks. */
export function canUseRanking({ ranksByProxies }: Run, { asksEach }: Ways): boolean {
  return ranksByProxies && !asksEach;
}

/** The ranking of a set, made on demand. */
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
