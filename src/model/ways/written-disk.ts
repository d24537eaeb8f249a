import type { Model } from '../model.ts';
import type { Movement } from '../paths/movement.ts';
import type { WrittenDisk } from './transport.ts';

/** The disk that a restore or a replica writes. `full`: of a replica the first copy is one. */
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
