import type { Model } from '../model/model.ts';
import type { Movement } from '../model/path.ts';
import type { ToldTask } from './chronicle.ts';

/** What a task moves, if it writes to the given repository or extent; -1: to none. */
export function movementOf(
  model: Model,
  task: ToldTask,
  repository: number,
  gateway: number,
  source: number,
): Movement {
  const { readBytes, dataBytes, transferredBytes, full, readsAll } = task;
  const isRead = readBytes > 0;
  return {
    job: task.job,
    vm: task.vm,
    datastore: task.datastore,
    targetDatastore: task.targetDatastore,
    targetHost: task.targetHost,
    // What is not tracked is read from end to end, at the rate of a full.
    full: full || !model.vms.traitsOf(task.vm).tracked || readsAll,
    transferRatio: isRead ? transferredBytes / readBytes : 0,
    dataRatio: isRead ? dataBytes / readBytes : 0,
    repository,
    source: source >= 0 ? source : repository,
    gateway,
  };
}
