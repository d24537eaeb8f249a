import { MIB } from '../binary-unit.ts';
import { type ChangeOptions, type DailyChange, dailyChange } from '../daily-change.ts';
import type { Findings } from '../findings.ts';
import type { Inventory, InventoryDatastore } from './inventory.ts';
import { type ProxyPlan, planProxies } from './proxy-plan.ts';
import { type Sites, sitesOf } from './sites.ts';
import { type InventorySummary, summarise } from './summary.ts';

/** An inventory, and what has to be added for a night to be simulated. */
export interface PlannedEstate {
  readonly inventory: Inventory;
  /** Those that hold a disk to back up. */
  readonly datastores: readonly InventoryDatastore[];
  readonly sites: Sites;
  readonly plan: ProxyPlan;
  readonly change: DailyChange;
  readonly summary: InventorySummary;
}

type PlanCode =
  | 'nothing-to-protect'
  | 'datastore-unused'
  | 'datastore-network-only'
  | 'change-above-used'
  | 'change-shared';

/** Undefined where no VM is left to back up, or more is said to change than there is, which is reported. */
export function planEstate(
  inventory: Inventory,
  options: ChangeOptions,
  findings: Pick<Findings<PlanCode>, 'add'>,
): PlannedEstate | undefined {
  if (!inventory.vms.some((vm) => vm.leftOut === undefined)) {
    findings.add('nothing-to-protect');
    return undefined;
  }
  const datastores = usedDatastores(inventory, findings);
  const busyHosts = inventory.vms.flatMap((vm) =>
    vm.leftOut === undefined && vm.host !== undefined ? [vm.host] : [],
  );
  // Hosts of Hyper-V read the disks of their VMs themselves.
  const plan =
    inventory.platform === 'hyperv'
      ? { proxies: [], networkOnly: [] }
      : planProxies(inventory, datastores, new Set(busyHosts));
  for (const subject of plan.networkOnly) findings.add('datastore-network-only', { subject });
  const summary = summarise(inventory, datastores.length, plan);
  const change = dailyChange(options, summary.used * MIB, findings);
  if (change === undefined) return undefined;
  return { inventory, datastores, sites: sitesOf(inventory), plan, change, summary };
}

/** In the order of the export, then derived and invented ones. */
function usedDatastores(
  inventory: Inventory,
  findings: Pick<Findings<'datastore-unused'>, 'add'>,
): InventoryDatastore[] {
  const busy = new Set(
    inventory.disks.filter((disk) => disk.leftOut === undefined).map((disk) => disk.datastore),
  );
  return inventory.datastores.filter((datastore) => {
    if (busy.has(datastore.label)) return true;
    if (datastore.source === 'listed') findings.add('datastore-unused', { subject: datastore.name });
    return false;
  });
}
