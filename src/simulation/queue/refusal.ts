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

/** Whether all tasks of a crowd, or of a group, get the same refusals: no task is asked or ranks candidates by itself. */
export function refusesAlike({ ranksAlike }: Run, { asksEach }: Ways): boolean {
  return ranksAlike && !asksEach;
}

/** Which tasks get the same decision as the one that was asked. */
export type Scope = 'group' | 'crowd' | 'line';

/**
 * The candidate set that has no proxy online, or none with a free slot, so that no single candidate need be looked at;
 * undefined: there is none.
 */
export function usedUp(run: Run, { first, second }: Ways): CandidateSet | undefined {
  if (first.online === 0) return first;
  if (second?.online === 0) return second;
  if (run.policy.sameHostHotAdd !== 0) return undefined;
  if (first.free === 0) return first;
  return second?.free === 0 ? second : undefined;
}

/**
 * The common wait cause of all tasks with a used-up set; undefined: they may have different ones. They may where each is asked,
 * and where the second end has no slot, since the first end is checked before.
 */
export function causeOf(set: CandidateSet, { second, asksEach }: Ways): number | undefined {
  if (set.online === 0) return NO_CANDIDATE;
  return set === second || asksEach ? undefined : PROXY_SLOT;
}

/** The gate that keeps all tasks of a group from being placed, and how that is charged; undefined: none does. */
export function keptBy(run: Run, group: WaitingGroup): Kept | undefined {
  if (!run.hasGates) return undefined;
  const { ways } = group;
  const set = usedUp(run, ways);
  if (set !== undefined) {
    const charged = causeOf(set, ways);
    return charged === undefined ? undefined : { gate: set.gate, charged };
  }
  // With several repositories to choose from, or a ranking by task, tasks may have different causes.
  if (!canUseRanking(run, ways) || ways.repositories.length > 1) return undefined;
  if (ways.gate.isOpen || ways.byChain || group.anyLine === undefined) return undefined;
  return { gate: ways.gate, charged: ways.first };
}

/** Whether no task of the group can be placed now. */
export function hasNoChance(run: Run, group: WaitingGroup): boolean {
  return usedUp(run, group.ways) !== undefined || isGroupHopeless(run, group);
}

/**
 * Which tasks a refusal applies to. Network connections depend on the VM's host, so they, and filters that are asked after
 * them, apply to a line. Other filters after the slots depend on the VM's snapshot, so they apply to a crowd. A refusal of
 * the second end says nothing of tasks whose first end has no room.
 */
export function scopeOf(
  run: Run,
  { ways }: WaitingGroup,
  { refusals, isOfSecondEnd }: Extract<PlacesDecision, { kind: 'wait' }>,
): Scope {
  if (!refusesAlike(run, ways)) return 'line';
  if (isOfSecondEnd === true) return 'line';
  if (refusals.has('nbd-connections') || refusals.has('ram')) return 'line';
  for (const refusal of refusals) if (!SLOT_FILTERS.includes(refusal)) return 'crowd';
  return ways.byChain && refusals.has('repository-slot') ? 'crowd' : 'group';
}

/** Whether no candidate can take any task of the group now because their repositories are full. */
export function isGroupHopeless({ infrastructure, waiting }: Run, group: WaitingGroup): boolean {
  const { ways } = group;
  if (ways.byChain || (ways.gate.isOpen && !ways.asksEach)) return false;
  const line = group.anyLine;
  return line !== undefined && !infrastructure.repositoryHasRoom(waiting.firstOf(line));
}

/** A datastore without room for the snapshots of a crowd, so that no candidate can take its tasks now; -1: none. */
export function fullDatastore(run: Run, crowd: WaitingCrowd): number {
  if (!run.limitsSnapshots) return -1;
  for (const d of crowd.datastores) if (!run.infrastructure.datastoreHasRoomForSnapshot(d)) return d;
  return -1;
}
