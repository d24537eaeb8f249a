import type { Candidate } from '../../model/ways/transport.ts';
import type { ClusterView, RankKey, TaskView } from '../policy.ts';
import { drawFor } from './draws.ts';

/** Ratios are rounded to parts per million, so that keys are whole numbers and rounding errors break no ties. */
const PARTS = 1_000_000;

/** Every key a choice of proxy can be made of, by name. */
export const RANK_KEYS = {
  /** Proxies that the repository prefers; a preference, not a restriction [doc]. */
  affinity: { name: 'affinity', isFixed: true, of: (_task, candidate) => (candidate.preferred ? 0 : 1) },
  /** Direct storage, then hot-add, then network [doc]. */
  'connection-class': {
    name: 'connection-class',
    isFixed: true,
    of: (_task, candidate) => candidate.connectionClass,
  },
  'same-site': { name: 'same-site', isFixed: true, of: (_task, candidate) => (candidate.sameSite ? 0 : 1) },
  'load-ratio': {
    name: 'load-ratio',
    isByLoad: true,
    of: (_task, { proxy }, view) => Math.round((view.runningTasks(proxy) / view.slots(proxy)) * PARTS),
  },
  'running-tasks': {
    name: 'running-tasks',
    isByLoad: true,
    of: (_task, { proxy }, view) => view.runningTasks(proxy),
  },
  'most-free-slots': {
    name: 'most-free-slots',
    isByLoad: true,
    of: (_task, { proxy }, view) => view.runningTasks(proxy) - view.slots(proxy),
  },
  /** The proxy that has waited longest for a task: round-robin. */
  'least-recent': { name: 'least-recent', of: (_task, { proxy }, view) => view.lastPlacement(proxy) },
  shuffled: {
    name: 'shuffled',
    differsByTask: true,
    of: (task, { proxy }, view) => drawFor(task, proxy, view),
    drawn: (...asked) => firstDrawn(1, ...asked),
  },
  /**
   * 0 for two proxies drawn at random among the available ones, 1 for the rest: the power of two choices (Mitzenmacher, IEEE
   * Transactions on Parallel and Distributed Systems 12(10), 2001).
   */
  'two-choices': {
    name: 'two-choices',
    differsByTask: true,
    of: (task, { proxy }, view, among) => {
      const own = drawFor(task, proxy, view);
      let before: number | undefined;
      for (const other of among) {
        if (other.proxy === before || drawFor(task, other.proxy, view) >= own) continue;
        if (before !== undefined) return 1;
        before = other.proxy;
      }
      return 0;
    },
    drawn: (...asked) => firstDrawn(2, ...asked),
  },
} satisfies Record<string, RankKey>;

/** The `count` proxies with the smallest draws, and those that tie with the last of them. */
function firstDrawn(
  count: number,
  task: TaskView,
  candidates: readonly Candidate[],
  view: ClusterView,
): string {
  const proxies = [...new Set(candidates.map(({ proxy }) => proxy))];
  const draws = proxies.map((proxy) => drawFor(task, proxy, view));
  const last = [...draws].sort((a, b) => a - b)[count - 1] ?? Number.POSITIVE_INFINITY;
  return proxies.filter((_, place) => draws[place]! <= last).join();
}
