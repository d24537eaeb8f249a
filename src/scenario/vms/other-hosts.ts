import { addTo } from '../../collections/grouped-by.ts';
import type { Job } from '../job.ts';
import type { Repository } from '../repository.ts';
import type { Datastore, Host, Scenario } from '../scenario.ts';
import type { VmTraits } from './vm.ts';
import { VmTable } from './vm-table.ts';

export type Estate = Pick<Scenario, 'hosts' | 'datastores' | 'vms' | 'proxies' | 'repositories' | 'jobs'>;

/** What depends on one host and on no other: without this host it cannot be backed up or written to. */
export interface BoundToHost {
  /** Rows of VMs that no other host in service could run. */
  readonly vms: readonly number[];
  /** Repositories on the machine of one of its virtual proxies, or written through one. */
  readonly repositories: readonly string[];
  /** Jobs that write VMs to it and have no other host for them. */
  readonly jobs: readonly string[];
}

/** By host, only those that something depends on. */
export function boundToHosts(estate: Estate): ReadonlyMap<string, BoundToHost> {
  const others = new OtherHosts(estate);
  const vms = new Map<string, number[]>();
  for (let vm = 0; vm < estate.vms.length; vm++) {
    const host = others.unlessReplaced(vm);
    if (host !== undefined) addTo(vms, host, vm);
  }
  const hostOfProxy = new Map(
    estate.proxies.flatMap(({ name, host }) => (host === undefined ? [] : [[name, host]])),
  );
  const repositories = new Map<string, string[]>();
  for (const repository of estate.repositories) {
    for (const machine of machinesOf(repository)) {
      const host = hostOfProxy.get(machine);
      if (host !== undefined) addTo(repositories, host, repository.name);
    }
  }
  const jobs = new Map<string, string[]>();
  for (const { name, target } of estate.jobs) {
    if (target?.host === undefined || others.forTarget(target) !== undefined) continue;
    addTo(jobs, target.host, name);
  }
  const hosts = new Set([...vms.keys(), ...repositories.keys(), ...jobs.keys()]);
  return new Map(
    Array.from(hosts, (host) => [
      host,
      {
        vms: vms.get(host) ?? [],
        repositories: [...new Set(repositories.get(host))],
        jobs: jobs.get(host) ?? [],
      },
    ]),
  );
}

/** The proxies without whose machines nothing can be written to a repository, or read from it. */
export function machinesOf({ server, gateway }: Pick<Repository, 'server' | 'gateway'>): string[] {
  const named = gateway === undefined || gateway === 'auto' ? [] : [gateway.proxy];
  return [...new Set(server === undefined ? named : [server, ...named])];
}

/** Which hosts in service could run what runs on another one. */
export class OtherHosts {
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #datastores: ReadonlyMap<string, Datastore>;
  readonly #vms: VmTable;
  /** By host and datastores: the hosts that could run such a VM instead. */
  readonly #known = new Map<string, readonly string[]>();

  constructor({ hosts, datastores, vms }: Pick<Estate, 'hosts' | 'datastores' | 'vms'>) {
    this.#hosts = new Map(hosts.map((host) => [host.name, host]));
    this.#datastores = new Map(datastores.map((datastore) => [datastore.name, datastore]));
    this.#vms = vms;
  }

  /** The host of a VM if no other one could run the VM. */
  unlessReplaced(vm: number): string | undefined {
    const own = this.#vms.traits[vm]!.host;
    const { datastores } = this.#vms;
    if (own !== undefined) return this.insteadOf(own, datastores.of(vm)).length === 0 ? own : undefined;
    // Where it is drawn on which datastore its first disk is, it may run at the first host of any of them.
    const first = datastores.first(vm);
    for (const store of first === undefined ? datastores.of(vm) : [first]) {
      const mounting = this.#datastores.get(store)?.hosts ?? [];
      const inService = mounting.filter((host) => this.#isInService(host));
      if (mounting.length > 0 && inService.length < 2) return inService[0] ?? mounting[0];
    }
    return undefined;
  }

  /** The VMs where they run while hosts are out: those of one host go to the others in turn. */
  moved(vms: VmTable): VmTable {
    const turns = new Map<readonly string[], number>();
    const traitsOn = new Map<VmTraits, Map<string, VmTraits>>();
    const traits = vms.traits.map((own, vm) => {
      if (own.host === undefined || this.#isInService(own.host)) return own;
      const instead = this.insteadOf(own.host, vms.datastores.of(vm));
      if (instead.length === 0) return own;
      const turn = turns.get(instead) ?? 0;
      turns.set(instead, turn + 1);
      const host = instead[turn % instead.length]!;
      const known = traitsOn.get(own) ?? new Map<string, VmTraits>();
      traitsOn.set(own, known);
      const there = known.get(host) ?? { ...own, host };
      known.set(host, there);
      return there;
    });
    return new VmTable(vms.columns, traits);
  }

  withTarget(job: Job): Job {
    const { target } = job;
    if (target?.host === undefined || this.#isInService(target.host)) return job;
    const host = this.forTarget(target);
    return host === undefined ? job : { ...job, target: { ...target, host } };
  }

  /** Another host for what a job writes; undefined: there is none. */
  forTarget({ host, datastore }: NonNullable<Job['target']>): string | undefined {
    return this.insteadOf(host ?? '', datastore === undefined ? [] : [datastore])[0];
  }

  #isInService(name: string): boolean {
    return this.#hosts.get(name)?.enabled === true;
  }

  /** The other hosts of a host's cluster, or without a cluster of its site, that mount all of these datastores. */
  insteadOf(name: string, stores: readonly string[]): readonly string[] {
    const key = JSON.stringify([name, stores]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = this.#hosts.get(name);
    const mounted = stores.flatMap((store) => {
      const hosts = this.#datastores.get(store)?.hosts ?? [];
      return hosts.length === 0 ? [] : [new Set(hosts)];
    });
    const isFit = (other: Host) =>
      own !== undefined &&
      other.enabled &&
      other.name !== name &&
      other.platform === own.platform &&
      other.cluster === own.cluster &&
      (own.cluster !== undefined || other.site === own.site) &&
      mounted.every((hosts) => hosts.has(other.name));
    const found = [...this.#hosts.values()].filter(isFit).map((other) => other.name);
    this.#known.set(key, found);
    return found;
  }
}
