import type { Candidate } from '../../model/transport.ts';
import { SLOT_FILTERS } from '../../policy/capacity-filters.ts';
import { bestCandidate, firstWithoutRoom } from '../../policy/decide.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { CandidateSet } from '../placing/candidate-sets.ts';
import { canUseRanking, decidePlaces, type PlacesDecision, rankingOf } from '../placing/placing.ts';
import type { Ways } from '../placing/ways.ts';
import type { Run } from '../run.ts';
import type { Kept } from './gate.ts';
import type { WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-groups.ts';

const PROXY_SLOT = waitCauseNumber('proxy-slot');
const REPOSITORY_SLOT = waitCauseNumber('repository-slot');
const NO_CANDIDATE = waitCauseNumber('no-candidate');
const TICK = waitCauseNumber('scheduler-tick');

/** Who gets the same answer as the task that was asked. */
export type Scope = 'group' | 'crowd' | 'line';

/** The candidates of which nobody is online, or nobody has a free slot, so that single ones need no look; undefined: look. */
function usedUp(run: Run, { first, second }: Ways): CandidateSet | undefined {
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
function causeOf({ infrastructure }: Run, set: CandidateSet, { second }: Ways): number | undefined {
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
  if (ways.gate.isOpen || ways.byChain || anyLine(group) === undefined) return undefined;
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
  // While something is down, it may be down for one host's VMs and not for another's.
  if (!run.ranksAlike || !run.infrastructure.condition.onlyProxiesDown) return 'line';
  if (isOfSecondEnd === true) return 'line';
  if (refusals.has('nbd-connections') || refusals.has('ram')) return 'line';
  for (const refusal of refusals) if (!SLOT_FILTERS.includes(refusal)) return 'crowd';
  return ways.byChain && refusals.has('repository-slot') ? 'crowd' : 'group';
}

/** No candidate whatever can take one of them now: their repositories are full. */
function isGroupHopeless({ infrastructure, waiting }: Run, group: WaitingGroup): boolean {
  const { ways } = group;
  if (ways.byChain || (ways.gate.isOpen && infrastructure.condition.onlyProxiesDown)) return false;
  const line = anyLine(group);
  return line !== undefined && !infrastructure.repositoryHasRoom(waiting.firstOf(line));
}

/** The datastore that has no room for the snapshots of a crowd, so that no candidate can take it now; -1: none. */
export function fullDatastore(run: Run, crowd: WaitingCrowd): number {
  if (!run.limitsSnapshots) return -1;
  for (const d of crowd.datastores) if (!run.infrastructure.datastoreHasRoomForSnapshot(d)) return d;
  return -1;
}

/**
 * Charges everybody who waits to what refuses them as things stand. False, where somebody could be placed: then the
 * pass must go on.
 */
export function chargeTheRest(run: Run): boolean {
  const { index } = run.waiting;
  for (const set of index.followed) set.clock.charge(causeAtFullRepository(run, set), run.loop.nowUs);
  for (const group of index.awake) if (!chargeGroup(run, group, NOBODY)) return false;
  return true;
}

const NOBODY: Placeable = () => false;

/** What they wait for whom a set could take if only their repository were not full: slots are asked for before all else. */
function causeAtFullRepository(run: Run, set: CandidateSet): number {
  if (set.free === 0) return set.online === 0 ? NO_CANDIDATE : PROXY_SLOT;
  const { proxy } = rankingOf(run, set).best()!;
  return proxy >= 0 && !run.infrastructure.hasFreeSlot(proxy) ? PROXY_SLOT : REPOSITORY_SLOT;
}

/** What tasks wait for until the next pass of a scheduler that polls: the tick, where nothing refuses them. */
export function chargeUntilTick(run: Run): void {
  const toTheTick = (line: WaitingLine) => {
    line.clock.charge(TICK, run.loop.nowUs);
    return true;
  };
  run.waiting.index.wakeAll();
  for (const group of run.waiting.index.awake) chargeGroup(run, group, toTheTick);
}

/** Called with each line whose first task could be placed; its answer says whether to go on. */
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

/** A line that is not empty: of a crowd in the ranking, or of a parked one; undefined: all are set aside. */
function anyLine(group: WaitingGroup): WaitingLine | undefined {
  return group.firstLine ?? group.parked.values().next().value?.ranked.first;
}

/** What keeps a whole group where that needs no look at its crowds; -1: look. */
function commonCause(run: Run, group: WaitingGroup): number {
  const set = usedUp(run, group.ways);
  const used = set === undefined ? undefined : causeOf(run, set, group.ways);
  if (used !== undefined) return used;
  if (!run.ranksAlike || !run.infrastructure.condition.onlyProxiesDown) return -1;
  return isGroupHopeless(run, group) ? causeAtBest(run, anyLine(group)!) : -1;
}

function chargeCrowd(
  run: Run,
  crowd: WaitingCrowd,
  placeable: Placeable,
): 'go on' | 'charged for the group' | 'placeable' {
  const now = run.loop.nowUs;
  const line = crowd.ranked.first!;
  const isPlain = run.ranksAlike && run.infrastructure.condition.onlyProxiesDown;
  if (isPlain && fullDatastore(run, crowd) >= 0) {
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

/** The first filter that refuses the best candidate of tasks that no candidate can take. */
function causeAtBest(run: Run, line: WaitingLine): number {
  const best = bestOf(run, line);
  if (best === undefined) return NO_CANDIDATE;
  const refusal = firstWithoutRoom(run.policy, run.waiting.firstOf(line), best, run.infrastructure);
  if (refusal !== null) return waitCauseNumber(refusal);
  // Its first end has room; the second one has none.
  const decision = decisionFor(run, line);
  return decision.kind === 'wait' ? waitCauseNumber(decision.cause) : PROXY_SLOT;
}

/** The best candidate of a line, room aside. */
function bestOf(run: Run, line: WaitingLine): Candidate | undefined {
  const task = run.waiting.firstOf(line);
  const { infrastructure, policy } = run;
  const set = infrastructure.ways.setAt(task, infrastructure.repositoryFor(task));
  if (canUseRanking(run)) return rankingOf(run, set).best();
  return bestCandidate(policy, task, set.candidates, infrastructure);
}

function decisionFor(run: Run, line: WaitingLine): PlacesDecision {
  return decidePlaces(run, run.waiting.firstOf(line));
}
