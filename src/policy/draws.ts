import type { ClusterView, TaskView } from './policy.ts';
import { shuffledBy } from './shuffle.ts';

/** What the task that was asked last has drawn, by proxy: a ranking compares the same few draws again and again. */
interface Drawn {
  task: number;
  seed: string;
  readonly byProxy: Map<number, number>;
}

const LAST = new WeakMap<ClusterView, Drawn>();

/** A task's whole number by chance for a proxy; the same whenever it is asked. */
export function drawFor({ task }: TaskView, proxy: number, view: ClusterView): number {
  const { seed } = view;
  let last = LAST.get(view);
  if (last === undefined) {
    last = { task, seed, byProxy: new Map() };
    LAST.set(view, last);
  } else if (last.task !== task || last.seed !== seed) {
    last.task = task;
    last.seed = seed;
    last.byProxy.clear();
  }
  let draw = last.byProxy.get(proxy);
  if (draw === undefined) {
    draw = shuffledBy(`${seed}/choice/${task}/${proxy}`);
    last.byProxy.set(proxy, draw);
  }
  return draw;
}
