import type { Movement } from '../../model/path.ts';
import type { Task } from './task.ts';

/** What a task moves, if it writes to the given repository or extent; -1: to none. */
export function movementOf(task: Task, repository: number): Movement {
  const { readBytes, dataBytes, transferredBytes } = task;
  const isRead = readBytes > 0;
  return {
    job: task.job,
    vm: task.vm,
    datastore: task.datastore,
    targetDatastore: task.targetDatastore,
    targetHost: task.targetHost,
    full: task.readsToTheEnd,
    transferRatio: isRead ? transferredBytes / readBytes : 0,
    dataRatio: isRead ? dataBytes / readBytes : 0,
    repository,
    source: task.ways.source >= 0 ? task.ways.source : repository,
    gateway: task.vmRun.chain.gateway,
  };
}
