import { present } from '../../../collections/present.ts';
import { DEFAULTS } from '../../../scenario/defaults.ts';
import {
  ASSUMED_HOST_CORES,
  ASSUMED_NETWORK,
  ASSUMED_PROXY_CORES,
  ASSUMED_PROXY_RAM,
  ASSUMED_READ,
  DISKS_PER_ASSUMED_DATASTORE,
  VMS_PER_ASSUMED_HOST,
} from '../../assumed.ts';
import type { NumberedEntry } from '../../yaml/alike-entries.ts';
import type { VmFigures } from '../past/vm-figures.ts';
import { ACCESSES, type Access, accessBy } from './vm-access.ts';

/** What no session report knows: hosts, datastores and proxies with which the VMs' data goes the way that it went. */
export interface AssumedEstate {
  /** Each entry as a scenario has it. */
  readonly hosts: readonly NumberedEntry[];
  readonly datastores: readonly NumberedEntry[];
  readonly proxies: readonly NumberedEntry[];
  /** Of proxies, and of hosts that are proxies. */
  readonly proxySlots: number;
  /** In use. */
  readonly accesses: readonly Access[];
  /** Of each VM, in their order. */
  readonly places: readonly VmPlace[];
}

export interface VmPlace {
  readonly host: string;
  readonly datastore: string;
}

/** Of a proxy's ports to the storage. */
const STORAGE_PORTS = '16 Gbit/s';

/** Hosts of a cluster, all of which mount all of its datastores: as many as a hypervisor takes. */
const HOSTS_PER_CLUSTER = 64;

/** The VMs whose data goes one way, and what they stand on. */
interface Pool {
  readonly access: Access;
  /** By name: a VM that is listed several times in a replay is in one place. */
  readonly vms: ReadonlyMap<string, VmFigures>;
  /** Of its tasks, those that have run at the same time. */
  readonly peak: number;
  readonly hosts: readonly string[];
  readonly datastores: readonly string[];
  /** The n-th host, datastore and VM is in the n-th cluster, around and around. */
  readonly clusters: number;
}

/** `peaks`: the most tasks at a time, by access. So many find a slot, and a datastore to have their snapshot on. */
export function assumeEstate(vms: readonly VmFigures[], peaks: ReadonlyMap<Access, number>): AssumedEstate {
  const pools = ACCESSES.flatMap((access) => {
    const own = new Map(vms.flatMap((vm) => (accessBy(vm.mode) === access ? [[vm.name, vm] as const] : [])));
    return own.size === 0 ? [] : [poolOf(access, own, peaks.get(access) ?? 1)];
  });
  const accesses = pools.map(({ access }) => access);
  const proxies = pools.flatMap((pool) => proxiesOf(pool, pools));
  const places = new Map(
    pools.map((pool) => [
      pool.access,
      new Map([...pool.vms.keys()].map((name, at) => [name, placeIn(pool, at)])),
    ]),
  );
  return {
    hosts: pools.flatMap(hostsOf),
    datastores: pools.flatMap((pool) => datastoresOf(pool, accesses)),
    proxies,
    proxySlots: pools.reduce(
      (sum, pool) => sum + hostSlots(pool) * pool.hosts.length,
      proxies.length * ASSUMED_PROXY_CORES,
    ),
    accesses,
    places: vms.map(({ name, mode }) => places.get(accessBy(mode))!.get(name)!),
  };
}

