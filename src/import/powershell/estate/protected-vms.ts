import { present } from '../../../collections/present.ts';
import { rowsOf } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings } from '../codes.ts';
import { VM } from '../headers.ts';

/** A VM that a list of the backup server tells. */
export interface ListedVm {
  readonly name: string;
  readonly platform: 'vsphere' | 'hyperv';
  /** Bytes; absent where the export does not say. */
  readonly size?: number;
  readonly used?: number;
  /** Where it lies: vCenter, datacenter and folders, or the cluster. */
  readonly path: string;
  /** Switched off: nothing changes on its disks. */
  readonly isOff?: true;
  /** The list that contains it says that it is in a job. */
  readonly isProtected: boolean;
}

export interface VmTables {
  readonly vsphere: readonly Table[];
  readonly hyperv: readonly Table[];
  readonly unprotected: readonly Table[];
}

/** `PoweredOff`, `Off`, `Saved`, `Suspended`, `Paused`. */
const OFF = /off$|^saved|^suspended|^paused/i;

/** VMs by their names in lower case, protected ones first. */
export function readListedVms(tables: VmTables, findings: PowershellFindings): Map<string, ListedVm> {
  const vms = new Map<string, ListedVm>();
  const lists = [
    ['vsphere', true, tables.vsphere],
    ['hyperv', true, tables.hyperv],
    ['vsphere', false, tables.unprotected],
  ] as const;
  for (const [platform, isProtected, list] of lists) {
    for (const row of rowsOf(list, VM, findings)) {
      const name = row.text('name');
      // Templates among the unprotected ones are never backed up by a job of VMs.
      if (name === '' || /template/i.test(row.text('type'))) continue;
      const found = row.about(name);
      if (vms.has(name.toLowerCase())) {
        if (isProtected) findings.add('vm-name-repeated', found);
        continue;
      }
      const size = positive(row.number('provisioned'));
      const used = positive(row.number('used'));
      if (size !== undefined && used !== undefined && used > size) findings.add('vm-used-over-size', found);
      const isOff = OFF.test(row.text('power'));
      vms.set(name.toLowerCase(), {
        name,
        platform: /hv/i.test(row.sheet) ? 'hyperv' : platform,
        path: row.text('path'),
        isProtected,
        ...(isOff ? { isOff } : {}),
        ...present({ size, used: used === undefined ? undefined : Math.min(used, size ?? used) }),
      });
    }
  }
  return vms;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? Math.round(value) : undefined;
}
