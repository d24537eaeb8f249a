import type { Model } from '../model.ts';
import type { Movement } from '../paths/movement.ts';
import type { WrittenDisk } from './transport.ts';

/** The disk that a task writes to a datastore. `full`: for a replica, this is its first copy. */
export function writtenDisk(
  { vms, disks }: Model,
  task: Pick<Movement, 'vm' | 'targetDatastore' | 'targetHost'> & {
    readonly disk: number;
    readonly full: boolean;
  },
): WrittenDisk {
  return {
    platform: vms.traitsOf(task.vm).platform,
    datastore: task.targetDatastore,
    host: task.targetHost,
    first: task.full,
    thin: disks.isThin(task.disk),
  };
}
