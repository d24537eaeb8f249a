import type { CandidateSet } from '../placing/candidate-sets.ts';
import type { Ways } from '../placing/ways.ts';
import type { Session } from '../sessions/session.ts';
import type { Gate } from './gate.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import type { RoomNeed } from './parked-crowds.ts';
import type { QueueOrder } from './queue-order.ts';
import { Standings } from './standings.ts';
import type { Likeness } from './telling.ts';
import type { Waits } from './wait-account.ts';
import { WaitClock } from './wait-clock.ts';

/** The line in which a task waits, and what that had been charged when the task came. */
export interface Entry {
  readonly line: WaitingLine;
  readonly since: Waits;
}

/** Tasks of a crowd that get the same decisions: they differ only in their place in the queue. */
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

  /** The entry of a task that comes now; one object for all tasks with the same reading. */
  entry(nowUs: number): Entry {
    const since = this.clock.reading(nowUs);
    if (this.#last?.since !== since) this.#last = { line: this, since };
    return this.#last;
  }
}

/** Tasks of a group that need room for a snapshot on the same datastores, or none. */
export class WaitingCrowd implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** What keeps it out of the ranking until a snapshot goes; undefined: it is not parked. */
  need: RoomNeed | undefined;
  readonly group: WaitingGroup;
  readonly clock: WaitClock;
  /** The row of its first task, among lines that are not set aside; -1: there is none. */
  first = -1;
  /** By Likeness. */
  readonly lines = new Map<number | string, WaitingLine>();
  readonly ranked: IndexedHeap<WaitingLine>;
  /** Datastores that must have room for one more snapshot. */
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

/** Groups with the same ways of which all tasks are parked: the same keeps them waiting, so they all follow one clock. */
export interface ParkedGroups {
  readonly groups: Set<WaitingGroup>;
  readonly clock: WaitClock;
}

type WaitingGroupParts = Pick<WaitingGroup, 'session' | 'ways' | 'within' | 'order'>;

/** Tasks of one session that the same proxies and repositories could take. */
export class WaitingGroup implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** The gate behind which it sleeps; undefined: it is awake. */
  gate: Gate | undefined;
  /** While it sleeps: the candidate set whose clock it follows, if any. */
  follows: CandidateSet | undefined;
  /** While all of its tasks are parked: the groups with which it is charged. */
  parkedWith: ParkedGroups | undefined;
  readonly session: Session;
  /** Of the ways of its tasks, what is up. */
  readonly ways: Ways;
  readonly clock: WaitClock;
  /** The row of its first task, among crowds that are neither set aside nor parked; -1: there is none. */
  first = -1;
  /** By the snapshots and slots they need; see WaitingLines. */
  readonly crowds = new Map<number | string, WaitingCrowd>();
  readonly ranked: IndexedHeap<WaitingCrowd>;
  /** Crowds that wait for room on a datastore; they all follow one clock. */
  readonly parked = new Set<WaitingCrowd>();
  readonly parkedClock: WaitClock;
  size = 0;
  /** Sorts the tasks of a crowd into lines. */
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

  /** The line of its first task, among those in the ranking; undefined: there is none. */
  get firstLine(): WaitingLine | undefined {
    return this.ranked.first?.ranked.first;
  }

  /** A line that is not empty, of a crowd in the ranking or a parked one; undefined: all are set aside. */
  get anyLine(): WaitingLine | undefined {
    return this.firstLine ?? this.parked.values().next().value?.ranked.first;
  }
}

/** Compares groups by their first tasks; both must have one. */
export function compareGroups(a: WaitingGroup, b: WaitingGroup): number {
  return a.order.compare(a.first, a.keys, b.first, b.keys);
}

/** What is set aside together. */
export type Part = WaitingLine | WaitingCrowd | WaitingGroup;
