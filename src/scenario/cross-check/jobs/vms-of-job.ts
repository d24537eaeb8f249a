import type { Platform } from '../../scenario.ts';
import type { VmTable } from '../../vms/vm-table.ts';

/** The VMs of one job, read only as far as a check asks. */
export class VmsOfJob {
  /** Rows of all VMs, in job order. */
  readonly rows: readonly number[];
  readonly #vms: VmTable;

  constructor(vms: VmTable, rows: readonly number[]) {
    this.rows = rows;
    this.#vms = vms;
  }

  nameOf(vm: number): string {
    return this.#vms.names[vm]!;
  }

  platformOf(vm: number): Platform {
    return this.#vms.traits[vm]!.platform;
  }

  datastoresOf(vm: number): readonly string[] {
    return this.#vms.datastores.of(vm);
  }
}
