import type { QueueKey } from '../policy.ts';
import { shuffledBy } from './shuffle.ts';

/** Every key a queue order can be made of, by name. */
export const QUEUE_KEYS = {
  /** Restore 800, snapshot removal 600, quick backup 500, high-priority job 400, backup 300, backup copy 200 [doc]. */
  kind: { name: 'kind', changesWith: 'nothing', isOfSession: true, of: (task) => -task.priority },
  /** Disks of VMs in process come first, to shorten the life of their snapshots [guide]. */
  'vm-in-process': {
    name: 'vm-in-process',
    changesWith: 'vm',
    of: (task, view) => (view.isVmInProcess(task.task) ? 0 : 1),
  },
  /** VMs of jobs that run already come next [guide]. */
  'job-running': {
    name: 'job-running',
    changesWith: 'session',
    isOfSession: true,
    of: (task, view) => (view.isJobRunning(task.task) ? 0 : 1),
  },
  'session-start': {
    name: 'session-start',
    changesWith: 'nothing',
    isOfSession: true,
    of: (task) => task.sessionStartUs,
  },
  'ready-time': { name: 'ready-time', changesWith: 'nothing', of: (task) => task.readyUs },
  'job-order': {
    name: 'job-order',
    changesWith: 'nothing',
    isOfSession: true,
    of: (task) => task.job,
  },
  'vm-order': { name: 'vm-order', changesWith: 'nothing', of: (task) => task.vmOrder },
  'disk-order': { name: 'disk-order', changesWith: 'nothing', of: (task) => task.diskOrder },
  'largest-first': { name: 'largest-first', changesWith: 'nothing', of: (task) => -task.readBytes },
  'smallest-first': { name: 'smallest-first', changesWith: 'nothing', of: (task) => task.readBytes },
  'longest-job-first': {
    name: 'longest-job-first',
    changesWith: 'nothing',
    isOfSession: true,
    of: (task) => -task.sessionBytes,
  },
  /** A hash instead of a draw from a stream, so that it does not depend on the order of questions. */
  shuffled: {
    name: 'shuffled',
    changesWith: 'nothing',
    of: (task, view) =>
      shuffledBy(`${view.seed}/queue/${task.job}/${task.vm}/${task.diskOrder}/${task.readyUs}`),
  },
} satisfies Record<string, QueueKey>;
