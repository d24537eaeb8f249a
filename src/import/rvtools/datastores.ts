import { groupedBy } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import { present } from '../../collections/present.ts';
import { DISKS_PER_ASSUMED_DATASTORE } from '../assumed.ts';
import { type Cluster, clusterTable, isSameCluster } from '../inventory/cluster.ts';
import type {
  DatastoreKind,
  InventoryDatastore,
  InventoryHost,
  InventoryVm,
} from '../inventory/inventory.ts';
import { uniqueLabels } from '../label.ts';
import { openSheet } from '../tables/sheet.ts';
import type { Table } from '../tables/table.ts';
import type { RvtoolsFindings } from './codes.ts';
import type { DiskDraft } from './disks.ts';
import { DATASTORE } from './headers.ts';
import type { Hosts } from './hosts.ts';

/** A datastore whose hosts are still being collected; it gets its label at the end. */
interface Draft {
  readonly name: string;
  kind: DatastoreKind;
  readonly capacity?: number;
  readonly hosts: Set<string>;
  readonly source: InventoryDatastore['source'];
  /** No list says who mounts it: the hosts whose VMs use it do. */
  readonly open: boolean;
}

/** The datastores of an estate, and for each disk the label of its own. */
export function resolveDatastores(
  tables: readonly Table[],
  vms: readonly InventoryVm[],
  disks: readonly DiskDraft[],
  hosts: Hosts,
  findings: RvtoolsFindings,
): { readonly datastores: readonly InventoryDatastore[]; readonly labels: readonly string[] } {
  const drafts = readDatastoreSheet(tables, hosts, findings);
  const listed = drafts.length > 0;
  // Where no disk names a datastore, all are invented, which is reported already.
  if (!listed && disks.some(({ path }) => path !== undefined)) findings.add('no-vdatastore');
  const byName = groupedBy(drafts, ({ name }) => name);
  const positionOf = new Map(hosts.hosts.map(({ label }, position) => [label, position]));
  const mounting = (draft: Draft) =>
    [...draft.hosts]
      .map((label) => positionOf.get(label)!)
      .sort((a, b) => a - b)
      .map((position) => hosts.hosts[position]!);
  const ofDisk = disks.map((disk) => {
    const vm = vms[disk.vm]!;
    if (disk.path === undefined) return undefined;
    const found = byName.get(disk.path) ?? [];
    const known = namesakeOf(vm, found, mounting);
    const draft = known ?? { name: disk.path, kind: 'vmfs', hosts: new Set(), source: 'derived', open: true };
    if (known === undefined) {
      drafts.push(draft);
      byName.set(disk.path, [draft]);
      if (listed)
        findings.add('datastore-not-in-vdatastore', { sheet: disk.sheet, row: disk.row, subject: disk.path });
    }
    if (vm.host !== undefined && !draft.hosts.has(vm.host)) {
      // A VM can only run on a host that mounts its disks, whatever the datastore's list of hosts says.
      if (!draft.open && vm.leftOut === undefined)
        findings.add('datastore-host-missing', { sheet: disk.sheet, row: disk.row, subject: disk.path });
      if (draft.open || vm.leftOut === undefined) draft.hosts.add(vm.host);
    }
    return draft;
  });
  const homeless = disks.filter((_, index) => ofDisk[index] === undefined);
  for (const { sheet, row } of homeless.filter(isTaken)) findings.add('datastores-assumed', { sheet, row });
  const assumed = assumedFor(homeless, vms, hosts);
  for (const draft of assumed.drafts) drafts.push(draft);
  const chosen = disks.map((disk, index) => ofDisk[index] ?? assumed.ofDisk.get(disk)!);
  const labels = uniqueLabels(drafts.map(({ name }) => name));
  const labelOf = new Map(drafts.map((draft, index) => [draft, labels[index] ?? draft.name]));
  const datastores = drafts.map((draft) =>
    finished(draft, labelOf.get(draft) ?? draft.name, mounting(draft), hosts, findings),
  );
  return { datastores, labels: chosen.map((draft) => labelOf.get(draft) ?? draft.name) };
}

/** Of datastores of one name, the one that the VM's host mounts, else another host of its cluster, else of its datacenter. */
function namesakeOf(
  vm: InventoryVm,
  found: readonly Draft[],
  mounting: (draft: Draft) => readonly InventoryHost[],
): Draft | undefined {
  if (found.length < 2) return found[0];
  const mountedBy = (test: (host: InventoryHost) => boolean) =>
    found.find((draft) => mounting(draft).some(test));
  return (
    found.find((draft) => draft.hosts.has(vm.host ?? '')) ??
    mountedBy((host) => isSameCluster(host, vm)) ??
    mountedBy(({ datacenter }) => datacenter === vm.datacenter) ??
    found[0]
  );
}

