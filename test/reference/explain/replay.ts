import { readBy } from '../simulator/latency.ts';
import { asksFor } from '../simulator/placing.ts';
import type { Session, Task, VmRun } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import type { Notebook } from './notebook.ts';
import { type Actor, isTask, type Unit, unitsNeeded } from './units.ts';

interface Times {
  readonly startUs: number;
  readonly endUs: number;
}

/** Of a unit: from when on there was room for it. */
interface Held {
  readonly unit: Unit;
  readonly roomUs: number;
}

/**
 * A night gone through once more, in which some tasks end later: every start waits until all is there again that it had then. Places,
 * durations, pauses, and the order in which units are taken are as they were; who had a unit before is not asked: there must only
 * not be more of them in use than there are (or than there were in use then).
 */
export class Replay {
  readonly times = new Map<Actor, Times>();
  readonly #world: World;
  readonly #starts: readonly Actor[];
  /** By thing, in the order of taking. */
  readonly #held = new Map<string, Held[]>();
  readonly #byHolder = new Map<object, Map<string, Held>>();

  constructor({ world, starts }: Notebook, endOf: (task: Task, endUs: number) => number) {
    this.#world = world;
    this.#starts = starts;
    for (const actor of starts) {
      const startUs = this.#onTick(
        actor,
        Math.max(actor.startUs!, this.#readyUs(actor), this.#roomUs(actor)),
      );
      const endUs = startUs + this.endOf(actor) - actor.startUs!;
      this.times.set(actor, { startUs, endUs: isTask(actor) ? endOf(actor, endUs) : endUs });
    }
  }

  endOf({ endUs }: Actor): number {
    return endUs ?? this.#world.now;
  }

