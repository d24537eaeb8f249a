import type { Model } from '../model/model.ts';
import { type Candidate, candidatesFor, kindOfDisk } from '../model/transport.ts';

/** The places of one kind of disk, shared by all disks of that kind, with a count of those that have a free slot. */
export interface CandidateSet {
  readonly id: number;
  readonly candidates: readonly Candidate[];
  readonly proxies: readonly number[];
  /** Its proxies that are online; of those, the ones with a free slot. */
  online: number;
  free: number;
  /** The best candidate as things stood after so many changes of slots; see Infrastructure.changedProxies. */
  best: { readonly candidate: Candidate | undefined; readonly afterChanges: number } | undefined;
}

/**
 * Candidate sets by kind of disk. Which proxies reach a disk was found when they were deployed; the counts follow the
 * proxies' slots, so that "is any of them free?" costs nothing to ask.
 */
export class CandidateSets {
  readonly #model: Model;
  readonly #sets = new Map<string, CandidateSet>();
  readonly #setsOfProxy: CandidateSet[][];
  readonly #isOnline: (proxy: number) => boolean;
  readonly #hasFreeSlot: (proxy: number) => boolean;

  constructor(model: Model, isOnline: (proxy: number) => boolean, hasFreeSlot: (proxy: number) => boolean) {
    this.#model = model;
    this.#setsOfProxy = model.proxies.map(() => []);
    this.#isOnline = isOnline;
    this.#hasFreeSlot = hasFreeSlot;
  }

  of(job: number, vm: number, datastore: number): CandidateSet {
    const key = kindOfDisk(this.#model, job, vm, datastore);
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const candidates = candidatesFor(this.#model, job, vm, datastore);
    const proxies = [...new Set(candidates.map((c) => c.proxy))];
    const online = proxies.filter(this.#isOnline);
    const set: CandidateSet = {
      id: this.#sets.size,
      candidates,
      proxies,
      online: online.length,
      free: online.filter(this.#hasFreeSlot).length,
      best: undefined,
    };
    for (const proxy of proxies) this.#setsOfProxy[proxy]!.push(set);
    this.#sets.set(key, set);
    return set;
  }

  /** Tells the sets that a proxy has got its first free slot (+1) or given away its last (-1). */
  freeChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) set.free += change;
  }

  /** Tells the sets that a proxy has come online (+1) or gone (-1). */
  onlineChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) set.online += change;
  }
}
