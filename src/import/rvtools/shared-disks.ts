import { countOnce } from '../inventory/disks-of-several-vms.ts';
import type { InventoryVm } from '../inventory/inventory.ts';
import type { RvtoolsFindings } from './codes.ts';
import type { DiskDraft } from './disks.ts';

/** VMs and their disks, each with the reason for which it is left out. */
export interface TakenDisks {
  readonly vms: readonly InventoryVm[];
  readonly disks: readonly DiskDraft[];
}

/**
 * Leaves out VMs of which vSphere takes no snapshot, as one of their disks is written by others too, and counts a disk that
 * stands with several of the rest once: with the first of them.
 */
export function leaveOutShared(
  listed: readonly InventoryVm[],
  drafts: readonly DiskDraft[],
  findings: RvtoolsFindings,
): TakenDisks {
  // Of VMs that are left out for another reason, disks say so.
  const unable = new Set(drafts.filter(preventsSnapshots).map(({ vm }) => vm));
  const vms = listed.map((vm, index): InventoryVm => {
    return unable.has(index) ? { ...vm, leftOut: 'shared-disk' } : vm;
  });
  const ofTaken = drafts.map((disk): DiskDraft => {
    const isLost = disk.leftOut === undefined && vms[disk.vm]!.leftOut !== undefined;
    return isLost ? { ...disk, leftOut: 'vm-left-out' } : disk;
  });
  const disks = countOnce(ofTaken, vms, storageOf, findings);
  for (const { sheet, row, vm, label, leftOut, isKeptAsAsked } of disks) {
    if (isKeptAsAsked !== true || leftOut !== undefined) continue;
    findings.add('disk-unprotectable-kept', { sheet, row, subject: `${vms[vm]!.name}/${label}` });
  }
  return { vms, disks };
}

function preventsSnapshots({ leftOut }: DiskDraft): boolean {
  return leftOut === 'shared-bus' || leftOut === 'multi-writer';
}

/**
 * What a disk is stored in, as a text that no other disk has: names of datastores are unique in a datacenter of a vCenter, and
 * a LUN has its id everywhere. Undefined where the export does not say.
 */
function storageOf(
  { lun, file, capacity }: DiskDraft,
  { identity, datacenter }: InventoryVm,
): string | undefined {
  if (lun !== undefined) return `lun ${lun}`;
  if (file === undefined) return undefined;
  const { serverId, serverName } = identity;
  // An export may say nothing of datacenters; two files of one name then mostly differ in size.
  return JSON.stringify([serverId || serverName, datacenter, file, capacity]);
}
