import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { DiskAmounts, DiskPopulation, VmTraits } from '../../vms/vm.ts';
import { type VmColumns, VmColumnsBuilder, type VmPlace } from '../../vms/vm-table.ts';

/** What VMs state before their hosts settle platform and tracking; undefined: not stated. Shared by VMs that state the same. */
export interface SaidOfVm extends Omit<VmTraits, 'platform' | 'tracking'> {
  readonly platform: VmTraits['platform'] | undefined;
  readonly tracking: VmTraits['tracking'] | undefined;
  readonly configVersion: number | undefined;
  /** Where a VM states it; `line` is that of its first row in an inventory. */
  readonly spanOf: (key: 'platform' | 'tracking' | 'configVersion' | 'disks', line: number) => Span;
}

/** Collects the VMs of a scenario as they are read, in the order of the file. */
export class VmDrafts {
  readonly said: SaidOfVm[] = [];
  readonly #builder = new VmColumnsBuilder();

  get length(): number {
    return this.said.length;
  }

  /** Returns the row of the VM. `line`: of its first row in an inventory. */
  add(name: string, said: SaidOfVm, place: VmPlace, line = 0): number {
    this.said.push(said);
    return this.#builder.addVm(name, place, line);
  }

  addDisk(vm: number, name: string, datastore: string, amounts: DiskAmounts): void {
    this.#builder.addDisk(vm, name, datastore, amounts);
  }

  setPopulation(vm: number, population: DiskPopulation): void {
    this.#builder.setPopulation(vm, population);
  }

  /** Number of disks that a VM has so far. */
  disksOf(vm: number): number {
    return this.#builder.disksOf(vm);
  }

  columns(): VmColumns {
    return this.#builder.columns();
  }
}
