import { type Movement, movementOf } from '../../model/paths/movement.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from './running-task.ts';
import type { Task } from './task.ts';

/** What a task moves and where, if it writes to the given repository or extent; -1: none. */
export function movementTo(task: Task, repository: number): Movement {
  const { source } = task.ways;
  const { gateway } = task.vmRun.chain;
  return movementOf(task, { repository, source, gateway });
}

/** Whether everything is up on the path of a running task. */
export function isIntact({ infrastructure }: Run, task: RunningTask): boolean {
  return infrastructure.condition.isIntact(movementTo(task, task.vmRun.chain.repository), task);
}
