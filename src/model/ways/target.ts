import type { Model } from '../model.ts';

/** Where the copy or the restored disk of a job goes; rows, -1: the job writes to no datastore. */
export interface Destination {
  readonly datastore: number;
  readonly host: number;
}

const NOWHERE: Destination = { datastore: -1, host: -1 };

/** As the job says, or by default the disk's own datastore and the first host that mounts it, or the VM's own. */
export function destinationOf(model: Model, job: number, disk: number): Destination {
  const { target } = model.jobs[job]!;
  if (target === undefined) return NOWHERE;
  const datastore = target.datastore < 0 ? model.disks.datastoreOf(disk) : target.datastore;
  if (target.host >= 0) return { datastore, host: target.host };
  if (target.datastore < 0) return { datastore, host: model.vms.hostOf(model.disks.vmOf(disk)) };
  const mounts = [...model.datastores[datastore]!.mountedBy];
  return { datastore, host: mounts.length === 0 ? -1 : Math.min(...mounts) };
}
