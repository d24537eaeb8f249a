import type { Fault } from '../../../src/scenario/fault.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore, Link } from '../../../src/scenario/scenario.ts';
import type { Estate } from './estate.ts';

type Degrading = Extract<Fault, { readonly kind: 'link-degraded' }>;

/** What is down, gone or degraded, and what of that is believed. Things are told apart by what they are, not by their names. */
export class Parts {
  readonly #estate: Estate;
  /** By thing, or pair: the faults for which it is down or gone. */
  readonly #down = new Map<object, Set<Fault>>();
  /** Connections of proxies to datastores that are gone, and that the scheduler knows to be gone. */
  readonly #gone = new Map<string, Set<Fault>>();
  #believedGone = new Set<string>();
  /** Links of which only a share is left: of several at once the worst holds. */
  readonly #degraded = new Map<Link, Set<Degrading>>();

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  takeDown(thing: object, fault: Fault): void {
    faultsOf(this.#down, thing).add(fault);
  }

  bringUp(thing: object, fault: Fault): void {
    faultsOf(this.#down, thing).delete(fault);
  }

  /** Whatever it was down for. */
  repair(thing: object): void {
    this.#down.delete(thing);
  }

  degrade(link: Link, fault: Degrading): void {
    faultsOf(this.#degraded, link).add(fault);
  }

  restore(link: Link, fault: Degrading): void {
    faultsOf(this.#degraded, link).delete(fault);
  }

  /** The share of its bandwidth that is left. */
  leftOf(link: Link): number {
    return Math.min(1, ...[...faultsOf(this.#degraded, link)].map(({ share }) => share));
  }

  loseConnection(proxy: BackupProxy, datastore: Datastore, fault: Fault): void {
    faultsOf(this.#gone, pairOf(proxy, datastore)).add(fault);
  }

  findConnection(proxy: BackupProxy, datastore: Datastore, fault: Fault): void {
    faultsOf(this.#gone, pairOf(proxy, datastore)).delete(fault);
  }

  /** What is true is believed from now on; of one proxy, or of all. */
  rescan(of?: BackupProxy): void {
    const isMeant = (pair: string) => of === undefined || pair.startsWith(`${of.name} `);
    const others = [...this.#believedGone].filter((pair) => !isMeant(pair));
    const found = [...this.#gone]
      .filter(([pair, faults]) => faults.size > 0 && isMeant(pair))
      .map(([pair]) => pair);
    this.#believedGone = new Set([...others, ...found]);
  }

  /** All of it, told apart from any other. */
  get state(): string {
    // What was only asked for has a row, too, of nothing.
    const counts = (faults: Map<unknown, Set<Fault>>) =>
      [...faults.values()].flatMap(({ size }, row) => (size > 0 ? [`${row}: ${size}`] : []));
    // A proxy that is looked at by itself puts its pairs behind all others.
    return [counts(this.#down), counts(this.#gone), [...this.#believedGone].sort()].join('|');
  }

  isConnected(proxy: BackupProxy, datastore: Datastore): boolean {
    return faultsOf(this.#gone, pairOf(proxy, datastore)).size === 0;
  }

  isBelievedConnected(proxy: BackupProxy, datastore: Datastore): boolean {
    return !this.#believedGone.has(pairOf(proxy, datastore));
  }

  isUp(thing: object): boolean {
    return faultsOf(this.#down, thing).size === 0;
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

function faultsOf<T, F extends Fault>(of: Map<T, Set<F>>, thing: T): Set<F> {
  if (!of.has(thing)) of.set(thing, new Set());
  return of.get(thing)!;
}

function pairOf(proxy: BackupProxy, datastore: Datastore): string {
  return `${proxy.name} ${datastore.name}`;
}
