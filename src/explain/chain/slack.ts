import type { Policy } from '../../policy/policy.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import { LatestReads } from './latest-reads.ts';
import { LatestSessions } from './latest-sessions.ts';
import type { Taking } from './limited-thing.ts';
import { type Actor, type AllTakings, takingsOf } from './takings.ts';

/**
 * How much later each task could have ended at least without moving the end of the last one, microseconds by task; undefined
 * for a task without slots.
 *
 * Everything else stays as it was: the work that there is, every place, every duration from slots got to slots freed, how long
 * after what it follows a VM, a session or a start is over or begins, and the order in which units of each limited thing (slots,
 * snapshots, connections, memory, attached disks) are taken. Which unit goes on to whom is not asked: who is the kth to take one
 * of c waits until k - c of those before are over, whichever they are. From the last start to the first every task gets a latest
 * start and a latest end, so that
 *
 * - as long as no task ends after its latest end, nobody starts after its latest start, and the end is where it was: one task
 *   may use up its slack, or all of them may;
 * - a task has no slack if and only if it is a link of a chain to the end, or a fixed time stops it: the closing of its
 *   window, the next start of its job. (Of a scheduler that polls: no slack only if.)
 *
 * It is at least so much: where more units had been free than were needed, those that were free first are taken to be the
 * needed ones, and of several that were free at the same instant each. And it says nothing of what the run itself would have done with
 * the later end: rates, places and the order of the queue might have become others, for better or worse.
 */
export function slacksOf(chronicle: Chronicle, policy: Policy): (number | undefined)[] {
  return new Float(chronicle, policy).slacks();
}

/** Ends at the latest, found from the last start to the first: whoever depends on a task starts after its end. */
class Float {
  readonly #chronicle: Chronicle;
  /** Of a scheduler that polls; 0: it does not. */
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
      .reduce((max, task) => Math.max(max, this.#endOf(task)), 0);
  }

  slacks(): (number | undefined)[] {
    const { records, tasks } = this.#chronicle;
    for (const record of records.toReversed()) {
      if (record.kind === 'task-started') this.#goBackOver(tasks[record.task]!);
      else if (record.kind === 'transform-started') this.#goBackOverTransform(record.transform);
    }
    return tasks.map((task) =>
      task.startUs < 0 ? undefined : this.#latestEndUs[task.task]! - this.#endOf(task),
    );
  }

  #goBackOver(task: ToldTask): void {
    const endUs = this.#endOf(task);
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

  /** Tasks start at ticks: later than one means at the next. */
  #onTick(us: number): number {
    return this.#tickUs === 0 || us === Number.POSITIVE_INFINITY
      ? us
      : Math.floor(us / this.#tickUs) * this.#tickUs;
  }

  #endOf({ endUs }: ToldTask): number {
    return endUs < 0 ? this.#chronicle.endUs : endUs;
  }

  /** A window that stops what runs when it closes is an end of its own. */
  #closingUs(task: ToldTask): number {
    const { model, sessions } = this.#chronicle;
    if (model.jobs[task.job]!.declaration.window?.onClose !== 'stop') return Number.POSITIVE_INFINITY;
    return Math.max(sessions[task.session]!.closesAtUs, this.#endOf(task));
  }

  #needs(actor: Actor, latestStartUs: number): void {
    for (const taking of this.#takings.needed.get(actor) ?? [])
      taking.latestUs = Math.min(taking.latestUs, latestStartUs);
  }

  /** What it has is free some time after the last of those who have it has ended. */
  #latestFreeUs(actor: Actor): number {
    return latestUs(this.#takings.freedByEnd.get(actor));
  }

  /** The snapshot of a VM that is read from an array goes so long after the start of its first disk. */
  #latestHandedOverUs({ task }: ToldTask): number {
    return latestUs(this.#takings.freedByStart.get(task));
  }
}

/** For all that becomes free by it to be free in time. */
function latestUs(takings: readonly Taking[] = []): number {
  return takings.reduce(
    (latest, taking) => Math.min(latest, taking.thing.latestFreeUs(taking) - taking.afterUs),
    Number.POSITIVE_INFINITY,
  );
}
