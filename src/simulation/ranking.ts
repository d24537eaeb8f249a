import type { Candidate } from '../model/transport.ts';
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
 */
export class Ranking {
  readonly #policy: Policy;
  readonly #view: ClusterView;
  readonly #candidates: readonly Candidate[];
  readonly #changes: ProxyChanges;
  /** How many of them it has seen. */
  #seen: number;
  /** Places in the list of candidates, by proxy. */
  readonly #byProxy: number[][] = [];
  /** By place in the list: whether it is offline (1), its keys, and the place itself. */
  readonly #rows: KeyRows;
  readonly #heap: RowHeap;
  /** Of the policy's ranking the keys that change, and their places in a row. */
  readonly #moving: readonly { readonly key: RankKey; readonly column: number }[];
  /** By place in the list: OFFLINE, ONLINE or FREE. */
  readonly #states: Uint8Array;
  #online = 0;
  #free = 0;

  constructor(policy: Policy, view: ClusterView, candidates: readonly Candidate[], changes: ProxyChanges) {
    const { rank } = policy;
    this.#policy = policy;
    this.#view = view;
    this.#candidates = candidates;
    this.#changes = changes;
    this.#seen = changes.count;
    this.#states = new Uint8Array(candidates.length);
    this.#rows = new KeyRows(rank.length + 2);
    this.#heap = new RowHeap(this.#rows);
    this.#moving = rank.flatMap((key, k) => (key.isFixed === true ? [] : [{ key, column: k + 1 }]));
    candidates.forEach((candidate, place) => {
      const { proxy } = candidate;
      if (proxy >= 0) {
        this.#byProxy[proxy] ??= [];
        this.#byProxy[proxy].push(place);
      }
      const at = this.#rows.add() * this.#rows.width;
      rank.forEach((key, k) => {
        this.#rows.numbers[at + k + 1] = this.#keyOf(key, candidate);
      });
      this.#rows.numbers[at + rank.length + 1] = place;
      this.#look(place);
      this.#heap.add(place);
    });
  }

  /** The best candidate that is online, room aside; undefined: none is. */
  best(): Candidate | undefined {
    this.#catchUp();
    const place = this.#heap.first;
    return place >= 0 && this.#states[place] !== OFFLINE ? this.#candidates[place] : undefined;
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
    for (let place = 0; place < this.#states.length; place++) {
      if (this.#states[place] !== FREE) continue;
      const candidate = this.#candidates[place]!;
      const refusal = firstWithoutRoom(this.#policy, task, candidate, this.#view);
      if (refusal !== null) refusals.add(refusal);
      else if (!waits || isPeer(best, candidate)) {
        if (next < 0 || this.#rows.compare(place, next) < 0) next = place;
      }
    }
    if (next < 0) return { kind: 'wait', cause, refusals };
    return { kind: 'place', candidate: this.#candidates[next]!, decidedBy: `${cause}-at-the-best` };
  }

  #reasonForFirst(): string {
    const { first, second } = this.#heap;
    if (second < 0 || this.#states[second] === OFFLINE) return 'only-candidate';
    const { numbers, width } = this.#rows;
    for (let k = 1; k < width - 1; k++) {
      if (numbers[first * width + k] !== numbers[second * width + k]) return this.#policy.rank[k - 1]!.name;
    }
    return 'declaration-order';
  }

  #catchUp(): void {
    const changes = this.#changes;
    const { count } = changes;
    if (this.#seen === count) return;
    if (count - this.#seen > Math.min(this.#candidates.length, changes.known)) {
      for (let place = 0; place < this.#candidates.length; place++) this.#look(place);
      this.#heap.rebuild();
    } else {
      for (let change = this.#seen; change < count; change++) {
        const places = this.#byProxy[changes.proxyOf(change)];
        if (places === undefined) continue;
        for (const place of places) if (this.#look(place)) this.#heap.update(place);
      }
    }
    this.#seen = count;
  }

  /** Looks at a candidate's proxy as it is now. True, where that may put it in another place of the order. */
  #look(place: number): boolean {
    const candidate = this.#candidates[place]!;
    const { proxy } = candidate;
    const view = this.#view;
    const isOnline = proxy < 0 || view.isOnline(proxy);
    const isFree = isOnline && (proxy < 0 || view.runningTasks(proxy) < view.slots(proxy));
    const before = this.#states[place]!;
    this.#states[place] = isFree ? FREE : isOnline ? ONLINE : OFFLINE;
    this.#online += (isOnline ? 1 : 0) - (before === OFFLINE ? 0 : 1);
    this.#free += (isFree ? 1 : 0) - (before === FREE ? 1 : 0);
    let hasMoved = this.#write(place, 0, isOnline ? 0 : 1);
    for (const { key, column } of this.#moving) {
      if (this.#write(place, column, this.#keyOf(key, candidate))) hasMoved = true;
    }
    return hasMoved;
  }

  #keyOf(key: RankKey, candidate: Candidate): number {
    return key.of(NOBODY, candidate, this.#view, this.#candidates);
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
