import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore } from '../../src/scenario/scenario.ts';
import type { Estate } from './estate.ts';

/** What is down, gone or degraded, and what of that is believed. Things are told apart by what they are, not by their names. */
export class Parts {
  readonly #estate: Estate;
  readonly #down = new Map<object, number>();
  /** Connections of proxies to datastores that are gone, and that the scheduler knows to be gone. */
  readonly #gone = new Map<string, number>();
  #believedGone = new Set<string>();
  /** Shares of bandwidths that are left. */
  readonly left = new Map<object, number>();

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  takeDown(thing: object): void {
    this.#down.set(thing, (this.#down.get(thing) ?? 0) + 1);
  }

  bringUp(thing: object): void {
    this.#down.set(thing, (this.#down.get(thing) ?? 0) - 1);
  }

  loseConnection(proxy: BackupProxy, datastore: Datastore): void {
    const pair = pairOf(proxy, datastore);
    this.#gone.set(pair, (this.#gone.get(pair) ?? 0) + 1);
  }

  findConnection(proxy: BackupProxy, datastore: Datastore): void {
    const pair = pairOf(proxy, datastore);
    this.#gone.set(pair, (this.#gone.get(pair) ?? 0) - 1);
  }

  /** What is true is believed from now on; of one proxy, or of all. */
  rescan(of?: BackupProxy): void {
    const isMeant = (pair: string) => of === undefined || pair.startsWith(`${of.name} `);
    const others = [...this.#believedGone].filter((pair) => !isMeant(pair));
    const found = [...this.#gone].filter(([pair, times]) => times > 0 && isMeant(pair)).map(([pair]) => pair);
    this.#believedGone = new Set([...others, ...found]);
  }

  /** All of it, told apart from any other. */
  get state(): string {
    return [...this.#down.values(), '|', ...this.#gone.values(), '|', ...this.#believedGone].join();
  }

  isConnected(proxy: BackupProxy, datastore: Datastore): boolean {
    return (this.#gone.get(pairOf(proxy, datastore)) ?? 0) === 0;
  }

  isBelievedConnected(proxy: BackupProxy, datastore: Datastore): boolean {
    return !this.#believedGone.has(pairOf(proxy, datastore));
  }

  isUp(thing: object): boolean {
    return (this.#down.get(thing) ?? 0) === 0;
  }

  /** A machine is lost with all that is on it: a virtual proxy with its host, and one that is a host. */
  isProxyUp(proxy: BackupProxy): boolean {
    const machine = proxy.isHost ? proxy.name : proxy.host;
    return this.isUp(proxy) && (machine === undefined || this.isUp(this.#estate.host(machine)));
  }

  isRepositoryUp(repository: Repository): boolean {
    const { server, gateway } = repository;
    const machines = [server, typeof gateway === 'object' ? gateway.proxy : undefined];
    return (
      this.isUp(repository) &&
      machines.every((name) => name === undefined || this.isProxyUp(this.#estate.proxy(name)))
    );
  }

  areLinksUp(from: string, to: string): boolean {
    return this.#estate.linksBetween(from, to).every(({ link }) => this.isUp(link));
  }
}

function pairOf(proxy: BackupProxy, datastore: Datastore): string {
  return `${proxy.name} ${datastore.name}`;
}
