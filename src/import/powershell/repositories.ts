import { present } from '../present.ts';
import { openTable, type SheetRow } from '../sheet.ts';
import type { Table } from '../table.ts';
import type { PowershellFindings } from './codes.ts';
import { REPOSITORY, type RepositoryColumn, SCALE_OUT } from './headers.ts';
import type { BackupProxy } from './proxies.ts';
import { shortName } from './servers.ts';

/** A repository, an extent of one, or a scale-out repository. */
export interface BackupRepository {
  readonly id: string;
  readonly name: string;
  readonly slots: number | 'unlimited';
  /** Absent of an extent: its scale-out repository says so. */
  readonly perVmFiles?: boolean;
  /** MB/s; absent: unlimited. */
  readonly rateLimit?: number;
  /** GiB. */
  readonly free?: number;
  readonly blockCloning: boolean;
  /** Where it lies: `E:\Backups`, `ddboost://192.168.20.47:unit@/`. */
  readonly path: string;
  /** The proxy whose machine it shares. */
  readonly server?: BackupProxy;
  /** The proxy whose machine writes to it. */
  readonly gateway?: BackupProxy | 'auto';
  /** Of a scale-out repository: the names of its extents, as the export calls them. */
  readonly extents?: readonly string[];
  readonly placement?: 'data-locality' | 'performance';
  /** Neither the export nor a job says more than its name. */
  readonly isAssumed: boolean;
}

/** Folders of a server of its own; numbers are those of PowerShell's enumeration, empty: not told. */
const LOCAL = /local$|hardened$|^(windows|linux|[01]|)$/i;

/** Task slots of a repository that does not say: the preset. */
const ASSUMED_SLOTS = 4;

export interface RepositoryTables {
  readonly repositories: readonly Table[];
  readonly extents: readonly Table[];
  readonly scaleOut: readonly Table[];
}

/** Plain repositories, extents, and scale-out repositories over these. */
export function readRepositories(
  tables: RepositoryTables,
  proxies: readonly BackupProxy[],
  findings: PowershellFindings,
): BackupRepository[] {
  const plain: BackupRepository[] = [];
  const extentsOf = new Map<string, string[]>();
  for (const table of [...tables.repositories, ...tables.extents]) {
    for (const row of openTable(table, REPOSITORY)?.rows ?? []) {
      const name = row.text('name');
      const id = row.text('id').toLowerCase();
      if (name === '') continue;
      const owner = row.text('scaleOut');
      if (owner !== '') extentsOf.set(owner, [...(extentsOf.get(owner) ?? []), name]);
      if (plain.some((known) => known.name === name && (known.id === id || id === ''))) continue;
      const found = { sheet: table.name, row: row.line, subject: name };
      plain.push(repositoryOf(row, proxies, owner !== '', (code) => findings.add(code, found)));
    }
  }
  const scaleOut = readScaleOut(tables.scaleOut, extentsOf, findings);
  const used = new Set(scaleOut.flatMap(({ extents }) => extents ?? []));
  const known = new Set(plain.map(({ name }) => name));
  const missing = [...used].filter((name) => !known.has(name));
  for (const subject of missing) findings.add('extent-not-listed', { subject });
  return [
    ...plain.map(({ perVmFiles, ...rest }) =>
      used.has(rest.name) ? rest : { ...rest, ...present({ perVmFiles }) },
    ),
    ...missing.map((name) => assumedRepository(name)),
    ...scaleOut,
  ];
}

/** A repository of which only the name is known. */
export function assumedRepository(name: string, id = ''): BackupRepository {
  return { id, name, slots: ASSUMED_SLOTS, blockCloning: false, path: '', isAssumed: true };
}

type Report = (code: Parameters<PowershellFindings['add']>[0]) => void;

function repositoryOf(
  row: SheetRow<RepositoryColumn>,
  proxies: readonly BackupProxy[],
  isExtent: boolean,
  report: Report,
): BackupRepository {
  if (row.flag('unavailable') === true) report('repository-unavailable');
  const rate = row.flag('rateLimited') === false ? undefined : row.number('rate');
  const free = row.number('free');
  return {
    id: row.text('id').toLowerCase(),
    name: row.text('name'),
    slots: slotsOf(row, report),
    blockCloning: clonesBlocks(row, report),
    path: row.text('path'),
    isAssumed: false,
    ...present({
      perVmFiles: isExtent ? undefined : filesPerVm(row, report),
      // 0 stands where the limit is on and was never given.
      rateLimit: rate !== undefined && rate > 0 ? rate : undefined,
      // The product says -1 where it does not know.
      free: free !== undefined && free >= 0 ? free : undefined,
    }),
    ...machinesOf(row, proxies, report),
  };
}

