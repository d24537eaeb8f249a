import type { Job } from '../../../src/scenario/job.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type {
  Proxy as BackupProxy,
  Datastore,
  Host,
  Link,
  Scenario,
} from '../../../src/scenario/scenario.ts';
import type { Disk, Vm } from '../../../src/scenario/vms/vm.ts';
import type { Night } from './night.ts';

export interface EstateDisk extends Omit<Disk, 'datastore'> {
  readonly number: number;
  readonly datastore: Datastore;
}

export interface EstateVm extends Omit<Vm, 'disks' | 'host'> {
  readonly host: Host;
  readonly disks: readonly EstateDisk[];
}

/** The things of a scenario found by their names, each by looking through the list. */
export class Estate {
  readonly scenario: Scenario;
  readonly #dataFactor: number;
  /** By row of `Scenario.vms`. */
  readonly vms: readonly EstateVm[];

  constructor({ scenario, dataFactor = 1 }: Night) {
    this.scenario = scenario;
    this.#dataFactor = dataFactor;
    this.vms = [...scenario.vms].map((vm) => this.#vm(vm));
  }

  datastore(name: string): Datastore {
    return named(this.scenario.datastores, name);
  }

  host(name: string): Host {
    return named(this.scenario.hosts, name);
  }

  repository(name: string): Repository {
    return named(this.scenario.repositories, name);
  }

  link(name: string): Link {
    return named(this.scenario.links, name);
  }

  proxy(name: string): BackupProxy {
    return named(this.scenario.proxies, name);
  }

  vmsOf(job: Job): readonly EstateVm[] {
    return job.vms.map((row) => this.vms[row]!);
  }

  /** The links between two sites: none that is declared means no limit. */
  linksBetween(from: string, to: string): readonly { readonly link: Link; readonly isBack: boolean }[] {
    if (from === to) return [];
    return this.scenario.links
      .filter(({ between }) => between.includes(from) && between.includes(to))
      .slice(0, 1)
      .map((link) => ({ link, isBack: link.between[0] !== from }));
  }

  #vm(vm: Vm): EstateVm {
    if ('population' in vm.disks) throw new Error('the reference takes VMs whose disks are declared');
    const disks = vm.disks.map((disk, number) => ({
      ...disk,
      ...this.#amounts(disk),
      number,
      datastore: this.datastore(disk.datastore),
    }));
    const home =
      vm.host ?? this.scenario.hosts.find(({ name }) => disks[0]!.datastore.hosts.includes(name))?.name;
    return { ...vm, host: this.host(home!), disks };
  }

  /** So many times of all that is stated, in whole bytes. */
  #amounts({ size, used }: Disk): { readonly size: number; readonly used: number } {
    const times = (bytes: number) => Math.round(bytes * this.#dataFactor);
    return { size: times(size), used: Math.min(times(size), times(used)) };
  }
}

function named<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  const found = things.find((thing) => thing.name === name);
  if (found === undefined) throw new Error(`there is no '${name}'`);
  return found;
}
