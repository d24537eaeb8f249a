import { type Candidate, NO_PROXY } from '../model/transport.ts';
import { type Decision, firstWithoutRoom, isPeer, NO_CANDIDATE } from '../policy/decide.ts';
import type { ClusterView, Policy, RankKey, TaskView } from '../policy/policy.ts';
import { KeyRows } from './key-rows.ts';
import type { ProxyChanges } from './proxy-changes.ts';
import { RowHeap } from './row-heap.ts';

const OFFLINE = 0;
const ONLINE = 1;
/** Online, with a free slot. */
const FREE = 2;

/**
 * The candidates of one set in the order of a policy that ranks them by their proxies alone, not by who asks. A change of
 * a proxy's slots moves its candidates; who asks for the best one looks at the top. The answers are those of `decide`.
 * Of the candidates of one proxy always the same one is the best, so the heap has that one alone.
 */
export class Ranking {
  readonly #policy: Policy;
  readonly #view: ClusterView;
  readonly #candidates: readonly Candidate[];
  readonly #changes: ProxyChanges;
  /** How many of them it has seen. */
  #seen: number;
  /** Of the policy's ranking the keys that change, and their columns in a row. */
  readonly #moving: readonly { readonly key: RankKey; readonly column: number }[];
  /** A row for each candidate, of the same number: whether it is offline (1), its keys, and its place in the list. */
  readonly #rows: KeyRows;
  readonly #heap: RowHeap;
  /** By proxy, from NO_PROXY's on: its candidates, the best one first. */
  readonly #ofProxy: (number[] | undefined)[] = [];
  /** By candidate, of those that are the first of their proxies: OFFLINE, ONLINE or FREE. */
  readonly #states: Uint8Array;
  /** Candidates whose proxies are online; of those, the ones with a free slot. */
  #online = 0;
  #free = 0;

