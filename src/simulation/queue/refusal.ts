import { SLOT_FILTERS } from '../../policy/rules/capacity-filters.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { CandidateSet } from '../placing/candidate-sets.ts';
import { canUseRanking, type PlacesDecision } from '../placing/placing.ts';
import type { Ways } from '../placing/ways.ts';
import type { Run } from '../run.ts';
import type { Kept } from './gate.ts';
import type { WaitingCrowd, WaitingGroup } from './waiting-groups.ts';

export const PROXY_SLOT = waitCauseNumber('proxy-slot');
export const NO_CANDIDATE = waitCauseNumber('no-candidate');

/**
 * Whether all of a crowd, or of a group, get the same refusals: nobody ranks candidates by who asks, and nothing is down that may be
 * down for one host's VMs and not for another's.
 */
export function refusesAlike({ ranksAlike, infrastructure }: Run): boolean {
  return ranksAlike && infrastructure.condition.onlyProxiesDown;
}

/** Who gets the same answer as the task that was asked. */
export type Scope = 'group' | 'crowd' | 'line';

/** The candidates of which nobody is online, or nobody has a free slot, so that single ones need no look; undefined: look. */
export function usedUp(run: Run, { first, second }: Ways): CandidateSet | undefined {
  if (first.online === 0) return first;
  if (second?.online === 0) return second;
  if (run.policy.sameHostHotAdd !== 0) return undefined;
  if (first.free === 0) return first;
  return second?.free === 0 ? second : undefined;
}

/**
 * To what all wait who have these candidates, which are used up; undefined: that is each one's own. It is while something is
 * down that not all of them need, and where it is the second end that has no slot, as the first one is asked before.
 */
export function causeOf({ infrastructure }: Run, set: CandidateSet, { second }: Ways): number | undefined {
  if (set.online === 0) return NO_CANDIDATE;
  if (set === second) return undefined;
  return infrastructure.condition.onlyProxiesDown ? PROXY_SLOT : undefined;
}

/** What keeps a whole group from any chance, and opens when that is over; undefined: nothing does that a gate stands for. */
export function keptBy(run: Run, group: WaitingGroup): Kept | undefined {
  if (!run.hasGates) return undefined;
  const { ways } = group;
  const set = usedUp(run, ways);
  if (set !== undefined) {
    const charged = causeOf(run, set, ways);
    return charged === undefined ? undefined : { gate: set.gate, charged };
  }
  // Where it could choose among repositories, or ranks by who asks, what it is charged to is its own.
  if (!canUseRanking(run) || ways.second !== undefined || ways.repositories.length > 1) return undefined;
  if (ways.gate.isOpen || ways.byChain || group.anyLine === undefined) return undefined;
  return { gate: ways.gate, charged: ways.first };
}

/** None of the group can be placed now, whoever of it is asked. */
export function hasNoChance(run: Run, group: WaitingGroup): boolean {
  return usedUp(run, group.ways) !== undefined || isGroupHopeless(run, group);
}

/**
 * How far a refusal reaches: connections are a matter of the VM's host, and so is what is asked only after them; what else comes
 * after slots is one of its snapshot. What refuses the second end is only asked of those whose first one has room.
 */
export function scopeOf(
  run: Run,
  { ways }: WaitingGroup,
  { refusals, isOfSecondEnd }: Extract<PlacesDecision, { kind: 'wait' }>,
): Scope {
  if (!refusesAlike(run)) return 'line';
  if (isOfSecondEnd === true) return 'line';
  if (refusals.has('nbd-connections') || refusals.has('ram')) return 'line';
  for (const refusal of refusals) if (!SLOT_FILTERS.includes(refusal)) return 'crowd';
  return ways.byChain && refusals.has('repository-slot') ? 'crowd' : 'group';
}

/** No candidate whatever can take one of them now: their repositories are full. */
export function isGroupHopeless({ infrastructure, waiting }: Run, group: WaitingGroup): boolean {
  const { ways } = group;
  if (ways.byChain || (ways.gate.isOpen && infrastructure.condition.onlyProxiesDown)) return false;
  const line = group.anyLine;
  return line !== undefined && !infrastructure.repositoryHasRoom(waiting.firstOf(line));
}

/** The datastore that has no room for the snapshots of a crowd, so that no candidate can take it now; -1: none. */
export function fullDatastore(run: Run, crowd: WaitingCrowd): number {
  if (!run.limitsSnapshots) return -1;
  for (const d of crowd.datastores) if (!run.infrastructure.datastoreHasRoomForSnapshot(d)) return d;
  return -1;
}
