import { verdicts } from '../../policy/deciding/decide.ts';
import { decidePlaces, type PlacesDecision } from '../placing/placing.ts';
import type { Ways } from '../placing/ways.ts';
import type { Run } from '../run.ts';
import type { Task } from '../tasks/task.ts';
import { startTask } from '../tasks/tasks.ts';
import { chargeTheRest } from './charging.ts';
import { fullDatastore, hasNoChance, keptBy, refusesAlike, scopeOf } from './refusal.ts';
import type { WaitingGroup } from './waiting-groups.ts';

/**
 * One pass of the scheduler: places every waiting task that can be placed, in the queue's order. The order is evaluated again
 * after every placement, so the next task is always the first one by then. A task that cannot start does not block those
 * behind it (list scheduling with skip-ahead). A placement may change the best candidate of a task that was refused before it
 * because it waits for something better: it is asked again at once, before those behind it. At the end all waiting tasks are
 * charged to what refuses them; should one of them still find a place, the pass goes on.
 */
export function schedulingPass(run: Run): void {
  run.infrastructure.latency.sampleWhereTasksWait();
  do {
    placeAllThatCan(run);
    run.waiting.restore();
  } while (!chargeTheRest(run));
}

function placeAllThatCan(run: Run): void {
  const { waiting } = run;
  for (let group = waiting.foremost(); group !== undefined; group = waiting.foremost()) {
    const kept = keptBy(run, group);
    if (kept !== undefined) waiting.index.sleep(group, kept, run.loop.nowUs);
    else placeFirst(run, group);
  }
}

/** Places the first task of a group, or sets aside all tasks that get the same refusal. */
function placeFirst(run: Run, group: WaitingGroup): void {
  const { waiting } = run;
  if (hasNoChance(run, group)) {
    waiting.setAside(group);
    return;
  }
  const line = group.firstLine!;
  const full = fullDatastore(run, line.crowd);
  if (full >= 0) {
    if (refusesAlike(run, group.ways)) waiting.park(line.crowd, full, run.loop.nowUs);
    else waiting.setAside(line.crowd);
    return;
  }
  const task = waiting.firstOf(line);
  const decision = ask(run, task, group.ways);
  if (decision.kind === 'place') {
    startTask(run, task, decision);
    waiting.restoreUndecided();
    return;
  }
  const scope = scopeOf(run, group, decision);
  const isUndecided = run.bestChangesWithLoad && decision.hasRoomElsewhere === true;
  waiting.setAside(scope === 'group' ? group : scope === 'crowd' ? line.crowd : line, isUndecided);
}

function ask(run: Run, task: Task, ways: Ways): PlacesDecision {
  const decision = decidePlaces(run, task, ways);
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
