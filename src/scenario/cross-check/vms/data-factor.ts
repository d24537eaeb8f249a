import { mapDrawn } from '../../sections/distribution.ts';
import type { DiskFigures } from '../../vms/disk-figures.ts';
import type { DiskPopulation } from '../../vms/vm.ts';
import { VmTable } from '../../vms/vm-table.ts';

/** The VMs with sizes and used space multiplied by a factor, so that fulls and increments grow in proportion. */
export function withDataFactor(vms: VmTable, factor: number): VmTable {
  if (factor === 1) return vms;
  const { columns, traits } = vms;
  // The VMs of a population must still share one object.
  const scaled = new Map<DiskPopulation, DiskPopulation>();
  for (const disks of columns.populations.values()) {
    if (!scaled.has(disks)) scaled.set(disks, scaledPopulation(disks, factor));
  }
  const populations = new Map(Array.from(columns.populations, ([vm, disks]) => [vm, scaled.get(disks)!]));
  return new VmTable({ ...columns, figures: scaledFigures(columns.figures, factor), populations }, traits);
}

function scaledFigures(figures: DiskFigures, factor: number): DiskFigures {
  const size = figures.size.map((bytes) => Math.max(1, Math.round(bytes * factor)));
  const used = figures.used.map((bytes, disk) => Math.min(size[disk]!, Math.round(bytes * factor)));
  return { ...figures, size, used };
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
