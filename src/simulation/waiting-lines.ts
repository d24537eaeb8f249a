import type { ClusterView, Policy } from '../policy/policy.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import type { Session, Task } from './state.ts';
import { WaitClock } from './wait-clock.ts';
import type { Ways } from './ways.ts';

/** A task's place in the queue. */
export interface Standing extends HeapItem {
  readonly task: Task;
  readonly line: WaitingLine;
  keys: readonly number[];
}

/** Tasks of a crowd whose VMs run on one host: nothing at all tells them apart but the queue's order. */
export class WaitingLine implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  readonly crowd: WaitingCrowd;
  readonly clock: WaitClock;
  readonly standings = new IndexedHeap(compareStandings);

  constructor(crowd: WaitingCrowd, nowUs: number) {
    this.crowd = crowd;
    this.clock = new WaitClock(crowd.clock, nowUs);
  }
}

/** Tasks of a group that need room for the same snapshots, or that have theirs already. */
export class WaitingCrowd implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** The datastore whose snapshots leave no room for it: out of the ranking until one goes; -1: none. */
  parkedOn = -1;
  readonly group: WaitingGroup;
  readonly clock: WaitClock;
  /** By what tells its lines apart. */
  readonly lines = new Map<string, WaitingLine>();
  readonly ranked = new IndexedHeap<WaitingLine>((a, b) => compareStandings(first(a), first(b)));

  constructor(group: WaitingGroup, nowUs: number) {
    this.group = group;
    this.clock = new WaitClock(group.clock, nowUs);
  }
}

/** Tasks of one session that the same proxies and repositories could take. */
export class WaitingGroup {
  readonly session: Session;
  readonly ways: Ways;
  readonly clock: WaitClock;
  /** By what tells its crowds apart. */
  readonly crowds = new Map<string, WaitingCrowd>();
  readonly ranked = new IndexedHeap<WaitingCrowd>((a, b) => compareStandings(head(a), head(b)));
  /** Crowds that a full datastore keeps, all charged by one clock. */
  readonly parked = new Set<WaitingCrowd>();
  readonly parkedClock: WaitClock;
  size = 0;
  /** Number of the last pass in which a look at one of its tasks told that none can be placed. */
  refusedInPass = 0;
  /** Place among the groups that hold tasks; -1: empty. */
  position = -1;

  constructor(session: Session, ways: Ways, nowUs: number) {
    this.session = session;
    this.ways = ways;
    this.clock = new WaitClock(undefined, nowUs);
    this.parkedClock = new WaitClock(this.clock, nowUs);
  }

  /** The line of its first task, among those not set aside; undefined: all are. */
  get firstLine(): WaitingLine | undefined {
    return this.ranked.first?.ranked.first;
  }
}

function first(line: WaitingLine): Standing {
  return line.standings.first!;
}

function head(crowd: WaitingCrowd): Standing {
  return first(crowd.ranked.first!);
}

function compareStandings(a: Standing, b: Standing): number {
  for (let k = 0; k < a.keys.length; k++) {
    const difference = a.keys[k]! - b.keys[k]!;
    if (difference !== 0) return difference;
  }
  return a.task.task - b.task.task;
}

/**
 * The scheduler's queue. Tasks stand in lines, lines in crowds, crowds in groups, by what could tell one task's answer
 * from another's: a look at one task is a look at its whole line, and mostly at its whole group, however long they are.
 */
export class WaitingLines {
  /** Groups that hold tasks, in no particular order. */
  readonly open: WaitingGroup[] = [];
  readonly #policy: Policy;
  readonly #view: ClusterView;
  /** Groups by session: they go when the session goes. */
  readonly #groups = new WeakMap<Session, Map<Ways, WaitingGroup>>();
  #aside: (WaitingLine | WaitingCrowd)[] = [];
  /** Crowds by the datastore that keeps them. */
  readonly #parked = new Map<number, WaitingCrowd[]>();

  constructor(policy: Policy, view: ClusterView) {
    this.#policy = policy;
    this.#view = view;
  }

