import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { openTable, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import { amountOf } from '../amount-headers.ts';
import type { InventoryFindings } from '../codes.ts';
import type { DiskRow } from './disks.ts';
import { DISK, DRIVE, isOfLibrary, LIBRARY_DISK, type PlaceColumn, VM } from './headers.ts';
import { fileKey, vmByPath } from './vhd-path.ts';
import type { VmRow } from './vms.ts';

/** A VM of a list, with what its row tells of others. */
export interface ListedVm extends VmRow {
  readonly cluster: string;
  readonly isClustered: boolean;
  /** Paths of its files, where the list has them. */
  readonly files: readonly string[];
}

export interface ListedDisk extends DiskRow {
  readonly cluster: string;
  /** Its VM, as the list of VMs tells it, else as its own row does. */
  readonly asVm: ListedVm;
}

/** The rows of lists of VMs. */
export function vmRows(tables: readonly Table[], findings: InventoryFindings): ListedVm[] {
  return tables.flatMap((table) =>
    (openTable(table, VM, findings)?.rows ?? []).map((row) => ({
      ...placeIn(table, row),
      version: row.number('version') ?? Number.NaN,
      os: row.text('os'),
      isClustered: row.flag('clustered') === true,
      files: row.list('drives'),
    })),
  );
}

function placeIn(table: Table, row: SheetRow<PlaceColumn>): ListedVm {
  return {
    ...{ sheet: table.name, row: row.line, isOfDisk: false },
    ...{ name: row.text('vm'), id: row.text('vmId').toLowerCase(), host: row.text('host') },
    ...{ state: row.text('state'), cluster: row.text('cluster') },
    ...{ version: Number.NaN, os: '', isClustered: false, files: [] },
  };
}

/** The rows of lists of disks, each with its VM: the one that it names, else the one that has the file, else the one that the path names. */
export function diskRows(
  tables: readonly Table[],
  drives: readonly Table[],
  listed: readonly ListedVm[],
  findings: InventoryFindings,
): ListedDisk[] {
  const owners = ownersOfFiles(drives, listed, findings);
  const byId = groupedBy(listed, ({ id }) => id);
  const byName = groupedBy(listed, ({ name }) => name.toLowerCase());
  const known = (vm: ListedVm) => {
    const found = vm.id === '' ? undefined : byId.get(vm.id);
    const named = found ?? byName.get(vm.name.toLowerCase()) ?? [vm];
    return named.find(({ host }) => host.toLowerCase() === vm.host.toLowerCase()) ?? named[0]!;
  };
  return tables.flatMap((table) =>
    (openTable(table, isOfLibrary(table) ? LIBRARY_DISK : DISK, findings)?.rows ?? []).map(
      (row): ListedDisk => {
        const path = row.text('path');
        const own = { ...placeIn(table, row), isOfDisk: true };
        const isNamed = own.name !== '' || own.id !== '';
        const holder = isNamed ? undefined : owners(path, own.host);
        const named = isNamed ? own : { ...own, ...holder };
        const isGuessed = named.name === '' && named.id === '' && path !== '';
        const vm = isGuessed
          ? { ...named, name: vmByPath(path, (name) => byName.has(name.toLowerCase())) }
          : named;
        if (isGuessed) findings.add('vm-guessed', { sheet: table.name, row: row.line, subject: vm.name });
        const asVm = known(vm);
        const isSame = asVm.name.toLowerCase() === vm.name.toLowerCase();
        const name = isSame ? asVm.name : vm.name;
        return {
          ...{ sheet: table.name, row: row.line, vm: name, vmId: vm.id, host: vm.host },
          ...{ path, parent: row.text('parent'), type: row.text('type'), cluster: own.cluster, asVm },
          ...present({ size: amountOf(row, 'size'), file: amountOf(row, 'file') }),
        };
      },
    ),
  );
}

/** Which VM has a file, by Get-VMHardDiskDrive and by lists of VMs that tell it. */
function ownersOfFiles(drives: readonly Table[], listed: readonly ListedVm[], findings: InventoryFindings) {
  const entries = drives.flatMap((table) =>
    (openTable(table, DRIVE, findings)?.rows ?? []).map((row) => {
      return { path: row.text('path'), ...placeIn(table, row) };
    }),
  );
  const all = [...entries, ...listed.flatMap((vm) => vm.files.map((path) => ({ path, ...vm })))];
  const byPath = groupedBy(all, ({ path }) => fileKey(path));
  return (path: string, host: string): Pick<ListedVm, 'name' | 'id' | 'host'> | undefined => {
    const found = path === '' ? [] : (byPath.get(fileKey(path)) ?? []);
    // Volumes of two hosts may have one name.
    const own = found.find((entry) => entry.host.toLowerCase() === host.toLowerCase());
    const { name, id, host: its } = own ?? found[0] ?? { name: '', id: '', host: '' };
    return name === '' && id === '' ? undefined : { name, id, host: its || host };
  };
}
