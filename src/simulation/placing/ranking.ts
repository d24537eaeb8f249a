import { type Candidate, NO_PROXY } from '../../model/ways/transport.ts';
import {
  type Decision,
  firstWithoutRoom,
  isPeer,
  NO_CANDIDATE,
  waiting,
} from '../../policy/deciding/decide.ts';
import { DECLARATION_ORDER, ONLY_CANDIDATE, refusedAtTheBest } from '../../policy/deciding/decided-by.ts';
import type { ClusterView, Policy, RankKey, TaskView } from '../../policy/policy.ts';
import { KeyRows } from '../queue/key-rows.ts';
import { RowHeap } from '../queue/row-heap.ts';
import type { ProxyChanges } from './proxy-changes.ts';

/**
 * The candidates of one set in the order of a policy that ranks them by their proxies alone, not by the task. They are kept
 * in two heaps, proxies with and without a free slot, so that a change of a proxy moves one entry and the best candidate is
 * at the top; `decide` would rank all candidates again for every task. The answers are the same.
 *
 * Keys that change are the same for all candidates of a proxy, so the best candidate of a proxy is always the same one, and
 * only that one is in a heap.
 */
export class Ranking {
  readonly #policy: Policy;
  readonly #view: ClusterView;
  readonly #candidates: readonly Candidate[];
  readonly #changes: ProxyChanges;
  /** Number of changes that it has processed. */
  #seen: number;
  /** The keys of the policy's ranking that may tell some of the candidates apart: the columns of a row. */
  readonly #keys: readonly RankKey[];
  /** The keys among them that can change, and their columns. */
  readonly #moving: readonly { readonly key: RankKey; readonly column: number }[];
  /** A row for each candidate, with the same number: its keys, and its position in the list. */
  readonly #rows: KeyRows;
  /** By proxy, starting with NO_PROXY: its best candidate; -1: it has none. */
  readonly #bestOf: Int32Array;
  /** By a proxy's best candidate: its second best, -1: none; and all its others, best first. */
  readonly #bestOther: Int32Array;
  readonly #others: number[][];
  /** The best candidates of proxies that are online: those with a free slot, and those without. */
  readonly #free: RowHeap;
  readonly #full: RowHeap;
  /** By candidate: the heap that contains it. */
  readonly #heapOf: (RowHeap | undefined)[];

