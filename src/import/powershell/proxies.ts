import { printable } from '../findings.ts';
import { labelsBeside } from '../label.ts';
import { present } from '../present.ts';
import { openTable, type SheetRow } from '../sheet.ts';
import type { Table } from '../table.ts';
import type { PowershellFindings } from './codes.ts';
import type { Estate } from './estate.ts';
import { PROXY, type ProxyColumn } from './headers.ts';
import { type Server, type Servers, shortName } from './servers.ts';

export type ProxyMode = 'san' | 'nfs' | 'hotadd' | 'nbd' | 'nbdssl';

/** A backup proxy that is switched on. */
export interface BackupProxy {
  readonly id: string;
  /** As the export calls it. */
  readonly name: string;
  /** As the scenario calls it. */
  readonly label: string;
  /** On-host: a Hyper-V host, which is a proxy for its own VMs. */
  readonly kind: 'physical' | 'virtual' | 'on-host';
  readonly platform: 'vsphere' | 'hyperv';
  readonly isDefault: boolean;
  /** Id of its server, in lower case, and the names that it goes by. */
  readonly hostId: string;
  readonly names: readonly string[];
  /** Of a virtual one: the VM of the inventory that it is. */
  readonly vmHost?: string;
  readonly cores: number;
  /** Bytes. */
  readonly ram?: number;
  readonly slots: number;
  readonly modes: 'auto' | readonly ProxyMode[];
  readonly failoverToNetwork: boolean;
}

/** What a proxy without any number of tasks or cores is given: the least that the vendor advises. */
const FEWEST_SLOTS = 2;
const MOST_SLOTS = 100;

/** Types by their words, and by the numbers of PowerShell's enumeration as old JSON has them; empty: not told. */
const VSPHERE = /^(vi|vmware|0|$)/i;
const HYPERV = /^(hv|hyper-?v|[12]$)/i;
const ON_HOST = /on-?host|^1$/i;
const OFF_HOST = /off-?host|^2$/i;

/** Who was installed with the backup server goes by one of these. */
const DEFAULT_NAME = /^VMware Backup Proxy$|^Local(host)?$/i;

export interface ProxyTables {
  readonly vsphere: readonly Table[];
  readonly hyperv: readonly Table[];
}

interface Draft extends Omit<BackupProxy, 'label'> {
  readonly row: number;
  readonly server?: Server;
}

/** The proxies that are switched on, in the order of the export. */
export function readProxies(
  tables: ProxyTables,
  servers: Servers,
  estate: Estate | undefined,
  findings: PowershellFindings,
): BackupProxy[] {
  const drafts: Draft[] = [];
  for (const platform of ['vsphere', 'hyperv'] as const) {
    for (const table of tables[platform]) {
      for (const row of openTable(table, PROXY)?.rows ?? []) {
        const name = row.text('name');
        const found = { sheet: table.name, row: row.line, subject: name };
        if (name === '' || drafts.some((draft) => isSame(draft, row))) continue;
        const type = row.text('type');
        if (!VSPHERE.test(type) && !HYPERV.test(type)) findings.add('proxy-type-left-out', found);
        else if (row.flag('disabled') === true) findings.add('proxy-disabled', found);
        else drafts.push(draftOf(row, platform, servers, estate, (code) => findings.add(code, found)));
      }
    }
  }
  reportSharing(drafts, findings);
  // A Hyper-V host is a proxy of its own name.
  const hypervHosts = (estate?.hosts ?? []).filter(({ platform }) => platform === 'hyperv');
  const labels = labelsBeside(
    hypervHosts.map(({ name }) => name),
    drafts.map(({ name }) => name),
  );
  return drafts.map(({ row: _row, server: _server, ...draft }, index) => {
    const label = labels[index] ?? draft.name;
    if (label !== draft.name) findings.add('name-replaced', { subject: draft.name });
    return { ...draft, label };
  });
}

/** One proxy in two files: a health check and a dump of the REST interface, say. */
function isSame(draft: Draft, row: SheetRow<ProxyColumn>): boolean {
  const id = row.text('id').toLowerCase();
  return id === '' ? draft.name === row.text('name') : draft.id === id;
}

