import type { Datastore, Host } from '../../scenario.ts';

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
}