  constructor(policy: Policy, view: ClusterView, candidates: readonly Candidate[], changes: ProxyChanges) {
    this.#policy = policy;
    this.#view = view;
    this.#candidates = candidates;
    this.#changes = changes;
    this.#seen = changes.count;
    this.#keys = policy.rank.filter((key) => key.isFixed !== true || this.#tellsApart(key));
    this.#moving = this.#keys.flatMap((key, column) => (key.isFixed === true ? [] : [{ key, column }]));
    this.#rows = new KeyRows(this.#keys.length + 1);
    this.#free = new RowHeap(this.#rows);
    this.#full = new RowHeap(this.#rows);
    this.#heapOf = candidates.map(() => undefined);
    this.#others = candidates.map(() => []);
    this.#bestOf = new Int32Array(Math.max(...candidates.map((c) => indexOf(c.proxy) + 1), 0)).fill(-1);
    for (const place of candidates.keys()) {
      const at = this.#rows.add() * this.#rows.width;
      for (const [k, key] of this.#keys.entries()) this.#rows.numbers[at + k] = this.#keyOf(key, place);
      this.#rows.numbers[at + this.#keys.length] = place;
    }
    const inOrder = [...candidates.keys()].sort((a, b) => this.#rows.compare(a, b));
    for (const place of inOrder) {
      const proxy = indexOf(candidates[place]!.proxy);
      if (this.#bestOf[proxy]! >= 0) this.#others[this.#bestOf[proxy]!]!.push(place);
      else this.#bestOf[proxy] = place;
    }
    this.#bestOther = Int32Array.from(this.#others, ([best]) => best ?? -1);
    this.#lookAtAll();
  }

  /** The best candidate that is online, whether it has room or not; undefined: none is. */
  best(): Candidate | undefined {
    return this.#candidates[this.#first()];
  }

  /** The same answer as that of `decide`. */
  decide(task: TaskView): Decision {
    const first = this.#first();
    if (first < 0) return NO_CANDIDATE;
    const best = this.#candidates[first]!;
    const cause = firstWithoutRoom(this.#policy, task, best, this.#view);
    if (cause === null) return { kind: 'place', candidate: best, decidedBy: this.#reasonFor(first) };
    const refusals = new Set<string>();
    // All proxies without a free slot are refused by this filter first.
    if (this.#full.size > 0) refusals.add('proxy-slot');
    const waits = best.mode !== 'repository' && this.#policy.whenBestBusy[best.mode] === 'wait';
    let next = -1;
    let hasRoom = false;
    for (const row of this.#free.all) {
      for (const place of [row, ...this.#others[row]!]) {
        const candidate = this.#candidates[place]!;
        const refusal = firstWithoutRoom(this.#policy, task, candidate, this.#view);
        hasRoom ||= refusal === null;
        if (refusal !== null) refusals.add(refusal);
        else if (!waits || isPeer(best, candidate)) {
          this.#copyMoving(row, place);
          next = this.#betterOf(next, place);
        }
      }
    }
    if (next < 0) return waiting(best, cause, refusals, hasRoom);
    return { kind: 'place', candidate: this.#candidates[next]!, decidedBy: refusedAtTheBest(cause) };
  }

  /** The best candidate that is online; -1: none is. */
  #first(): number {
    this.#catchUp();
    return this.#betterOf(this.#free.first, this.#full.first);
  }

  /** The better of two candidates; -1: none. */
  #betterOf(a: number, b: number): number {
    if (a < 0) return b;
    return b < 0 || this.#rows.compare(a, b) < 0 ? a : b;
  }

  /** The name of the key that made the best candidate better than the runner-up. */
  #reasonFor(first: number): string {
    const isFree = first === this.#free.first;
    let second = isFree
      ? this.#betterOf(this.#free.second, this.#full.first)
      : this.#betterOf(this.#free.first, this.#full.second);
    const beside = this.#bestOther[first]!;
    if (beside >= 0) {
      this.#copyMoving(first, beside);
      second = this.#betterOf(second, beside);
    }
    if (second < 0) return ONLY_CANDIDATE;
    const { numbers, width } = this.#rows;
    for (let k = 0; k < width - 1; k++) {
      if (numbers[first * width + k] !== numbers[second * width + k]) return this.#keys[k]!.name;
    }
    return DECLARATION_ORDER;
  }

  #catchUp(): void {
    const changes = this.#changes;
    const { count } = changes;
    if (count - this.#seen > changes.known) this.#lookAtAll();
    else {
      for (let change = this.#seen; change < count; change++) {
        const proxy = indexOf(changes.proxyOf(change));
        const place = proxy < this.#bestOf.length ? this.#bestOf[proxy]! : -1;
        if (place >= 0) this.#look(place);
      }
    }
    this.#seen = count;
  }

  #lookAtAll(): void {
    for (const place of this.#bestOf) if (place >= 0) this.#look(place);
  }

  /** Updates the keys and the heap of a proxy's best candidate. */
  #look(place: number): void {
    const { proxy } = this.#candidates[place]!;
    let hasMoved = false;
    for (const { key, column } of this.#moving) {
      if (this.#write(place, column, this.#keyOf(key, place))) hasMoved = true;
    }
    const before = this.#heapOf[place];
    const heap = this.#heapFor(proxy);
    if (heap === before) {
      if (hasMoved) heap?.update(place);
      return;
    }
    before?.remove(place);
    heap?.add(place);
    this.#heapOf[place] = heap;
  }

  #heapFor(proxy: number): RowHeap | undefined {
    const view = this.#view;
    if (proxy < 0) return this.#free;
    if (!view.isOnline(proxy)) return undefined;
    return view.runningTasks(proxy) < view.slots(proxy) ? this.#free : this.#full;
  }

  /** Copies the keys that change from a proxy's best candidate to another one of the same proxy. */
  #copyMoving(from: number, to: number): void {
    const { numbers, width } = this.#rows;
    for (const { column } of this.#moving) numbers[to * width + column] = numbers[from * width + column]!;
  }

  #tellsApart(key: RankKey): boolean {
    return this.#candidates.some((_, place) => this.#keyOf(key, place) !== this.#keyOf(key, 0));
  }

  #keyOf(key: RankKey, place: number): number {
    return key.of(NOBODY, this.#candidates[place]!, this.#view, this.#candidates);
  }

  /** Returns whether the number has changed. */
  #write(place: number, column: number, number: number): boolean {
    const { numbers, width } = this.#rows;
    const at = place * width + column;
    if (numbers[at] === number) return false;
    numbers[at] = number;
    return true;
  }
}

function indexOf(proxy: number): number {
  return proxy - NO_PROXY.proxy;
}

/** Passed to keys that do not look at the task. */
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
