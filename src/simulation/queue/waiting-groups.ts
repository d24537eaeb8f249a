import type { CandidateSet } from '../placing/candidate-sets.ts';
import type { Ways } from '../placing/ways.ts';
import type { Session } from '../sessions/session.ts';
import type { Gate } from './gate.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import type { QueueOrder } from './queue-order.ts';
import { Standings } from './standings.ts';
import type { Likeness } from './telling.ts';
import type { Waits } from './wait-account.ts';
import { WaitClock } from './wait-clock.ts';

/** Where a task waits, and what had been charged there when it came. */
export interface Entry {
  readonly line: WaitingLine;
  readonly since: Waits;
}

/** Tasks of a crowd that nothing at all tells apart but the queue's order: not even their VMs' hosts, where these matter. */
export class WaitingLine implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  readonly crowd: WaitingCrowd;
  readonly clock: WaitClock;
  readonly standings: Standings;
  #last: Entry | undefined;

  constructor(crowd: WaitingCrowd, nowUs: number) {
    this.crowd = crowd;
    this.standings = new Standings(crowd.group.order.rows);
    this.clock = new WaitClock(crowd.clock, nowUs);
  }

  /** Of whoever comes now: one object for all who have been charged the same. */
  entry(nowUs: number): Entry {
    const since = this.clock.reading(nowUs);
    if (this.#last?.since !== since) this.#last = { line: this, since };
    return this.#last;
  }
}

/** Tasks of a group that need room for the same snapshots, or that need none. */
export class WaitingCrowd implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** The datastore whose snapshots leave no room for it: out of the ranking until one goes; -1: none. */
  parkedOn = -1;
  readonly group: WaitingGroup;
  readonly clock: WaitClock;
  /** The row of its first task, of lines that are not set aside; -1: there is none. */
  first = -1;
  /** By what tells its lines apart. */
  readonly lines = new Map<number | string, WaitingLine>();
  readonly ranked: IndexedHeap<WaitingLine>;
  /** Datastores that must have room for a snapshot more. */
  readonly datastores: readonly number[];

  constructor(group: WaitingGroup, datastores: readonly number[], nowUs: number) {
    const { rows } = group.order;
    this.group = group;
    this.datastores = datastores;
    this.ranked = new IndexedHeap((a, b) => rows.compare(a.standings.first, b.standings.first));
    this.clock = new WaitClock(group.clock, nowUs);
  }

  newLine(alike: number | string, nowUs: number): WaitingLine {
    const line = new WaitingLine(this, nowUs);
    this.lines.set(alike, line);
    return line;
  }
}

type WaitingGroupParts = Pick<WaitingGroup, 'session' | 'ways' | 'within' | 'order'>;

/** Tasks of one session that the same proxies and repositories could take. */
export class WaitingGroup implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** What keeps all of it: nobody looks at it until that opens; undefined: it is looked at in every pass. */
  gate: Gate | undefined;
  /** While it sleeps: the set whose clock is charged in its place, where there is one. */
  follows: CandidateSet | undefined;
  readonly session: Session;
  readonly ways: Ways;
  readonly clock: WaitClock;
  /** The row of its first task, of crowds that are neither set aside nor parked; -1: there is none. */
  first = -1;
  /** By what tells its crowds apart. */
  readonly crowds = new Map<number | string, WaitingCrowd>();
  readonly ranked: IndexedHeap<WaitingCrowd>;
  /** Crowds that a full datastore keeps, all charged by one clock. */
  readonly parked = new Set<WaitingCrowd>();
  readonly parkedClock: WaitClock;
  size = 0;
  /** The same for tasks of a crowd that stand in one line; see Telling. */
  readonly within: Likeness;
  readonly order: QueueOrder;
  /** The keys that its tasks share. */
  keys: readonly number[] = [];

  constructor({ session, ways, within, order }: WaitingGroupParts, nowUs: number) {
    this.session = session;
    this.ways = ways;
    this.within = within;
    this.order = order;
    this.ranked = new IndexedHeap((a, b) => order.rows.compare(a.first, b.first));
    this.clock = new WaitClock(undefined, nowUs);
    this.parkedClock = new WaitClock(this.clock, nowUs);
  }

  newCrowd(key: number | string, datastores: readonly number[], nowUs: number): WaitingCrowd {
    const crowd = new WaitingCrowd(this, datastores, nowUs);
    this.crowds.set(key, crowd);
    return crowd;
  }

  /** The line of its first task, among those not set aside; undefined: all are. */
  get firstLine(): WaitingLine | undefined {
    return this.ranked.first?.ranked.first;
  }

  /** A line that is not empty: of a crowd in the ranking, or of a parked one; undefined: all are set aside. */
  get anyLine(): WaitingLine | undefined {
    return this.firstLine ?? this.parked.values().next().value?.ranked.first;
  }
}

/** By their first tasks; both must have one. */
export function compareGroups(a: WaitingGroup, b: WaitingGroup): number {
  return a.order.compare(a.first, a.keys, b.first, b.keys);
}
