import type { ClusterView, TaskView } from '../policy.ts';
import { shuffledBy } from './shuffle.ts';

/** What the task that was asked last has drawn, by proxy: a ranking compares the same few draws again and again. */
interface Drawn {
  readonly task: number;
  readonly byProxy: Map<number, number>;
}

/** A view has one seed. */
const LAST = new WeakMap<ClusterView, Drawn>();

/** A task's whole number by chance for a proxy; the same whenever it is asked. */
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
