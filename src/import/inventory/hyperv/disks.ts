import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import type { InventoryFindings } from '../codes.ts';
import type { InventoryDisk, InventoryVm } from '../inventory.ts';
import { vmLookup } from '../vm-lookup.ts';
import type { HypervHosts } from './hosts.ts';
import { diskKey, fileKey, fileName, isCheckpointFile, isPassThrough, placeOf } from './vhd-path.ts';

/** A file of a virtual disk, or a disk that is handed through, as a row tells it. */
export interface DiskRow {
  readonly sheet: string;
  readonly row: number;
  readonly vm: string;
  readonly vmId: string;
  readonly host: string;
  readonly path: string;
  /** Of a differencing disk. */
  readonly parent: string;
  /** `Fixed`, `Dynamic`, `Differencing`. */
  readonly type: string;
  /** MiB: what the VM sees, and what the file takes. */
  readonly size?: number;
  readonly file?: number;
  /** No list of files has it, only the list of what VMs have, which knows no sizes. */
  readonly isDriveOnly: boolean;
}

/** A disk whose datastore is not known yet, with the path of the file that all others of it go back to. */
export type DiskDraft = Omit<InventoryDisk, 'datastore'> & { readonly path: string };

/** A row with its VM, while the files of one disk are being put together. */
interface File extends DiskRow {
  /** Its place among the rows. */
  readonly at: number;
  readonly owner: number;
  readonly capacity: number;
}

/** No virtual disk is smaller, in MiB: a size in bytes that is, is none. */
const LEAST_MEBIBYTES = 3;

/** The disks of the rows in their order: a disk and its checkpoints are one. */
export function hypervDisks(
  rows: readonly DiskRow[],
  vms: readonly InventoryVm[],
  hosts: HypervHosts,
  findings: InventoryFindings,
): DiskDraft[] {
  const { files, passedThrough } = filesOf(rows, vms, hosts, findings);
  const rootOf = rootFinder(files);
  const chains = groupedBy(files, (file) => {
    // Without a path nothing tells which files are of one disk: each is one.
    return `${file.owner}/${file.path === '' ? file.at : rootOf(file)}`;
  });
  const placed = [...chains.values()].map((chain) => ({
    at: chain[0]!.at,
    disk: diskOf(chain, vms, findings),
  }));
  return [...placed, ...passedThrough].sort((a, b) => a.at - b.at).map(({ disk }) => disk);
}

/** Rows that are files of a VM, each once. */
function filesOf(
  rows: readonly DiskRow[],
  vms: readonly InventoryVm[],
  hosts: HypervHosts,
  findings: InventoryFindings,
) {
  const lookup = vmLookup(vms);
  const seen = new Set<string>();
  const files: File[] = [];
  const passedThrough: { readonly at: number; readonly disk: DiskDraft }[] = [];
  for (const [at, row] of rows.entries()) {
    const identity = { id: row.vmId, uuid: '', serverId: '', serverName: '' };
    const candidates = lookup({ ...identity, name: row.vm, host: hosts.labelOf(row.host) });
    const found = { sheet: row.sheet, row: row.row, subject: row.vm || row.vmId || fileName(row.path) };
    const key = (owner: number) => `${owner}/${fileKey(row.path)}`;
    const owner = candidates.find((candidate) => row.path === '' || !seen.has(key(candidate)));
    if (owner === undefined) {
      findings.add(candidates.length === 0 ? 'disk-of-unknown-vm' : 'disk-repeated', found);
      continue;
    }
    if (candidates.length > 1) findings.add('disk-of-ambiguous-vm', found);
    seen.add(key(owner));
    const vm = vms[owner]!;
    if (row.vm !== '' && vm.name !== row.vm) findings.add('disk-name-differs', found);
    const subject = `${vm.name}/${fileName(row.path) || `row ${row.row}`}`;
    if (isPassThrough(row.path, row.type)) {
      if (vm.leftOut === undefined) findings.add('disk-pass-through', { ...found, subject });
      passedThrough.push({ at, disk: passThrough(row, owner, vm) });
    } else if (row.isDriveOnly) {
      if (vm.leftOut === undefined) findings.add('disk-not-sized', { ...found, subject });
    } else if (row.size === undefined || row.size < LEAST_MEBIBYTES) {
      findings.add('disk-bad-capacity', { ...found, subject });
    } else {
      files.push({ ...row, at, owner, capacity: row.size });
    }
  }
  return { files, passedThrough };
}

function passThrough({ sheet, row, path, size }: DiskRow, owner: number, vm: InventoryVm): DiskDraft {
  return {
    ...{ sheet, row, vm: owner, label: path, path: '', capacity: size ?? 0, mode: '', raw: true },
    leftOut: vm.leftOut === undefined ? 'raw-physical' : 'vm-left-out',
  };
}

/**
 * What all files of a disk share: the file that is nobody's child, by the parents that are told, else by the names of
 * checkpoints.
 */
function rootFinder(files: readonly File[]): (file: File) => string {
  const byPath = new Map(files.map((file) => [`${file.owner}/${fileKey(file.path)}`, file]));
  return (file) => {
    const seen = new Set<File>();
    let last = file;
    for (;;) {
      seen.add(last);
      const parent = byPath.get(`${file.owner}/${fileKey(last.parent)}`);
      // Parents that go round in a circle are no chain.
      if (last.parent === '' || parent === undefined || seen.has(parent)) break;
      last = parent;
    }
    return diskKey(isCheckpointFile(last.path) && last.parent !== '' ? last.parent : last.path);
  };
}

function isDifferencing({ type, path, parent }: DiskRow): boolean {
  return /^(differencing|4)$/i.test(type) || isCheckpointFile(path) || parent !== '';
}

/** One disk of the files that are its own: a disk and its checkpoints. */
function diskOf(chain: readonly File[], vms: readonly InventoryVm[], findings: InventoryFindings): DiskDraft {
  const base = chain.find((file) => !isDifferencing(file));
  const first = base ?? chain[0]!;
  const vm = vms[first.owner]!;
  const label = fileName(first.path) || `disk ${first.row}`;
  const report = (code: Parameters<InventoryFindings['add']>[0], { sheet, row, path }: DiskRow) => {
    const subject = `${vm.name}/${fileName(path) || `disk ${row}`}`;
    if (vm.leftOut === undefined) findings.add(code, { sheet, row, subject });
  };
  // The size of a disk that has grown since is that of its newest file.
  const capacity = Math.max(...chain.map((file) => file.capacity));
  const sizes = chain.map(({ file }) => file);
  let used: number | undefined;
  if (base === undefined) {
    report('checkpoint-alone', first);
  } else if (/^(fixed(size)?|2)$/i.test(base.type)) {
    report('disk-fixed', base);
  } else if (sizes.includes(undefined)) {
    report('used-unknown', base);
  } else {
    const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    used = Math.min(capacity, total);
  }
  if (base !== undefined) for (const file of chain) if (file !== base) report('checkpoint-merged', file);
  return {
    ...{ sheet: first.sheet, row: first.row, vm: first.owner, label, path: first.path },
    ...{ capacity, mode: '', raw: false },
    ...present({ used, leftOut: vm.leftOut === undefined ? undefined : ('vm-left-out' as const) }),
  };
}

/** The file of a disk, told such that no other one has the same: volumes of two hosts, or clusters, may have one name. */
export function storageOf({ path }: DiskDraft, { cluster, host = '' }: InventoryVm): string | undefined {
  if (path === '') return undefined;
  const around = { csv: cluster, smb: '', local: host }[placeOf(path)?.kind ?? 'local'];
  return JSON.stringify([around, fileKey(path)]);
}
