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
import { disksDrawn } from './population.ts';

export interface EstateDisk extends Omit<Disk, 'datastore'> {
  readonly number: number;
  readonly datastore: Datastore;
}

export interface EstateVm extends Omit<Vm, 'disks' | 'host'> {
  /** Another one, if its cluster moves it. */
  host: Host;
  readonly disks: readonly EstateDisk[];
}

/** A link as it is crossed: from its first site to its second, or back. */
export interface Crossing {
  readonly link: Link;
  readonly isBack: boolean;
}

/** The things of a scenario found by their names, each by looking through the list. */
export class Estate {
  readonly night: Night;
  /** By row of `Scenario.vms`. */
  readonly vms: readonly EstateVm[];
  /** Of volumes that their cluster has given to others. */
  readonly #owners = new Map<Datastore, Host>();
  /** How often something has got another host. */
  moves = 0;

  constructor(night: Night) {
    this.night = night;
    const turns = new Map<number, number>();
    this.vms = [...night.scenario.vms].map((vm) => this.#vm(vm, turns));
  }

  get scenario(): Scenario {
    return this.night.scenario;
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

  /** By name; undefined: it is no volume. */
  ownerOf(datastore: Datastore): string | undefined {
    return this.#owners.get(datastore)?.name ?? datastore.owner;
  }

  giveTo(datastore: Datastore, host: Host): void {
    this.#owners.set(datastore, host);
    this.moves++;
  }

  moveTo(vm: EstateVm, host: Host): void {
    vm.host = host;
    this.moves++;
  }

  vmsOf(job: Job): readonly EstateVm[] {
    return job.vms.map((row) => this.vms[row]!);
  }

  /** The fewest links that lead from one site to another, those declared first; none where no links join them: then there is no limit. */
  linksBetween(from: string, to: string): readonly Crossing[] {
    let ways: { readonly site: string; readonly crossed: readonly Crossing[] }[] = [
      { site: from, crossed: [] },
    ];
    const seen = new Set<string>();
    while (ways.length > 0) {
      const there = ways.find(({ site }) => site === to);
      if (there !== undefined) return there.crossed;
      for (const { site } of ways) seen.add(site);
      ways = ways.flatMap(({ site, crossed }) =>
        this.scenario.links
          .filter(({ between }) => between.includes(site))
          .map((link) => {
            const isBack = link.between[0] !== site;
            return { site: link.between[isBack ? 0 : 1], crossed: [...crossed, { link, isBack }] };
          })
          .filter((way) => !seen.has(way.site)),
      );
    }
    return [];
  }

  #vm(vm: Vm, turns: Map<number, number>): EstateVm {
    const disks = this.#disksOf(vm, turns).map((disk, number) => ({
      ...disk,
      number,
      datastore: this.datastore(disk.datastore),
    }));
    const home =
      vm.host ?? this.scenario.hosts.find(({ name }) => disks[0]!.datastore.hosts.includes(name))?.name;
    return { ...vm, host: this.host(home!), disks };
  }

  /** Those of a population take its datastores in turn, disk after disk, VM after VM. `turns`: how many of each population have done so. */
  #disksOf({ name, disks }: Vm, turns: Map<number, number>): Disk[] {
    if (!('population' in disks)) return disks.map((disk) => ({ ...disk, ...this.#amounts(disk) }));
    const { population, datastores } = disks;
    return disksDrawn(this.night, name, disks).map((disk) => {
      const turn = turns.get(population) ?? 0;
      turns.set(population, turn + 1);
      return { ...disk, datastore: datastores[turn % datastores.length]! };
    });
  }

  /** So many times of all that is stated, in whole bytes. */
  #amounts({ size, used }: Disk): { readonly size: number; readonly used: number } {
    const times = (bytes: number) => Math.round(bytes * (this.night.dataFactor ?? 1));
    return { size: times(size), used: Math.min(times(size), times(used)) };
  }
}

function named<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  const found = things.find((thing) => thing.name === name);
  if (found === undefined) throw new Error(`there is no '${name}'`);
  return found;
}
