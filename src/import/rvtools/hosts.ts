import { addTo } from '../../collections/grouped-by.ts';
import { present } from '../../collections/present.ts';
import type { InventoryHost } from '../inventory/inventory.ts';
import { uniqueLabels } from '../label.ts';
import { MOST_CORES, MOST_SPEED, within } from '../possible-figures.ts';
import { openSheet, type Sheet } from '../tables/sheet.ts';
import type { Table } from '../tables/table.ts';
import type { RvtoolsFindings } from './codes.ts';
import { ADAPTER, HOST, type HostColumn, type InfoColumn, NIC } from './headers.ts';

export interface Hosts {
  readonly hosts: readonly InventoryHost[];
  /** The scenario name of a host that a sheet names; undefined for one that neither vHost nor vInfo knows. */
  labelOf(name: string): string | undefined;
  /** HBA types in lower case, by host label; empty where the export lacks vHBA. */
  readonly adapters: ReadonlyMap<string, readonly string[]>;
}

interface HostDraft {
  readonly name: string;
  cluster: string;
  datacenter: string;
  cores?: number;
}

/** Hosts in vHost order, then those that only VMs name; hosts are one and the same in any case of letters. */
export function readHosts(
  tables: readonly Table[],
  info: Sheet<InfoColumn>,
  findings: RvtoolsFindings,
): Hosts {
  const drafts = new Map<string, HostDraft>();
  const sheet = openSheet(tables, 'vHost', HOST, findings);
  const known = sheet?.has.has('host') === true && sheet.rows.length > 0;
  if (!known) findings.add('no-vhost');
  if (sheet !== undefined && known) readHostSheet(sheet, drafts);
  for (const row of info.rows) {
    const name = row.text('host');
    if (name === '') continue;
    const draft = drafts.get(name.toLowerCase()) ?? { name, cluster: '', datacenter: '' };
    if (!drafts.has(name.toLowerCase())) {
      drafts.set(name.toLowerCase(), draft);
      if (known) findings.add('host-not-in-vhost', row.about(name));
    }
    draft.cluster ||= row.text('cluster');
    draft.datacenter ||= row.text('datacenter');
  }
  const list = [...drafts.values()];
  const labels = uniqueLabels(list.map(({ name }) => name));
  const labelByName = new Map([...drafts.keys()].map((name, index) => [name, labels[index] ?? name]));
  const labelOf = (name: string) => labelByName.get(name.toLowerCase());
  const speeds = nicSpeeds(tables, labelOf, findings);
  const hosts = list.map((draft, index) => {
    const label = labels[index] ?? draft.name;
    const nicSpeed = speeds.get(label);
    if (draft.cores === undefined) findings.add('host-cores-assumed', { subject: draft.name });
    if (label !== draft.name) findings.add('name-replaced', { subject: draft.name });
    return { ...draft, label, ...present({ nicSpeed }) };
  });
  return { hosts, labelOf, adapters: adapterTypes(tables, labelOf, findings) };
}

function readHostSheet(sheet: Sheet<HostColumn>, drafts: Map<string, HostDraft>): void {
  for (const row of sheet.rows) {
    const name = row.text('host');
    if (name === '' || drafts.has(name.toLowerCase())) continue;
    const counted = (row.number('sockets') ?? 0) * (row.number('coresPerSocket') ?? 0);
    const cores = within(Math.round(row.number('cores') ?? counted), MOST_CORES);
    drafts.set(name.toLowerCase(), {
      name,
      cluster: row.text('cluster'),
      datacenter: row.text('datacenter'),
      ...present({ cores }),
    });
  }
}

/** Fastest link that is up, Mbit/s by host label: `Link is down!` stands where the speed would. */
function nicSpeeds(
  tables: readonly Table[],
  labelOf: Hosts['labelOf'],
  findings: RvtoolsFindings,
): Map<string, number> {
  const speeds = new Map<string, number>();
  for (const row of openSheet(tables, 'vNIC', NIC, findings)?.rows ?? []) {
    const label = labelOf(row.text('host'));
    const speed = within(row.number('speed'), MOST_SPEED);
    if (label !== undefined && speed !== undefined)
      speeds.set(label, Math.max(speed, speeds.get(label) ?? 0));
  }
  return speeds;
}

function adapterTypes(
  tables: readonly Table[],
  labelOf: Hosts['labelOf'],
  findings: RvtoolsFindings,
): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const row of openSheet(tables, 'vHBA', ADAPTER, findings)?.rows ?? []) {
    const label = labelOf(row.text('host'));
    if (label !== undefined) addTo(types, label, row.text('type').toLowerCase());
  }
  return types;
}
