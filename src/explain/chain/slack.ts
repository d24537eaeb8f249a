import type { Policy } from '../../policy/policy.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import { LatestReads } from './latest-reads.ts';
import { LatestSessions } from './latest-sessions.ts';
import type { Taking } from './limited-thing.ts';
import { type Actor, type AllTakings, takingsOf } from './takings.ts';

/**
 * How much later at least each task could have ended without delaying the end of the last one, microseconds by task; undefined
 * for tasks that never got slots.
 *
 * Everything else is kept: the work, every place, every duration from getting to releasing slots, the delay with which
 * VMs, sessions and starts follow what they depend on, and the order in which units of each limited thing (slots,
 * snapshots, connections, memory, attached disks) are taken. Units are interchangeable: the task that takes the kth of
 * c units waits until any k - c earlier ones have been released. Working from the last start to the first, every task
 * gets a latest start and a latest end, so that
 *
 * - as long as no task ends after its latest end, none starts after its latest start, and the end of the run does not move: one
 *   task may use up its slack, or all of them may;
 * - a task has no slack if and only if it is a link of a chain to the end, or a fixed time stops it: the closing of its
 *   window, or the next start of its job. (With a polling scheduler, only the "only if" holds.)
 *
 * The slack is a lower bound: where more units were free than needed, those released first are assumed to be the needed
 * ones, and of several released at the same instant all of them. It does not predict what a run would do if a task
 * ended later: rates, places and the order of the queue might change, for better or worse.
 */
export function slacksOf(chronicle: Chronicle, policy: Policy): (number | undefined)[] {
  return new Float(chronicle, policy).slacks();
}

/** Computes latest ends from the last start to the first: everything that depends on a task starts after its end. */
class Float {
  readonly #chronicle: Chronicle;
  /** Interval of a polling scheduler; 0: it does not poll. */
  readonly #tickUs: number;
  readonly #takings: AllTakings;
  readonly #sessions: LatestSessions;
  /** By task. */
  readonly #latestEndUs: number[] = [];
  readonly #lastUs: number;
  readonly #reads: LatestReads;

  constructor(chronicle: Chronicle, policy: Policy) {
    this.#chronicle = chronicle;
    this.#tickUs = policy.tickUs;
    this.#takings = takingsOf(chronicle, policy);
    this.#sessions = new LatestSessions(chronicle);
    this.#reads = new LatestReads(chronicle, policy);
    this.#lastUs = chronicle.tasks
      .filter(({ startUs }) => startUs >= 0)
      .reduce((max, task) => Math.max(max, this.#chronicle.endOf(task)), 0);
  }

  slacks(): (number | undefined)[] {
    const { records, tasks } = this.#chronicle;
    for (const record of records.toReversed()) {
      if (record.kind === 'task-started') this.#goBackOver(tasks[record.task]!);
      else if (record.kind === 'transform-started') this.#goBackOverTransform(record.transform);
    }
    return tasks.map((task) =>
      task.startUs < 0 ? undefined : this.#latestEndUs[task.task]! - this.#chronicle.endOf(task),
    );
  }

  #goBackOver(task: ToldTask): void {
    const endUs = this.#chronicle.endOf(task);
    const latestEndUs = Math.min(
      this.#lastUs,
      this.#closingUs(task),
      this.#latestFreeUs(task.task),
      task.endUs < 0 ? endUs : Math.min(this.#sessions.latestEndUs(task), this.#reads.latestEndUs(task)),
    );
    this.#latestEndUs[task.task] = latestEndUs;
    const latestStartUs = this.#onTick(
      Math.min(
        latestEndUs - (endUs - task.startUs),
        this.#latestHandedOverUs(task),
        this.#reads.latestStartUs(task),
      ),
    );
    this.#needs(task.task, latestStartUs);
    this.#sessions.startsAtLatest(task, latestStartUs);
    this.#reads.startsAtLatest(task, latestStartUs);
  }

  #goBackOverTransform(number: number): void {
    const { startUs, endUs, session } = this.#chronicle.transforms[number]!;
    const actor = -1 - number;
    const latestEndUs = Math.min(
      this.#latestFreeUs(actor),
      endUs < 0 ? Number.POSITIVE_INFINITY : this.#sessions.latestSessionUs(session),
    );
    const latestStartUs = this.#onTick(latestEndUs - (endUs - startUs));
    this.#needs(actor, latestStartUs);
    this.#sessions.transformStartsAtLatest(number, latestStartUs);
  }

  /** Rounds down to a tick, because tasks start only at ticks. */
  #onTick(us: number): number {
    return this.#tickUs === 0 || us === Number.POSITIVE_INFINITY
      ? us
      : Math.floor(us / this.#tickUs) * this.#tickUs;
  }

  /** The close of a window that stops running tasks limits their end. */
  #closingUs(task: ToldTask): number {
    const { model, sessions } = this.#chronicle;
    if (model.jobs[task.job]!.declaration.window?.onClose !== 'stop') return Number.POSITIVE_INFINITY;
    return Math.max(sessions[task.session]!.closesAtUs, this.#chronicle.endOf(task));
  }

  #needs(actor: Actor, latestStartUs: number): void {
    for (const taking of this.#takings.needed.get(actor) ?? [])
      taking.latestUs = Math.min(taking.latestUs, latestStartUs);
  }

  /** Latest end with which everything that depends on the actor's end is released in time. */
  #latestFreeUs(actor: Actor): number {
    return latestUs(this.#takings.freedByEnd.get(actor));
  }

  /** Latest start of a VM's first disk with which its snapshot, if it is handed over to an array, is released in time. */
  #latestHandedOverUs({ task }: ToldTask): number {
    return latestUs(this.#takings.freedByStart.get(task));
  }
}

/** The latest instant with which all of these takings are released in time. */
function latestUs(takings: readonly Taking[] = []): number {
  return takings.reduce(
    (latest, taking) => Math.min(latest, taking.thing.latestFreeUs(taking) - taking.afterUs),
    Number.POSITIVE_INFINITY,
  );
}
