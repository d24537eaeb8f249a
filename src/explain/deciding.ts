import type { Candidate } from '../model/transport.ts';
import { hasMemoryFor } from '../policy/capacity-filters.ts';
import { bestCandidate, type CandidateVerdict, type Decision, decide, verdicts } from '../policy/decide.ts';
import { OneTaskMore } from '../policy/one-task-more.ts';
import type { ClusterView, Policy } from '../policy/policy.ts';
import type { ToldTask } from './chronicle.ts';
import type { Replica } from './replica.ts';
import type { Ways } from './ways.ts';

/** What the scheduler would say of a waiting task at an instant. */
export interface Answer {
  /** Why it waits; null: nothing but the next pass keeps it from starting. */
  readonly cause: string | null;
  /** The place that it waits for: the best one, of the end that has no room; undefined: there is none. */
  readonly best: Candidate | undefined;
}

/** As the scheduler decides: the first end, then the second as if the first had its slot already. */
export function answerFor(replica: Replica, policy: Policy, task: ToldTask): Answer {
  const view = replica.view(task);
  const { first: firstPlaces, second: secondPlaces, repositories } = waysOf(replica, policy, task);
  const first = decide(policy, view, firstPlaces, replica);
  if (first.kind === 'wait') {
    return { cause: first.cause, best: bestCandidate(policy, view, firstPlaces, replica) };
  }
  if (secondPlaces === undefined) return { cause: null, best: first.candidate };
  const second = (
    chosen: Candidate,
  ): { decision: Decision; view: ClusterView; reached: readonly Candidate[] } => {
    const more: ClusterView = new OneTaskMore(replica, chosen, task.host);
    const movement = replica.movement(task, repositories[0] ?? -1);
    const reached = secondPlaces.filter(
      (other) =>
        replica.condition.onlyProxiesDown || replica.condition.isWayUp(task, chosen, other, movement),
    );
    return { decision: decide(policy, view, reached, more), view: more, reached };
  };
  const refused = second(first.candidate);
  if (refused.decision.kind === 'place') return { cause: null, best: first.candidate };
  const { cause } = refused.decision;
  let others = firstPlaces;
  let last = first.candidate.proxy;
  do {
    others = others.filter(({ proxy }) => proxy !== last);
    const other = decide(policy, view, others, replica);
    if (other.kind === 'wait') break;
    if (second(other.candidate).decision.kind === 'place') return { cause: null, best: other.candidate };
    last = other.candidate.proxy;
  } while (!replica.condition.onlyProxiesDown);
  return { cause, best: bestCandidate(policy, view, refused.reached, refused.view) };
}

/** Every place for the first end with its verdict, as things stood. */
export function verdictsFor(replica: Replica, policy: Policy, task: ToldTask): CandidateVerdict[] {
  return verdicts(policy, replica.view(task), waysOf(replica, policy, task).first, replica);
}

/** The places that could ever take it: who has no memory for a single task is none of them. */
function waysOf(replica: Replica, policy: Policy, task: ToldTask): Ways {
  const lasting = (places: readonly Candidate[]) =>
    places.filter(({ proxy }) => proxy < 0 || hasMemoryFor(1, proxy, replica.model, policy));
  const ways = replica.ways(task);
  const second = ways.second === undefined ? undefined : lasting(ways.second);
  return { ...ways, first: lasting(ways.first), second };
}
