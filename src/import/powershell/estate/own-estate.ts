import { groupedBy } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { DISKS_PER_ASSUMED_DATASTORE, VMS_PER_ASSUMED_HOST } from '../../assumed.ts';
import { labelsBeside, uniqueLabels } from '../../label.ts';
import type { BackupProxy } from '../machines/proxies.ts';
import { type Servers, shortName } from '../machines/servers.ts';
import type { ListedVm } from './protected-vms.ts';
import type { VmSize } from './vm-sizes.ts';

/** A virtualisation host of a scenario without an inventory. */
export interface OwnHost {
  readonly label: string;
  readonly platform: 'vsphere' | 'hyperv';
  readonly cores?: number;
  /** Of a Hyper-V host that is a proxy: what it may do at once, and its memory in bytes. */
  readonly slots?: number;
  readonly ram?: number;
  readonly isAssumed: boolean;
}

export interface OwnDatastore {
  readonly label: string;
  readonly type: 'vmfs' | 'csv';
  readonly hosts: readonly string[];
}

export interface OwnVm extends VmSize {
  readonly vm: ListedVm;
  readonly label: string;
  readonly host: string;
  readonly datastore: string;
}

/** What a scenario needs to know beside the backup system, as far as the backup server's lists tell it. */
export interface OwnEstate {
  readonly hosts: readonly OwnHost[];
  readonly datastores: readonly OwnDatastore[];
  readonly vms: readonly OwnVm[];
}

const FEWEST_HOSTS = 2;

/** A host before it has its name in the scenario; a Hyper-V host that is a proxy has it already. */
type HostDraft = Omit<OwnHost, 'label'> & { readonly name: string; readonly label?: string };

/**
 * Hosts and datastores for VMs that are listed with their sizes only; every host of a platform mounts all of its
 * datastores.
 */
export function ownEstate(
  vms: readonly ListedVm[],
  proxies: readonly BackupProxy[],
  servers: Servers,
  sizeOf: (vm: ListedVm) => VmSize,
): OwnEstate {
  const of = (platform: 'vsphere' | 'hyperv') => vms.filter((vm) => vm.platform === platform);
  const onHost = proxies.filter(({ kind }) => kind === 'on-host');
  const drafts = [
    ...vsphereHosts(of('vsphere'), servers),
    ...(of('hyperv').length === 0 ? [] : hypervHosts(of('hyperv'), onHost, servers)),
  ];
  const hosts = labelled(drafts, proxies);
  const datastores: OwnDatastore[] = [];
  const placed = new Map<ListedVm, { readonly host: string; readonly datastore: string }>();
  for (const platform of ['vsphere', 'hyperv'] as const) {
    const own = of(platform);
    const members = hosts.filter((host) => host.platform === platform);
    const stores = datastoresOf(platform, own.length, members);
    const hostInPath = hostFinder(members);
    datastores.push(...stores);
    for (const [index, vm] of own.entries()) {
      const host = hostInPath(vm.path) ?? members[index % members.length];
      const datastore = stores[index % stores.length];
      placed.set(vm, { host: host?.label ?? '', datastore: datastore?.label ?? '' });
    }
  }
  const labels = uniqueLabels(vms.map(({ name }) => name));
  return {
    hosts,
    datastores,
    vms: vms.map((vm, index) => {
      const { host = '', datastore = '' } = placed.get(vm) ?? {};
      return { vm, label: labels[index] ?? vm.name, host, datastore, ...sizeOf(vm) };
    }),
  };
}

/** A Hyper-V host is a proxy: no other proxy may have its name. */
function labelled(drafts: readonly HostDraft[], proxies: readonly BackupProxy[]): OwnHost[] {
  const open = drafts.filter(({ label }) => label === undefined);
  const labels = labelsBeside(
    proxies.map(({ label }) => label),
    open.map(({ name }) => name),
  );
  const labelOf = new Map(open.map((draft, index) => [draft, labels[index]]));
  return drafts.map((draft) => {
    const { name, label = labelOf.get(draft) ?? name, ...host } = draft;
    return { ...host, label };
  });
}

function datastoresOf(
  platform: 'vsphere' | 'hyperv',
  vms: number,
  hosts: readonly OwnHost[],
): OwnDatastore[] {
  return Array.from({ length: Math.ceil(vms / DISKS_PER_ASSUMED_DATASTORE) }, (_, index) => ({
    label: `assumed ${platform} datastore ${index + 1}`,
    type: platform === 'vsphere' ? 'vmfs' : 'csv',
    hosts: hosts.map(({ label }) => label),
  }));
}

function vsphereHosts(vms: readonly ListedVm[], servers: Servers): HostDraft[] {
  const listed = servers.list.filter(({ type }) => /^esxi?$/i.test(type));
  if (listed.length > 0) {
    return listed.map(({ name, cores }) => ({
      name,
      platform: 'vsphere',
      isAssumed: false,
      ...present({ cores }),
    }));
  }
  const count = Math.max(FEWEST_HOSTS, Math.ceil(vms.length / VMS_PER_ASSUMED_HOST));
  return Array.from({ length: count }, (_, index) => ({
    name: `assumed host ${index + 1}`,
    platform: 'vsphere',
    isAssumed: true,
  }));
}

/** Those that are proxies of their own VMs, those among the servers, or the clusters that paths of VMs begin with. */
function hypervHosts(
  vms: readonly ListedVm[],
  onHost: readonly BackupProxy[],
  servers: Servers,
): HostDraft[] {
  const told = onHost.map(({ name, label, cores, ram, slots }) => {
    return { name, label, cores, slots, ...present({ ram }) };
  });
  const names = new Set(onHost.flatMap((proxy) => proxy.names.map(shortName)));
  const others = servers.list
    .filter(({ type, name }) => /^hvserver$/i.test(type) && !names.has(shortName(name)))
    .map(({ name, cores }) => ({ name, ...present({ cores }) }));
  const known = [...told, ...others];
  if (known.length > 0) return known.map((host) => ({ ...host, platform: 'hyperv', isAssumed: false }));
  const clusters = new Set(vms.map(({ path }) => path.split(/[\\/]/)[0] ?? ''));
  const named = [...clusters].filter((cluster) => cluster !== '');
  return (named.length > 0 ? named : ['assumed Hyper-V host']).map((name) => ({
    name,
    platform: 'hyperv',
    isAssumed: true,
  }));
}

/** Some lists tell the host among the folders of a VM's path. */
function hostFinder(hosts: readonly OwnHost[]): (path: string) => OwnHost | undefined {
  const known = hosts.filter(({ isAssumed }) => !isAssumed);
  const byName = groupedBy(known, ({ label }) => label.toLowerCase());
  return (path) => path.split(/[\\/]/).flatMap((part) => byName.get(part.toLowerCase()) ?? [])[0];
}
