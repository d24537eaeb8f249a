import { type Decision, decide } from '../policy/decide.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import type { Run } from './run.ts';
import type { WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-lines.ts';

const PROXY_SLOT = waitCauseNumber('proxy-slot');
const NO_CANDIDATE = waitCauseNumber('no-candidate');
const TICK = waitCauseNumber('scheduler-tick');

/** Who gets the same answer as the task that was asked. */
export type Scope = 'group' | 'crowd' | 'line';

/** The cause that needs no look at single candidates: nobody online, or no free slot anywhere; -1: look. */
export function plainCause(run: Run, { candidates }: WaitingGroup): number {
  if (run.policy.sameHostHotAdd !== 0) return -1;
  if (candidates.online === 0) return NO_CANDIDATE;
  return candidates.free === 0 ? PROXY_SLOT : -1;
}

/** How far a refusal reaches: connections are a matter of the VM's host, snapshots of its datastores, the rest is common. */
export function scopeOf(run: Run, { refusals }: Extract<Decision, { kind: 'wait' }>): Scope {
  const { sameHostHotAdd, rank } = run.policy;
  if (sameHostHotAdd !== 0 || rank.some((key) => key.differsByTask)) return 'line';
  if (refusals.has('nbd-connections')) return 'line';
  return refusals.has('datastore-snapshots') ? 'crowd' : 'group';
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
  const plain = plainCause(run, group);
  const decision = plain >= 0 ? undefined : decisionFor(run, group.firstLine!);
  if (decision?.kind === 'wait' && scopeOf(run, decision) === 'group') {
    group.clock.charge(waitCauseNumber(decision.cause), now);
    return true;
  }
  if (decision === undefined) {
    group.clock.charge(plain, now);
    return true;
  }
  group.clock.delegate(now);
  return group.ranked.items.every((crowd) => chargeCrowd(run, crowd, placeable));
}

function chargeCrowd(run: Run, crowd: WaitingCrowd, placeable: Placeable): boolean {
  const now = run.loop.nowUs;
  const decision = decisionFor(run, crowd.ranked.first!);
  if (decision.kind === 'wait' && scopeOf(run, decision) !== 'line') {
    crowd.clock.charge(waitCauseNumber(decision.cause), now);
    return true;
  }
  crowd.clock.delegate(now);
  return crowd.ranked.items.every((line) => {
    const own = decisionFor(run, line);
    if (own.kind === 'place') return placeable(line);
    line.clock.charge(waitCauseNumber(own.cause), now);
    return true;
  });
}

function decisionFor(run: Run, line: WaitingLine): Decision {
  const { candidates } = line.crowd.group.candidates;
  return decide(run.policy, line.standings.first!.task, candidates, run.infrastructure);
}
