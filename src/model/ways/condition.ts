import type { Model } from '../model.ts';
import { PARTS, type Part } from '../parts.ts';
import type { Movement } from '../paths/movement.ts';
import type { Places } from '../paths/path.ts';
import { allCarriers } from './carriers.ts';
import type { Candidate } from './transport.ts';
import {
  linkNeedsOf,
  type Need,
  needsOf,
  needsOfEnds,
  needsOfProxy,
  needsOfRepository,
  proxyNeedsOf,
} from './way-needs.ts';

/**
 * What is up and what is down, and which connections to storage the scheduler believes in. Both the run and the explanation of
 * a finished run use it, so that the consequences of a failure are defined once.
 */
export class Condition {
  readonly #model: Model;
  /** By table and row: 1 if down. */
  readonly #isDown: Readonly<Record<Part, Uint8Array>>;
  /** Proxies that repositories depend on. */
  readonly #carriers: ReadonlySet<number>;
  /**
   * Number of components down, and of those that affect more than one proxy's own tasks: all but proxies that are no
   * carriers.
   */
  #down = 0;
  #othersDown = 0;
  #linksDown = 0;
  /** Pairs of a proxy and a datastore that it does not reach. */
  readonly #lost = new Set<string>();
  #believedLost: ReadonlySet<string> = new Set();

  constructor(model: Model) {
    this.#model = model;
    this.#isDown = {
      proxies: new Uint8Array(model.proxies.length),
      hosts: new Uint8Array(model.hosts.length),
      datastores: new Uint8Array(model.datastores.length),
      links: new Uint8Array(model.scenario.links.length),
      repositories: new Uint8Array(model.repositories.length),
    };
    this.#carriers = allCarriers(model);
  }

  /** Returns whether this is a change. */
  change(what: Part, row: number, isUp: boolean): boolean {
    if (this.isUp(what, row) === isUp) return false;
    const by = isUp ? -1 : 1;
    this.#isDown[what][row]! += by;
    this.#down += by;
    if (what === 'links') this.#linksDown += by;
    if (what !== 'proxies' || this.#carriers.has(row)) this.#othersDown += by;
    return true;
  }

  /** Returns whether this is a change. */
  changeConnection(proxy: number, datastore: number, isThere: boolean): boolean {
    if (this.reaches(proxy, datastore) === isThere) return false;
    if (isThere) this.#lost.delete(pair(proxy, datastore));
    else this.#lost.add(pair(proxy, datastore));
    return true;
  }

  /** The product rescans what each proxy reaches. Returns whether its belief has changed. */
  rescan(): boolean {
    return this.#believe([...this.#lost]);
  }

  /** When a proxy is deployed, the product finds out what it reaches [doc]. Returns whether its belief has changed. */
  discover(proxy: number): boolean {
    const isOfIt = (key: string) => key.startsWith(`${proxy}/`);
    const others = [...this.#believedLost].filter((key) => !isOfIt(key));
    return this.#believe([...others, ...[...this.#lost].filter(isOfIt)]);
  }

  #believe(lost: readonly string[]): boolean {
    const before = this.#believedLost;
    this.#believedLost = new Set(lost);
    return before.size !== this.#believedLost.size || [...before].some((key) => !this.#believedLost.has(key));
  }

  isUp(what: Part, row: number): boolean {
    return row < 0 || this.#isDown[what][row] === 0;
  }

  reaches(proxy: number, datastore: number): boolean {
    return this.#lost.size === 0 || !this.#lost.has(pair(proxy, datastore));
  }

  isBelievedToReach(proxy: number, datastore: number): boolean {
    return this.#believedLost.size === 0 || !this.#believedLost.has(pair(proxy, datastore));
  }

  /** Everything that is down, table by table. */
  get down(): readonly { readonly what: Part; readonly row: number }[] {
    return PARTS.flatMap((what) =>
      Array.from(this.#isDown[what].keys()).flatMap((row) => (this.isUp(what, row) ? [] : [{ what, row }])),
    );
  }

  /** Nothing is down but proxies on which nothing else depends: a shortcut for most checks. */
  get onlyProxiesDown(): boolean {
    return this.#othersDown === 0;
  }

  get isSomeLinkDown(): boolean {
    return this.#linksDown > 0;
  }

  /** Nothing at all is down, and no connection is lost. */
  get isAllWell(): boolean {
    return this.#down === 0 && this.#lost.size === 0;
  }

  isMet(need: Need): boolean {
    return need.what === 'connection'
      ? this.reaches(need.proxy, need.datastore)
      : this.isUp(need.what, need.row);
  }

  #areMet(needs: Iterable<Need>): boolean {
    for (const need of needs) if (!this.isMet(need)) return false;
    return true;
  }

  isProxyUp(proxy: number): boolean {
    return this.#down === 0 || this.#areMet(needsOfProxy(this.#model, proxy));
  }

  isRepositoryUp(repository: number): boolean {
    // Asked for every task, so the common case comes first.
    return this.onlyProxiesDown || this.#areMet(needsOfRepository(this.#model, repository));
  }

  /** Whether everything is up that a task needs wherever it runs. */
  areEndsUp(movement: Movement): boolean {
    return this.onlyProxiesDown || this.#areMet(needsOfEnds(this.#model, movement));
  }

  /** Whether a task at a place would need something that is down, apart from the proxy itself. */
  isCutOff(movement: Movement, place: Candidate): boolean {
    return !this.areEndsUp(movement) || !this.isWayUp(movement, { first: place, second: undefined });
  }

  /** Whether the links between both ends are up. `second` is undefined in `places` while it is not chosen. */
  isWayUp(movement: Movement, places: Places): boolean {
    return !this.isSomeLinkDown || this.#areMet(linkNeedsOf(this.#model, movement, places));
  }

  /** Whether everything is up that a task needs at its places. */
  isIntact(movement: Movement, places: Places): boolean {
    const needs = this.onlyProxiesDown ? proxyNeedsOf : needsOf;
    return this.#areMet(needs(this.#model, movement, places));
  }
}

function pair(proxy: number, datastore: number): string {
  return `${proxy}/${datastore}`;
}
