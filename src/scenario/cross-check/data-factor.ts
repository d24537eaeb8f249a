import { mapDrawn } from '../sections/distribution.ts';
import type { Disk, DiskPopulation, Vm } from '../vm.ts';

/** The VMs with so many times the data: sizes and what is used of them, so that changes and fulls grow alike. */
export function withDataFactor(vms: readonly Vm[], factor: number): readonly Vm[] {
  if (factor === 1) return vms;
  // A population is shared by its VMs, and stays so.
  const populations = new Map<DiskPopulation, DiskPopulation>();
  return vms.map((vm) => {
    const { disks } = vm;
    if (!('population' in disks)) return { ...vm, disks: disks.map((disk) => scaledDisk(disk, factor)) };
    const scaled = populations.get(disks) ?? scaledPopulation(disks, factor);
    populations.set(disks, scaled);
    return { ...vm, disks: scaled };
  });
}

function scaledDisk(disk: Disk, factor: number): Disk {
  const size = Math.max(1, Math.round(disk.size * factor));
  return { ...disk, size, used: Math.min(size, Math.round(disk.used * factor)) };
}

function scaledPopulation(disks: DiskPopulation, factor: number): DiskPopulation {
  const { size, used } = disks;
  const times = (bytes: number) => bytes * factor;
  return {
    ...disks,
    size: mapDrawn(size, times),
    used: used.of === 'size' ? used : { of: 'bytes', distribution: mapDrawn(used.distribution, times) },
  };
}
