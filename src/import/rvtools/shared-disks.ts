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
  const ownerOf = new Map<string, number>();
  const disks = drafts.map((disk): DiskDraft => {
    if (disk.leftOut !== undefined) return disk;
    const vm = vms[disk.vm]!;
    if (vm.leftOut !== undefined) return { ...disk, leftOut: 'vm-left-out' };
    const found = { sheet: disk.sheet, row: disk.row, subject: `${vm.name}/${disk.label}` };
    const file = fileOf(disk, vm);
    const owner = file === undefined ? undefined : ownerOf.get(file);
    if (owner !== undefined && owner !== disk.vm) {
      findings.add('disk-of-several-vms', found);
      return { ...disk, leftOut: 'of-several-vms' };
    }
    if (file !== undefined) ownerOf.set(file, disk.vm);
    if (disk.isKeptAsAsked === true) findings.add('disk-unprotectable-kept', found);
    return disk;
  });
  return { vms, disks };
}

function preventsSnapshots({ leftOut }: DiskDraft): boolean {
  return leftOut === 'shared-bus' || leftOut === 'multi-writer';
}

/**
 * What a disk is stored in, told in a way that no other disk shares: names of datastores are unique in a datacenter of a vCenter, and
 * a LUN has its id everywhere. Undefined where the export does not say.
 */
function fileOf(
  { lun, file, capacity }: DiskDraft,
  { identity, datacenter }: InventoryVm,
): string | undefined {
  if (lun !== undefined) return `lun ${lun}`;
  if (file === undefined) return undefined;
  const { serverId, serverName } = identity;
  // An export may say nothing of datacenters; two files of one name then mostly differ in size.
  return JSON.stringify([serverId || serverName, datacenter, file, capacity]);
}