function readDatastoreSheet(tables: readonly Table[], hosts: Hosts, findings: RvtoolsFindings): Draft[] {
  const sheet = openSheet(tables, 'vDatastore', DATASTORE, findings);
  const drafts: Draft[] = [];
  for (const row of sheet?.rows ?? []) {
    const name = row.text('name');
    if (name === '') continue;
    const found = row.about(name);
    const mounted = new Set<string>();
    for (const host of row.text('hosts').split(/[,;\n]/)) {
      const label = hosts.labelOf(host.trim());
      if (label !== undefined) mounted.add(label);
      else if (host.trim() !== '') findings.add('datastore-host-unknown', { ...found, subject: host.trim() });
    }
    const namesakes = drafts.filter((draft) => draft.name === name);
    // Two vCenters report one shared datastore twice; one name on other hosts is another datastore.
    if (namesakes.some((draft) => mounted.size === 0 || [...mounted].some((host) => draft.hosts.has(host))))
      continue;
    if (namesakes.length > 0) findings.add('datastore-name-repeated', found);
    const open = mounted.size === 0;
    if (open) findings.add('datastore-without-host', found);
    const kind = kindOf(row.text('type'));
    if (kind === undefined) findings.add('datastore-type-unknown', found);
    const capacity = row.number('capacity');
    drafts.push({
      name,
      kind: kind ?? 'vmfs',
      hosts: mounted,
      source: 'listed',
      open,
      ...present({ capacity }),
    });
  }
  return drafts;
}

/** vCenter says VMFS, NFS, NFS41, vsan, vsanD, VVOL. */
function kindOf(type: string): DatastoreKind | undefined {
  const kinds = ['vmfs', 'nfs', 'vsan', 'vvol'] as const;
  return kinds.find((kind) => type.toLowerCase().startsWith(kind));
}

/** A datastore of a pool, and how many disks it has been given. */
interface PoolMember {
  readonly draft: Draft;
  disks: number;
}

/** Invented datastores, per cluster, for disks that name none: all disks of a VM go to one, the emptiest at that time. */
function assumedFor(
  homeless: readonly DiskDraft[],
  vms: readonly InventoryVm[],
  hosts: Hosts,
): { readonly drafts: readonly Draft[]; readonly ofDisk: ReadonlyMap<DiskDraft, Draft> } {
  const clusterOf = clusterTable();
  const byCluster = groupedBy(homeless, ({ vm }) => clusterOf(vms[vm]!));
  const pools = Array.from(byCluster, ([cluster, disks]) => {
    const members = hosts.hosts.filter((host) => clusterOf(host) === cluster);
    const mounting = members.length > 0 ? members : hosts.hosts;
    const pool = assumedPool(cluster, disks.filter(isTaken).length, mounting);
    return { pool, disks };
  });
  const ofDisk = new Map<DiskDraft, Draft>();
  for (const { pool, disks } of pools) {
    const byVm = new Map<number, PoolMember>();
    for (const disk of disks) {
      const member = madeOnce(byVm, disk.vm, () =>
        pool.reduce((least, next) => (next.disks < least.disks ? next : least)),
      );
      if (isTaken(disk)) member.disks += 1;
      ofDisk.set(disk, member.draft);
    }
  }
  return { drafts: pools.flatMap(({ pool }) => pool.map(({ draft }) => draft)), ofDisk };
}

/** As many datastores as `disks` need, all mounted by `hosts`. */
function assumedPool({ cluster }: Cluster, disks: number, hosts: readonly InventoryHost[]): PoolMember[] {
  const mounting = new Set(hosts.map(({ label }) => label));
  const size = Math.max(1, Math.ceil(disks / DISKS_PER_ASSUMED_DATASTORE));
  return Array.from({ length: size }, (_, index) => {
    const name = `assumed ${cluster === '' ? 'datastore' : cluster} ${index + 1}`;
    return { draft: { name, kind: 'vmfs', hosts: mounting, source: 'assumed', open: false }, disks: 0 };
  });
}

function isTaken({ leftOut }: DiskDraft): boolean {
  return leftOut === undefined;
}

/** `mounting`: the hosts that mount it, in their order. */
function finished(
  draft: Draft,
  label: string,
  mounting: readonly InventoryHost[],
  hosts: Hosts,
  findings: RvtoolsFindings,
): InventoryDatastore {
  const { name, capacity, source } = draft;
  // Neither a list nor a VM names a host: every host is taken to mount it.
  const mounted = mounting.length > 0 ? mounting : hosts.hosts;
  const local = draft.kind === 'vmfs' && source === 'listed' && !draft.open && isLocal(mounted, hosts.hosts);
  if (local) findings.add('datastore-local', { subject: name });
  const kind = local ? 'local' : draft.kind;
  const types = mounted.flatMap((host) => hosts.adapters.get(host.label) ?? []);
  const seen = types.some((type) => type.includes('fibre'))
    ? 'fc'
    : types.some((type) => type.includes('iscsi'))
      ? 'iscsi'
      : undefined;
  const protocol: Partial<Record<DatastoreKind, InventoryDatastore['protocol']>> = {
    vmfs: seen ?? 'fc',
    nfs: 'nfs',
    local: 'local',
  };
  return {
    name,
    label,
    kind,
    protocolKnown: kind !== 'vmfs' || seen !== undefined,
    hosts: mounted.map((host) => host.label),
    source,
    ...present({ capacity, protocol: protocol[kind] }),
  };
}

/**
 * Shared storage is mounted by the whole cluster; what one host of several has for itself is its own disks.
 */
function isLocal(mounted: readonly InventoryHost[], hosts: readonly InventoryHost[]): boolean {
  const [only, ...others] = mounted;
  if (only === undefined || others.length > 0 || only.cluster === '') return false;
  return hosts.some((host) => host !== only && isSameCluster(host, only));
}
