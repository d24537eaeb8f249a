import type { Model } from '../model.ts';

/** Where a job writes the copy of a disk, or restores it to. Rows; -1: the job writes to no datastore. */
export interface Destination {
  readonly datastore: number;
  readonly host: number;
}

/** The site of what is written: of the host that will run it, or if that is not known, of the datastore. */
export function siteOf({ hosts, datastores }: Pick<Model, 'hosts' | 'datastores'>, to: Destination): number {
  return hosts[to.host]?.site ?? datastores[to.datastore]!.site;
}

const NOWHERE: Destination = { datastore: -1, host: -1 };

/**
 * The job's target. Without a datastore, a disk stays on its own one; without a host too, on the VM's own host. A target with a
 * datastore has its host already: the scenario takes the first one that mounts the datastore unless a host is stated.
 */
export function destinationOf(model: Model, job: number, disk: number): Destination {
  const { target } = model.jobs[job]!;
  if (target === undefined) return NOWHERE;
  if (target.datastore >= 0) return target;
  const host = target.host >= 0 ? target.host : model.vms.hostOf(model.disks.vmOf(disk));
  return { datastore: model.disks.datastoreOf(disk), host };
}
