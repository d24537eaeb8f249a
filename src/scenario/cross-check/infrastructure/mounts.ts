import type { Datastore, Host, Platform } from '../../scenario.ts';

/** Hosts and datastores by name, and which host mounts which datastore. */
export class Mounts {
  readonly hosts: readonly Host[];
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #datastores: ReadonlyMap<string, Datastore>;

  constructor(hosts: readonly Host[], datastores: readonly Datastore[]) {
    this.hosts = hosts;
    this.#hosts = new Map(hosts.map((host) => [host.name, host]));
    this.#datastores = new Map(datastores.map((datastore) => [datastore.name, datastore]));
  }

  host(name: string): Host | undefined {
    return this.#hosts.get(name);
  }

  datastore(name: string): Datastore | undefined {
    return this.#datastores.get(name);
  }

  /** The first host that mounts the datastore: a VM that names no host runs there. */
  firstOf(datastore: string): Host | undefined {
    const [first] = this.#datastores.get(datastore)?.hosts ?? [];
    return first === undefined ? undefined : this.#hosts.get(first);
  }

  /**
   * By name of datastore: the platform of the hosts that mount it. Those that no host mounts, or hosts of both, are
   * left out.
   */
  platforms(): ReadonlyMap<string, Platform> {
    const known = new Map<string, Platform>();
    for (const { name, hosts } of this.#datastores.values()) {
      const platforms = new Set(hosts.flatMap((host) => this.#hosts.get(host)?.platform ?? []));
      const [platform] = platforms;
      if (platform !== undefined && platforms.size === 1) known.set(name, platform);
    }
    return known;
  }
}
