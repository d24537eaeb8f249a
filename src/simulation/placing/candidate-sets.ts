import type { Model } from '../../model/model.ts';
import type { VmKinds } from '../../model/vms/vm-rows.ts';
import { alikeDatastores } from '../../model/ways/alike-datastores.ts';
import { kindOfDisk, kindOfVm, kindOfWrite } from '../../model/ways/disk-kinds.ts';
import {
  type Candidate,
  type Connected,
  candidatesFor,
  NO_PROXY,
  type ReadDisk,
  type WrittenDisk,
  writeCandidatesFor,
} from '../../model/ways/transport.ts';
import type { EndHosts } from '../../policy/deciding/both-ends.ts';
import { Gate, type OpenGates } from '../queue/gate.ts';
import { WaitClock } from '../queue/wait-clock.ts';
import type { Ranking } from './ranking.ts';

/** The places of one kind of disk, shared by all disks of that kind, with a count of those that have a free slot. */
export interface CandidateSet {
  readonly id: number;
  readonly candidates: readonly Candidate[];
  readonly proxies: readonly number[];
  /** Its proxies that are online; of those, the ones with a free slot. */
  online: number;
  free: number;
  /** Open while one of its proxies has a free slot. */
  readonly gate: Gate;
  /** Charged in the place of groups that it could take, if their repository had room. */
  readonly clock: WaitClock;
  /** How many groups that is now. */
  followers: number;
  /** In the policy's order, once somebody has asked; see `rankingOf`. */
  ranking: Ranking | undefined;
}

/** What is asked of the proxies now. */
export interface ProxyState {
  isOnline(proxy: number): boolean;
  hasFreeSlot(proxy: number): boolean;
  /** Whether the proxy reached the datastore when that was looked at last. */
  isBelievedToReach(proxy: number, datastore: number): boolean;
  /** Whether it has memory for a task at all, where that counts. */
  hasMemoryForOne(proxy: number): boolean;
  /** Whether a task between two hosts that reads at a place could ever write at one of the others. */
  hasPartner(reader: Candidate, writers: readonly Candidate[], hosts: EndHosts): boolean;
  /** Whether both ends of a task between these go through a host that has one network-mode connection alone. */
  isOverOneConnection(hosts: EndHosts): boolean;
}

/**
 * Candidate sets by kind of disk. Which proxies reach a disk was found when they were deployed or rescanned; the counts
 * follow the proxies' slots, so that "is any of them free?" costs nothing to ask.
 */
export class CandidateSets {
  /** Of tasks that need no proxy. */
  readonly withoutProxy: CandidateSet;
  readonly #model: Model;
  readonly #sets = new Map<string, CandidateSet>();
  readonly #byContent = new Map<string, CandidateSet>();
  /** The sets for reading by job, repository, kind of VM and datastore as one number: no text is made per task. */
  readonly #toRead = new Map<number, CandidateSet>();
  readonly #vmKinds: VmKinds;
  readonly #tellsDatastoresApart: boolean;
  /** By datastore one that has the same candidates. */
  readonly #alike: Int32Array;
  /** By a first and a second set. */
  readonly #paired = new Map<string, CandidateSet>();
  readonly #setsOfProxy: CandidateSet[][];
  readonly #state: ProxyState;
  readonly #openGates: OpenGates;
  #made = 0;

  /** `tellsDatastoresApart`: tasks with the same candidates may get other answers on another datastore. */
  constructor(model: Model, state: ProxyState, tellsDatastoresApart: boolean, openGates: OpenGates) {
    this.#model = model;
    this.#openGates = openGates;
    this.#tellsDatastoresApart = tellsDatastoresApart;
    // A connection may be lost to one of two that are alike.
    const differ = tellsDatastoresApart || model.scenario.faults.length > 0;
    this.#alike = differ ? Int32Array.from(model.datastores.keys()) : alikeDatastores(model);
    this.#setsOfProxy = model.proxies.map(() => []);
    this.#state = state;
    this.#vmKinds = model.vms.kindsBy(kindOfVm);
    // Never without a free one: there is none to wait for.
    this.withoutProxy = this.#newSet([NO_PROXY], [], { online: 1, free: 1 });
  }

