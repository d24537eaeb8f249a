import type { QUEUE_KEYS } from './queue-keys.ts';
import type { RANK_KEYS } from './rank-keys.ts';

/** What each queue key puts first, for authors of policies. */
export const QUEUE_KEY_WORDS: Readonly<Record<keyof typeof QUEUE_KEYS, string>> = {
  kind: 'kinds of work by priority: restore, quick backup, high-priority jobs, backup, backup copy',
  'vm-in-process': 'disks of VMs whose snapshot exists or is being created, so that it is removed soon',
  'job-running': 'tasks of sessions that run already',
  'session-start': 'tasks of sessions that started earlier',
  'ready-time': 'tasks that became ready earlier',
  'job-order': 'jobs in the order of the scenario',
  'vm-order': 'VMs in the order of their job',
  'disk-order': 'disks in the order of their VM',
  'largest-first': 'disks with most bytes to read',
  'smallest-first': 'disks with fewest bytes to read',
  'longest-job-first': 'sessions with most bytes to read',
  shuffled: 'by chance, the same for one seed',
};

/** What each ranking key prefers. */
export const RANK_KEY_WORDS: Readonly<Record<keyof typeof RANK_KEYS, string>> = {
  affinity: 'proxies that the repository prefers',
  'connection-class': '0 direct storage, 1 hot-add, 2 network',
  'same-site': 'proxies in the site of the disk',
  'load-ratio': 'the smaller share of slots in use',
  'running-tasks': 'fewer tasks running',
  'most-free-slots': 'more slots free',
  'least-recent': 'the proxy that has waited longest for a task',
  shuffled: 'by chance, drawn for each task',
  'two-choices': 'two proxies drawn for each task before the rest',
};