function poolOf(access: Access, vms: ReadonlyMap<string, VmFigures>, peak: number): Pool {
  const prefix = access === 'hotadd' ? '' : `${access}-`;
  const numbered = (word: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${prefix}${word}${at + 1}`);
  const hosts = Math.max(Math.ceil(vms.size / VMS_PER_ASSUMED_HOST), Math.ceil(peak / ASSUMED_PROXY_CORES));
  const datastores = Math.max(
    Math.ceil(vms.size / DISKS_PER_ASSUMED_DATASTORE),
    Math.ceil(peak / DEFAULTS.maxSnapshots.value),
  );
  // Each has a proxy of its own.
  const clusters = Math.min(Math.ceil(hosts / HOSTS_PER_CLUSTER), Math.ceil(peak / ASSUMED_PROXY_CORES));
  return {
    ...{ access, vms, peak, clusters: Math.max(1, clusters) },
    hosts: numbered(access === 'hyperv' ? 'host' : 'esx', hosts),
    datastores: numbered('ds', datastores),
  };
}

function placeIn({ hosts, datastores, clusters }: Pool, at: number): VmPlace {
  const cluster = at % clusters;
  const turn = (at - cluster) / clusters;
  return {
    host: inTurn(ofCluster(hosts, cluster, clusters), turn),
    datastore: inTurn(ofCluster(datastores, cluster, clusters), turn),
  };
}

/** What is in a cluster: how many there are, and the n-th of them. */
interface Members {
  readonly count: number;
  at(place: number): string;
}

function ofCluster(names: readonly string[], cluster: number, clusters: number): Members {
  return {
    count: Math.ceil((names.length - cluster) / clusters),
    at: (place) => names[cluster + place * clusters]!,
  };
}

function inTurn({ count, at }: Members, turn: number): string {
  return at(turn % count);
}

/** Tasks that one host reads at a time itself: on Hyper-V. */
function hostSlots({ access, hosts, peak }: Pool): number {
  return access === 'hyperv' ? Math.max(DEFAULTS.onHostSlots.value, Math.ceil(peak / hosts.length)) : 0;
}

function hostsOf(pool: Pool): NumberedEntry[] {
  const slots = hostSlots(pool);
  return pool.hosts.map((name, at) => ({
    name,
    ...(slots === 0
      ? {}
      : { platform: 'hyperv', cluster: clusterName(at % pool.clusters), maxConcurrentTasks: slots }),
    cores: ASSUMED_HOST_CORES,
    network: ASSUMED_NETWORK,
    ...(slots === 0 ? { managementNetwork: ASSUMED_NETWORK } : {}),
  }));
}

function clusterName(cluster: number): string {
  return cluster === 0 ? 'hyperv' : `hyperv${cluster + 1}`;
}

function datastoresOf(
  { access, hosts: all, datastores, clusters }: Pool,
  accesses: readonly Access[],
): NumberedEntry[] {
  // What proxies with ports to the storage reach, they read from there: those that did not have another protocol.
  const block = accesses.includes('san') && access !== 'san' ? 'iscsi' : 'fc';
  const members = Array.from({ length: clusters }, (_, cluster) => {
    const { count, at } = ofCluster(all, cluster, clusters);
    return Array.from({ length: count }, (_, place) => at(place));
  });
  return datastores.map((name, at) => {
    const hosts = members[at % clusters]!;
    const rest = { read: ASSUMED_READ, hosts };
    if (access === 'nfs') return { name, type: 'nfs', ...rest };
    if (access === 'hyperv')
      return {
        name,
        type: 'csv',
        protocol: 'fc',
        owner: hosts[Math.floor(at / clusters) % hosts.length],
        ...rest,
      };
    return { name, type: 'vmfs', protocol: block, ...rest };
  });
}

/** Any proxy of the platform can read over the network, so that way has its own ones only where there are no others. */
function proxiesOf(pool: Pool, pools: readonly Pool[]): NumberedEntry[] {
  const { access, hosts } = pool;
  const modes = [...pool.vms.values()].map(({ mode }) => mode);
  const network = pools.find((other) => other.access === 'network');
  const others = pools.filter((other) => other !== network && other.access !== 'hyperv');
  if (pool === network && others.length > 0) return [];
  const peak = pool.peak + (pool === others[0] ? (network?.peak ?? 0) : 0);
  const rest = { cores: ASSUMED_PROXY_CORES, ram: ASSUMED_PROXY_RAM, network: ASSUMED_NETWORK };
  const count = Math.max(1, Math.ceil(peak / ASSUMED_PROXY_CORES));
  const numbered = (word: string, entry: (at: number) => object) =>
    Array.from({ length: count }, (_, at) => ({ name: `${word}${at + 1}`, ...entry(at) }));
  switch (access) {
    case 'hotadd':
      return numbered('px', (at) => ({ kind: 'virtual', host: hosts[at % hosts.length]!, ...rest }));
    case 'san':
    case 'nfs': {
      const protocols = [access === 'san' ? 'fc' : 'nfs'];
      return numbered(`${access}-px`, () => ({
        ...{ kind: 'physical', ...rest },
        storage: { protocols, bandwidth: access === 'san' ? STORAGE_PORTS : ASSUMED_NETWORK },
      }));
    }
    case 'network': {
      const areEncrypted = modes.every((mode) => mode === 'nbdssl');
      return numbered('net-px', () => ({
        ...{ kind: 'physical', ...rest },
        ...present({ modes: areEncrypted ? ['nbdssl'] : undefined }),
      }));
    }
    case 'hyperv':
      return modes.includes('off-host')
        ? numbered('off-px', () => ({
            ...{ platform: 'hyperv', kind: 'physical', ...rest },
            storage: { protocols: ['fc'], bandwidth: STORAGE_PORTS },
          }))
        : [];
  }
}
