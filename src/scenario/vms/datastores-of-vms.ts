import type { VmColumns } from './vm-table.ts';

/** Which datastores hold the disks of VMs; of a population, as far as that is known before its disks are drawn. */
export class DatastoresOfVms {
  readonly #columns: VmColumns;
  /** By VM of a population: how many disks its other VMs have before this one. NaN: that is drawn. */
  readonly #disksBefore = new Map<number, number>();

  constructor(columns: VmColumns) {
    this.#columns = columns;
    const disks = new Map<number, number>();
    for (const [vm, { population, count }] of columns.populations) {
      const before = disks.get(population) ?? 0;
      this.#disksBefore.set(vm, before);
      disks.set(population, count.kind === 'constant' ? before + count.value : Number.NaN);
    }
  }

  /**
   * The datastore of a VM's first disk, which decides where a VM without a stated host runs. Undefined: it has no disk,
   * or that is drawn.
   */
  first(vm: number): string | undefined {
    const { populations, firstDisk, datastores, datastoreNames } = this.#columns;
    const population = populations.get(vm);
    if (population !== undefined) {
      const names = population.datastores;
      return names[this.#disksBefore.get(vm)! % names.length];
    }
    const disk = firstDisk[vm]!;
    return disk === firstDisk[vm + 1] ? undefined : datastoreNames[datastores[disk]!];
  }

  /** The datastores of a VM's disks, each once; where they are drawn, all that its disks may be on. */
  of(vm: number): readonly string[] {
    const { populations, firstDisk, datastores, datastoreNames } = this.#columns;
    const population = populations.get(vm);
    if (population === undefined) {
      const rows = new Set(datastores.subarray(firstDisk[vm]!, firstDisk[vm + 1]!));
      return Array.from(rows, (row) => datastoreNames[row]!);
    }
    const { datastores: names, count } = population;
    const before = this.#disksBefore.get(vm)!;
    if (count.kind !== 'constant' || Number.isNaN(before)) return [...new Set(names)];
    const disks = Math.min(count.value, names.length);
    return [...new Set(Array.from({ length: disks }, (_, k) => names[(before + k) % names.length]!))];
  }
}