  enter(task: Task, nowUs: number): void {
    const line = this.#lineOf(task, nowUs);
    const { group } = line.crowd;
    const standing: Standing = { task, line, keys: this.#keysOf(task), position: -1 };
    task.standing = standing;
    line.clock.addCharged(task.waitedUs, -1, nowUs);
    const wasEmpty = line.standings.first === undefined;
    line.standings.add(standing);
    if (wasEmpty && !line.aside) line.crowd.ranked.add(line);
    this.#headChanged(line);
    if (group.size++ === 0) group.position = this.open.push(group) - 1;
  }

  /** Takes a task out and adds what it was charged to its account. */
  leave(task: Task, nowUs: number): void {
    const standing = task.standing!;
    const { line } = standing;
    const { group } = line.crowd;
    task.standing = undefined;
    line.clock.addCharged(task.waitedUs, 1, nowUs);
    line.standings.remove(standing);
    if (line.standings.first === undefined) line.crowd.ranked.remove(line);
    this.#headChanged(line);
    if (--group.size === 0) this.#close(group);
  }

  /** The group of the first task of the queue, among groups that have a chance; undefined: none has. */
  first(hasChance: (group: WaitingGroup) => boolean): WaitingGroup | undefined {
    let best: WaitingGroup | undefined;
    for (const group of this.open) {
      if (group.firstLine === undefined || !hasChance(group)) continue;
      if (best === undefined || compareStandings(first(group.firstLine), first(best.firstLine!)) < 0)
        best = group;
    }
    return best;
  }

  /** Nobody in it can be placed in this pass: the others of its crowd, or of its group, come forward. */
  setAside(part: WaitingLine | WaitingCrowd): void {
    this.#aside.push(part);
    part.aside = true;
    if (part instanceof WaitingCrowd) part.group.ranked.remove(part);
    else {
      part.crowd.ranked.remove(part);
      this.#crowdChanged(part.crowd);
    }
  }

  /** Nobody in it can be placed before a snapshot on the datastore goes: nobody looks at it until then. */
  park(crowd: WaitingCrowd, datastore: number, nowUs: number): void {
    crowd.parkedOn = datastore;
    crowd.group.ranked.remove(crowd);
    crowd.group.parked.add(crowd);
    crowd.clock.follow(crowd.group.parkedClock, nowUs);
    madeOnce(this.#parked, datastore, () => []).push(crowd);
  }

  /** A snapshot has gone from the datastore: who was kept by it comes forward. */
  snapshotGone(datastore: number): void {
    const crowds = this.#parked.get(datastore) ?? [];
    this.#parked.delete(datastore);
    for (const crowd of crowds) {
      if (crowd.parkedOn !== datastore) continue;
      unpark(crowd);
      this.#crowdChanged(crowd);
    }
  }

  /** Every task that waits, in the order in which they became ready. */
  everybody(): Task[] {
    const tasks: Task[] = [];
    for (const { crowds } of this.open) {
      for (const { lines } of crowds.values()) {
        for (const { standings } of lines.values()) for (const { task } of standings.items) tasks.push(task);
      }
    }
    return tasks.sort((a, b) => a.task - b.task);
  }

  /** Puts back what was set aside. */
  restore(): void {
    const parts = this.#aside;
    this.#aside = [];
    for (const part of parts) part.aside = false;
    for (const part of parts) {
      if (part instanceof WaitingCrowd) this.#crowdChanged(part);
      else if (part.standings.first !== undefined) {
        part.crowd.ranked.add(part);
        this.#crowdChanged(part.crowd);
      }
    }
  }

  /** A session runs from now on: its waiting tasks get their keys anew. */
  sessionStartedRunning(session: Session): void {
    if (!this.#policy.order.some((key) => key.changesWith === 'session')) return;
    for (const group of this.#groups.get(session)?.values() ?? []) {
      for (const crowd of group.crowds.values()) {
        for (const { standings } of crowd.lines.values()) {
          for (const standing of standings.items) standing.keys = this.#keysOf(standing.task);
          standings.rebuild();
        }
        crowd.ranked.rebuild();
      }
      group.ranked.rebuild();
    }
  }

  #lineOf(task: Task, nowUs: number): WaitingLine {
    const { ways } = task;
    const groups = madeOnce(this.#groups, task.session, () => new Map<Ways, WaitingGroup>());
    const group = madeOnce(groups, ways, () => new WaitingGroup(task.session, ways, nowUs));
    const snapshots = task.hasSnapshot ? 'has its snapshot' : task.datastores.join(',');
    const crowd = madeOnce(group.crowds, snapshots, () => new WaitingCrowd(group, nowUs));
    const alike = this.#mayChooseToWait(ways) ? `task ${task.task}` : `host ${task.host} ${task.targetHost}`;
    return madeOnce(crowd.lines, alike, () => new WaitingLine(crowd, nowUs));
  }

  /** Where each task draws its own best place and may wait for it, no two tasks are alike. */
  #mayChooseToWait({ first, second }: Ways): boolean {
    if (!this.#policy.rank.some((key) => key.differsByTask)) return false;
    const candidates = [...first.candidates, ...(second?.candidates ?? [])];
    return candidates.some(({ mode }) => mode !== 'repository' && this.#policy.whenBestBusy[mode] === 'wait');
  }

  #keysOf(task: Task): readonly number[] {
    return this.#policy.order.map((key) => key.of(task, this.#view));
  }

  #headChanged(line: WaitingLine): void {
    line.crowd.ranked.update(line);
    this.#crowdChanged(line.crowd);
  }

  /** A crowd is ranked while it has a line in its ranking and is not set aside. */
  #crowdChanged(crowd: WaitingCrowd): void {
    const { ranked } = crowd.group;
    if (crowd.ranked.first === undefined) {
      ranked.remove(crowd);
      unpark(crowd);
    } else if (crowd.position >= 0) ranked.update(crowd);
    else if (!crowd.aside && crowd.parkedOn < 0) ranked.add(crowd);
  }

  #close(group: WaitingGroup): void {
    const last = this.open.pop()!;
    if (last !== group) {
      this.open[group.position] = last;
      last.position = group.position;
    }
    group.position = -1;
  }
}

function unpark(crowd: WaitingCrowd): void {
  crowd.parkedOn = -1;
  crowd.group.parked.delete(crowd);
}

function madeOnce<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
