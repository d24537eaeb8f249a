import type { ClusterView, Policy } from '../policy/policy.ts';
import type { OpenGates } from './gate.ts';
import { GroupIndex } from './group-index.ts';
import { madeOnce } from './made-once.ts';
import type { Standing } from './standings.ts';
import type { Session } from './state.ts';
import type { Task } from './task.ts';
import { settleWith } from './wait-account.ts';
import { WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-groups.ts';
import type { Ways } from './ways.ts';

/** The crowd of tasks that have their snapshot, and perhaps their chain's slot; and of those that need no room for one. */
const HAS_SNAPSHOT = -1;
const UNLIMITED = -2;
/** More than any estate has: two hosts as one number. */
const HOSTS = 1 << 20;

/**
 * The scheduler's queue. Tasks stand in lines, lines in crowds, crowds in groups, by what could tell one task's answer
 * from another's: a look at one task is a look at its whole line, and mostly at its whole group, however long they are.
 */
export class WaitingLines {
  readonly index: GroupIndex;
  readonly #policy: Policy;
  readonly #view: ClusterView;
  readonly #tellsApart: (datastore: number) => boolean;
  /** Groups by session: they go when the session goes. */
  readonly #groups = new WeakMap<Session, Map<Ways, WaitingGroup>>();
  #aside: (WaitingLine | WaitingCrowd | WaitingGroup)[] = [];
  /** Crowds by the datastore that keeps them. */
  readonly #parked = new Map<number, WaitingCrowd[]>();

  /** `tellsApart`: whether the snapshots of a VM on a datastore could tell its tasks from others. */
  constructor(
    policy: Policy,
    view: ClusterView & { readonly openGates: OpenGates },
    tellsApart: (datastore: number) => boolean,
  ) {
    this.index = new GroupIndex(view.openGates);
    this.#policy = policy;
    this.#view = view;
    this.#tellsApart = tellsApart;
  }

  enter(task: Task, nowUs: number): void {
    const line = this.#lineOf(task, nowUs);
    const { group } = line.crowd;
    const standing: Standing = { task, line, keys: this.#keysOf(task), position: -1, isGone: false };
    task.standing = standing;
    settleWith(line.clock, task, -1, nowUs);
    const wasEmpty = line.standings.first === undefined;
    line.standings.add(standing);
    if (wasEmpty && !line.aside) line.crowd.ranked.add(line);
    if (group.size++ === 0) this.index.opened(group);
    this.#headChanged(line);
  }

  /** Takes a task out and adds what it was charged to its account. */
  leave(task: Task, nowUs: number): void {
    const standing = task.standing!;
    const { line } = standing;
    const { group } = line.crowd;
    task.standing = undefined;
    settleWith(line.clock, task, 1, nowUs);
    line.standings.remove(standing);
    if (line.standings.first === undefined) line.crowd.ranked.remove(line);
    this.#headChanged(line);
    if (--group.size === 0) this.index.closed(group);
  }

  /** Nobody in it can be placed in this pass: the others of its crowd, or of its group, come forward. */
  setAside(part: WaitingLine | WaitingCrowd | WaitingGroup): void {
    this.#aside.push(part);
    if (part instanceof WaitingGroup) {
      this.index.setAside(part);
      return;
    }
    part.aside = true;
    if (part instanceof WaitingLine) {
      part.crowd.ranked.remove(part);
      this.#crowdChanged(part.crowd);
    } else {
      part.group.ranked.remove(part);
      this.index.headChanged(part.group);
    }
  }

  /** Nobody in it can be placed before a snapshot on the datastore goes: nobody looks at it until then. */
  park(crowd: WaitingCrowd, datastore: number, nowUs: number): void {
    crowd.parkedOn = datastore;
    crowd.group.ranked.remove(crowd);
    this.index.headChanged(crowd.group);
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

  /** Puts back what was set aside. */
  restore(): void {
    const parts = this.#aside;
    this.#aside = [];
    for (const part of parts) part.aside = false;
    for (const part of parts) {
      if (part instanceof WaitingGroup) this.index.headChanged(part);
      else if (part instanceof WaitingCrowd) this.#crowdChanged(part);
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
        for (const { standings } of crowd.lines.values()) standings.rebuild((task) => this.#keysOf(task));
        crowd.ranked.rebuild();
      }
      group.ranked.rebuild();
      this.index.headChanged(group);
    }
  }

  #lineOf(task: Task, nowUs: number): WaitingLine {
    const { ways } = task;
    const groups = madeOnce(this.#groups, task.session, () => new Map<Ways, WaitingGroup>());
    const group = madeOnce(groups, ways, () => new WaitingGroup(task.session, ways, nowUs));
    const crowd = madeOnce(group.crowds, this.#crowdOf(task), () => new WaitingCrowd(group, nowUs));
    const alike = this.#mayChooseToWait(ways) ? task.task : task.host * HOSTS + task.targetHost;
    return madeOnce(crowd.lines, alike, () => new WaitingLine(crowd, nowUs));
  }

  /** Told apart by the snapshots that must find room. */
  #crowdOf({ hasSnapshot, datastores }: Task): number | string {
    if (hasSnapshot) return HAS_SNAPSHOT;
    const limited = datastores.filter(this.#tellsApart);
    return limited.length < 2 ? (limited[0] ?? UNLIMITED) : limited.join();
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
    const { group } = crowd;
    const { ranked } = group;
    if (crowd.ranked.first === undefined) {
      ranked.remove(crowd);
      unpark(crowd);
    } else if (crowd.position >= 0) ranked.update(crowd);
    else if (!crowd.aside && crowd.parkedOn < 0) ranked.add(crowd);
    this.index.headChanged(group);
  }
}

function unpark(crowd: WaitingCrowd): void {
  crowd.parkedOn = -1;
  crowd.group.parked.delete(crowd);
}
