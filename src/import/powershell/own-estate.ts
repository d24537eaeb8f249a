import { uniqueLabels } from '../label.ts';
import { present } from '../present.ts';
import { DISKS_PER_ASSUMED_DATASTORE } from '../rvtools/datastores.ts';
import type { PowershellFindings } from './codes.ts';
import { ASSUMED_VM_SIZE } from './job-members.ts';
import type { ListedVm } from './protected-vms.ts';
import type { BackupProxy } from './proxies.ts';
import { type Servers, shortName } from './servers.ts';

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

export interface OwnVm {
  readonly vm: ListedVm;
  readonly label: string;
  readonly host: string;
  readonly datastore: string;
  /** Bytes. */
  readonly size: number;
  readonly used: number;
}

/** What a scenario needs to know beside the backup system, as far as the backup server's lists tell it. */
export interface OwnEstate {
  readonly hosts: readonly OwnHost[];
  readonly datastores: readonly OwnDatastore[];
  readonly vms: readonly OwnVm[];
}

/** Hosts of which nothing is known: one for so many VMs. */
export const VMS_PER_ASSUMED_HOST = 25;
const FEWEST_HOSTS = 2;

/** Hosts and datastores for VMs that are listed with their sizes only; every host of a platform mounts all of its datastores. */
export function ownEstate(
  vms: readonly ListedVm[],
  proxies: readonly BackupProxy[],
  servers: Servers,
  findings: PowershellFindings,
): OwnEstate {
  const hosts: OwnHost[] = [];
  const datastores: OwnDatastore[] = [];
  const placed = new Map<ListedVm, { readonly host: string; readonly datastore: string }>();
  for (const platform of ['vsphere', 'hyperv'] as const) {
    const own = vms.filter((vm) => vm.platform === platform);
    const needsHosts = platform === 'vsphere' || own.length > 0;
    if (!needsHosts) continue;
    const members = platform === 'vsphere' ? vsphereHosts(own, servers) : hypervHosts(own, proxies, servers);
    const count = Math.max(1, Math.ceil(own.length / DISKS_PER_ASSUMED_DATASTORE));
    const stores = Array.from({ length: own.length === 0 ? 0 : count }, (_, index) => ({
      label: `assumed ${platform} datastore ${index + 1}`,
      type: platform === 'vsphere' ? ('vmfs' as const) : ('csv' as const),
      hosts: members.map(({ label }) => label),
    }));
    hosts.push(...members);
    datastores.push(...stores);
    for (const [index, vm] of own.entries()) {
      const host = hostInPath(vm.path, members) ?? members[index % members.length];
      const datastore = stores[index % stores.length];
      placed.set(vm, { host: host?.label ?? '', datastore: datastore?.label ?? '' });
    }
  }
  const labels = uniqueLabels(vms.map(({ name }) => name));
  return {
    hosts,
    datastores,
    vms: vms.map((vm, index) => {
      if (vm.size === undefined) findings.add('vm-size-unknown', { subject: vm.name });
      const size = vm.size ?? ASSUMED_VM_SIZE;
      if (vm.used === undefined) findings.add('vm-used-unknown', { subject: vm.name });
      const { host = '', datastore = '' } = placed.get(vm) ?? {};
      return { vm, label: labels[index] ?? vm.name, host, datastore, size, used: vm.used ?? size };
    }),
  };
}

function vsphereHosts(vms: readonly ListedVm[], servers: Servers): OwnHost[] {
  const listed = servers.list.filter(({ type }) => /^esxi?$/i.test(type));
  if (listed.length > 0) {
    const labels = uniqueLabels(listed.map(({ name }) => name));
    return listed.map(({ name, cores }, index) => ({
      label: labels[index] ?? name,
      platform: 'vsphere',
      isAssumed: false,
      ...present({ cores }),
    }));
  }
  const count = Math.max(FEWEST_HOSTS, Math.ceil(vms.length / VMS_PER_ASSUMED_HOST));
  return Array.from({ length: count }, (_, index) => ({
    label: `assumed host ${index + 1}`,
    platform: 'vsphere',
    isAssumed: true,
  }));
}

/** Those that are proxies of their own VMs, those among the servers, or the clusters that paths of VMs begin with. */
function hypervHosts(vms: readonly ListedVm[], proxies: readonly BackupProxy[], servers: Servers): OwnHost[] {
  const onHost = proxies.filter(({ kind }) => kind === 'on-host');
  const told = onHost.map(({ label, cores, ram, slots }) => ({ label, cores, slots, ...present({ ram }) }));
  const others = servers.list
    .filter(({ type }) => /^hvserver$/i.test(type))
    .filter(
      ({ name }) => !onHost.some(({ names }) => names.some((own) => shortName(own) === shortName(name))),
    )
    .map(({ name, cores }) => ({ label: name, ...present({ cores }) }));
  const known = [...told, ...others];
  if (known.length > 0) return known.map((host) => ({ ...host, platform: 'hyperv', isAssumed: false }));
  const clusters = new Set(vms.map(({ path }) => path.split(/[\\/]/)[0] ?? ''));
  const named = [...clusters].filter((cluster) => cluster !== '');
  return uniqueLabels(named.length > 0 ? named : ['assumed Hyper-V host']).map((label) => ({
    label,
    platform: 'hyperv',
    isAssumed: true,
  }));
}

/** Some lists tell the host among the folders of a VM's path. */
function hostInPath(path: string, hosts: readonly OwnHost[]): OwnHost | undefined {
  const parts = path.split(/[\\/]/).map((part) => part.toLowerCase());
  return hosts.find(({ label, isAssumed }) => !isAssumed && parts.includes(label.toLowerCase()));
}
