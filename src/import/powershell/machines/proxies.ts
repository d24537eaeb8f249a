import { addTo, groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { shownName } from '../../findings.ts';
import { labelsBeside } from '../../label.ts';
import { rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings, Report } from '../codes.ts';
import type { Estate, EstateHost, EstateVm } from '../estate/estate.ts';
import { PROXY, type ProxyColumn } from '../headers.ts';
import { HYPERV, modesOf, type ProxyKind, type ProxyModes, proxyKindOf, VSPHERE } from './proxy-kind.ts';
import { type Server, type Servers, shortName } from './servers.ts';

/** A backup proxy that is switched on. */
export interface BackupProxy {
  readonly id: string;
  /** As the export calls it. */
  readonly name: string;
  /** As the scenario calls it. */
  readonly label: string;
  readonly kind: ProxyKind;
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
  readonly modes: ProxyModes;
  readonly failoverToNetwork: boolean;
}

/** What a proxy without any number of tasks or cores is given: the least that the vendor advises. */
const FEWEST_SLOTS = 2;
const MOST_SLOTS = 100;

/** Who was installed with the backup server goes by one of these. */
const DEFAULT_NAME = /^VMware Backup Proxy$|^Local(host)?$/i;

export interface ProxyTables {
  readonly vsphere: readonly Table[];
  readonly hyperv: readonly Table[];
}

interface Draft extends Omit<BackupProxy, 'label'> {
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
  const ground = { servers, vmNamed: estate === undefined ? undefined : vmFinder(estate.vms) };
  for (const platform of ['vsphere', 'hyperv'] as const) {
    for (const row of rowsOf(tables[platform], PROXY, findings)) {
      const name = row.text('name');
      const found = row.about(name);
      if (name === '' || drafts.some((draft) => isSame(draft, row))) continue;
      const type = row.text('type');
      if (!VSPHERE.test(type) && !HYPERV.test(type)) findings.add('proxy-type-left-out', found);
      else if (row.flag('disabled') === true) findings.add('proxy-disabled', found);
      else drafts.push(draftOf(row, platform, ground, (code) => findings.add(code, found)));
    }
  }
  reportSharing(drafts, findings);
  const known = estate === undefined ? drafts : drafts.filter((draft) => isKnown(draft, estate, findings));
  // A Hyper-V host is a proxy of its own name.
  const hypervHosts = (estate?.hosts ?? []).filter(({ platform }) => platform === 'hyperv');
  const labels = labelsBeside(
    hypervHosts.map(({ name }) => name),
    known.map(({ name }) => name),
  );
  return known.map(({ server: _server, ...draft }, index) => {
    const host = estate === undefined ? undefined : onHost(draft, estate);
    const label = host?.name ?? labels[index] ?? draft.name;
    if (host === undefined && label !== draft.name) findings.add('name-replaced', { subject: draft.name });
    return { ...draft, label };
  });
}

/** The host of an inventory that an on-host proxy is. */
function onHost({ kind, names }: Pick<Draft, 'kind' | 'names'>, { hosts }: Estate): EstateHost | undefined {
  if (kind !== 'on-host') return undefined;
  return hosts.find(
    ({ name, platform }) => platform === 'hyperv' && names.some((own) => shortName(own) === shortName(name)),
  );
}

/** An on-host proxy whose host the inventory does not have works on none of its VMs. */
function isKnown(draft: Draft, estate: Estate, findings: PowershellFindings): boolean {
  if (draft.kind !== 'on-host' || onHost(draft, estate) !== undefined) return true;
  findings.add('proxy-host-not-in-inventory', { subject: draft.name });
  return false;
}

/** One proxy in two files: a health check and a dump of the REST interface, say. */
function isSame(draft: Draft, row: SheetRow<ProxyColumn>): boolean {
  const id = row.text('id').toLowerCase();
  return id === '' ? draft.name === row.text('name') : draft.id === id;
}

/** What tells more of a proxy than its own row. */
interface Ground {
  readonly servers: Servers;
  /** The VM of the inventory that goes by one of these names; absent where there is no inventory. */
  readonly vmNamed: ((names: readonly string[]) => EstateVm | undefined) | undefined;
}

function draftOf(
  row: SheetRow<ProxyColumn>,
  listedAs: 'vsphere' | 'hyperv',
  { servers, vmNamed }: Ground,
  report: Report,
): Draft {
  const name = row.text('name');
  const hostName = row.text('hostName');
  const hostId = row.text('hostId').toLowerCase();
  const platform = HYPERV.test(row.text('type')) ? 'hyperv' : listedAs;
  const server = serverOf(servers.find(hostId, hostName), servers.find('', name));
  const isDefault =
    platform === 'vsphere' &&
    (DEFAULT_NAME.test(name) || /default/i.test(row.text('description')) || server?.type === 'Local');
  const names = [name, hostName, server?.name ?? ''].filter((known) => known !== '');
  const vm = vmNamed?.(names);
  const modes = modesOf(row);
  if (modes === undefined) report('proxy-mode-unknown');
  const hasInventory = vmNamed !== undefined;
  const traits = { platform, isDefault, server, hasInventory, isVm: vm !== undefined, modes };
  const kind = proxyKindOf(row, traits, report);
  if (kind === 'virtual' && vm?.host === undefined) report('proxy-host-assumed');
  const tasks = row.number('tasks');
  if (tasks === undefined || tasks < 1) report('proxy-slots-unknown');
  if (server?.cores === undefined) report('proxy-server-unknown');
  const slots = Math.min(MOST_SLOTS, Math.max(1, Math.round(tasks ?? 0) || (server?.cores ?? FEWEST_SLOTS)));
  return {
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

/** The first that can be; a vCenter or an ESXi host runs no proxy, so an id that leads there is a wrong one. */
function serverOf(...candidates: readonly (Server | undefined)[]): Server | undefined {
  const possible = candidates.filter((server) => server !== undefined && !/^(vc|esxi?)$/i.test(server.type));
  return possible.find((server) => server?.cores !== undefined) ?? possible[0];
}

/** Of several VMs that go by a machine's names the first of the inventory, which may have a hundred thousand. */
function vmFinder(vms: readonly EstateVm[]): NonNullable<Ground['vmNamed']> {
  const rowsOf = groupedBy(vms.keys(), (row) => shortName(vms[row]!.name));
  return (names) => {
    const rows = names.flatMap((name) => rowsOf.get(shortName(name)) ?? []);
    return vms[Math.min(...rows)];
  };
}

function reportSharing(drafts: readonly Draft[], findings: PowershellFindings): void {
  const shared = new Map<Server, string[]>();
  for (const { server, name } of drafts) if (server !== undefined) addTo(shared, server, name);
  for (const [server, names] of shared) {
    if (names.length < 2) continue;
    findings.add('proxies-share-server', {
      subject: `${names.map(shownName).join(' and ')} on ${server.name}`,
    });
  }
}