  constructor(policy: Policy, view: ClusterView, candidates: readonly Candidate[], changes: ProxyChanges) {
    const { rank } = policy;
    this.#policy = policy;
    this.#view = view;
    this.#candidates = candidates;
    this.#changes = changes;
    this.#seen = changes.count;
    this.#moving = rank.flatMap((key, k) => (key.isFixed === true ? [] : [{ key, column: k + 1 }]));
    this.#rows = new KeyRows(rank.length + 2);
    this.#heap = new RowHeap(this.#rows);
    this.#states = new Uint8Array(candidates.length);
    candidates.forEach((candidate, place) => {
      const at = this.#rows.add() * this.#rows.width;
      for (const [k, key] of rank.entries()) this.#rows.numbers[at + k + 1] = this.#keyOf(key, place);
      this.#rows.numbers[at + rank.length + 1] = place;
      const own = candidate.proxy - NO_PROXY.proxy;
      this.#ofProxy[own] ??= [];
      this.#ofProxy[own].push(place);
    });
    for (const places of this.#ofProxy) {
      if (places === undefined) continue;
      places.sort((a, b) => this.#rows.compare(a, b));
      this.#look(places);
      this.#heap.add(places[0]!);
    }
  }

  /** The best candidate that is online, room aside; undefined: none is. */
  best(): Candidate | undefined {
    this.#catchUp();
    const { first } = this.#heap;
    return first >= 0 && this.#states[first] !== OFFLINE ? this.#candidates[first] : undefined;
  }

  /** As `decide` would. */
  decide(task: TaskView): Decision {
    const best = this.best();
    if (best === undefined) return NO_CANDIDATE;
    const cause = firstWithoutRoom(this.#policy, task, best, this.#view);
    if (cause === null) return { kind: 'place', candidate: best, decidedBy: this.#reasonForFirst() };
    const refusals = new Set<string>();
    // Of all that have no free slot the first refusal is the same.
    if (this.#free < this.#online) refusals.add('proxy-slot');
    const waits = best.mode !== 'repository' && this.#policy.whenBestBusy[best.mode] === 'wait';
    let next = -1;
    for (const places of this.#ofProxy) {
      if (places === undefined || this.#states[places[0]!] !== FREE) continue;
      for (const place of places) {
        const candidate = this.#candidates[place]!;
        const refusal = firstWithoutRoom(this.#policy, task, candidate, this.#view);
        if (refusal !== null) refusals.add(refusal);
        else if (!waits || isPeer(best, candidate)) {
          this.#copyMoving(places[0]!, place);
          if (next < 0 || this.#rows.compare(place, next) < 0) next = place;
        }
      }
    }
    if (next < 0) return { kind: 'wait', cause, refusals };
    return { kind: 'place', candidate: this.#candidates[next]!, decidedBy: `${cause}-at-the-best` };
  }

  #reasonForFirst(): string {
    const { first } = this.#heap;
    const second = this.#second();
    if (second < 0) return 'only-candidate';
    const { numbers, width } = this.#rows;
    for (let k = 1; k < width - 1; k++) {
      if (numbers[first * width + k] !== numbers[second * width + k]) return this.#policy.rank[k - 1]!.name;
    }
    return 'declaration-order';
  }

  /** The best candidate but one that is online: at another proxy, or at the first one's; -1: none is. */
  #second(): number {
    const { first, second } = this.#heap;
    const beside = this.#placesOf(first)[1];
    const other = second >= 0 && this.#states[second] !== OFFLINE ? second : -1;
    if (beside === undefined) return other;
    this.#copyMoving(first, beside);
    return other >= 0 && this.#rows.compare(other, beside) < 0 ? other : beside;
  }

  #catchUp(): void {
    const changes = this.#changes;
    const { count } = changes;
    if (this.#seen === count) return;
    if (count - this.#seen > Math.min(this.#heap.size, changes.known)) {
      for (const places of this.#ofProxy) if (places !== undefined) this.#look(places);
      this.#heap.rebuild();
    } else {
      for (let change = this.#seen; change < count; change++) {
        const places = this.#ofProxy[changes.proxyOf(change) - NO_PROXY.proxy];
        if (places !== undefined && this.#look(places)) this.#heap.update(places[0]!);
      }
    }
    this.#seen = count;
  }

  /** Looks at a proxy as it is now. True, where that may put its first candidate in another place of the order. */
  #look(places: readonly number[]): boolean {
    const first = places[0]!;
    const { proxy } = this.#candidates[first]!;
    const view = this.#view;
    const isOnline = proxy < 0 || view.isOnline(proxy);
    const isFree = isOnline && (proxy < 0 || view.runningTasks(proxy) < view.slots(proxy));
    const before = this.#states[first]!;
    this.#states[first] = isFree ? FREE : isOnline ? ONLINE : OFFLINE;
    this.#online += ((isOnline ? 1 : 0) - (before === OFFLINE ? 0 : 1)) * places.length;
    this.#free += ((isFree ? 1 : 0) - (before === FREE ? 1 : 0)) * places.length;
    let hasMoved = this.#write(first, 0, isOnline ? 0 : 1);
    for (const { key, column } of this.#moving) {
      if (this.#write(first, column, this.#keyOf(key, first))) hasMoved = true;
    }
    return hasMoved;
  }

  /** Keys that change are the proxy's, the same for all of its candidates. */
  #copyMoving(from: number, to: number): void {
    const { numbers, width } = this.#rows;
    numbers[to * width] = numbers[from * width]!;
    for (const { column } of this.#moving) numbers[to * width + column] = numbers[from * width + column]!;
  }

  #placesOf(place: number): readonly number[] {
    return this.#ofProxy[this.#candidates[place]!.proxy - NO_PROXY.proxy]!;
  }

  #keyOf(key: RankKey, place: number): number {
    return key.of(NOBODY, this.#candidates[place]!, this.#view, this.#candidates);
  }

  /** True, where another number stood there. */
  #write(place: number, column: number, number: number): boolean {
    const { numbers, width } = this.#rows;
    const at = place * width + column;
    if (numbers[at] === number) return false;
    numbers[at] = number;
    return true;
  }
}

/** In the place of who asks: the keys do not look. */
const NOBODY: TaskView = {
  task: -1,
  job: -1,
  vm: -1,
  vmOrder: 0,
  diskOrder: 0,
  host: -1,
  targetHost: -1,
  datastores: [],
  datastore: -1,
  repository: -1,
  priority: 0,
  sessionStartUs: 0,
  readyUs: 0,
  readBytes: 0,
  sessionBytes: 0,
  hasSnapshot: false,
};
