import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import type { ClusterView, Policy, RankKey, TaskView } from '../policy.ts';
import { DECLARATION_ORDER, ONLY_CANDIDATE, refusedAtTheBest, type Unusable } from './decided-by.ts';

/** What the scheduler decided about a task. */
export type Decision =
  | {
      readonly kind: 'place';
      readonly candidate: Candidate;
      /** The ranking key that made it better than the runner-up, or one of the words of `decided-by.ts`. */
      readonly decidedBy: string;
    }
  | {
      readonly kind: 'wait';
      /** The filter that refuses it at its best candidate. */
      readonly cause: string;
      /** The first filters that refuse it at its candidates, each name once. */
      readonly refusals: ReadonlySet<string>;
      /** There is room for it, but it waits for something better: where that changes with the load, it may go after all. */
      readonly hasRoomElsewhere?: true;
    };

/** One candidate as `decide` saw it. Made for explanations only. */
export interface CandidateVerdict {
  readonly candidate: Candidate;
  /** Why it was not available at that moment, or the first filter that refused it; null: it had room. */
  readonly refusedBy: string | null;
  readonly keys: readonly { readonly name: string; readonly value: number }[];
}

/** Receives every decision with a verdict on each candidate. */
export type Explainer = (task: TaskView, decision: Decision, verdicts: readonly CandidateVerdict[]) => void;

/** The decision for a task none of whose candidates is available. */
export const NO_CANDIDATE: Extract<Decision, { kind: 'wait' }> = {
  kind: 'wait',
  cause: 'no-candidate',
  refusals: new Set(),
};

/**
 * Decides where a task goes now, or what it waits for. It changes nothing: taking the slots is up to the caller.
 */
export function decide(
  policy: Policy,
  task: TaskView,
  candidates: readonly Candidate[],
  view: ClusterView,
): Decision {
  const choice = new Choice(policy, task, candidates, view);
  const best = choice.bestOf(choice.usable);
  if (best === undefined) return NO_CANDIDATE;
  const cause = firstWithoutRoom(policy, task, best, view);
  if (cause === null) return { kind: 'place', candidate: best, decidedBy: choice.reasonFor(best) };
  const refusals = new Set<string>();
  const withRoom = choice.usable.filter((candidate) => {
    const refusal = firstWithoutRoom(policy, task, candidate, view);
    if (refusal !== null) refusals.add(refusal);
    return refusal === null;
  });
  const waits = best.mode !== 'repository' && policy.whenBestBusy[best.mode] === 'wait';
  const allowed = waits ? withRoom.filter((c) => isPeer(best, c)) : withRoom;
  const next = choice.bestOf(allowed);
  if (next === undefined) return waiting(cause, refusals, withRoom.length > 0);
  return { kind: 'place', candidate: next, decidedBy: refusedAtTheBest(cause) };
}

/** The decision that a task waits. */
export function waiting(
  cause: string,
  refusals: ReadonlySet<string>,
  hasRoomElsewhere: boolean,
): Extract<Decision, { kind: 'wait' }> {
  return hasRoomElsewhere
    ? { kind: 'wait', cause, refusals, hasRoomElsewhere }
    : { kind: 'wait', cause, refusals };
}

/**
 * Whether a placement may change for which connections tasks wait: the ranking asks for something that changes before it has
 * settled the class and the distance by which `isPeer` tells who is as good.
 */
export function bestChangesWithLoad({ rank }: Policy): boolean {
  const changing = rank.findIndex((key) => key.isFixed !== true);
  const settled = rank.slice(0, Math.max(0, changing)).map(({ name }) => name);
  return changing >= 0 && !(settled.includes('connection-class') && settled.includes('same-site'));
}

/** Whether any of these candidates is online and connected for a task, whatever its room and the policy. */
export function isAnyoneThere(task: TaskView, candidates: readonly Candidate[], view: ClusterView): boolean {
  return candidates.some((place) => whyNotThere(task, place, view) === null);
}

/** Why a candidate cannot take a task now, whatever its room and the policy; null: it can. */
export function whyNotThere(
  task: TaskView,
  candidate: Candidate,
  view: ClusterView,
): Extract<Unusable, 'offline' | 'cut-off'> | null {
  if (candidate.proxy >= 0 && !view.isOnline(candidate.proxy)) return 'offline';
  return view.isCutOff(task, candidate) ? 'cut-off' : null;
}

/** The best candidate that is available, whether it has room or not; undefined: none is. */
export function bestCandidate(
  policy: Policy,
  task: TaskView,
  candidates: readonly Candidate[],
  view: ClusterView,
): Candidate | undefined {
  const choice = new Choice(policy, task, candidates, view);
  return choice.bestOf(choice.usable);
}

/** A verdict on each candidate: the grounds of a decision. */
export function verdicts(
  policy: Policy,
  task: TaskView,
  candidates: readonly Candidate[],
  view: ClusterView,
): CandidateVerdict[] {
  const { usable } = new Choice(policy, task, candidates, view);
  return candidates.map((candidate) => ({
    candidate,
    refusedBy: refusalOf(policy, task, candidate, candidates, view),
    keys: policy.rank.map((key) => ({ name: key.name, value: key.of(task, candidate, view, usable) })),
  }));
}

