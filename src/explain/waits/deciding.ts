import type { Candidate } from '../../model/ways/transport.ts';
import { decideBothEnds } from '../../policy/deciding/both-ends.ts';
import {
  type CandidateVerdict,
  decide,
  isAnyoneThere,
  NO_CANDIDATE,
  refusalOf,
  verdicts,
} from '../../policy/deciding/decide.ts';
import { OneTaskMore } from '../../policy/deciding/one-task-more.ts';
import type { Policy } from '../../policy/policy.ts';
import { SLOT_FILTERS } from '../../policy/rules/capacity-filters.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';

/** What the scheduler would decide about a waiting task at an instant. */
export interface Answer {
  /** Why it waits; null: it will start in the next pass. */
  readonly cause: string | null;
  /** The place that it waits for: the best one for the end that has no room; undefined: none. */
  readonly best: Candidate | undefined;
  /** If `cause` is null: the proxy that writes what `best` reads; undefined: none is needed. */
  readonly second?: Candidate | undefined;
  /** Every usable place, if any, refuses it only for lack of slots: all tasks with the same `Groups.ways` get this answer. */
  readonly lacksSlotsOnly?: boolean;
}

/** Decides as the scheduler does: first one end, then the other as if the first already held its slot. */
export function answerFor(replica: Replica, policy: Policy, task: ToldTask): Answer {
  const { model, condition } = replica;
  const view = replica.view(task);
  const { first: readers, second: writers, repositories } = replica.ways(task);
  if (writers !== undefined && !isAnyoneThere(view, writers, replica))
    return { cause: NO_CANDIDATE.cause, best: undefined, lacksSlotsOnly: true };
  const first = decide(policy, view, readers, replica);
  if (first.kind === 'wait') {
    const lacksSlotsOnly = [...first.refusals].every(isLackOfSlot);
    return { cause: first.cause, best: first.best, lacksSlotsOnly };
  }
  if (writers === undefined) return { cause: null, best: first.candidate };
  const movement = replica.movement(task, repositories[0] ?? -1);
  const isWayUp = (first: Candidate, second: Candidate) => condition.isWayUp(movement, { first, second });
  const both = decideBothEnds(
    {
      model,
      policy,
      task: view,
      readers,
      writers,
      view: replica,
      isWayUp: condition.onlyProxiesDown ? undefined : isWayUp,
    },
    first,
  );
  if (both.kind === 'place') return { cause: null, best: both.first.candidate, second: both.second };
  return { cause: both.cause, best: both.best };
}

/** Every place for the first end with its verdict in the replica's current state. */
export function verdictsFor(replica: Replica, policy: Policy, task: ToldTask): CandidateVerdict[] {
  return verdicts(policy, replica.view(task), replica.ways(task).first, replica);
}

/**
 * The places at one proxy, for either end, that a task could be given, with what refuses them in the replica's current
 * state.
 */
export function refusalsAt(
  replica: Replica,
  policy: Policy,
  task: ToldTask,
  proxy: number,
): Pick<CandidateVerdict, 'candidate' | 'refusedBy'>[] {
  const view = replica.view(task);
  const { first, second = [] } = replica.ways(task);
  return [first, second].flatMap((places) =>
    places
      .filter((place) => place.proxy === proxy)
      .map((candidate) => ({ candidate, refusedBy: refusalOf(policy, view, candidate, places, replica) })),
  );
}

/** Whether a place is refused for lack of a slot. Then it is refused to all tasks that could be given the same places. */
export function isLackOfSlot(refusal: string | null): boolean {
  return refusal !== null && SLOT_FILTERS.includes(refusal);
}

/**
 * What keeps a task from a place, or from a writing proxy with that place, ignoring better places; null: nothing, or no
 * such place.
 */
export function refusedAt(
  replica: Replica,
  policy: Policy,
  task: ToldTask,
  { first, second }: PlacesWanted,
): Answer | null {
  const view = replica.view(task);
  const { first: readers, second: writers = [] } = replica.ways(task);
  const ofFirst = verdictAt(verdicts(policy, view, readers, replica), first);
  if (ofFirst === undefined || second === null || ofFirst.refusedBy !== null) return refusal(ofFirst);
  const beside = new OneTaskMore(replica, first, view.host);
  return refusal(verdictAt(verdicts(policy, view, writers, beside), second));
}

/** Where both ends of a task would go. */
export interface PlacesWanted {
  readonly first: PlaceWanted;
  readonly second: PlaceWanted | null;
}

type PlaceWanted = Pick<Candidate, 'proxy' | 'mode'>;

function verdictAt(
  all: readonly CandidateVerdict[],
  { proxy, mode }: PlaceWanted,
): CandidateVerdict | undefined {
  return all.find(({ candidate }) => candidate.proxy === proxy && candidate.mode === mode);
}

function refusal(verdict: CandidateVerdict | undefined): Answer | null {
  if (verdict === undefined || verdict.refusedBy === null) return null;
  return { cause: verdict.refusedBy, best: verdict.candidate };
}
