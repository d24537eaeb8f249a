import type { InventoryVm } from '../inventory/inventory.ts';
import { vmLookup } from '../inventory/vm-lookup.ts';
import { openSheet } from '../tables/sheet.ts';
import type { Table } from '../tables/table.ts';
import type { RvtoolsFindings } from './codes.ts';
import type { DiskDraft } from './disks.ts';
import { PARTITION } from './headers.ts';
import type { Hosts } from './hosts.ts';
import { identityOf } from './vms.ts';

/**
 * Used space of each disk in MiB: what its VM uses, in proportion to capacity, never more than the disk
 * holds. RVTools knows the VM's space on the datastores (`In Use`) and the guest's (`vPartition`), but no
 * disk's own; the former is what a backup reads, so the latter only stands in for it.
 */
export function usedSpace(
  tables: readonly Table[],
  vms: readonly InventoryVm[],
  disks: readonly DiskDraft[],
  hosts: Hosts,
  findings: RvtoolsFindings,
): (number | undefined)[] {
  const consumed = consumedByVm(tables, vms, hosts, findings);
  const provisioned = new Map<number, number>();
  for (const disk of disks) provisioned.set(disk.vm, (provisioned.get(disk.vm) ?? 0) + disk.capacity);
  const totals = vms.map((vm, index) => {
    const total = vm.inUse ?? consumed.get(index);
    if (vm.leftOut === undefined && vm.inUse === undefined && provisioned.has(index)) {
      const code = total === undefined ? 'used-unknown' : 'used-from-partitions';
      findings.add(code, { sheet: 'vInfo', row: vm.row, subject: vm.name });
    }
    return total;
  });
  return disks.map((disk) => {
    const total = totals[disk.vm];
    if (total === undefined) return undefined;
    const share = Math.round(
      (Math.max(0, total) * disk.capacity) / (provisioned.get(disk.vm) ?? disk.capacity),
    );
    return Math.min(disk.capacity, share);
  });
}

/** MiB that guests report in their partitions, by position of the VM. */
function consumedByVm(
  tables: readonly Table[],
  vms: readonly InventoryVm[],
  hosts: Hosts,
  findings: RvtoolsFindings,
): Map<number, number> {
  const consumed = new Map<number, number>();
  const sheet = openSheet(tables, 'vPartition', PARTITION, findings);
  if (sheet === undefined) return consumed;
  // Seen in the field: the header of the first column replaced by another name.
  const named = (['vm', 'vmId', 'vmUuid'] as const).some((column) => sheet.has.has(column));
  if (!named || !sheet.has.has('consumed')) {
    findings.add('partition-unusable');
    return consumed;
  }
  const lookup = vmLookup(vms);
  const seen = new Set<string>();
  for (const row of sheet.rows) {
    const name = row.text('vm');
    const host = hosts.labelOf(row.text('host'));
    const [position, ...others] = lookup({ ...identityOf(row), name, host });
    const found = row.about(name || row.text('vmId'));
    if (position === undefined) {
      findings.add('partition-of-unknown-vm', found);
    } else if (others.length > 0) {
      findings.add('partition-of-ambiguous-vm', found);
    } else {
      const partition = `${position}/${row.text('label')}`;
      if (row.text('label') !== '' && seen.has(partition)) {
        findings.add('partition-repeated', found);
        continue;
      }
      seen.add(partition);
      consumed.set(position, (consumed.get(position) ?? 0) + (row.number('consumed') ?? 0));
    }
  }
  return consumed;
}
