import type { Job } from '../../src/scenario/job.ts';
import type { Proxy as BackupProxy, Datastore, Scenario } from '../../src/scenario/scenario.ts';
import type { TransportMode } from '../../src/scenario/transport-modes.ts';
import type { Disk, Vm } from '../../src/scenario/vms/vm.ts';

export interface Place {
  readonly proxy: BackupProxy;
  readonly mode: TransportMode;
}

const SAN_PROTOCOLS = ['fc', 'iscsi', 'sas'];

/** Where a disk could be read at all, by the specification's table of transport modes. Written anew, to check the product's. */
export function placesFor(scenario: Scenario, job: Job, vm: Vm, disk: Disk): Place[] {
  const datastore = datastoreOf(scenario, disk.datastore);
  const ofVm = (vm.disks as readonly Disk[]).map((other) => datastoreOf(scenario, other.datastore));
  const wholeVmOnSan = ofVm.every((d) => d.type === 'vmfs' && SAN_PROTOCOLS.includes(d.protocol));
  return scenario.proxies.flatMap((proxy) => {
    if (!proxy.enabled || proxy.platform !== vm.platform) return [];
    if (job.proxies !== undefined && !job.proxies.includes(proxy.name)) return [];
    const allowed: readonly TransportMode[] =
      proxy.modes === 'auto' ? ['san', 'nfs', 'hotadd', 'nbd'] : proxy.modes;
    const reach: Partial<Record<TransportMode, boolean>> = {
      san: wholeVmOnSan && hasPorts(proxy, datastore) && canSpeak(proxy, datastore),
      nfs: datastore.type === 'nfs' && hasPorts(proxy, datastore),
      hotadd:
        proxy.kind === 'virtual' && proxy.site === datastore.site && datastore.hosts.includes(proxy.host!),
      nbd: true,
      nbdssl: true,
    };
    const usable = allowed.filter((mode) => reach[mode] === true);
    const modes = usable.length === 0 && proxy.failoverToNetwork ? (['nbd'] as const) : usable;
    return modes.map((mode) => ({ proxy, mode }));
  });
}

/** The places that a task could ever get: with memory for one task, and hot-add only where the policy allows it. */
export function lastingPlacesFor(scenario: Scenario, job: Job, vm: Vm, disk: Disk): Place[] {
  const localOnly = scenario.policy.sameHostHotAdd === 2;
  return placesFor(scenario, job, vm, disk).filter(
    ({ proxy, mode }) =>
      (!scenario.enforceRam || proxy.ram >= 3e9) &&
      !(localOnly && mode === 'hotadd' && proxy.host !== vm.host),
  );
}

export function datastoreOf(scenario: Scenario, name: string): Datastore {
  return scenario.datastores.find((d) => d.name === name)!;
}

/** Virtual machines have no Fibre Channel or SAS ports. */
function canSpeak(proxy: BackupProxy, { protocol }: Datastore): boolean {
  return proxy.kind === 'physical' || protocol === 'iscsi';
}

function hasPorts(proxy: BackupProxy, datastore: Datastore): boolean {
  if (proxy.storage === undefined || !proxy.storage.protocols.includes(datastore.protocol)) return false;
  const fabrics = [proxy.fabric, datastore.fabric].filter((fabric) => fabric !== undefined);
  return new Set(fabrics).size < 2;
}
