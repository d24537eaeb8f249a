import { present } from '../../collections/present.ts';
import type { DiskLeftOut, InventoryDisk, InventoryVm } from '../inventory/inventory.ts';
import { vmLookup } from '../inventory/vm-lookup.ts';
import { MOST_MEBIBYTES, within } from '../possible-figures.ts';
import { openSheet, type Sheet, type SheetRow } from '../tables/sheet.ts';
import type { Table } from '../tables/table.ts';
import type { RvtoolsFindings } from './codes.ts';
import { datastoreOf } from './datastore-path.ts';
import { DISK, type DiskColumn } from './headers.ts';
import type { Hosts } from './hosts.ts';
import type { RvtoolsOptions } from './options.ts';
import { identityOf } from './vms.ts';

/** A disk whose datastore is still the name in its path, or unknown. */
export type DiskDraft = Omit<InventoryDisk, 'datastore' | 'used'> & {
  readonly path: string | undefined;
  /**
   * The file that it is stored in, `[ds] app1/app1.vmdk`, and the id of the LUN of a raw one; absent where the export
   * does not say.
   */
  readonly file?: string;
  readonly lun?: string;
  /** An image of its VM would not have it, but the user wants it anyway. */
  readonly isKeptAsAsked?: boolean;
};

/** Disks in vDisk row order; where that sheet is missing, guessed from vInfo in its row order. */
export function readDisks(
  tables: readonly Table[],
  vms: readonly InventoryVm[],
  hosts: Hosts,
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): DiskDraft[] {
  const sheet = openSheet(tables, 'vDisk', DISK, findings);
  const named =
    sheet !== undefined && (['vm', 'vmId', 'vmUuid'] as const).some((column) => sheet.has.has(column));
  if (sheet !== undefined && named && sheet.has.has('capacity') && sheet.rows.length > 0) {
    return disksOfSheet(sheet, vms, hosts, options, findings);
  }
  findings.add('no-vdisk');
  return vms.flatMap((vm, index) => spreadDisks(vm, index));
}

function disksOfSheet(
  sheet: Sheet<DiskColumn>,
  vms: readonly InventoryVm[],
  hosts: Hosts,
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): DiskDraft[] {
  const owner = ownerOfRows(vms, hosts, findings);
  const disks: DiskDraft[] = [];
  for (const row of sheet.rows) {
    const index = owner(row);
    const vm = index === undefined ? undefined : vms[index];
    if (vm === undefined || index === undefined) continue;
    const label = row.text('label') || row.text('key') || `row ${row.line}`;
    const found = { sheet: 'vDisk', row: row.line, subject: `${vm.name}/${label}` };
    const capacity = within(row.number('capacity'), MOST_MEBIBYTES);
    if (capacity === undefined) {
      findings.add('disk-bad-capacity', found);
      continue;
    }
    const raw = row.flag('raw') === true;
    const mode = row.text('mode');
    const unprotectable = whyUnprotectable(row, raw);
    const isKept = options.unprotectableDisks === true && unprotectable !== undefined;
    if (unprotectable !== undefined && !isKept && vm.leftOut === undefined)
      findings.add(`disk-${unprotectable}`, found);
    const leftOut = vm.leftOut !== undefined ? 'vm-left-out' : isKept ? undefined : unprotectable;
    const named = datastoreOf(row.text('path'));
    const path = named ?? vm.home;
    disks.push({
      sheet: 'vDisk',
      row: row.line,
      vm: index,
      label,
      capacity,
      mode,
      raw,
      path,
      ...present({
        leftOut,
        file: named === undefined ? undefined : row.text('path'),
        lun: raw ? row.text('rawLun') || undefined : undefined,
        isKeptAsAsked: isKept ? true : undefined,
      }),
    });
  }
  reportCounts(vms, disks, findings);
  return disks;
}

/**
 * Why no image of the VM has this disk. The product leaves out independent disks and physical raw mappings; of VMs on a
 * shared SCSI bus, or that write to a disk together, vSphere takes no snapshot at all, but for independent disks of the
 * latter.
 */
function whyUnprotectable(row: SheetRow<DiskColumn>, raw: boolean): UnprotectableDisk | undefined {
  // Old versions write the number of the mode: 0 is none.
  if (/^(virtual|physical|[12]$)/i.test(row.text('sharedBus'))) return 'shared-bus';
  if (raw && !/virtual/i.test(row.text('rawMode'))) return 'raw-physical';
  if (/^independent/i.test(row.text('mode'))) return 'independent';
  return /multi-?writer|^1$/i.test(row.text('sharing')) ? 'multi-writer' : undefined;
}

type UnprotectableDisk = Exclude<DiskLeftOut, 'vm-left-out' | 'of-several-vms'>;

/**
 * Position of the VM that a vDisk row belongs to; undefined, and reported, where there is none or the row
 * repeats.
 */
function ownerOfRows(vms: readonly InventoryVm[], hosts: Hosts, findings: RvtoolsFindings) {
  const lookup = vmLookup(vms);
  const seen = new Set<string>();
  return (row: SheetRow<DiskColumn>): number | undefined => {
    const name = row.text('vm');
    const found = row.about(name);
    const candidates = lookup({ ...identityOf(row), name, host: hosts.labelOf(row.text('host')) });
    if (candidates.length === 0) {
      findings.add('disk-of-unknown-vm', found);
      return undefined;
    }
    if (candidates.length > 1) findings.add('disk-of-ambiguous-vm', found);
    const disk = row.text('key') || row.text('label') || row.text('path');
    const seenAt = (position: number) => disk !== '' && seen.has(`${position}/${disk}`);
    // Of VMs that nothing tells apart, the first that does not have such a disk yet gets it.
    const chosen = candidates.find((position) => !seenAt(position));
    if (chosen === undefined) {
      findings.add('disk-repeated', found);
      return undefined;
    }
    seen.add(`${chosen}/${disk}`);
    const vm = vms[chosen];
    if (vm !== undefined && name !== '' && vm.name !== name) findings.add('disk-name-differs', found);
    return chosen;
  };
}

function reportCounts(
  vms: readonly InventoryVm[],
  disks: readonly DiskDraft[],
  findings: RvtoolsFindings,
): void {
  const counts = new Map<number, number>();
  for (const { vm } of disks) counts.set(vm, (counts.get(vm) ?? 0) + 1);
  for (const [index, vm] of vms.entries()) {
    if (vm.leftOut !== undefined || vm.diskCount === undefined) continue;
    if (vm.diskCount !== (counts.get(index) ?? 0)) {
      findings.add('disk-count-differs', { sheet: 'vInfo', row: vm.row, subject: vm.name });
    }
  }
}

/**
 * Even shares of the provisioned space in whole MiB; the first disks take what is left over, so the sum is
 * exact.
 */
function spreadDisks(vm: InventoryVm, index: number): DiskDraft[] {
  const total = Math.round(vm.provisioned ?? 0);
  const count = Math.min(Math.round(vm.diskCount ?? 1), total);
  return Array.from({ length: Math.max(0, count) }, (_, disk) => ({
    sheet: 'vInfo',
    row: vm.row,
    vm: index,
    label: `Hard disk ${disk + 1}`,
    capacity: Math.floor(total / count) + (disk < total % count ? 1 : 0),
    mode: '',
    raw: false,
    path: vm.home,
  }));
}
