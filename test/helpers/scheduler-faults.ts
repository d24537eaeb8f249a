import type {
  CapacityFilter,
  ClusterView,
  Policy,
  QueueKey,
  RankKey,
  TaskView,
} from '../../src/policy/policy.ts';
import { QUEUE_KEYS } from '../../src/policy/rules/queue-keys.ts';
import { RANK_KEYS } from '../../src/policy/rules/rank-keys.ts';

/** A way to get the scheduler wrong: what a policy becomes by it, and shipped scenarios whose accepted results tell. */
export interface Fault {
  readonly name: string;
  readonly breaks: (policy: Policy) => Policy;
  readonly caughtBy: readonly string[];
}

type Named = { readonly name: string };

const without = <T extends Named>(list: readonly T[], ...names: readonly string[]): T[] =>
  list.filter(({ name }) => !names.includes(name));

function swapped<T extends Named>(list: readonly T[], a: string, b: string): T[] {
  const one = list.find(({ name }) => name === a)!;
  const other = list.find(({ name }) => name === b)!;
  return list.map((each) => (each === one ? other : each === other ? one : each));
}

const rankWithout =
  (...names: string[]) =>
  (policy: Policy): Policy => ({ ...policy, rank: without(policy.rank, ...names) });
const orderWithout =
  (...names: string[]) =>
  (policy: Policy): Policy => ({ ...policy, order: without(policy.order, ...names) });
const filtersWithout =
  (...names: string[]) =>
  (policy: Policy): Policy => ({ ...policy, filters: without(policy.filters, ...names) });
const rankSwapped = (a: string, b: string) => (policy: Policy) => ({
  ...policy,
  rank: swapped(policy.rank, a, b),
});
const orderSwapped = (a: string, b: string) => (policy: Policy) => ({
  ...policy,
  order: swapped(policy.order, a, b),
});
const before = (key: QueueKey) => (policy: Policy) => ({ ...policy, order: [key, ...policy.order] });
const rankInstead = (name: string, key: RankKey) => (policy: Policy) => ({
  ...policy,
  rank: policy.rank.map((each) => (each.name === name ? key : each)),
});
const filterInstead = (name: string, hasRoom: CapacityFilter['hasRoom']) => (policy: Policy) => ({
  ...policy,
  filters: policy.filters.map((each) => (each.name === name ? { name, hasRoom } : each)),
});
const whenBestBusy = (answer: 'degrade' | 'wait') => (policy: Policy) => ({
  ...policy,
  whenBestBusy: Object.fromEntries(
    Object.keys(policy.whenBestBusy).map((mode) => [mode, answer]),
  ) as Policy['whenBestBusy'],
});
const slotsButOne = (view: ClusterView, proxy: number) => Math.max(1, view.slots(proxy) - 1);

