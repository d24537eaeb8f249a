import type { Model } from '../model.ts';
import type { VmCapabilities, VmTraits } from '../vms/vm-rows.ts';
import { affinityOf } from './affinity.ts';
import type { ReadDisk, WrittenDisk } from './transport.ts';

/**
 * Tells which disks have the same candidates: those of one kind. Jobs that neither restrict nor prefer proxies do not tell kinds
 * apart.
 */
export function kindOfDisk(
  model: Model,
  { job, vm, datastore, repository = model.jobs[job]!.repository, fromArray }: ReadDisk,
): string {
  const { proxies, work, declaration } = model.jobs[job]!;
  const traits = model.vms.traitsOf(vm);
  const storage = model.vms.storageOf(vm);
  const anyProxy = proxies === undefined && affinityOf(model, job, traits.platform, repository).length === 0;
  const owner = anyProxy ? 'any' : `${job}-${repository}`;
  const arrayCapable = storage.arrayCapable && fromArray !== false;
  const isFromArray = arrayCapable && fromArray === true;
  const array = `${declaration.storageSnapshots !== undefined}${work.arrayOnly}${isFromArray}`;
  return `${owner}/${array}/${kindOfVm({ ...traits, ...storage, arrayCapable })}/${datastore}`;
}

/** Of what a kind of disk depends on, the part that is the VM's: on-host work is done by its own host. */
export function kindOfVm(vm: VmTraits & VmCapabilities): string {
  const onHost = vm.platform === 'hyperv' ? vm.host : '';
  return `${vm.platform}${onHost}/${vm.site}/${vm.sanCapable}/${vm.arrayCapable}`;
}

/** Tells which disks can be written by the same candidates. */
export function kindOfWrite(job: number, { platform, datastore, host, first, thin }: WrittenDisk): string {
  return `write/${job}/${platform}/${datastore}/${host}/${first}/${thin}`;
}
