import type { Findings } from '../findings.ts';
import type { InventoryDisk, InventoryVm } from './inventory.ts';

/** Leaves out VMs of which no disk is backed up; of those that are left out anyway it says nothing. */
export function leaveOutDiskless(
  vms: readonly InventoryVm[],
  disks: readonly Pick<InventoryDisk, 'vm' | 'leftOut'>[],
  findings: Pick<Findings<'vm-nothing-protectable' | 'vm-without-disks'>, 'add'>,
): InventoryVm[] {
  const withDisk = new Set(disks.map(({ vm }) => vm));
  const withWork = new Set(disks.filter(({ leftOut }) => leftOut === undefined).map(({ vm }) => vm));
  return vms.map((vm, index) => {
    if (vm.leftOut !== undefined || withWork.has(index)) return vm;
    const code = withDisk.has(index) ? 'vm-nothing-protectable' : 'vm-without-disks';
    findings.add(code, { sheet: vm.sheet, row: vm.row, subject: vm.name });
    return { ...vm, leftOut: 'without-disks' };
  });
}
