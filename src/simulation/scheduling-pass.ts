import { verdicts } from '../policy/decide.ts';
import { decidePlaces, type PlacesDecision } from './placing.ts';
import { chargeTheRest, fullDatastore, isGroupHopeless, plainCause, scopeOf } from './refusal.ts';
import type { Run } from './run.ts';
import type { Task } from './state.ts';
import { startTask } from './tasks.ts';
import type { WaitingGroup } from './waiting-lines.ts';

/**
 * One pass of the scheduler: waiting tasks in the queue's order, each placed that can be placed. After every placement
 * the order is asked anew, so the next task is always the first as things then stand. A task that cannot start does not
 * block those behind it. At the end everybody is charged to what keeps them; a later placement may have made another
 * candidate the best of somebody refused before, and then the pass goes on.
 */
export function schedulingPass(run: Run): void {
  do {
    placeAllThatCan(run, ++run.passes);
    run.waiting.restore();
  } while (!chargeTheRest(run));
}

function placeAllThatCan(run: Run, pass: number): void {
  for (;;) {
    const group = run.waiting.first((g) => hasChance(run, g, pass));
    if (group === undefined) return;
    const line = group.firstLine!;
    const full = fullDatastore(run, line.crowd);
    if (full >= 0) {
      if (run.ranksAlike && run.infrastructure.condition.onlyProxiesDown)
        run.waiting.park(line.crowd, full, run.loop.nowUs);
      else run.waiting.setAside(line.crowd);
      continue;
    }
    const { task } = line.standings.first!;
    const decision = ask(run, task);
    if (decision.kind === 'place') {
      startTask(run, task, decision);
      continue;
    }
    const scope = scopeOf(run, group, decision);
    if (scope === 'group') group.refusedInPass = pass;
    else run.waiting.setAside(scope === 'crowd' ? line.crowd : line);
  }
}

function hasChance(run: Run, group: WaitingGroup, pass: number): boolean {
  return group.refusedInPass !== pass && plainCause(run, group) < 0 && !isGroupHopeless(run, group);
}

function ask(run: Run, task: Task): PlacesDecision {
  const decision = decidePlaces(run, task);
  if (run.explainer === undefined) return decision;
  const { infrastructure, policy } = run;
  const { candidates } = infrastructure.ways.setAt(task, infrastructure.repositoryFor(task));
  const told =
    decision.kind === 'wait'
      ? decision
      : { kind: 'place' as const, candidate: decision.first, decidedBy: decision.decidedBy };
  run.explainer(task, told, verdicts(policy, task, candidates, infrastructure));
  return decision;
}
