import type { Task } from '../simulator/task.ts';
import type { Stretch } from './diary.ts';
import { bottleneckOf, busyOf } from './load-line.ts';

/** Read and transferred; what is cut off counts as far as it came. */
export function bytesOf(task: Task): readonly [number, number] {
  const { result, readBytes, transferredBytes, doneBytes } = task;
  if (result === 'success') return [readBytes, transferredBytes];
  const ratio = readBytes === 0 ? 0 : transferredBytes / readBytes;
  return [Math.round(doneBytes), Math.round(doneBytes * ratio)];
}

/** At the run's end also of those that have only their disk to detach. */
export function resultOf({ state, result }: Task): Task['result'] {
  return state === 'ended' ? result : 'unfinished';
}

/** Slots got less ready; of one that never got any, for as long as it waited. */
export function queueWaitOf(task: Task, stretches: readonly Stretch[]): number {
  const lastUs = stretches.findLast(({ waiting }) => waiting.has(task))?.toUs ?? task.readyUs;
  return (task.startUs ?? lastUs) - task.readyUs;
}

export function taskFigures(task: Task, stretches: readonly Stretch[]) {
  const standing = stretches.filter(({ cutOff }) => cutOff.has(task));
  const busy = busyOf(task, stretches);
  return {
    queueWaitSeconds: queueWaitOf(task, stretches) / 1e6,
    bottleneck: task.transferStartUs === undefined ? null : bottleneckOf(busy),
    interruptedSeconds: standing.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0) / 1e6,
  };
}
