import { type Decision, decide, verdicts } from '../policy/decide.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import type { Run } from './run.ts';
import { startTask } from './tasks.ts';
import type { WaitingLine } from './waiting-lines.ts';

const PROXY_SLOT = waitCauseNumber('proxy-slot');
const NO_CANDIDATE = waitCauseNumber('no-candidate');

/**
 * One pass of the scheduler: waiting tasks in the queue's order, each placed that can be placed. After every placement
 * the order is asked anew, so the next task is always the first as things then stand. A task that cannot start does not
 * block those behind it. At the end every line is charged to what keeps it.
 */
export function schedulingPass(run: Run): void {
  const pass = ++run.passes;
  do placeAllThatCan(run, pass);
  while (!chargeTheRest(run));
}

function placeAllThatCan(run: Run, pass: number): void {
  for (;;) {
    const line = run.waiting.first(pass, (l) => plainCause(run, l) < 0);
    if (line === undefined) return;
    const decision = ask(run, line);
    if (decision.kind === 'place') startTask(run, line.heap[0]!, decision.candidate, decision.decidedBy);
    else line.refusedInPass = pass;
  }
}

/**
 * Charges every line to what it waits for as the pass leaves things. A later placement may have made another candidate
 * the best of a line refused before, so that it can be placed now: false, and the pass goes on.
 */
function chargeTheRest(run: Run): boolean {
  const now = run.loop.nowUs;
  for (const line of run.waiting.open) {
    const cause = causeOf(run, line);
    if (cause < 0) {
      line.refusedInPass = 0;
      return false;
    }
    line.charge(cause, now);
  }
  return true;
}

/** The cause that needs no look at single candidates: nobody online, or no free slot anywhere; -1: look. */
function plainCause(run: Run, line: WaitingLine): number {
  if (run.policy.sameHostHotAdd !== 0) return -1;
  if (line.candidates.online === 0) return NO_CANDIDATE;
  return line.candidates.free === 0 ? PROXY_SLOT : -1;
}

function ask(run: Run, line: WaitingLine): Decision {
  const task = line.heap[0]!;
  const { candidates } = line.candidates;
  const decision = decide(run.policy, task, candidates, run.infrastructure);
  run.explainer?.(task, decision, verdicts(run.policy, task, candidates, run.infrastructure));
  return decision;
}

/** -1: its first task can be placed. */
function causeOf(run: Run, line: WaitingLine): number {
  const plain = plainCause(run, line);
  if (plain >= 0) return plain;
  const decision = decide(run.policy, line.heap[0]!, line.candidates.candidates, run.infrastructure);
  return decision.kind === 'place' ? -1 : waitCauseNumber(decision.cause);
}
