import type { ClusterView, TaskView } from '../policy.ts';
import { shuffledBy } from './shuffle.ts';

/** The draws of the last task by proxy: a cache, since a ranking compares the same few draws again and again. */
interface Drawn {
  readonly task: number;
  /** Stands for the task in the texts that it draws by. */
  readonly entity: number;
  readonly byProxy: Map<number, number>;
}

/** By view, since each view has a seed of its own. */
const LAST = new WeakMap<ClusterView, Drawn>();

/**
 * A random whole number for a task and a proxy; the same at every call. The task counts as what it is and not by its number, so
 * that it draws the same where other tasks come and go (common random numbers).
 */
export function drawFor(task: TaskView, proxy: number, view: ClusterView): number {
  let last = LAST.get(view);
  if (last?.task !== task.task) {
    last = { task: task.task, entity: entityOf(task, view), byProxy: new Map() };
    LAST.set(view, last);
  }
  let draw = last.byProxy.get(proxy);
  if (draw === undefined) {
    draw = shuffledBy(`${last.entity}/${proxy}`);
    last.byProxy.set(proxy, draw);
  }
  return draw;
}

function entityOf({ job, vm, diskOrder, readyUs }: TaskView, { seed }: ClusterView): number {
  return shuffledBy(`${seed}/choice/${job}/${vm}/${diskOrder}/${readyUs}`);
}
