import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Inventory, VmLeftOut } from './inventory.ts';
import type { ProxyPlan } from './proxy-plan.ts';

/** What was imported, in figures. */
export interface InventorySummary {
  /** VMs and disks in the scenario. */
  readonly vms: number;
  readonly disks: number;
  readonly vmsLeftOut: Readonly<Record<VmLeftOut, number>>;
  /** Disks that cannot be snapshotted, of VMs that can. */
  readonly disksLeftOut: number;
  /** Disks that are also listed with another VM, and are counted there. */
  readonly disksOfSeveralVms: number;
  /** MiB. */
  readonly capacity: number;
  /** MiB; a disk whose used space is unknown counts as full. */
  readonly used: number;
  /** MiB. */
  readonly largestDisk: number;
  readonly hosts: number;
  /** In the scenario: those that hold a disk to back up. */
  readonly datastores: number;
  readonly proxies: number;
  /** Task slots of the planned repository. */
  readonly repositorySlots: number;
}

/** Counts what the scenario holds. */
export function summarise(
  inventory: Inventory,
  datastores: number,
  { proxies }: Pick<ProxyPlan, 'proxies'>,
): InventorySummary {
  const taken = inventory.disks.filter((disk) => disk.leftOut === undefined);
  const vmsLeftOut = {
    template: 0,
    'srm-placeholder': 0,
    'cluster-service': 0,
    suspended: 0,
    'powered-off': 0,
    'shared-disk': 0,
    'without-disks': 0,
  };
  for (const { leftOut } of inventory.vms) if (leftOut !== undefined) vmsLeftOut[leftOut] += 1;
  return {
    vms: inventory.vms.filter((vm) => vm.leftOut === undefined).length,
    disks: taken.length,
    vmsLeftOut,
    disksLeftOut: inventory.disks.filter(
      ({ leftOut }) => leftOut === 'independent' || leftOut === 'raw-physical',
    ).length,
    disksOfSeveralVms: inventory.disks.filter(({ leftOut }) => leftOut === 'of-several-vms').length,
    capacity: taken.reduce((sum, disk) => sum + disk.capacity, 0),
    used: taken.reduce((sum, disk) => sum + (disk.used ?? disk.capacity), 0),
    largestDisk: taken.reduce((largest, disk) => Math.max(largest, disk.capacity), 0),
    hosts: inventory.hosts.length,
    datastores,
    proxies: proxies.length,
    // As many as those of all proxies, so that the repository does not limit them.
    repositorySlots:
      inventory.platform === 'hyperv'
        ? inventory.hosts.length * DEFAULTS.onHostSlots.value
        : proxies.reduce((sum, { cores }) => sum + cores, 0),
  };
}
