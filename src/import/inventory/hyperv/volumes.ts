import { addTo } from '../../../collections/grouped-by.ts';
import { madeOnce } from '../../../collections/made-once.ts';
import { present } from '../../../collections/present.ts';
import { DISKS_PER_ASSUMED_DATASTORE } from '../../assumed.ts';
import { uniqueLabels } from '../../label.ts';
import { rowsOf } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { InventoryFindings } from '../codes.ts';
import type { InventoryDatastore, InventoryDisk, InventoryVm } from '../inventory.ts';
import type { DiskDraft } from './disks.ts';
import { VOLUME } from './headers.ts';
import type { HypervHosts } from './hosts.ts';
import { placeOf } from './vhd-path.ts';

/** A volume while its hosts are still being found. */
interface Draft {
  readonly name: string;
  readonly kind: 'csv' | 'smb' | 'local';
  readonly cluster: string;
  readonly hosts: Set<string>;
  readonly source: InventoryDatastore['source'];
  /** Whether a disk to back up lies on it. */
  isBusy: boolean;
}

/** Volumes that disks lie on, and the disks with theirs. */
export interface HypervVolumes {
  readonly datastores: readonly InventoryDatastore[];
  readonly disks: readonly InventoryDisk[];
}

/**
 * Cluster shared volumes are mounted by all hosts of their cluster, shares by those whose VMs use them and the rest of
 * their cluster, other volumes by their host.
 */
export function hypervVolumes(
  drafts: readonly DiskDraft[],
  vms: readonly InventoryVm[],
  hosts: HypervHosts,
  tables: readonly Table[],
  findings: InventoryFindings,
): HypervVolumes {
  const volumes = new Map<string, Draft>();
  const pathless = { disks: 0 };
  const ofDisk = drafts.map((disk) => {
    // What is handed through lies on no volume.
    if (disk.raw) return undefined;
    const found = volumeOf(disk, vms[disk.vm]!, hosts, pathless);
    if (found.source === 'assumed' && disk.leftOut === undefined) {
      findings.add('datastores-assumed', { sheet: disk.sheet, row: disk.row });
    }
    const key = JSON.stringify([found.kind, found.cluster, found.name.toLowerCase()]);
    const volume = madeOnce(volumes, key, () => found);
    for (const host of found.hosts) volume.hosts.add(host);
    volume.isBusy ||= disk.leftOut === undefined;
    return volume;
  });
  const list = [...volumes.values()];
  const labels = uniqueLabels(list.map(({ name }) => name));
  const labelOf = new Map(list.map((volume, index) => [volume, labels[index]!]));
  const ownerOf = ownerFinder(hosts, tables, findings);
  const datastores = list.map((volume): InventoryDatastore => {
    const { name, kind, cluster, source } = volume;
    const mounting = hosts.hosts.filter(
      (host) => volume.hosts.has(host.label) || (cluster !== '' && host.cluster === cluster),
    );
    const labels = (mounting.length > 0 ? mounting : hosts.hosts).map(({ label }) => label);
    const owner = kind === 'csv' && volume.isBusy ? ownerOf(volume, labels) : undefined;
    const rest = { kind, protocolKnown: kind !== 'csv', hosts: labels, source };
    const protocol = { csv: 'fc', smb: 'smb', local: 'local' } as const;
    return { name, label: labelOf.get(volume)!, protocol: protocol[kind], ...rest, ...present({ owner }) };
  });
  const disks = drafts.map(({ path: _path, ...disk }, index) => {
    const volume = ofDisk[index];
    return { ...disk, datastore: (volume && labelOf.get(volume)) ?? '' };
  });
  return { datastores, disks };
}

/** The volume of a disk, mounted by what is known of it from this disk alone. */
function volumeOf(
  { path, leftOut }: DiskDraft,
  vm: InventoryVm,
  { hosts, labelOf }: HypervHosts,
  pathless: { disks: number },
): Draft {
  const isBusy = false;
  const place = placeOf(path);
  const own = new Set(vm.host === undefined ? [] : [vm.host]);
  if (place?.kind === 'csv') {
    return { name: place.volume, kind: 'csv', cluster: vm.cluster, hosts: own, source: 'derived', isBusy };
  }
  // The administrative share of another host is a share like any other.
  const isRemote = place?.kind === 'local' && place.host !== undefined && labelOf(place.host) !== vm.host;
  if (place?.kind === 'smb' || isRemote) {
    // All that use one mount it, whatever their clusters.
    const mates = hosts.filter(({ cluster }) => cluster !== '' && cluster === vm.cluster);
    const mounting = new Set([...own, ...mates.map(({ label }) => label)]);
    const name = isRemote ? `\\\\${place.host}\\${place.volume.replace(':', '$')}` : place.volume;
    return { name, kind: 'smb', cluster: '', hosts: mounting, source: 'derived', isBusy };
  }
  if (place === undefined) {
    const number = Math.floor(pathless.disks / DISKS_PER_ASSUMED_DATASTORE) + 1;
    if (leftOut === undefined) pathless.disks += 1;
    const all = new Set(hosts.map(({ label }) => label));
    return {
      name: `assumed volume ${number}`,
      kind: 'csv',
      cluster: '',
      hosts: all,
      source: 'assumed',
      isBusy,
    };
  }
  const host = vm.host ?? hosts[0]!.label;
  const name = `${host} ${place.volume}`;
  return { name, kind: 'local', cluster: '', hosts: new Set([host]), source: 'listed', isBusy };
}

/** The owner of a cluster shared volume: who Get-ClusterSharedVolume says, else the hosts of the cluster in turn. */
function ownerFinder(hosts: HypervHosts, tables: readonly Table[], findings: InventoryFindings) {
  const told = new Map<string, { readonly cluster: string; readonly owner: string }[]>();
  for (const row of rowsOf(tables, VOLUME, findings)) {
    const path = row.text('path');
    const place = placeOf(path);
    const volume = place?.kind === 'csv' ? place.volume : path;
    const owner = hosts.labelOf(row.text('owner'));
    if (owner === undefined) continue;
    addTo(told, volume.toLowerCase(), { cluster: row.text('cluster'), owner });
  }
  const turns = new Map<string, number>();
  return ({ name, cluster }: Draft, mounting: readonly string[]): string => {
    const known = (told.get(name.toLowerCase()) ?? []).filter(({ owner }) => mounting.includes(owner));
    const own = known.find((entry) => entry.cluster === cluster) ?? known[0];
    if (own !== undefined) return own.owner;
    const turn = turns.get(cluster) ?? 0;
    turns.set(cluster, turn + 1);
    if (mounting.length > 1) findings.add('owner-assumed', { subject: name });
    return mounting[turn % mounting.length]!;
  };
}
