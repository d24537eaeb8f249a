import { madeOnce } from '../../collections/made-once.ts';
import type { ClusterView, Policy } from '../../policy/policy.ts';
import type { Infrastructure } from '../infrastructure/infrastructure.ts';
import type { Ways } from '../placing/ways.ts';
import type { WaysUp } from '../placing/ways-up.ts';
import type { Session } from '../sessions/session.ts';
import type { Task } from '../tasks/task.ts';
import { crowdOf, tellsSnapshotsApart } from './crowd-of-task.ts';
import { GroupIndex } from './group-index.ts';
import { ParkedCrowds } from './parked-crowds.ts';
import { QueueOrder } from './queue-order.ts';
import type { Telling } from './telling.ts';
import { chargedSince, type Waits } from './wait-account.ts';
import { type Entry, type Part, WaitingCrowd, WaitingGroup, WaitingLine } from './waiting-groups.ts';

interface WaitingLinesParts {
  readonly policy: Policy;
  readonly view: ClusterView & Pick<Infrastructure, 'openGates' | 'latency' | 'waysUp'>;
  readonly task: (task: number) => Task;
  readonly telling: Telling;
}

/**
 * The scheduler's queue. Tasks that are certain to get the same decision are taken together, so that a decision for one is a
 * decision for all of them, however many there are. There are three levels: a group is the tasks of one session with the
 * same ways, a crowd those of a group that need the same room for snapshots, a line those of a crowd that get the same
 * decisions in every respect. Each level is a priority queue by the first task of its parts, in the policy's order.
 *
 * A waiting task is a row of keys; the task itself is needed only when it enters and leaves.
 */
export class WaitingLines {
  readonly index: GroupIndex;
  readonly #policy: Policy;
  readonly #order: QueueOrder;
  readonly #latency: Infrastructure['latency'];
  readonly #waysUp: WaysUp;
  readonly #task: (task: number) => Task;
  readonly #telling: Telling;
  /** The groups of each session that has not ended. */
  readonly #groups = new Map<Session, Map<Ways, WaitingGroup>>();
  /** The group that was last entered: a cache, since the next task mostly enters the same one. */
  #lastGroup: WaitingGroup | undefined;
  /** By row of the queue order. */
  readonly #entries: Entry[] = [];
  readonly #aside: Part[] = [];
  /** Of what was set aside: what may have another best candidate after the next placement. */
  readonly #undecided: Part[] = [];
  readonly #parked: ParkedCrowds;

  constructor({ policy, view, task, telling }: WaitingLinesParts) {
    this.index = new GroupIndex(view.openGates);
    this.#policy = policy;
    this.#latency = view.latency;
    this.#waysUp = view.waysUp;
    this.#order = new QueueOrder(policy, view, telling.asksEachTask);
    this.#task = task;
    this.#telling = telling;
    this.#parked = new ParkedCrowds((datastore) => view.datastoreHasRoomForSnapshot(datastore));
  }

  /** Number of sessions that it keeps anything of; for tests. */
  get sessions(): number {
    return this.#groups.size;
  }

  /** The first task of a line that is not empty. */
  firstOf({ standings }: WaitingLine): Task {
    return this.#task(this.#order.taskOf(standings.first));
  }

  enter(task: Task, nowUs: number): void {
    const line = this.#lineOf(task, nowUs);
    const { group } = line.crowd;
    this.#latency.waiting(task, 1);
    if (group.size++ === 0) {
      group.keys = this.#order.keysOfSession(task);
      this.index.opened(group);
    }
    const row = this.#order.add(task);
    task.queueRow = row;
    this.#entries[row] = line.entry(nowUs);
    const { standings } = line;
    const { first } = standings;
    standings.add(row);
    if (first < 0 && !line.aside) line.crowd.ranked.add(line);
    if (standings.first !== first) this.#headChanged(line);
  }

