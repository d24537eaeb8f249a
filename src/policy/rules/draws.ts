import type { ClusterView, TaskView } from '../policy.ts';
import { shuffledBy } from './shuffle.ts';

/** The draws of the last task by proxy: a cache, since a ranking compares the same few draws again and again. */
interface Drawn {
  readonly task: number;
  readonly byProxy: Map<number, number>;
}

/** By view, since each view has a seed of its own. */
const LAST = new WeakMap<ClusterView, Drawn>();

/** A random whole number for a task and a proxy; the same at every call. */
export function drawFor({ task }: TaskView, proxy: number, view: ClusterView): number {
  let last = LAST.get(view);
  if (last?.task !== task) {
    last = { task, byProxy: new Map() };
    LAST.set(view, last);
  }
  let draw = last.byProxy.get(proxy);
  if (draw === undefined) {
    draw = shuffledBy(`${view.seed}/choice/${task}/${proxy}`);
    last.byProxy.set(proxy, draw);
  }
  return draw;
}
