import { madeOnce } from '../../collections/made-once.ts';
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

/** The candidates of one kind of disk, shared by all disks of that kind, with counts of their proxies. */
export interface CandidateSet {
  readonly id: number;
  readonly candidates: readonly Candidate[];
  readonly proxies: readonly number[];
  /** Number of its proxies that are online, and of those with a free slot. */
  online: number;
  free: number;
  /** Open while one of its proxies has a free slot. */
  readonly gate: Gate;
  /** The clock that groups follow which these candidates could take if their repository had room; see WaitClock. */
  readonly clock: WaitClock;
  /** Number of groups that follow the clock. */
  followers: number;
  /** Made on demand; see `rankingOf`. */
  ranking: Ranking | undefined;
}

/** The state of the proxies that candidate sets depend on. */
export interface ProxyState {
  isOnline(proxy: number): boolean;
  hasFreeSlot(proxy: number): boolean;
  /** Whether the proxy reached the datastore when it was deployed or last rescanned. */
  isBelievedToReach(proxy: number, datastore: number): boolean;
  /** Whether it has memory for a task at all, where memory is enforced. */
  hasMemoryForOne(proxy: number): boolean;
  /** Whether a task between these hosts that reads at one place could ever write at one of the others. */
  hasPartner(reader: Candidate, writers: readonly Candidate[], hosts: EndHosts): boolean;
  /** Whether both ends of a task between these hosts use the same host, which allows a single network-mode connection. */
  isOverOneConnection(hosts: EndHosts): boolean;
}

/**
 * Candidate sets by kind of disk. Which proxies reach a disk was found when they were deployed or last rescanned. The counts
 * follow the proxies' slots, so that "has any of them a free slot?" costs nothing.
 */
export class CandidateSets {
  /** The set of tasks that need no proxy. */
  readonly withoutProxy: CandidateSet;
  readonly #model: Model;
  readonly #sets = new Map<string, CandidateSet>();
  readonly #byContent = new Map<string, CandidateSet>();
  /** The sets for reading, by job, repository, kind of VM and datastore as one number, to avoid building a string per task. */
  readonly #toRead = new Map<number, CandidateSet>();
  #vmKinds: VmKinds;
  readonly #tellsDatastoresApart: boolean;
  /** By datastore: the first one that has the same candidates. */
  readonly #alike: Int32Array;
  /** By first and second set. */
  readonly #paired = new Map<string, CandidateSet>();
  /** By set, and by the places of its candidates that are left. */
  readonly #parts = new Map<string, CandidateSet>();
  readonly #setsOfProxy: CandidateSet[][];
  readonly #state: ProxyState;
  readonly #openGates: OpenGates;
  #made = 0;

  /** `tellsDatastoresApart`: tasks with the same candidates may get different decisions on different datastores. */
  constructor(model: Model, state: ProxyState, tellsDatastoresApart: boolean, openGates: OpenGates) {
    this.#model = model;
    this.#openGates = openGates;
    this.#tellsDatastoresApart = tellsDatastoresApart;
    // A fault may cut off one of two datastores that are otherwise alike.
    const differ = tellsDatastoresApart || model.scenario.faults.length > 0;
    this.#alike = differ ? Int32Array.from(model.datastores.keys()) : alikeDatastores(model);
    this.#setsOfProxy = model.proxies.map(() => []);
    this.#state = state;
    this.#vmKinds = model.vms.kindsBy(kindOfVm);
    // Never without a free slot: there is none to wait for.
    this.withoutProxy = this.#newSet([NO_PROXY], [], { online: 1, free: 1 });
  }

  /** `fromArray`: whether the VM is read from a snapshot of the array; undefined until its first disk has been placed. */
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

  /** `source`: the repository or extent that a restore reads. */
  toWrite(job: number, disk: WrittenDisk, source?: number): CandidateSet {
    return this.#madeOnce(`${kindOfWrite(job, disk)}/${source ?? ''}`, disk.datastore, (connected) =>
      writeCandidatesFor(this.#model, job, disk, source, connected),
    );
  }

  /** The candidates for reading for which there is a candidate for writing. */
  withPartner(first: CandidateSet, second: CandidateSet, hosts: EndHosts): CandidateSet {
    // Nothing else about the hosts matters to `hasPartner`.
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

  /** Some candidates of a set, by their places in it. */
  partOf(set: CandidateSet, places: readonly number[]): CandidateSet {
    const make = () => this.#make(places.map((place) => set.candidates[place]!));
    return madeOnce(this.#parts, `${set.id}/${places.join()}`, make);
  }

  /** A proxy has got its first free slot (+1) or given away its last (-1). */
  freeChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) {
      const wasUsedUp = set.free === 0;
      set.free += change;
      if (wasUsedUp !== (set.free === 0)) set.gate.change(wasUsedUp ? -1 : 1);
    }
  }

  /** A proxy has come online (+1) or gone offline (-1). */
  onlineChanged(proxy: number, change: 1 | -1): void {
    for (const set of this.#setsOfProxy[proxy]!) set.online += change;
  }

  forget(): void {
    this.#sets.clear();
    this.#byContent.clear();
    this.#toRead.clear();
    this.#paired.clear();
    this.#parts.clear();
    for (const sets of this.#setsOfProxy) sets.length = 0;
  }

  /** VMs run on other hosts, or volumes have other owners. */
  hostsMoved(): void {
    this.#vmKinds = this.#model.vms.kindsBy(kindOfVm);
    this.forget();
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

  /** Kinds of disk with the same candidates share a set, unless datastores matter. */
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