  /** Windows that would have closed before, and starts of jobs that would have found the one before at work. */
  get breaches(): Actor[] {
    const { sessions } = this.#world;
    const missed = new Set(
      sessions.filter((session) => {
        const next = sessions.find(({ job, number }) => job === session.job && number === session.number + 1);
        return next !== undefined && this.#sessionEndUs(session) > next.startUs;
      }),
    );
    return this.#starts.filter((actor) => {
      if (!isTask(actor)) return missed.has(actor.session);
      const { session } = actor.vmRun;
      const { endUs } = this.times.get(actor)!;
      return missed.has(session) || endUs > Math.max(this.endOf(actor), closingOf(session));
    });
  }

  #onTick({ startUs }: Actor, us: number): number {
    const { schedulerTickUs = 0 } = this.#world.scenario.policy;
    if (us === startUs || schedulerTickUs === 0) return us;
    return Math.ceil(us / schedulerTickUs) * schedulerTickUs;
  }

  #roomUs(actor: Actor): number {
    const own = unitsNeeded(this.#world, actor).map(({ holder, unit }) => {
      const known = this.#byHolder.get(holder) ?? new Map<string, Held>();
      this.#byHolder.set(holder, known);
      let held = known.get(unit.thing);
      if (held !== undefined) return held;
      const before = this.#held.get(unit.thing) ?? [];
      this.#held.set(unit.thing, before);
      held = { unit, roomUs: this.#roomFor(unit, before, actor.startUs!) };
      before.push(held);
      known.set(unit.thing, held);
      return held;
    });
    return Math.max(0, ...own.map(({ roomUs }) => roomUs));
  }

  /** When so few of those before have a unit that there is one more. */
  #roomFor({ limit }: Unit, before: readonly Held[], startUs: number): number {
    const hadThen = before.filter(({ unit }) => (unit.freedUs ?? Number.POSITIVE_INFINITY) > startUs).length;
    const allowed = Math.max(limit - 1, hadThen);
    const freed = before.map(({ unit }) => this.#freedUs(unit));
    const hasRoom = (at: number) => freed.filter((us) => us > at).length <= allowed;
    return Math.min(...[0, ...freed].filter(hasRoom));
  }

  #freedUs({ users, freedAfter, freedUs }: Unit): number {
    if (freedUs === undefined) return Number.POSITIVE_INFINITY;
    const now = users.map((user) => this.times.get(user));
    if (freedAfter === 'start') {
      const then = Math.min(...users.map(({ startUs }) => startUs!));
      const begun = now.filter((one) => one !== undefined).map(({ startUs }) => startUs);
      return Math.min(...begun) + freedUs - then;
    }
    const then = Math.max(...users.map((user) => this.endOf(user)));
    return Math.max(...now.map((one) => one?.endUs ?? Number.POSITIVE_INFINITY)) + freedUs - then;
  }

  /** Its session, its try and its turn; and what latency control asks. */
  #readyUs(actor: Actor): number {
    if (!isTask(actor)) return this.#linedUpUs(actor.session);
    const { vmRun, readyUs } = actor;
    const { session, attempt } = vmRun;
    const before = this.#begunIn(session, (other) => other.attempt < attempt);
    const pauseUs = actor.waited.get('retry-wait') ?? 0;
    const ready =
      before.length === 0
        ? this.#sessionStartUs(session) + readyUs - session.startUs
        : Math.max(...before.map((other) => this.#vmOverUs(other.vmRun))) + pauseUs;
    return Math.max(ready, this.#turnUs(actor), this.#spacedUs(actor), this.#calmUs(actor));
  }

  #begunIn(session: Session, isMeant: (vmRun: VmRun) => boolean): Task[] {
    return this.#starts
      .filter(isTask)
      .filter((task) => this.times.has(task) && task.vmRun.session === session && isMeant(task.vmRun));
  }

  #turnUs(task: Task): number {
    const { vmRun, readyUs, waited } = task;
    const { session, attempt } = vmRun;
    const others = this.#begunIn(session, (other) => other.attempt === attempt);
    if (!this.#world.scenario.parallelProcessing)
      return Math.max(
        0,
        ...others.map((other) =>
          other.vmRun === vmRun ? this.times.get(other)!.endUs : this.#vmOverUs(other.vmRun),
        ),
      );
    const sequentialUs = waited.get('sequential') ?? 0;
    const joinUs = readyUs + (waited.get('retry-wait') ?? 0) + sequentialUs;
    const done = others.filter((other) => sequentialUs > 0 && this.endOf(other) <= joinUs);
    return Math.max(0, ...done.map((other) => this.times.get(other)!.endUs));
  }

  #vmOverUs({ tasks, overUs }: VmRun): number {
    if (overUs === undefined) return 0;
    const begun = tasks.filter((task) => this.times.has(task));
    if (begun.length === 0) return overUs;
    const now = Math.max(...begun.map((task) => this.times.get(task)!.endUs));
    return now + overUs - Math.max(...begun.map((task) => this.endOf(task)));
  }

  /** When its transforms were due. */
  #linedUpUs(session: Session): number {
    const { vmRuns, finalisedUs } = session;
    const then = Math.max(...vmRuns.map(({ overUs }) => overUs!));
    return Math.max(...vmRuns.map((vmRun) => this.#vmOverUs(vmRun))) + finalisedUs! - then;
  }

  #sessionStartUs(session: Session): number {
    const { job, startUs } = session;
    const { schedule } = job;
    if (schedule.kind !== 'after') return startUs;
    const leader = this.#world.sessions.findLast(
      (other) => other.job.name === schedule.job && (other.endUs ?? Number.POSITIVE_INFINITY) <= startUs,
    );
    return leader === undefined ? startUs : Math.max(startUs, this.#sessionEndUs(leader));
  }

  #sessionEndUs(session: Session): number {
    const { endUs, startUs, finalisedUs } = session;
    if (endUs === undefined) return 0;
    if (this.#begunIn(session, () => true).length === 0)
      return this.#sessionStartUs(session) + endUs - startUs;
    const transforms = this.#world.transforms.filter((one) => one.session === session);
    if (transforms.length === 0) return this.#linedUpUs(session) + endUs - finalisedUs!;
    return Math.max(...transforms.map((one) => this.times.get(one)?.endUs ?? this.endOf(one)));
  }

  #spacedUs(task: Task): number {
    const datastore = readBy(task);
    if (datastore === undefined || !asksFor(this.#world, 'start-spacing')) return 0;
    if (!this.#world.latency.isControlled(datastore)) return 0;
    const before = [...this.times].filter(([one]) => isTask(one) && readBy(one) === datastore);
    const { spacingUs } = this.#world.scenario.latencyControl;
    return Math.max(0, ...before.map(([, { startUs }]) => startUs + spacingUs));
  }

  /** Who waited for calm begins as long after the last that was read there as then. */
  #calmUs(task: Task): number {
    if ((task.waited.get('datastore-latency') ?? 0) === 0) return 0;
    const read = [...this.times.keys()]
      .filter(isTask)
      .filter((one) => readBy(one) === readBy(task) && one.transferEndUs !== undefined)
      .filter((one) => one.transferEndUs! <= task.startUs! && one.startUs! < task.startUs!);
    const afterUs = task.startUs! - Math.max(...read.map(({ transferEndUs }) => transferEndUs!));
    const now = read.map((one) => this.times.get(one)!.endUs - this.endOf(one) + one.transferEndUs!);
    return read.length === 0 ? 0 : Math.max(...now) + afterUs;
  }
}

/** Only such a window stops anything. */
function closingOf({ job, closesUs }: Session): number {
  return job.window?.onClose === 'stop' ? closesUs : Number.POSITIVE_INFINITY;
}
