import type { Candidate } from '../model/transport.ts';
import { type Decision, firstWithoutRoom, isPeer } from '../policy/decide.ts';
import type { ClusterView, Policy, TaskView } from '../policy/policy.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';

interface Ranked extends HeapItem {
  readonly candidate: Candidate;
  readonly index: number;
  readonly keys: number[];
  isOnline: boolean;
  hasFreeSlot: boolean;
}

/**
 * The candidates of one set in the order of a policy that ranks them by their proxies alone, not by who asks. A change of
 * a proxy's slots moves its candidates; who asks for the best one looks at the top. The answers are those of `decide`.
 */
export class Ranking {
  readonly #policy: Policy;
  readonly #view: ClusterView;
  readonly #candidates: readonly Candidate[];
  readonly #items: readonly Ranked[];
  readonly #byProxy: Ranked[][] = [];
  readonly #heap = new IndexedHeap<Ranked>(compare);
  /** Those whose proxies are online and have a free slot, in no order. */
  readonly #free = new Set<Ranked>();
  #online = 0;
  /** How much of the log of changed proxies it has seen. */
  #seen: number;

  constructor(policy: Policy, view: ClusterView, candidates: readonly Candidate[], seen: number) {
    this.#policy = policy;
    this.#view = view;
    this.#candidates = candidates;
    this.#seen = seen;
    this.#items = candidates.map((candidate, index): Ranked => {
      return { candidate, index, keys: [], isOnline: false, hasFreeSlot: false, position: -1 };
    });
    for (const item of this.#items) {
      const { proxy } = item.candidate;
      if (proxy >= 0) {
        this.#byProxy[proxy] ??= [];
        this.#byProxy[proxy].push(item);
      }
      this.#look(item);
      this.#heap.add(item);
    }
  }

  /** The best candidate that is online, room aside; undefined: none is. `changed`: every proxy that changed so far. */
  best(changed: readonly number[]): Candidate | undefined {
    this.#catchUp(changed);
    const first = this.#heap.first;
    return first?.isOnline === true ? first.candidate : undefined;
  }

  /** As `decide` would. */
  decide(task: TaskView, changed: readonly number[]): Decision {
    const best = this.best(changed);
    if (best === undefined) return { kind: 'wait', cause: 'no-candidate', refusals: new Set() };
    const cause = firstWithoutRoom(this.#policy, task, best, this.#view);
    if (cause === null) return { kind: 'place', candidate: best, decidedBy: this.#reasonForFirst() };
    const refusals = new Set<string>();
    // Of all that have no free slot the first refusal is the same.
    if (this.#free.size < this.#online) refusals.add('proxy-slot');
    const waits = best.mode !== 'repository' && this.#policy.whenBestBusy[best.mode] === 'wait';
    let next: Ranked | undefined;
    for (const item of this.#free) {
      const refusal = firstWithoutRoom(this.#policy, task, item.candidate, this.#view);
      if (refusal !== null) refusals.add(refusal);
      else if (!waits || isPeer(best, item.candidate)) {
        if (next === undefined || compare(item, next) < 0) next = item;
      }
    }
    if (next === undefined) return { kind: 'wait', cause, refusals };
    return { kind: 'place', candidate: next.candidate, decidedBy: `${cause}-at-the-best` };
  }

  #reasonForFirst(): string {
    const [first, left, right] = this.#heap.items;
    const second = right === undefined || (left !== undefined && compare(left, right) < 0) ? left : right;
    if (second?.isOnline !== true) return 'only-candidate';
    const at = first!.keys.findIndex((key, i) => key !== second.keys[i]);
    return this.#policy.rank[at]?.name ?? 'declaration-order';
  }

  #catchUp(changed: readonly number[]): void {
    if (this.#seen === changed.length) return;
    if (changed.length - this.#seen > this.#items.length) {
      for (const item of this.#items) this.#look(item);
      this.#heap.rebuild();
    } else {
      for (let c = this.#seen; c < changed.length; c++) {
        for (const item of this.#byProxy[changed[c]!] ?? NONE) {
          this.#look(item);
          this.#heap.update(item);
        }
      }
    }
    this.#seen = changed.length;
  }

  #look(item: Ranked): void {
    const { proxy } = item.candidate;
    const wasOnline = item.isOnline;
    item.isOnline = proxy < 0 || this.#view.isOnline(proxy);
    if (item.isOnline !== wasOnline) this.#online += item.isOnline ? 1 : -1;
    item.hasFreeSlot =
      item.isOnline && (proxy < 0 || this.#view.runningTasks(proxy) < this.#view.slots(proxy));
    if (item.hasFreeSlot) this.#free.add(item);
    else this.#free.delete(item);
    const { rank } = this.#policy;
    for (let k = 0; k < rank.length; k++) {
      item.keys[k] = rank[k]!.of(NOBODY, item.candidate, this.#view, this.#candidates);
    }
  }
}

const NONE: readonly Ranked[] = [];

/** Below 0: `a` is better. */
function compare(a: Ranked, b: Ranked): number {
  if (a.isOnline !== b.isOnline) return a.isOnline ? -1 : 1;
  for (let k = 0; k < a.keys.length; k++) {
    const difference = a.keys[k]! - b.keys[k]!;
    if (difference !== 0) return difference;
  }
  return a.index - b.index;
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
