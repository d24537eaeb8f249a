import type { InParts } from '../../collections/in-parts.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { Replayed, Replica } from '../state/replica.ts';
import type { Answers } from './answers.ts';
import type { Answer } from './deciding.ts';
import type { AnswerGroups, Groups } from './likeness.ts';
import { before, type HoldUp, holdUps, inQueue, type Stretch, walk } from './waits.ts';

/** One or more tasks that wait for the same thing at the same time. */
export interface Crowd {
  readonly tasks: ReadonlySet<ToldTask>;
  /** Any one of them: what it waits for, and who holds that, is the same for all. */
  readonly one: ToldTask;
}

/** Return false to end the walk. */
export type CrowdVisitor = (
  crowd: Crowd,
  stretch: Stretch,
  state: { readonly replica: Replica; readonly answers: Answers },
) => unknown;

/**
 * Reports every stretch of the waits of some tasks in which nothing changed, once for all tasks that wait for the same
 * thing. The parts of one task come in order of time and without gaps.
 */
export function waitingCrowds(run: Replayed, tasks: readonly ToldTask[], visit: CrowdVisitor): InParts<void> {
  return moments(run, tasks, ({ fromUs, toUs, crowds, isLast }, replica, answers) => {
    for (const { crowd, answer } of crowds.all(answers)) {
      if (visit(crowd, { fromUs, toUs, answer }, { replica, answers }) === false) return false;
    }
    return !isLast;
  });
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

/** Visits all stretches of a run in which nothing changed, with the tasks then in the queue, of which there may be none. */
export function queuesOverTime(
  run: Replayed,
  visit: (
    stretch: Omit<Stretch, 'answer'>,
    queues: () => Iterable<Queue>,
    state: { readonly replica: Replica; readonly answers: Answers },
  ) => void,
): InParts<void> {
  return moments(run, run.chronicle.tasks, ({ fromUs, toUs, crowds }, replica, answers) =>
    visit({ fromUs, toUs }, () => crowds.queues(), { replica, answers }),
  );
}

interface Moment {
  readonly fromUs: number;
  readonly toUs: number;
  readonly crowds: Crowds;
  /** No task waits from then on. */
  readonly isLast: boolean;
}

/** A visitor that returns false ends the walk. */
function moments(
  run: Replayed,
  tasks: readonly ToldTask[],
  visit: (moment: Moment, replica: Replica, answers: Answers) => unknown,
): InParts<void> {
  const moves = tasks.flatMap(movesOf).sort((a, b) => a.atUs - b.atUs);
  const crowds = new Crowds();
  let moved = 0;
  return walk(run, (startUs, endUs, replica, answers) => {
    let fromUs = startUs;
    while (fromUs < endUs) {
      while (moved < moves.length && moves[moved]!.atUs <= fromUs) crowds.move(moves[moved++]!, answers);
      crowds.regroup(answers, replica.changedVmRuns.take(), replica.rooms.take());
      // A task may join the queue at an instant without a record.
      const toUs = Math.min(endUs, moves[moved]?.atUs ?? endUs);
      const isLast = moved >= moves.length && !crowds.areWaiting;
      if (visit({ fromUs, toUs, crowds, isLast }, replica, answers) === false) return false;
      fromUs = toUs;
    }
    return true;
  });
}

/** From this instant on, something else holds a task up; undefined: it no longer waits. */
interface Move {
  readonly atUs: number;
  readonly task: ToldTask;
  readonly holdUp: HoldUp | undefined;
}

function movesOf(task: ToldTask): Move[] {
  const all = holdUps(task);
  const moves = all.map(({ fromUs, holdUp }): Move => ({ atUs: fromUs, task, holdUp }));
  const last = all.at(-1);
  if (last !== undefined) moves.push({ atUs: last.toUs, task, holdUp: undefined });
  return moves;
}

class Waiting implements Crowd {
  readonly tasks = new Set<ToldTask>();

  get one(): ToldTask {
    const [one] = this.tasks;
    return one!;
  }
}

class WaitingAlike extends Waiting implements Alike {
  readonly groups: AnswerGroups;

  constructor(groups: AnswerGroups) {
    super();
    this.groups = groups;
  }
}

class OneQueue implements Queue {
  readonly all = new Waiting();
  readonly groups = new Map<number, WaitingAlike>();
}

/** The crowds that wait at an instant. */
class Crowds {
  /** By `Groups.ways`. */
  readonly #queues = new Map<number, OneQueue>();
  readonly #groupsOf = new Map<ToldTask, Groups>();
  /** Not in the queue yet: tasks that pause before a retry, by job. */
  readonly #retries = new Map<number, Waiting>();
  /** Not in the queue yet: tasks that wait for their turn, by session. */
  readonly #turns = new Map<number, Waiting>();
  /** Queued tasks by VM run and by `Groups.rooms`; and those whose groups may change with any record. */
  readonly #byVmRun = new Map<number, Waiting>();
  readonly #byRoom = new Map<Counted, Waiting>();
  readonly #loose = new Set<ToldTask>();

  get areWaiting(): boolean {
    return this.#queues.size > 0 || this.#retries.size > 0 || this.#turns.size > 0;
  }

  move({ task, holdUp }: Move, answers: Answers): void {
    leave(this.#retries, task.job, task);
    leave(this.#turns, task.session, task);
    this.#leaveQueue(task);
    if (holdUp === 'retry-wait') join(this.#retries, task.job, task);
    if (holdUp === 'sequential') join(this.#turns, task.session, task);
    if (holdUp === 'queue') this.#joinQueue(task, answers.groupsOf(task));
  }

  /** Updates the groups of queued tasks: tasks that were equivalent may differ now, or the reverse. */
  regroup(answers: Answers, vmRuns: ReadonlySet<number>, rooms: readonly Counted[]): void {
    for (const vmRun of vmRuns) this.#regroupAll(this.#byVmRun.get(vmRun)?.tasks, answers);
    for (const room of rooms) this.#regroupAll(this.#byRoom.get(room)?.tasks, answers);
    this.#regroupAll(this.#loose, answers);
  }

  #regroupAll(tasks: ReadonlySet<ToldTask> | undefined, answers: Answers): void {
    for (const task of [...(tasks ?? [])]) this.#regroupOne(task, answers);
  }

  #regroupOne(task: ToldTask, answers: Answers): void {
    const { ways, group } = this.#groupsOf.get(task)!;
    const groups = answers.groupsOf(task);
    if (groups.ways === ways && groups.group === group) return;
    this.#leaveQueue(task);
    this.#joinQueue(task, groups);
  }

  *all(answers: Answers): Iterable<{ readonly crowd: Crowd; readonly answer: Answer }> {
    for (const crowd of this.#retries.values()) yield { crowd, answer: before('retry-wait') };
    for (const crowd of this.#turns.values()) yield { crowd, answer: before('sequential') };
    for (const { all, groups } of this.#queues.values()) {
      const answerOf = onceByAnswer(({ groups, one }) => answers.inGroups(groups, one));
      const [first] = groups.values();
      const answer = answerOf(first!);
      if (groups.size === 1 || answers.isForAllWays(answer)) yield { crowd: all, answer: inQueue(answer) };
      else for (const crowd of groups.values()) yield { crowd, answer: inQueue(answerOf(crowd)) };
    }
  }

  queues(): Iterable<Queue> {
    return this.#queues.values();
  }

  #joinQueue(task: ToldTask, groups: Groups): void {
    this.#groupsOf.set(task, groups);
    join(this.#byVmRun, task.vmRun, task);
    for (const room of groups.rooms) join(this.#byRoom, room, task);
    if (groups.areLoose) this.#loose.add(task);
    const queue = madeOnce(this.#queues, groups.ways, () => new OneQueue());
    queue.all.tasks.add(task);
    madeOnce(queue.groups, groups.group, () => new WaitingAlike(groups)).tasks.add(task);
  }

  #leaveQueue(task: ToldTask): void {
    const groups = this.#groupsOf.get(task);
    if (groups === undefined) return;
    this.#groupsOf.delete(task);
    leave(this.#byVmRun, task.vmRun, task);
    for (const room of groups.rooms) leave(this.#byRoom, room, task);
    this.#loose.delete(task);
    const queue = this.#queues.get(groups.ways)!;
    queue.all.tasks.delete(task);
    leave(queue.groups, groups.group, task);
    if (queue.all.tasks.size === 0) this.#queues.delete(groups.ways);
  }
}

function join<Key>(crowds: Map<Key, Waiting>, key: Key, task: ToldTask): void {
  madeOnce(crowds, key, () => new Waiting()).tasks.add(task);
}

function leave<Key>(crowds: Map<Key, Waiting>, key: Key, task: ToldTask): void {
  const crowd = crowds.get(key);
  if (crowd?.tasks.delete(task) === true && crowd.tasks.size === 0) crowds.delete(key);
}
