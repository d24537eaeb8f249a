import { decide } from '../policy/decide.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import type { Run } from './run.ts';
import type { WaitingLine } from './waiting-lines.ts';

const PROXY_SLOT = waitCauseNumber('proxy-slot');
const NO_CANDIDATE = waitCauseNumber('no-candidate');
const TICK = waitCauseNumber('scheduler-tick');

/** The cause that needs no look at single candidates: nobody online, or no free slot anywhere; -1: look. */
export function plainCause(run: Run, line: WaitingLine): number {
  if (run.policy.sameHostHotAdd !== 0) return -1;
  if (line.candidates.online === 0) return NO_CANDIDATE;
  return line.candidates.free === 0 ? PROXY_SLOT : -1;
}

/** -1: its first task can be placed. */
export function causeOf(run: Run, line: WaitingLine): number {
  const plain = plainCause(run, line);
  if (plain >= 0) return plain;
  const decision = decide(run.policy, line.heap[0]!, line.candidates.candidates, run.infrastructure);
  return decision.kind === 'place' ? -1 : waitCauseNumber(decision.cause);
}

/** What the waiting tasks wait for until the next pass of a scheduler that polls: the tick, where nothing refuses them. */
export function chargeUntilTick(run: Run): void {
  for (const line of run.waiting.open) {
    const cause = causeOf(run, line);
    line.charge(cause < 0 ? TICK : cause, run.loop.nowUs);
  }
}
