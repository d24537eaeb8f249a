import type { Datastore, Host } from '../../scenario.ts';

/** The first host, in declaration order, that mounts a datastore. A VM without a host runs there. */
export function firstMount(mounting: readonly string[], hosts: readonly Host[]): Host | undefined {
  return hosts.find(({ name }) => mounting.includes(name));
}

/** Hosts and datastores by name, and which host mounts which datastore. */
export class Mounts {
  readonly hosts: readonly Host[];
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #datastores: ReadonlyMap<string, Datastore>;
  readonly #first = new Map<string, Host | undefined>();

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

  /** The first host that mounts the datastore. */
  firstOf(datastore: string): Host | undefined {
    if (!this.#first.has(datastore)) {
      this.#first.set(datastore, firstMount(this.#datastores.get(datastore)?.hosts ?? [], this.hosts));
    }
    return this.#first.get(datastore);
  }
}
