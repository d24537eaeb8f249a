import { madeOnce } from '../../collections/made-once.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { AnswerGroups, Groups } from './likeness.ts';

/** One or more tasks that wait for the same thing at the same time. */
export interface Crowd {
  readonly tasks: Iterable<ToldTask>;
  /** Their number. */
  readonly size: number;
  /** Any one of them: what it waits for, and who holds that, is the same for all. */
  readonly one: ToldTask;
}

/** Tasks in the queue with the same answer that wait for the same thing. */
export interface Alike extends Crowd {
  readonly groups: AnswerGroups;
}

/** Tasks in the queue that could be given the same places, and those of them that are alike. */
export interface Queue {
  readonly all: Crowd;
  /** By `Groups.group`; there is at least one. */
  readonly groups: ReadonlyMap<number, Alike>;
}

/** Finds something out once for all groups of a queue that get the same answer. */
export function onceByAnswer<Found>(find: (alike: Alike) => Found): (alike: Alike) => Found {
  const known = new Map<number, Found>();
  return (alike) => {
    const { seen } = alike.groups;
    return seen === undefined ? find(alike) : madeOnce(known, seen, () => find(alike));
  };
}

/** Waiting tasks, one by one. */
export class Waiting implements Crowd {
  readonly tasks = new Set<ToldTask>();

  get size(): number {
    return this.tasks.size;
  }

  get one(): ToldTask {
    const [one] = this.tasks;
    return one!;
  }
}

/** Queued tasks with the same `Groups.batch`. */
export class Batch extends Waiting {
  readonly key: string;
  readonly rooms: readonly Counted[];
  groups: Groups;

  constructor(groups: Groups, rooms: readonly Counted[]) {
    super();
    this.key = groups.batch;
    this.groups = groups;
    this.rooms = rooms;
  }
}

class WaitingAlike implements Alike {
  readonly groups: AnswerGroups;
  readonly batches = new Set<Batch>();
  size = 0;

  constructor(groups: AnswerGroups) {
    this.groups = groups;
  }

  get one(): ToldTask {
    const [first] = this.batches;
    return first!.one;
  }

  get tasks(): ToldTask[] {
    return [...this.batches].flatMap(({ tasks }) => [...tasks]);
  }
}

/** Tasks in the queue with the same `Groups.ways`. */
export class OneQueue implements Queue {
  readonly all = new Waiting();
  readonly groups = new Map<number, WaitingAlike>();

  join(batch: Batch): void {
    const group = madeOnce(this.groups, batch.groups.group, () => new WaitingAlike(batch.groups));
    group.batches.add(batch);
    group.size += batch.size;
  }

  leave(batch: Batch): void {
    const group = this.#groupOf(batch);
    group.batches.delete(batch);
    group.size -= batch.size;
    if (group.batches.size === 0) this.groups.delete(batch.groups.group);
  }

  add(task: ToldTask, batch: Batch): void {
    this.all.tasks.add(task);
    batch.tasks.add(task);
    if (batch.size === 1) this.join(batch);
    else this.#groupOf(batch).size++;
  }

  delete(task: ToldTask, batch: Batch): void {
    if (batch.size === 1) this.leave(batch);
    else this.#groupOf(batch).size--;
    batch.tasks.delete(task);
    this.all.tasks.delete(task);
  }

  #groupOf({ groups }: Batch): WaitingAlike {
    return this.groups.get(groups.group)!;
  }
}
