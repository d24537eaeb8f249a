import { type Decision, decide, verdicts } from '../policy/decide.ts';
import { causeOf, plainCause } from './refusal.ts';
import type { Run } from './run.ts';
import { startTask } from './tasks.ts';
import type { WaitingLine } from './waiting-lines.ts';

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

function ask(run: Run, line: WaitingLine): Decision {
  const task = line.heap[0]!;
  const { candidates } = line.candidates;
  const decision = decide(run.policy, task, candidates, run.infrastructure);
  run.explainer?.(task, decision, verdicts(run.policy, task, candidates, run.infrastructure));
  return decision;
}
