import { addTo } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { ASSUMED_REPOSITORY_SLOTS } from '../../assumed.ts';
import { GIB } from '../../binary-unit.ts';
import { rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings, Report } from '../codes.ts';
import { REPOSITORY, type RepositoryColumn } from '../headers.ts';
import { assumedRepository, type BackupRepository } from './backup-repository.ts';
import type { BackupProxy } from './proxies.ts';
import { readScaleOut } from './scale-out.ts';
import { shortName } from './servers.ts';

/** Folders of a server of its own; numbers are those of PowerShell's enumeration, empty: not given. */
const LOCAL = /local$|hardened$|^(windows|linux|[01]|)$/i;

/** More than any repository can be set to take at once. */
const MOST_SLOTS = 10_000;

/** MB/s; more limits nothing. */
const MOST_RATE = 1_000_000;
/** 1 PiB, which is fewer bytes than any repository has free. */
const MOST_FREE_GIB = 1024 * 1024;

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
  for (const row of rowsOf([...tables.repositories, ...tables.extents], REPOSITORY, findings)) {
    const name = row.text('name');
    const id = row.text('id').toLowerCase();
    if (name === '') continue;
    const owner = row.text('scaleOut');
    if (owner !== '') addTo(extentsOf, owner, name);
    if (plain.some((known) => known.name === name && (known.id === id || id === ''))) continue;
    const found = row.about(name);
    plain.push(repositoryOf(row, proxies, owner !== '', (code) => findings.add(code, found)));
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

function repositoryOf(
  row: SheetRow<RepositoryColumn>,
  proxies: readonly BackupProxy[],
  isExtent: boolean,
  report: Report,
): BackupRepository {
  if (row.flag('unavailable') === true) report('repository-unavailable');
  const rate = row.flag('rateLimited') === false ? undefined : row.number('rate');
  return {
    id: row.text('id').toLowerCase(),
    name: row.text('name'),
    slots: slotsOf(row, report),
    blockCloning: clonesBlocks(row, report),
    path: row.text('path'),
    isAssumed: false,
    ...present({
      perVmFiles: isExtent ? undefined : filesPerVm(row, report),
      // 0 means that the limit is on but was never given.
      rateLimit: rate !== undefined && rate > 0 && rate <= MOST_RATE ? rate : undefined,
      free: freeSpace(row.number('free')),
    }),
    ...machinesOf(row, proxies, report),
  };
}

/** GiB of a health check, which says -1 where it does not know; a number that is too large for that counts bytes. */
function freeSpace(told: number | undefined): number | undefined {
  if (told === undefined || told < 0) return undefined;
  return told < MOST_FREE_GIB ? told : Math.round(told / GIB);
}

function slotsOf(row: SheetRow<RepositoryColumn>, report: Report): number | 'unlimited' {
  if (row.flag('unlimited') === true || row.flag('limited') === false) return 'unlimited';
  const tasks = row.number('tasks');
  // -1 and the largest number are other ways to say unlimited.
  if (tasks !== undefined && (tasks === -1 || tasks > MOST_SLOTS)) return 'unlimited';
  if (tasks !== undefined && tasks >= 1) return Math.round(tasks);
  report('repository-slots-unknown');
  return ASSUMED_REPOSITORY_SLOTS;
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
