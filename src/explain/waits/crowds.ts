import type { InParts } from '../../collections/in-parts.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { Replayed, Replica } from '../state/replica.ts';
import { Batch, type Crowd, OneQueue, onceByAnswer, type Queue, Waiting } from './alike.ts';
import type { Answers } from './answers.ts';
import type { Answer } from './deciding.ts';
import type { Groups } from './likeness.ts';
import { before, type HoldUp, holdUps, inQueue, type Stretch, walk } from './waits.ts';

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

/** The crowds that wait at an instant. */
class Crowds {
  /** By `Groups.ways`. */
  readonly #queues = new Map<number, OneQueue>();
  readonly #batchOf = new Map<ToldTask, Batch>();
  readonly #batches = new Map<string, Batch>();
  /** Not in the queue yet: tasks that pause before a retry, by job. */
  readonly #retries = new Map<number, Waiting>();
  /** Not in the queue yet: tasks that wait for their turn, by session. */
  readonly #turns = new Map<number, Waiting>();
  /** Queued tasks by VM run, batches by what has room, and tasks whose groups may change with any record. */
  readonly #byVmRun = new Map<number, Waiting>();
  readonly #byRoom = new Map<Counted, Set<Batch>>();
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
    if (holdUp === 'queue') this.#joinQueue(task, answers);
  }

  /** Updates the groups of queued tasks: tasks that were equivalent may differ now, or the reverse. */
  regroup(answers: Answers, vmRuns: ReadonlySet<number>, rooms: readonly Counted[]): void {
    for (const vmRun of vmRuns) this.#regroupAll(this.#byVmRun.get(vmRun)?.tasks, answers);
    this.#regroupAll(this.#loose, answers);
    // Only now, when a batch has no task left that is about to leave it.
    for (const room of rooms)
      for (const batch of this.#byRoom.get(room) ?? []) this.#moveTo(answers.groupsOf(batch.one), batch);
  }

  #regroupAll(tasks: ReadonlySet<ToldTask> | undefined, answers: Answers): void {
    for (const task of [...(tasks ?? [])]) {
      const batch = this.#batchOf.get(task)!;
      const groups = answers.groupsOf(task);
      if (groups.batch === batch.key && groups.ways === batch.groups.ways) this.#moveTo(groups, batch);
      else {
        this.#leaveQueue(task);
        this.#joinQueue(task, answers);
      }
    }
  }

  /** `groups`: of any task of the batch. */
  #moveTo(groups: Groups, batch: Batch): void {
    if (groups.group === batch.groups.group) return;
    const queue = this.#queues.get(groups.ways)!;
    queue.leave(batch);
    batch.groups = groups;
    queue.join(batch);
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

  #joinQueue(task: ToldTask, answers: Answers): void {
    const groups = answers.groupsOf(task);
    join(this.#byVmRun, task.vmRun, task);
    if (groups.areLoose) this.#loose.add(task);
    const batch = madeOnce(this.#batches, groups.batch, () => new Batch(groups, answers.roomsOf(task)));
    if (batch.size > 0) this.#moveTo(groups, batch);
    else for (const room of batch.rooms) madeOnce(this.#byRoom, room, () => new Set()).add(batch);
    madeOnce(this.#queues, groups.ways, () => new OneQueue()).add(task, batch);
    this.#batchOf.set(task, batch);
  }

  #leaveQueue(task: ToldTask): void {
    const batch = this.#batchOf.get(task);
    if (batch === undefined) return;
    this.#batchOf.delete(task);
    leave(this.#byVmRun, task.vmRun, task);
    this.#loose.delete(task);
    const queue = this.#queues.get(batch.groups.ways)!;
    queue.delete(task, batch);
    if (queue.all.size === 0) this.#queues.delete(batch.groups.ways);
    if (batch.size > 0) return;
    this.#batches.delete(batch.key);
    for (const room of batch.rooms) this.#byRoom.get(room)!.delete(batch);
  }
}

function join<Key>(crowds: Map<Key, Waiting>, key: Key, task: ToldTask): void {
  madeOnce(crowds, key, () => new Waiting()).tasks.add(task);
}

function leave<Key>(crowds: Map<Key, Waiting>, key: Key, task: ToldTask): void {
  const crowd = crowds.get(key);
  if (crowd?.tasks.delete(task) === true && crowd.tasks.size === 0) crowds.delete(key);
}
