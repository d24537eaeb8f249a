import { invariant } from '../../diagnostics/invariant.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { bestCandidate, firstWithoutRoom } from '../../policy/deciding/decide.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { CandidateSet } from '../placing/candidate-sets.ts';
import {
  candidatesAt,
  canUseRanking,
  decidePlaces,
  type PlacesDecision,
  rankingOf,
} from '../placing/placing.ts';
import type { Run } from '../run.ts';
import {
  causeOf,
  fullDatastore,
  isGroupHopeless,
  PROXY_SLOT,
  refusesAlike,
  scopeOf,
  usedUp,
} from './refusal.ts';
import type { WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-groups.ts';

const REPOSITORY_SLOT = waitCauseNumber('repository-slot');
const TICK = waitCauseNumber('scheduler-tick');

/**
 * Charges all waiting tasks to what refuses them now. Returns false when it comes across a task that could be placed: then
 * the pass must go on.
 */
export function chargeTheRest(run: Run): boolean {
  const { index } = run.waiting;
  for (const set of index.followed) set.clock.charge(causeAtFullRepository(run, set), run.loop.nowUs);
  for (const group of index.awake) {
    if (isAllParked(run, group)) index.park(group, run.loop.nowUs);
    else if (!chargeGroup(run, group, NOBODY)) return false;
  }
  chargeParked(run);
  return true;
}

/** Charges groups of which all tasks are parked. There may be a group for each of many jobs, but they have few ways. */
function chargeParked(run: Run): void {
  for (const { groups, clock } of run.waiting.index.parked.values()) {
    const [any] = groups;
    const common = commonCause(run, any!);
    clock.charge(common >= 0 ? common : causeAtBest(run, any!.anyLine!), run.loop.nowUs);
  }
}

/** Whether all tasks are parked, and are charged as those of any other such group with the same ways. */
function isAllParked(run: Run, { first, parked, ways }: WaitingGroup): boolean {
  if (first >= 0 || parked.size === 0 || !canUseRanking(run, ways)) return false;
  return ways.second === undefined && ways.repositories.length < 2 && !ways.byChain;
}

const NOBODY: Placeable = () => false;

/** The cause of tasks that a candidate set could take if their repository were not full: proxy slots are checked first. */
function causeAtFullRepository(run: Run, set: CandidateSet): number {
  if (set.free === 0) return PROXY_SLOT;
  const { proxy } = rankingOf(run, set).best()!;
  return proxy >= 0 && !run.infrastructure.hasFreeSlot(proxy) ? PROXY_SLOT : REPOSITORY_SLOT;
}

/** Charges waiting tasks until the next pass of a scheduler that polls: to the tick, where nothing refuses them. */
export function chargeUntilTick(run: Run): void {
  const toTheTick = (line: WaitingLine) => {
    line.clock.charge(TICK, run.loop.nowUs);
    return true;
  };
  run.waiting.index.wakeAll();
  run.waiting.unparkWhereRoom();
  chargeParked(run);
  for (const group of run.waiting.index.awake) chargeGroup(run, group, toTheTick);
}

/** Called with each line whose first task could be placed; returns whether to go on. */
type Placeable = (line: WaitingLine) => boolean;

function chargeGroup(run: Run, group: WaitingGroup, placeable: Placeable): boolean {
  const now = run.loop.nowUs;
  const common = commonCause(run, group);
  if (common >= 0) {
    group.clock.charge(common, now);
    return true;
  }
  group.clock.delegate(now);
  const parked = group.parked.values().next().value;
  if (parked !== undefined) group.parkedClock.charge(causeAtBest(run, parked.ranked.first!), now);
  for (const crowd of group.ranked.items) {
    const answer = chargeCrowd(run, crowd, placeable);
    if (answer !== 'go on') return answer === 'charged for the group';
  }
  return true;
}

/** The cause of a whole group, where it is known without looking at its crowds; else -1. */
function commonCause(run: Run, group: WaitingGroup): number {
  const set = usedUp(run, group.ways);
  const used = set === undefined ? undefined : causeOf(set, group.ways);
  if (used !== undefined) return used;
  if (!refusesAlike(run, group.ways)) return -1;
  return isGroupHopeless(run, group) ? causeAtBest(run, group.anyLine!) : -1;
}

function chargeCrowd(
  run: Run,
  crowd: WaitingCrowd,
  placeable: Placeable,
): 'go on' | 'charged for the group' | 'placeable' {
  const now = run.loop.nowUs;
  const line = crowd.ranked.first!;
  if (refusesAlike(run, crowd.group.ways) && fullDatastore(run, crowd) >= 0) {
    crowd.clock.charge(causeAtBest(run, line), now);
    return 'go on';
  }
  const decision = decisionFor(run, line);
  const scope = decision.kind === 'wait' ? scopeOf(run, crowd.group, decision) : 'line';
  if (decision.kind === 'wait' && scope !== 'line') {
    const isCommon = scope === 'group';
    (isCommon ? crowd.group : crowd).clock.charge(waitCauseNumber(decision.cause), now);
    return isCommon ? 'charged for the group' : 'go on';
  }
  crowd.clock.delegate(now);
  for (const each of crowd.ranked.items) {
    const own = decisionFor(run, each);
    if (own.kind === 'wait') each.clock.charge(waitCauseNumber(own.cause), now);
    else if (!placeable(each)) return 'placeable';
  }
  return 'go on';
}

/** The wait cause of tasks that no candidate can take: the first filter that refuses their best candidate. */
function causeAtBest(run: Run, line: WaitingLine): number {
  const best = bestOf(run, line);
  const refusal = firstWithoutRoom(run.policy, run.waiting.firstOf(line), best, run.infrastructure);
  if (refusal !== null) return waitCauseNumber(refusal);
  // A user's policy may lack the filter of what is full.
  const decision = decisionFor(run, line);
  return decision.kind === 'wait' ? waitCauseNumber(decision.cause) : PROXY_SLOT;
}

/** The best candidate of a line, whether it has room or not. */
function bestOf(run: Run, line: WaitingLine): Candidate {
  const task = run.waiting.firstOf(line);
  const { ways } = line.crowd.group;
  const { infrastructure, policy } = run;
  const set = candidatesAt(run, task, ways, infrastructure.repositoryFor(task));
  const best = canUseRanking(run, ways)
    ? rankingOf(run, set).best()
    : bestCandidate(policy, task, set.candidates, infrastructure);
  invariant(best !== undefined, 'a task without a place to go to is charged with its whole group');
  return best;
}

function decisionFor(run: Run, line: WaitingLine): PlacesDecision {
  return decidePlaces(run, run.waiting.firstOf(line), line.crowd.group.ways);
}
