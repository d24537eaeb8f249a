import { bestCandidate, type Decision, decide, firstWithoutRoom } from '../policy/decide.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import type { Run } from './run.ts';
import type { WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-lines.ts';

const PROXY_SLOT = waitCauseNumber('proxy-slot');
const NO_CANDIDATE = waitCauseNumber('no-candidate');
const TICK = waitCauseNumber('scheduler-tick');

/** Filters whose answer is the same for all who have the same candidates and repository. */
const SLOTS: ReadonlySet<string> = new Set(['proxy-slot', 'repository-slot']);

/** Who gets the same answer as the task that was asked. */
export type Scope = 'group' | 'crowd' | 'line';

/** The cause that needs no look at single candidates: nobody online, or no free slot anywhere; -1: look. */
export function plainCause(run: Run, { candidates }: WaitingGroup): number {
  if (run.policy.sameHostHotAdd !== 0) return -1;
  if (candidates.online === 0) return NO_CANDIDATE;
  return candidates.free === 0 ? PROXY_SLOT : -1;
}

/** Whether all tasks with the same candidates rank them alike. */
function ranksAlike({ policy }: Run): boolean {
  return policy.sameHostHotAdd === 0 && !policy.rank.some((key) => key.differsByTask);
}

/** How far a refusal reaches: connections are a matter of the VM's host, what comes after slots one of its snapshot. */
export function scopeOf(run: Run, { refusals }: Extract<Decision, { kind: 'wait' }>): Scope {
  if (!ranksAlike(run) || refusals.has('nbd-connections')) return 'line';
  for (const refusal of refusals) if (!SLOTS.has(refusal)) return 'crowd';
  return 'group';
}

/** No candidate whatever can take one of them now: their repository is full. */
export function isGroupHopeless(run: Run, group: WaitingGroup): boolean {
  return !run.infrastructure.repositoryHasRoom(run.model.jobs[group.session.job]!.repository);
}

/** No candidate whatever can take one of them now: there is no room for their snapshots. */
export function isCrowdHopeless(run: Run, crowd: WaitingCrowd): boolean {
  const { task } = crowd.ranked.first!.standings.first!;
  if (task.hasSnapshot || !run.policy.filters.some(({ name }) => name === 'datastore-snapshots'))
    return false;
  return task.datastores.some((d) => !run.infrastructure.datastoreHasRoomForSnapshot(d));
}

/**
 * Charges everybody who waits to what refuses them as things stand. False, where somebody could be placed: then the
 * pass must go on.
 */
export function chargeTheRest(run: Run): boolean {
  return run.waiting.open.every((group) => chargeGroup(run, group, () => false));
}

/** What tasks wait for until the next pass of a scheduler that polls: the tick, where nothing refuses them. */
export function chargeUntilTick(run: Run): void {
  const toTheTick = (line: WaitingLine) => {
    line.clock.charge(TICK, run.loop.nowUs);
    return true;
  };
  for (const group of run.waiting.open) chargeGroup(run, group, toTheTick);
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
  for (const crowd of group.ranked.items) {
    const answer = chargeCrowd(run, crowd, placeable);
    if (answer !== 'go on') return answer === 'charged for the group';
  }
  return true;
}

/** What keeps a whole group where that needs no look at its crowds; -1: look. */
function commonCause(run: Run, group: WaitingGroup): number {
  const plain = plainCause(run, group);
  if (plain >= 0 || !ranksAlike(run) || !isGroupHopeless(run, group)) return plain;
  return causeAtBest(run, group.firstLine!);
}

function chargeCrowd(
  run: Run,
  crowd: WaitingCrowd,
  placeable: Placeable,
): 'go on' | 'charged for the group' | 'placeable' {
  const now = run.loop.nowUs;
  const line = crowd.ranked.first!;
  if (ranksAlike(run) && isCrowdHopeless(run, crowd)) {
    crowd.clock.charge(causeAtBest(run, line), now);
    return 'go on';
  }
  const decision = decisionFor(run, line);
  if (decision.kind === 'wait' && scopeOf(run, decision) !== 'line') {
    const isCommon = scopeOf(run, decision) === 'group';
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
  const { candidates } = line.crowd.group;
  const { task } = line.standings.first!;
  const { changes } = run.infrastructure;
  if (candidates.best?.afterChanges !== changes) {
    const candidate = bestCandidate(run.policy, task, candidates.candidates, run.infrastructure);
    candidates.best = { candidate, afterChanges: changes };
  }
  const best = candidates.best.candidate;
  if (best === undefined) return NO_CANDIDATE;
  return waitCauseNumber(firstWithoutRoom(run.policy, task, best, run.infrastructure)!);
}

function decisionFor(run: Run, line: WaitingLine): Decision {
  const { candidates } = line.crowd.group.candidates;
  return decide(run.policy, line.standings.first!.task, candidates, run.infrastructure);
}
