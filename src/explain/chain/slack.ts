import { groupedBy } from '../../collections/grouped-by.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import { type HandedOn, handsOf } from './units-of.ts';

const SEQUENTIAL = waitCauseNumber('sequential');
const REPOSITORY_SLOT = waitCauseNumber('repository-slot');

/**
 * How much later each task could have ended without moving the end of the last one, microseconds by task; undefined for a
 * task without slots.
 *
 * The total float of network planning. Everything stays as it was but one task's end: every place, every duration from
 * slots got to slots freed, and the order in which each slot, snapshot and connection goes from hand to hand. A later end
 * then makes later starts only of those who had what it frees after it, of its session's later turns and tries, and of the
 * sessions that follow; and these may be as late as their own slack allows.
 */
export function slacksOf(chronicle: Chronicle, tickUs: number): (number | undefined)[] {
  const limit = chronicle.model.scenario.policy.hotaddMaxDisks ?? DEFAULTS.hotaddMaxDisks.value;
  return new Float(chronicle, handsOf(chronicle, limit), tickUs).slacks();
}

/** Ends at the latest, found from the last start to the first: whoever depends on a task starts after its end. */
class Float {
  readonly #chronicle: Chronicle;
  /** Of a scheduler that polls; 0: it does not. */
  readonly #tickUs: number;
  /** By task: how late it may end. */
  readonly #latestUs: number[];
  readonly #handedTo: ReadonlyMap<number, readonly HandedOn[]>;
  readonly #started: readonly ToldTask[];
  readonly #sessionsSeen = new Set<number>();

  constructor(chronicle: Chronicle, handed: readonly HandedOn[], tickUs: number) {
    this.#chronicle = chronicle;
    this.#tickUs = tickUs;
    this.#started = chronicle.tasks
      .filter(({ startUs }) => startUs >= 0)
      .sort((a, b) => b.startUs - a.startUs || b.task - a.task);
    this.#handedTo = groupedBy(handed, ({ to }) => to);
    const last = this.#started.reduce((max, task) => Math.max(max, this.#endOf(task)), 0);
    this.#latestUs = chronicle.tasks.map(() => last);
  }

  slacks(): (number | undefined)[] {
    this.#closingWindows();
    for (const task of this.#started) {
      const latestStart = this.#onTick(this.#latestUs[task.task]! - (this.#endOf(task) - task.startUs));
      for (const { from } of this.#handedTo.get(task.task) ?? [])
        this.#bound(from.tasks, from.freedUs, latestStart, task);
      this.#boundChains(task, latestStart);
      this.#boundOwnSession(task, latestStart);
      this.#boundSessionsBefore(task, latestStart);
      this.#boundSpacing(task, latestStart);
    }
    return this.#chronicle.tasks.map((task) =>
      task.startUs < 0 ? undefined : Math.max(0, this.#latestUs[task.task]! - this.#endOf(task)),
    );
  }

  /** Tasks start at ticks: later than one means at the next. */
  #onTick(us: number): number {
    return this.#tickUs === 0 ? us : Math.floor(us / this.#tickUs) * this.#tickUs;
  }

  #endOf({ endUs }: ToldTask): number {
    return endUs < 0 ? this.#chronicle.endUs : endUs;
  }

  /** The last of some tasks may end so late that what they hold, free some time after, is there for a start. */
  #bound(tasks: readonly number[], freedUs: number, latestStart: number, starts: ToldTask): void {
    const before = tasks
      .map((number) => this.#chronicle.tasks[number]!)
      .filter(({ startUs, endUs }) => startUs >= 0 && endUs >= 0 && endUs <= starts.startUs);
    const last = before.reduce((max, { endUs }) => Math.max(max, endUs), 0);
    const after = Math.max(0, freedUs - last);
    for (const { task } of before)
      this.#latestUs[task] = Math.min(this.#latestUs[task]!, latestStart - after);
  }

  /** A window that stops what runs when it closes is an end of its own. */
  #closingWindows(): void {
    const { model, sessions } = this.#chronicle;
    for (const { task, job, session } of this.#started) {
      if (model.jobs[job]!.declaration.window?.onClose !== 'stop') continue;
      this.#latestUs[task] = Math.min(this.#latestUs[task]!, sessions[session]!.closesAtUs);
    }
  }

  /** Slots that are held by chains: which chain made room is not known, so each that was done by then may have. */
  #boundChains(starts: ToldTask, latestStart: number): void {
    const { repositories } = this.#chronicle.model;
    const row = starts.started!.repository;
    if (repositories[row]?.slotPerChain !== true || starts.waitedUs[REPOSITORY_SLOT] === 0) return;
    const before = this.#started.filter(({ started }) => started!.repository === row);
    this.#bound(
      before.map(({ task }) => task),
      0,
      latestStart,
      starts,
    );
  }

  /** Turns within a session, and its further tries. */
  #boundOwnSession(starts: ToldTask, latestStart: number): void {
    const { sessions, tasks, vmRuns } = this.#chronicle;
    const waitedForTurn = starts.waitedUs[SEQUENTIAL]! > 0;
    if (!waitedForTurn && starts.attempt === 1) return;
    for (const number of sessions[starts.session]!.tasks) {
      const before = tasks[number]!;
      const isEarlierTry = before.attempt < starts.attempt;
      if (!isEarlierTry && !(waitedForTurn && before.attempt === starts.attempt)) continue;
      const { endedUs } = vmRuns[before.vmRun]!;
      const isVmOver = endedUs >= 0 && endedUs <= starts.joinUs;
      // Between a try and the next one there is a pause.
      const pauseUs = isEarlierTry ? Math.max(0, starts.joinUs - starts.readyUs) : 0;
      this.#bound([number], isVmOver ? endedUs : 0, latestStart - pauseUs, starts);
    }
  }

  /** A job that follows starts when all of the session before is over; the same job must be over before its next start. */
  #boundSessionsBefore(starts: ToldTask, latestStart: number): void {
    const { sessions } = this.#chronicle;
    const own = sessions[starts.session]!;
    const leader = this.#chronicle.leaderOf(starts.session);
    const initUs = starts.readyUs - own.startUs;
    const isFirst = !this.#sessionsSeen.has(starts.session);
    this.#sessionsSeen.add(starts.session);
    for (const [session, { job, endUs, tasks }] of sessions.entries()) {
      if (endUs < 0 || endUs > own.startUs) continue;
      if (session === leader) this.#bound(tasks, endUs, latestStart - initUs, starts);
      if (job === own.job && isFirst) this.#bound(tasks, endUs, own.startUs, starts);
    }
  }

  /** Latency control keeps starts on one datastore apart: a later start makes the next one later. */
  #boundSpacing(starts: ToldTask, latestStart: number): void {
    const { scenario, datastores } = this.#chronicle.model;
    const { spacingUs } = scenario.latencyControl;
    if (!datastores[starts.datastore]!.isLatencyControlled) return;
    for (const before of this.#started) {
      if (before.datastore !== starts.datastore || before.startUs >= starts.startUs) continue;
      const lengthUs = this.#endOf(before) - before.startUs;
      const latest = latestStart - spacingUs + lengthUs;
      this.#latestUs[before.task] = Math.min(this.#latestUs[before.task]!, latest);
      return;
    }
  }
}