  /**
   * Another disk of a waiting task's VM has got slots, which may change the task's place in the queue. Returns false, and does
   * nothing, if it may also change the task's crowd: then the task must leave and enter again.
   */
  vmGotGoing(task: Task): boolean {
    const before = task.queueRow;
    const entry = this.#entries[before]!;
    const { line } = entry;
    if (tellsSnapshotsApart(line.crowd.group, this.#telling)) return false;
    if (!this.#order.tasksChangeWithVm) return true;
    const row = this.#order.add(task);
    task.queueRow = row;
    this.#entries[row] = entry;
    const { standings } = line;
    const { first } = standings;
    standings.add(row);
    standings.remove(before);
    if (standings.first !== first) this.#headChanged(line);
    return true;
  }

  /** Takes a task out of the queue; returns what it was charged since it entered. */
  leave(task: Task, nowUs: number): Waits {
    const row = task.queueRow;
    const { line, since } = this.#entries[row]!;
    const { standings, crowd } = line;
    const { group } = crowd;
    this.#latency.waiting(task, -1);
    const waits = chargedSince(line.clock, since, nowUs);
    const isFirst = standings.first === row;
    standings.remove(row);
    if (isFirst) {
      if (standings.first < 0) crowd.ranked.remove(line);
      this.#headChanged(line);
    }
    if (--group.size === 0) this.index.closed(group);
    return waits;
  }

  /** No task in this part can be placed in this pass, or before the next placement: it leaves the ranking until then. */
  setAside(part: Part, isUndecided = false): void {
    (isUndecided ? this.#undecided : this.#aside).push(part);
    if (part instanceof WaitingGroup) {
      this.index.wake(part);
      this.index.setAside(part);
      return;
    }
    const crowd = part instanceof WaitingLine ? part.crowd : part;
    this.index.wake(crowd.group);
    part.aside = true;
    if (part instanceof WaitingLine) {
      crowd.ranked.remove(part);
      this.#crowdChanged(crowd);
    } else {
      crowd.group.ranked.remove(crowd);
      this.#groupChanged(crowd.group);
    }
  }

  /** No task in this crowd can be placed before a snapshot on the datastore goes: it leaves the ranking until then. */
  park(crowd: WaitingCrowd, datastore: number, nowUs: number): void {
    crowd.group.ranked.remove(crowd);
    this.#groupChanged(crowd.group);
    this.#parked.add(crowd, datastore);
    crowd.clock.follow(crowd.group.parkedClock, nowUs);
  }

  /** A snapshot has gone from the datastore, so that its parked crowds have room for one. */
  snapshotGone(datastore: number): void {
    this.#parked.snapshotGone(datastore);
  }

  /** The group of the first task of the queue, among those that can be offered; undefined: there is none. */
  foremost(): WaitingGroup | undefined {
    for (;;) {
      const group = this.index.foremost();
      const crowd = this.#parked.foremost();
      if (crowd === undefined || (group !== undefined && isBefore(group, crowd))) return group;
      this.#unpark(crowd);
    }
  }

  /** All parked crowds whose datastore has room return to the ranking. */
  unparkWhereRoom(): void {
    for (let crowd = this.#parked.foremost(); crowd !== undefined; crowd = this.#parked.foremost())
      this.#unpark(crowd);
  }

  #unpark(crowd: WaitingCrowd): void {
    this.#parked.remove(crowd);
    this.#crowdChanged(crowd);
  }

  /** Whether something that went down or came up has changed which of a waiting task's ways are up. */
  isMisplaced(task: Task): boolean {
    return this.#entries[task.queueRow]!.line.crowd.group.ways !== this.#waysUp.of(task);
  }

  /** Returns everything that was set aside to the ranking. */
  restore(): void {
    this.restoreUndecided();
    this.#restore(this.#aside.splice(0));
  }

  /** A task has been placed: returns what may have another best candidate now. */
  restoreUndecided(): void {
    if (this.#undecided.length > 0) this.#restore(this.#undecided.splice(0));
  }

  #restore(parts: readonly Part[]): void {
    for (const part of parts) part.aside = false;
    for (const part of parts) {
      if (part instanceof WaitingGroup) this.index.headChanged(part);
      else if (part instanceof WaitingCrowd) this.#crowdChanged(part);
      else if (part.standings.first >= 0) {
        part.crowd.ranked.add(part);
        this.#crowdChanged(part.crowd);
      }
    }
  }

  /** A session has started running, which may change the keys of its waiting tasks. */
  sessionStartedRunning(session: Session): void {
    if (!this.#policy.order.some((key) => key.changesWith === 'session')) return;
    for (const group of this.#groups.get(session)?.values() ?? []) {
      if (group.size === 0) continue;
      this.#parked.reorder(group, () => {
        if (this.#order.tasksChangeWithSession) this.#rebuild(group);
        group.keys = this.#order.keysOfSession(this.#anyOf(group));
      });
      this.index.headChanged(group);
    }
  }

  /** The session has ended, so none of its tasks will wait again: long runs must not keep the groups of every session. */
  sessionEnded(session: Session): void {
    this.#groups.delete(session);
    if (this.#lastGroup?.session === session) this.#lastGroup = undefined;
  }

  #rebuild(group: WaitingGroup): void {
    const write = (row: number) => this.#order.write(row, this.#task(this.#order.taskOf(row)));
    for (const crowd of group.crowds.values()) {
      for (const { standings } of crowd.lines.values()) standings.rebuild(write);
      crowd.ranked.rebuild();
      crowd.first = crowd.ranked.first?.standings.first ?? -1;
    }
    group.ranked.rebuild();
    group.first = group.ranked.first?.first ?? -1;
  }

  /** Any task of a group that is not empty. */
  #anyOf(group: WaitingGroup): Task {
    for (const crowd of group.crowds.values()) {
      for (const line of crowd.lines.values()) if (line.standings.first >= 0) return this.firstOf(line);
    }
    throw new Error('a group without tasks was asked for one');
  }

  #lineOf(task: Task, nowUs: number): WaitingLine {
    const crowd = crowdOf(task, this.#groupOf(task, nowUs), this.#telling, nowUs);
    const alike = crowd.group.within(task);
    return crowd.lines.get(alike) ?? crowd.newLine(alike, nowUs);
  }

  #groupOf(task: Task, nowUs: number): WaitingGroup {
    const last = this.#lastGroup;
    const { session } = task;
    const ways = this.#waysUp.of(task);
    if (last?.session === session && last.ways === ways) return last;
    const groups = madeOnce(this.#groups, session, () => new Map<Ways, WaitingGroup>());
    const make = () =>
      new WaitingGroup({ session, ways, within: this.#telling.within(ways), order: this.#order }, nowUs);
    this.#lastGroup = madeOnce(groups, ways, make);
    return this.#lastGroup;
  }

  #headChanged(line: WaitingLine): void {
    line.crowd.ranked.update(line);
    this.#crowdChanged(line.crowd);
  }

  /** A crowd is in the ranking while it has a line in its own and is neither set aside nor parked. */
  #crowdChanged(crowd: WaitingCrowd): void {
    const { ranked } = crowd.group;
    crowd.first = crowd.ranked.first?.standings.first ?? -1;
    if (crowd.need !== undefined) {
      if (crowd.first < 0) this.#parked.remove(crowd);
      else this.#parked.headChanged(crowd);
      return;
    }
    if (crowd.first < 0) ranked.remove(crowd);
    else if (crowd.position >= 0) ranked.update(crowd);
    else if (!crowd.aside) ranked.add(crowd);
    this.#groupChanged(crowd.group);
  }

  #groupChanged(group: WaitingGroup): void {
    group.first = group.ranked.first?.first ?? -1;
    this.index.headChanged(group);
  }
}

/** Whether the first task of a group comes before that of a crowd. */
function isBefore({ first, keys, order }: WaitingGroup, crowd: WaitingCrowd): boolean {
  return order.compare(first, keys, crowd.first, crowd.group.keys) < 0;
}
