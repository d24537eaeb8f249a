import type { Model } from '../model.ts';
import type { VmCapabilities, VmTraits } from '../vms/vm-rows.ts';
import { affinityOf } from './affinity.ts';
import type { ReadDisk, WrittenDisk } from './transport.ts';

/**
 * A key of disks: those with the same key have the same candidates for reading. The job is part of the key only if proxies are
 * restricted or preferred.
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

/** The VM's part of that key. On Hyper-V it includes the host, which does on-host processing itself. */
export function kindOfVm(vm: VmTraits & VmCapabilities): string {
  const onHost = vm.platform === 'hyperv' ? vm.host : '';
  return `${vm.platform}${onHost}/${vm.site}/${vm.sanCapable}/${vm.arrayCapable}`;
}

/** The same for writing. */
export function kindOfWrite(job: number, { platform, datastore, host, first, thin }: WrittenDisk): string {
  return `write/${job}/${platform}/${datastore}/${host}/${first}/${thin}`;
}
