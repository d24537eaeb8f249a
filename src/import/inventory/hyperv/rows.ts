import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import { amountOf } from '../amount-headers.ts';
import type { InventoryFindings } from '../codes.ts';
import type { DiskRow } from './disks.ts';
import { DISK, DRIVE, isOfLibrary, LIBRARY_DISK, type PlaceColumn, VM } from './headers.ts';
import { diskKey, fileKey, vmByPath } from './vhd-path.ts';
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
  return rowsOf(tables, VM, findings).map((row) => ({
    ...placeIn(row),
    version: row.number('version') ?? Number.NaN,
    os: row.text('os'),
    isClustered: row.flag('clustered') === true,
    files: row.list('drives'),
  }));
}

function placeIn(row: SheetRow<PlaceColumn>): ListedVm {
  return {
    ...{ sheet: row.sheet, row: row.line, isOfDisk: false },
    ...{ name: row.text('vm'), id: row.text('vmId').toLowerCase(), host: row.text('host') },
    ...{ state: row.text('state'), cluster: row.text('cluster') },
    ...{ version: Number.NaN, os: '', isClustered: false, files: [] },
  };
}

/** A file or a handed-through disk that a VM has: by Get-VMHardDiskDrive, or by a list of VMs that tells it. */
export interface ListedDrive extends ListedVm {
  readonly path: string;
}

export function driveRows(
  tables: readonly Table[],
  listed: readonly ListedVm[],
  findings: InventoryFindings,
): ListedDrive[] {
  const drives = rowsOf(tables, DRIVE, findings).map((row) => ({ path: row.text('path'), ...placeIn(row) }));
  return [...drives, ...listed.flatMap((vm) => vm.files.map((path) => ({ path, ...vm })))];
}

/**
 * The rows of lists of disks, each with its VM: the one that it names, else the one that has the file, else the one
 * that the path names. Behind them the drives that none of these rows is about.
 */
export function diskRows(
  tables: readonly Table[],
  drives: readonly ListedDrive[],
  listed: readonly ListedVm[],
  findings: InventoryFindings,
): ListedDisk[] {
  const owners = ownersOfFiles(drives);
  const byId = groupedBy(listed, ({ id }) => id);
  const byName = groupedBy(listed, ({ name }) => name.toLowerCase());
  const known = (vm: ListedVm) => {
    const found = vm.id === '' ? undefined : byId.get(vm.id);
    const named = found ?? byName.get(vm.name.toLowerCase()) ?? [vm];
    return named.find(({ host }) => host.toLowerCase() === vm.host.toLowerCase()) ?? named[0]!;
  };
  /** What a row says of its VM, named as the list of VMs names it. */
  const ofVm = (vm: ListedVm) => {
    const asVm = known(vm);
    const isSame = asVm.name.toLowerCase() === vm.name.toLowerCase();
    return { vm: isSame ? asVm.name : vm.name, vmId: vm.id, host: vm.host, cluster: vm.cluster, asVm };
  };
  const files = tables.flatMap((table) =>
    rowsOf([table], isOfLibrary(table) ? LIBRARY_DISK : DISK, findings).map((row): ListedDisk => {
      const path = row.text('path');
      const own = { ...placeIn(row), isOfDisk: true };
      const isNamed = own.name !== '' || own.id !== '';
      const holder = isNamed ? undefined : owners(path, own.host);
      const named = isNamed ? own : { ...own, ...holder };
      const isGuessed = named.name === '' && named.id === '' && path !== '';
      const vm = isGuessed
        ? { ...named, name: vmByPath(path, (name) => byName.has(name.toLowerCase())) }
        : named;
      if (isGuessed) findings.add('vm-guessed', row.about(vm.name));
      return {
        ...{ sheet: row.sheet, row: row.line, ...ofVm(vm), isDriveOnly: false },
        ...{ path, parent: row.text('parent'), type: row.text('type') },
        ...present({ size: amountOf(row, 'size'), file: amountOf(row, 'file') }),
      };
    }),
  );
  const others = drivesWithoutFile(drives, files).map(({ path, ...vm }): ListedDisk => {
    const place = { sheet: vm.sheet, row: vm.row, path, parent: '', type: '' };
    return { ...place, ...ofVm({ ...vm, isOfDisk: true }), isDriveOnly: true };
  });
  return [...files, ...others];
}

/** Drives that no row of a file is about. None where a row does not say which file it is about. */
function drivesWithoutFile(drives: readonly ListedDrive[], files: readonly ListedDisk[]): ListedDrive[] {
  if (files.length === 0 || files.some(({ path }) => path === '')) return [];
  // One list may have been written before a checkpoint, and the other after it.
  const listed = new Set(files.flatMap(({ path, parent }) => [diskKey(path), diskKey(parent)]));
  return drives.filter(({ path }) => path !== '' && !listed.has(diskKey(path)));
}

/** Which VM has a file. */
function ownersOfFiles(drives: readonly ListedDrive[]) {
  const byPath = groupedBy(drives, ({ path }) => fileKey(path));
  return (path: string, host: string): Pick<ListedVm, 'name' | 'id' | 'host'> | undefined => {
    const found = path === '' ? [] : (byPath.get(fileKey(path)) ?? []);
    // Volumes of two hosts may have one name.
    const own = found.find((entry) => entry.host.toLowerCase() === host.toLowerCase());
    const { name, id, host: its } = own ?? found[0] ?? { name: '', id: '', host: '' };
    return name === '' && id === '' ? undefined : { name, id, host: its || host };
  };
}