/** Why a candidate is not available now, or the first filter that refuses it; null: it is available and has room. */
export function refusalOf(
  policy: Policy,
  task: TaskView,
  candidate: Candidate,
  all: readonly Candidate[],
  view: ClusterView,
): string | null {
  return unavailable(policy, task, candidate, all, view) ?? firstWithoutRoom(policy, task, candidate, view);
}

/** The available candidates of a task, ranked by the policy. */
class Choice {
  readonly usable: readonly Candidate[];
  readonly #policy: Policy;
  readonly #task: TaskView;
  readonly #view: ClusterView;

  constructor(policy: Policy, task: TaskView, candidates: readonly Candidate[], view: ClusterView) {
    this.#policy = policy;
    this.#task = task;
    this.#view = view;
    const isUsable = (c: Candidate) => unavailable(policy, task, c, candidates, view) === null;
    // Nearly always all are available; then nothing is copied.
    this.usable = candidates.every(isUsable) ? candidates : candidates.filter(isUsable);
  }

  /** The best of a list, the first of equals; `except` is skipped. */
  bestOf(among: readonly Candidate[], except?: Candidate): Candidate | undefined {
    let best: Candidate | undefined;
    // Keys computed so far: a key that draws is expensive.
    let keys: number[] = [];
    let bestKeys: number[] = [];
    for (const candidate of among) {
      if (candidate === except) continue;
      keys.length = 0;
      if (best !== undefined && !this.#isBetter(candidate, keys, best, bestKeys)) continue;
      best = candidate;
      [keys, bestKeys] = [bestKeys, keys];
    }
    return best;
  }

  /** The key that made the best candidate better than the runner-up. */
  reasonFor(best: Candidate): string {
    const second = this.bestOf(this.usable, best);
    if (second === undefined) return ONLY_CANDIDATE;
    const key = this.#policy.rank.find((k) => this.#keyOf(k, best) !== this.#keyOf(k, second));
    return key?.name ?? DECLARATION_ORDER;
  }

  /** Compares keys one after the other, and fills both lists as far as it gets. */
  #isBetter(a: Candidate, aKeys: number[], b: Candidate, bKeys: number[]): boolean {
    const { rank } = this.#policy;
    for (let k = 0; k < rank.length; k++) {
      const one = this.#keyOf(rank[k]!, a);
      const other = bKeys[k] ?? this.#keyOf(rank[k]!, b);
      aKeys[k] = one;
      bKeys[k] = other;
      if (one !== other) return one < other;
    }
    return false;
  }

  #keyOf(key: RankKey, candidate: Candidate): number {
    return key.of(this.#task, candidate, this.#view, this.usable);
  }
}

/** Why a candidate is unavailable now, which is different from busy; null: it is available. */
function unavailable(
  policy: Policy,
  task: TaskView,
  candidate: Candidate,
  all: readonly Candidate[],
  view: ClusterView,
): Unusable | null {
  const notThere = whyNotThere(task, candidate, view);
  if (notThere !== null) return notThere;
  // sameHostHotAdd chooses among hot-add proxies; direct storage remains the better connection.
  if (policy.sameHostHotAdd === 0 || candidate.end === 'write') return null;
  if (candidate.connectionClass < CONNECTION_CLASS.hotadd) return null;
  const isLocal = (c: Candidate) => c.mode === 'hotadd' && view.proxyHost(c.proxy) === task.host;
  if (all.some((c) => isLocal(c) && view.isOnline(c.proxy)))
    return isLocal(candidate) ? null : 'same-host-hot-add';
  const isNever = isNeverGiven(policy, candidate, task.host, view.proxyHost(candidate.proxy));
  return isNever ? 'same-host-hot-add' : null;
}

/** Whether the policy never gives a VM this place, whatever is up or free: hot-add from a host other than the VM's own. */
export function isNeverGiven(
  { sameHostHotAdd }: Policy,
  { mode, end }: Candidate,
  host: number,
  proxyHost: number,
): boolean {
  return sameHostHotAdd === 2 && end === 'read' && mode === 'hotadd' && proxyHost !== host;
}

/** The first filter that refuses a candidate now; null: there is room. */
export function firstWithoutRoom(
  policy: Policy,
  task: TaskView,
  candidate: Candidate,
  view: ClusterView,
): string | null {
  for (const filter of policy.filters) if (!filter.hasRoom(task, candidate, view)) return filter.name;
  return null;
}

/**
 * Whether a candidate has as good a connection as the best one. For direct NFS it must also be as near, since tasks wait for
 * the nearest proxies alone.
 */
export function isPeer(best: Candidate, other: Candidate): boolean {
  if (CONNECTION_CLASS[best.mode] !== CONNECTION_CLASS[other.mode]) return false;
  return best.mode !== 'nfs' || best.sameSite === other.sameSite;
}
