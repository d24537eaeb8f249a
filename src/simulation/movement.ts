import type { Model } from '../model/model.ts';
import type { Movement } from '../model/path.ts';
import type { Task } from './task.ts';

/** What a task moves, if it writes to the given repository or extent; -1: to none. */
export function movementOf(model: Model, task: Task, repository: number): Movement {
  const { readBytes, dataBytes, transferredBytes, full } = task;
  const isRead = readBytes > 0;
  const { tracked } = model.vms.traitsOf(task.vm);
  return {
    job: task.job,
    vm: task.vm,
    datastore: task.datastore,
    targetDatastore: task.targetDatastore,
    targetHost: task.targetHost,
    // What is not tracked is read from end to end, at the rate of a full.
    full: full || !tracked || task.readsAll,
    transferRatio: isRead ? transferredBytes / readBytes : 0,
    dataRatio: isRead ? dataBytes / readBytes : 0,
    repository,
    source: task.ways.source >= 0 ? task.ways.source : repository,
    gateway: task.vmRun.chain.gateway,
  };
}
