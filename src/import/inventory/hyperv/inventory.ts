import type { Table } from '../../tables/table.ts';
import type { InventoryFindings } from '../codes.ts';
import { leaveOutDiskless } from '../diskless-vms.ts';
import { countOnce } from '../disks-of-several-vms.ts';
import type { Inventory } from '../inventory.ts';
import type { ListKind } from '../kinds.ts';
import { hypervDisks, storageOf } from './disks.ts';
import { hypervHosts } from './hosts.ts';
import { diskRows, driveRows, vmRows } from './rows.ts';
import { placeOf } from './vhd-path.ts';
import { hypervVms } from './vms.ts';
import { hypervVolumes } from './volumes.ts';

/**
 * What Get-VHD, Get-VM, Get-VMHardDiskDrive and Get-ClusterSharedVolume tell, or scripts made of them. Undefined
 * without sizes of disks.
 */
export function hypervInventory(
  lists: (kind: ListKind) => readonly Table[],
  takesPoweredOff: boolean,
  findings: InventoryFindings,
): Inventory | undefined {
  const listed = vmRows(lists('hyperv-vms'), findings);
  const drives = driveRows(lists('hyperv-drives'), listed, findings);
  const told = diskRows(lists('hyperv-disks'), drives, listed, findings);
  if (told.length === 0) {
    findings.add('no-vhd-list');
    return undefined;
  }
  if (listed.length === 0) findings.add('no-vm-list');
  const rows = listed.length > 0 ? listed : told.map(({ asVm }) => asVm);
  const hosts = hypervHosts(
    [
      ...rows.map(({ host, cluster, isClustered }) => ({ name: host, cluster, isClustered })),
      ...told.flatMap(({ host, cluster, path, asVm }) => {
        const isClustered = placeOf(path)?.kind === 'csv';
        // A VM may have moved between two commands.
        return [asVm.host, host].map((name) => ({ name, cluster, isClustered }));
      }),
    ],
    findings,
  );
  const known = hypervVms(rows, hosts, takesPoweredOff, findings);
  const drafts = countOnce(hypervDisks(told, known, hosts, findings), known, storageOf, findings);
  const vms = leaveOutDiskless(known, drafts, findings);
  const { datastores, disks } = hypervVolumes(drafts, vms, hosts, lists('hyperv-volumes'), findings);
  return { platform: 'hyperv', vms, disks, hosts: hosts.hosts, datastores };
}
