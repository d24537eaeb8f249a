import type { Findings } from '../findings.ts';
import type { InventoryDisk, InventoryVm } from './inventory.ts';

/**
 * Counts a disk that several VMs list once, with the first of them; the others leave it out. `storageOf` returns what a
 * disk is stored in, such that no other disk has the same; undefined: nothing tells.
 */
export function countOnce<Disk extends Pick<InventoryDisk, 'sheet' | 'row' | 'vm' | 'label' | 'leftOut'>>(
  disks: readonly Disk[],
  vms: readonly InventoryVm[],
  storageOf: (disk: Disk, vm: InventoryVm) => string | undefined,
  findings: Pick<Findings<'disk-of-several-vms'>, 'add'>,
): Disk[] {
  const owners = new Map<string, number>();
  return disks.map((disk) => {
    const vm = vms[disk.vm]!;
    const storage = disk.leftOut === undefined ? storageOf(disk, vm) : undefined;
    if (storage === undefined) return disk;
    const owner = owners.get(storage) ?? disk.vm;
    owners.set(storage, owner);
    if (owner === disk.vm) return disk;
    const { sheet, row, label } = disk;
    findings.add('disk-of-several-vms', { sheet, row, subject: `${vm.name}/${label}` });
    return { ...disk, leftOut: 'of-several-vms' };
  });
}