function draftOf(
  row: SheetRow<ProxyColumn>,
  listedAs: 'vsphere' | 'hyperv',
  servers: Servers,
  estate: Estate | undefined,
  report: (code: Parameters<PowershellFindings['add']>[0]) => void,
): Draft {
  const name = row.text('name');
  const hostName = propertyText(row.text('hostName'));
  const hostId = row.text('hostId').toLowerCase();
  const platform = HYPERV.test(row.text('type')) ? 'hyperv' : listedAs;
  const server = serverOf(servers.find(hostId, hostName), servers.find('', name));
  const isDefault =
    platform === 'vsphere' &&
    (DEFAULT_NAME.test(name) || /default/i.test(row.text('description')) || server?.type === 'Local');
  const names = [name, hostName, server?.name ?? ''].filter((known) => known !== '');
  const vm = estate?.vms.find((candidate) => names.some((known) => isSameMachine(known, candidate.name)));
  const modes = modesOf(row);
  if (modes === undefined) report('proxy-mode-unknown');
  const kind = kindOf(row, { platform, isDefault, server, isVm: vm !== undefined, modes }, estate, report);
  if (kind === 'virtual' && vm?.host === undefined) report('proxy-host-assumed');
  const tasks = row.number('tasks');
  if (tasks === undefined || tasks < 1) report('proxy-slots-unknown');
  if (server?.cores === undefined) report('proxy-server-unknown');
  const slots = Math.min(MOST_SLOTS, Math.max(1, Math.round(tasks ?? 0) || (server?.cores ?? FEWEST_SLOTS)));
  return {
    row: row.line,
    id: row.text('id').toLowerCase(),
    name,
    kind,
    platform,
    isDefault,
    hostId,
    names,
    cores: server?.cores ?? slots,
    slots,
    modes: modes ?? 'auto',
    failoverToNetwork: row.flag('failover') ?? true,
    ...present({ server, ram: server?.ram, vmHost: kind === 'virtual' ? vm?.host : undefined }),
  };
}

/** Exports of whole objects hold the name of a type where the object has more inside: `Veeam.Backup.Core.Common.CHost`. */
function propertyText(text: string): string {
  return /^Veeam\.\w+\./.test(text) ? '' : text;
}

/** The first that can be; a vCenter or an ESXi host runs no proxy, so an id that leads there is a wrong one. */
function serverOf(...candidates: readonly (Server | undefined)[]): Server | undefined {
  const possible = candidates.filter((server) => server !== undefined && !/^(vc|esxi?)$/i.test(server.type));
  return possible.find((server) => server?.cores !== undefined) ?? possible[0];
}

function isSameMachine(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase() || shortName(a) === shortName(b);
}

interface Traits {
  readonly platform: 'vsphere' | 'hyperv';
  readonly isDefault: boolean;
  readonly server: Server | undefined;
  readonly isVm: boolean;
  readonly modes: BackupProxy['modes'] | undefined;
}

function kindOf(
  row: SheetRow<ProxyColumn>,
  { platform, isDefault, server, isVm, modes }: Traits,
  estate: Estate | undefined,
  report: (code: Parameters<PowershellFindings['add']>[0]) => void,
): BackupProxy['kind'] {
  if (platform === 'hyperv') {
    if (OFF_HOST.test(row.text('type'))) return 'physical';
    if (ON_HOST.test(row.text('type')) || HYPERV.test(server?.type ?? '')) return 'on-host';
    report('proxy-off-host');
    return 'physical';
  }
  const chassis = row.text('chassis');
  if (/virtual$/i.test(chassis)) return 'virtual';
  if (/physical$/i.test(chassis)) return 'physical';
  if (isVm || row.text('chosenVm') !== '' || hasMode(modes, 'hotadd')) return 'virtual';
  if (hasMode(modes, 'san') || (estate !== undefined && !isDefault)) {
    if (!hasMode(modes, 'san')) report('proxy-kind-assumed');
    return 'physical';
  }
  // Where nothing tells, most proxies are VMs, and the one on the backup server is left to the network mode.
  report('proxy-kind-assumed');
  return isDefault ? 'physical' : 'virtual';
}

function hasMode(modes: BackupProxy['modes'] | undefined, mode: ProxyMode): boolean {
  return modes !== undefined && modes !== 'auto' && modes.includes(mode);
}

/**
 * `Auto`, `DirectStorageAccess` (older: `San`), `VirtualAppliance` (`HotAdd`), `Network` (`Nbd`), in any case of letters, or
 * 0 to 3 in this order.
 */
function modesOf(row: SheetRow<ProxyColumn>): BackupProxy['modes'] | undefined {
  const mode = row.text('mode').toLowerCase();
  if (/^(auto(matic)?|0|)$/.test(mode)) return 'auto';
  if (/^direct|^san|^1$/.test(mode)) return ['san', 'nfs'];
  if (/^virtualappliance|^hot-?add|^2$/.test(mode)) return ['hotadd'];
  if (/^network|^nbd|^3$/.test(mode)) return [row.flag('encrypted') === true ? 'nbdssl' : 'nbd'];
  return undefined;
}

function reportSharing(drafts: readonly Draft[], findings: PowershellFindings): void {
  const shared = new Map<Server, string[]>();
  for (const { server, name } of drafts) {
    if (server !== undefined) shared.set(server, [...(shared.get(server) ?? []), name]);
  }
  for (const [server, names] of shared) {
    if (names.length < 2) continue;
    findings.add('proxies-share-server', {
      subject: `${names.map(printable).join(' and ')} on ${server.name}`,
    });
  }
}