  /** `fromArray`: of a VM whose first disk has been placed, whether it is read from a snapshot of the array. */
  toRead(
    disk: { readonly job: number; readonly vm: number; readonly datastore: number },
    repository: number,
    fromArray: boolean | undefined,
  ): CandidateSet {
    const { job, vm } = disk;
    const { repositories, datastores } = this.#model;
    const datastore = this.#alike[disk.datastore]!;
    const owner = job * (repositories.length + 1) + repository + 1;
    const place = (owner * this.#vmKinds.count + this.#vmKinds.kindOf[vm]!) * datastores.length + datastore;
    const number = place * 3 + (fromArray === undefined ? 0 : fromArray ? 1 : 2);
    const known = this.#toRead.get(number);
    if (known !== undefined) return known;
    const set = this.#findToRead({ job, vm, datastore, repository, fromArray });
    this.#toRead.set(number, set);
    return set;
  }

  #findToRead(disk: ReadDisk): CandidateSet {
    return this.#madeOnce(kindOfDisk(this.#model, disk), disk.datastore, (connected) =>
      candidatesFor(this.#model, disk, connected),
    );
  }

  /** `source`: of a restore, the repository or extent that it reads. */
  toWrite(job: number, disk: WrittenDisk, source?: number): CandidateSet {
    return this.#madeOnce(`${kindOfWrite(job, disk)}/${source ?? ''}`, disk.datastore, (connected) =>
      writeCandidatesFor(this.#model, job, disk, source, connected),
    );
  }

  /** Those of the places to read at for which there is one to write at. */
  withPartner(first: CandidateSet, second: CandidateSet, hosts: EndHosts): CandidateSet {
    // Nothing else of the hosts keeps two places apart.
    const key = `${first.id}/${second.id}/${this.#state.isOverOneConnection(hosts)}`;
    const known = this.#paired.get(key);
    if (known !== undefined) return known;
    const candidates = first.candidates.filter((reader) =>
      this.#state.hasPartner(reader, second.candidates, hosts),
    );
    const set = candidates.length === first.candidates.length ? first : this.#make(candidates);
    this.#paired.set(key, set);
    return set;
  }

  /** Tells the sets that a proxy has got its first free slot (+1) or given away its last (-1). */
  freeChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) {
      const wasUsedUp = set.free === 0;
      set.free += change;
      if (wasUsedUp !== (set.free === 0)) set.gate.change(wasUsedUp ? -1 : 1);
    }
  }

  /** Tells the sets that a proxy has come online (+1) or gone (-1). */
  onlineChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) set.online += change;
  }

  forget(): void {
    this.#sets.clear();
    this.#byContent.clear();
    this.#toRead.clear();
    this.#paired.clear();
    for (const sets of this.#setsOfProxy) sets.length = 0;
  }

  #madeOnce(
    key: string,
    datastore: number,
    find: (connected: Connected) => readonly Candidate[],
  ): CandidateSet {
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const connected = (proxy: number) => this.#state.isBelievedToReach(proxy, datastore);
    const candidates = find(connected).filter(({ proxy }) => this.#state.hasMemoryForOne(proxy));
    const content = this.#contentOf(candidates, datastore);
    const alike = this.#byContent.get(content);
    const set = alike ?? this.#make(candidates);
    this.#byContent.set(content, set);
    this.#sets.set(key, set);
    return set;
  }

  /** Kinds of disk with the same candidates are one set, where nothing else tells their tasks apart. */
  #contentOf(candidates: readonly Candidate[], datastore: number): string {
    const places = candidates.map((c) => `${c.proxy} ${c.mode} ${c.sameSite} ${c.preferred} ${c.end}`);
    return `${this.#tellsDatastoresApart ? datastore : ''}/${places.join()}`;
  }

  #make(candidates: readonly Candidate[]): CandidateSet {
    const proxies = [...new Set(candidates.map((c) => c.proxy))];
    const online = proxies.filter((p) => this.#state.isOnline(p));
    const free = online.filter((p) => this.#state.hasFreeSlot(p)).length;
    const set = this.#newSet(candidates, proxies, { online: online.length, free });
    for (const proxy of proxies) this.#setsOfProxy[proxy]!.push(set);
    return set;
  }

  #newSet(
    candidates: readonly Candidate[],
    proxies: readonly number[],
    { online, free }: Pick<CandidateSet, 'online' | 'free'>,
  ): CandidateSet {
    const gate = new Gate(this.#openGates, free === 0 ? 1 : 0);
    const clock = new WaitClock(undefined, 0);
    return {
      id: this.#made++,
      candidates,
      proxies,
      online,
      free,
      gate,
      clock,
      followers: 0,
      ranking: undefined,
    };
  }
}
