import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { DiskAmounts, DiskPopulation, VmTraits } from '../../vms/vm.ts';
import { type VmColumns, VmColumnsBuilder, type VmPlace } from '../../vms/vm-table.ts';

/** What is said of VMs before their hosts have settled platform and tracking; `undefined`: it is not said. One for all that say the same. */
export interface SaidOfVm extends Omit<VmTraits, 'platform' | 'tracking'> {
  readonly platform: VmTraits['platform'] | undefined;
  readonly tracking: VmTraits['tracking'] | undefined;
  readonly configVersion: number | undefined;
  /** Where a VM says so, by its line where it has one. */
  readonly spanOf: (key: 'platform' | 'tracking' | 'configVersion', line: number) => Span;
}

/** The VMs of a scenario as they are read, in the order of the file. */
export class VmDrafts {
  readonly said: SaidOfVm[] = [];
  readonly #builder = new VmColumnsBuilder();

  get length(): number {
    return this.said.length;
  }

  /** Returns its row. `line`: of an inventory. */
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

  /** Disks that a VM has so far. */
  disksOf(vm: number): number {
    return this.#builder.disksOf(vm);
  }

  columns(): VmColumns {
    return this.#builder.columns();
  }
}
