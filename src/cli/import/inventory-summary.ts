import { MIB } from '../../import/binary-unit.ts';
import { changeLines, type DailyChange } from '../../import/daily-change.ts';
import type { VmLeftOut } from '../../import/inventory/inventory.ts';
import type { InventorySummary } from '../../import/inventory/summary.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';

/** Why VMs are left out, of one and of several. */
const REASONS: Readonly<Record<VmLeftOut, readonly [string, string]>> = {
  template: ['template', 'templates'],
  'srm-placeholder': ['SRM placeholder', 'SRM placeholders'],
  'cluster-service': ['cluster service', 'cluster services'],
  suspended: ['suspended', 'suspended'],
  'powered-off': ['powered off', 'powered off'],
  'shared-disk': ['with a shared disk', 'with shared disks'],
  'without-disks': ['without a disk to back up', 'without a disk to back up'],
};

/** What was imported from an inventory, and what was left out. `proxies`: how the line words the planned proxies. */
export function inventorySummaryLines(
  { summary, change }: { readonly summary: InventorySummary; readonly change: DailyChange },
  proxies: string,
): string[] {
  const { vms, disks, hosts, datastores, vmsLeftOut, disksLeftOut, disksOfSeveralVms } = summary;
  const left = Object.entries(REASONS).flatMap(([why, [one, several]]) => {
    const number = vmsLeftOut[why as VmLeftOut];
    return number > 0 ? [counted(number, one, several)] : [];
  });
  const lines = [
    `Taken: ${counted(vms, 'VM')} with ${counted(disks, 'disk')} on ${counted(datastores, 'datastore')} and ${counted(hosts, 'host')}`,
    `Size: ${formatBytes(summary.capacity * MIB)}, ${formatBytes(summary.used * MIB)} used; largest disk ${formatBytes(summary.largestDisk * MIB)}`,
    ...changeLines(change),
    `Planned: ${proxies}; one job for all VMs`,
  ];
  if (left.length > 0) lines.push(`VMs left out: ${left.join(', ')}`);
  const disksLeft = [
    ...(disksLeftOut > 0 ? [`${disksLeftOut} that cannot be snapshotted`] : []),
    ...(disksOfSeveralVms > 0 ? [`${disksOfSeveralVms} that another VM lists too`] : []),
  ];
  if (disksLeft.length > 0) lines.push(`Disks left out: ${disksLeft.join(', ')}`);
  return lines;
}
