import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Job } from '../../../src/scenario/job.ts';
import { placeInShuffledQueue } from './chance.ts';
import type { Night } from './night.ts';
import { holdsSlots, type Task, type VmRun } from './task.ts';

type Key = (task: Task, night: Night) => number;

/** Kinds of work by their priority: the higher goes first. */
function priorityOf({ type, priority }: Job): number {
  const own =
    type === 'restore'
      ? DEFAULTS.restorePriority.value
      : type === 'backup-copy'
        ? DEFAULTS.copyPriority.value
        : DEFAULTS.backupPriority.value;
  return priority === 'high' ? Math.max(own, DEFAULTS.highPriority.value) : own;
}

/** From its first disk's slots until its last disk is done. */
function isInProcess({ tasks }: VmRun): boolean {
  return (
    tasks.some(holdsSlots) ||
    (tasks.some(({ startUs }) => startUs !== undefined) && tasks.some(({ state }) => state !== 'ended'))
  );
}

const KEYS: Readonly<Record<string, Key>> = {
  kind: ({ job }) => -priorityOf(job),
  'vm-in-process': ({ vmRun }) => (isInProcess(vmRun) ? 0 : 1),
  'job-running': ({ vmRun }) => (vmRun.session.hasHeldSlots ? 0 : 1),
  'session-start': ({ vmRun }) => vmRun.session.startUs,
  'job-order': ({ vmRun }) => vmRun.session.jobRow,
  'vm-order': ({ vmRun }) => vmRun.vmRow,
  'disk-order': ({ disk }) => disk.number,
  'ready-time': ({ readyUs }) => readyUs,
  'largest-first': ({ readBytes }) => -readBytes,
  'smallest-first': ({ readBytes }) => readBytes,
  'longest-job-first': ({ vmRun }) =>
    -vmRun.session.vmRuns.flatMap(({ tasks }) => tasks).reduce((sum, { readBytes }) => sum + readBytes, 0),
  shuffled: (task, night) => placeInShuffledQueue(night, task),
};

/** As `proxysim policy list` tells them. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  rts: ['kind', 'vm-in-process', 'job-running', 'session-start', 'job-order', 'vm-order', 'disk-order'],
  fifo: ['ready-time', 'job-order', 'vm-order', 'disk-order'],
  list: ['job-order', 'vm-order', 'disk-order'],
  'largest-first': ['largest-first', 'job-order', 'vm-order', 'disk-order'],
  'smallest-first': ['smallest-first', 'job-order', 'vm-order', 'disk-order'],
  'longest-job-first': ['longest-job-first', 'job-order', 'vm-order', 'disk-order'],
  random: ['shuffled'],
};

/** Waiting tasks as a pass takes them. */
export function inQueueOrder(night: Night, tasks: readonly Task[], order: string): Task[] {
  const keys = ORDERS[order]!.map((name) => KEYS[name]!);
  return sortedByKeys(tasks, (task) => keys.map((key) => key(task, night)));
}

/** By lists of keys, compared one after the other; equals stay in the order in which they were given. */
export function sortedByKeys<T>(things: readonly T[], keysOf: (thing: T) => readonly number[]): T[] {
  const rows = things.map((thing) => ({ thing, keys: keysOf(thing) }));
  rows.sort((a, b) => {
    const at = a.keys.findIndex((key, n) => key !== b.keys[n]);
    return at < 0 ? 0 : a.keys[at]! - b.keys[at]!;
  });
  return rows.map(({ thing }) => thing);
}