export const FAULTS: readonly Fault[] = [
  {
    name: 'drops the tie-break of the ranking',
    breaks: rankWithout('running-tasks'),
    caughtBy: ['study/key-by-key'],
  },
  {
    name: 'swaps connection and load',
    breaks: rankSwapped('connection-class', 'load-ratio'),
    caughtBy: ['first-night', 'study/replication', 'study/direct-san'],
  },
  {
    name: 'swaps connection and site',
    breaks: rankSwapped('connection-class', 'same-site'),
    caughtBy: ['study/key-by-key'],
  },
  {
    name: 'swaps affinity and connection',
    breaks: rankSwapped('affinity', 'connection-class'),
    caughtBy: ['study/affinity'],
  },
  {
    name: 'swaps priority and VM in process',
    breaks: orderSwapped('kind', 'vm-in-process'),
    caughtBy: ['study/key-by-key'],
  },
  {
    name: 'swaps job running and session start',
    breaks: orderSwapped('job-running', 'session-start'),
    caughtBy: ['study/chained-jobs', 'tutorial/05-the-queue'],
  },
  {
    name: 'is off by one in the slots of a proxy',
    breaks: filterInstead('proxy-slot', (_task, { proxy }, view) => {
      return proxy < 0 || view.runningTasks(proxy) < slotsButOne(view, proxy);
    }),
    caughtBy: ['first-night', 'study/affinity', 'study/hyper-v-on-host'],
  },
  {
    name: 'is off by one in the disks of hot-add',
    breaks: filterInstead('hotadd-disks', (_task, { proxy, mode }, view) => {
      return mode !== 'hotadd' || view.hotaddDisks(proxy) < view.hotaddLimit() - 1;
    }),
    caughtBy: ['study/hotadd', 'tutorial/07-waits-and-limits'],
  },
  {
    name: 'takes the number of running tasks for their ratio',
    breaks: rankInstead('load-ratio', RANK_KEYS['running-tasks']),
    caughtBy: ['first-night'],
  },
  {
    name: 'fills the fullest proxy first',
    breaks: rankInstead('load-ratio', {
      name: 'load-ratio',
      of: (task: TaskView, candidate, view) => -RANK_KEYS['load-ratio'].of(task, candidate, view),
    }),
    caughtBy: ['first-night', 'tutorial/02-two-slots'],
  },
  {
    name: 'ignores the limit of snapshots',
    breaks: filtersWithout('datastore-snapshots'),
    caughtBy: ['first-night', 'study/snapshot-limit'],
  },
  {
    name: 'ignores latency',
    breaks: filtersWithout('datastore-latency'),
    caughtBy: ['study/latency-control'],
  },
  {
    name: 'ignores the spacing of starts',
    breaks: filtersWithout('start-spacing'),
    caughtBy: ['study/latency-control', 'study/vendor/v39-start-spacing'],
  },
  {
    name: 'ignores connections of hosts',
    breaks: filtersWithout('nbd-connections'),
    caughtBy: ['study/network-mode', 'tutorial/07-waits-and-limits'],
  },
  {
    name: 'ignores memory',
    breaks: filtersWithout('ram'),
    caughtBy: ['study/key-by-key'],
  },
  {
    name: 'forgets the site',
    breaks: rankWithout('same-site'),
    caughtBy: ['first-night', 'study/direct-nfs'],
  },
  {
    name: 'forgets affinity',
    breaks: rankWithout('affinity'),
    caughtBy: ['study/affinity'],
  },
  {
    name: 'forgets the connection',
    breaks: rankWithout('connection-class'),
    caughtBy: ['first-night', 'study/hyper-v-off-host'],
  },
  {
    name: 'degrades instead of waiting',
    breaks: whenBestBusy('degrade'),
    caughtBy: ['study/direct-nfs', 'tutorial/03-transport-modes'],
  },
  {
    name: 'waits instead of degrading',
    breaks: whenBestBusy('wait'),
    caughtBy: ['first-night', 'study/affinity'],
  },
  {
    name: 'forgets hot-add on the own host',
    breaks: (policy) => ({ ...policy, sameHostHotAdd: 0 }),
    caughtBy: ['study/same-host-hotadd'],
  },
  {
    name: 'serves the last to come first',
    breaks: before({ name: 'lifo', changesWith: 'nothing', of: ({ task }) => -task }),
    caughtBy: ['first-night', 'study/backup-copy', 'tutorial/05-the-queue'],
  },
  {
    name: 'serves the largest first',
    breaks: before(QUEUE_KEYS['largest-first']),
    caughtBy: ['first-night', 'study/closing-windows'],
  },
  {
    name: 'ignores priorities',
    breaks: orderWithout('kind'),
    caughtBy: ['study/restore-at-night', 'study/ingest-and-gateway'],
  },
  {
    name: 'forgets VMs in process',
    breaks: orderWithout('vm-in-process'),
    caughtBy: ['tutorial/07-waits-and-limits'],
  },
  {
    name: 'forgets running jobs',
    breaks: orderWithout('job-running'),
    caughtBy: ['study/chained-jobs', 'tutorial/05-the-queue'],
  },
  {
    name: 'forgets the start of the session',
    breaks: orderWithout('session-start'),
    caughtBy: ['study/key-by-key'],
  },
  {
    name: 'looks at the queue once a minute',
    breaks: (policy) => ({ ...policy, tickUs: 60e6 }),
    caughtBy: ['first-night', 'tutorial/05-the-queue'],
  },
];

/** One slot more than there is. */
export const ONE_SLOT_TOO_MANY = filterInstead('proxy-slot', (_task, { proxy }, view) => {
  return proxy < 0 || view.runningTasks(proxy) <= view.slots(proxy);
});