function slotsOf(row: SheetRow<RepositoryColumn>, report: Report): number | 'unlimited' {
  if (row.flag('unlimited') === true || row.flag('limited') === false) return 'unlimited';
  const tasks = row.number('tasks');
  if (tasks !== undefined && tasks >= 1) return Math.round(tasks);
  // -1 is another way to say unlimited.
  if (tasks === -1) return 'unlimited';
  report('repository-slots-unknown');
  return ASSUMED_SLOTS;
}

function filesPerVm(row: SheetRow<RepositoryColumn>, report: Report): boolean {
  const setting = row.flag('perVmFiles');
  const splits = row.flag('splits');
  if (setting !== undefined && splits !== undefined && setting !== splits)
    report('repository-per-vm-unclear');
  if (setting === undefined && splits === undefined) report('repository-per-vm-unknown');
  return setting ?? splits ?? false;
}

function clonesBlocks(row: SheetRow<RepositoryColumn>, report: Report): boolean {
  const told = row.flag('cloning');
  if (told !== undefined) return told;
  const isNamed = /\b(refs|xfs)\b/i.test(
    `${row.text('name')} ${row.text('description')}`.replace(/[-_]/g, ' '),
  );
  if (isNamed) report('repository-cloning-assumed');
  return isNamed;
}

/** Local folders are written by their own server, shares and appliances by a gateway. */
function machinesOf(
  row: SheetRow<RepositoryColumn>,
  proxies: readonly BackupProxy[],
  report: Report,
): Pick<BackupRepository, 'server' | 'gateway'> {
  const hostId = row.text('hostId').toLowerCase();
  const gateways = row
    .text('gateways')
    .split(/[;,]/)
    .map(shortName)
    .filter((name) => name !== '');
  const ids = row.text('gatewayIds').toLowerCase();
  if (LOCAL.test(row.text('type'))) {
    const server = proxies.find((proxy) => hostId !== '' && proxy.hostId === hostId);
    return present({ server });
  }
  if (gateways.length === 0 && ids === '' && /[1-9a-f]/.test(hostId)) return {};
  if (gateways.length === 0 && ids === '') return { gateway: 'auto' };
  const gateway = proxies.find(
    ({ names, hostId: server }) =>
      names.some((name) => gateways.includes(shortName(name))) || (server !== '' && ids.includes(server)),
  );
  if (gateway === undefined) report('repository-gateway-unknown');
  return gateways.length > 1 && gateway !== undefined ? { gateway: 'auto' } : present({ gateway });
}

function readScaleOut(
  tables: readonly Table[],
  extentsOf: ReadonlyMap<string, readonly string[]>,
  findings: PowershellFindings,
): BackupRepository[] {
  const scaleOut: BackupRepository[] = [];
  const rows = tables.flatMap((table) =>
    (openTable(table, SCALE_OUT)?.rows ?? []).map((row) => ({ row, sheet: table.name })),
  );
  const listed = new Set(rows.map(({ row }) => row.text('name')));
  for (const { row, sheet } of rows) {
    const name = row.text('name');
    if (name === '') continue;
    const told = [...row.text('extents').split(/[;,]/), ...row.list('extentList')].map((text) => text.trim());
    const own = extentsOf.get(name) ?? [];
    const extents = [...new Set([...told, ...own])].filter((extent) => extent !== '');
    if (extents.length === 0)
      findings.add('scale-out-without-extents', { sheet, row: row.line, subject: name });
    const isPerformance = /^performance/i.test(row.text('policy'));
    scaleOut.push({
      ...assumedRepository(name, row.text('id').toLowerCase()),
      isAssumed: extents.length === 0,
      perVmFiles: row.flag('perVmFiles') ?? true,
      ...(extents.length === 0
        ? {}
        : { extents, placement: isPerformance ? 'performance' : 'data-locality' }),
    });
  }
  for (const [name, extents] of extentsOf) {
    if (listed.has(name)) continue;
    scaleOut.push({
      ...assumedRepository(name),
      isAssumed: false,
      perVmFiles: true,
      extents,
      placement: 'data-locality',
    });
  }
  return scaleOut;
}
