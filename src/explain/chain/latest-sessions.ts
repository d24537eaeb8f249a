import { largest } from '../../collections/extremes.ts';
import { groupedBy } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');
const SEQUENTIAL = waitCauseNumber('sequential');

/** One attempt of a session: what is known from those of its tasks that have been entered, which are the later starts. */
interface Try {
  /** The end of its last VM; -1: none ended. */
  readonly vmsEndedUs: number;
  /** The latest beginning of the pause before it, as its tasks require. */
  latestUs: number;
  /** Without parallel processing: the task that started next. */
  next: { readonly task: ToldTask; readonly latestUs: number } | undefined;
  /** Where VMs go in groups, by instant of joining the queue: the latest start of the tasks that joined then. */
  readonly turns: Map<number, number>;
}

/**
 * How late the VMs of sessions may end: in time for the next turn, the next attempt, transforms, sessions that follow, and the
 * next start of the same job. Enter latest starts from the last start to the first.
 */
export class LatestSessions {
  readonly #chronicle: Chronicle;
  readonly #tries = new Map<number, Map<number, Try>>();
  /** By session: its latest start, as required by its first attempt that held slots. */
  readonly #starts = new Map<number, { readonly attempt: number; readonly latestUs: number }>();
  readonly #ends = new Map<number, number>();
  readonly #transforms: ReadonlyMap<number, readonly { readonly number: number; readonly dueUs: number }[]>;
  readonly #latestTransforms = new Map<number, number>();
  readonly #followers: ReadonlyMap<number, readonly number[]>;
  readonly #endsOfVms = new Map<number, number>();

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
    const due = chronicle.records.flatMap((record) =>
      record.kind === 'transform-due' ? [{ number: record.transform, dueUs: record.at }] : [],
    );
    const begun = due.filter(({ number }) => chronicle.transforms[number] !== undefined);
    this.#transforms = groupedBy(begun, ({ number }) => chronicle.transforms[number]!.session);
    this.#followers = groupedBy(chronicle.sessions.keys(), (session) => chronicle.leaderOf(session));
    for (const { vmRun, startUs, endUs } of chronicle.tasks)
      if (startUs >= 0 && endUs > (this.#endsOfVms.get(vmRun) ?? -1)) this.#endsOfVms.set(vmRun, endUs);
  }

  startsAtLatest(task: ToldTask, latestUs: number): void {
    const { session, attempt, waitedUs, joinUs, readyUs } = task;
    const own = this.#tryOf(session, attempt);
    own.latestUs = Math.min(own.latestUs, latestUs - waitedUs[RETRY_WAIT]!);
    own.next = { task, latestUs };
    if (waitedUs[SEQUENTIAL]! > 0)
      own.turns.set(joinUs, Math.min(latestUs, own.turns.get(joinUs) ?? latestUs));
    const initUs = readyUs - this.#chronicle.sessions[session]!.startUs;
    const known = this.#starts.get(session);
    const isSameTry = known?.attempt === attempt;
    // Starts are entered backwards, so the first attempt comes last and replaces later ones.
    const earliestUs = isSameTry ? Math.min(known.latestUs, latestUs - initUs) : latestUs - initUs;
    if (known === undefined || known.attempt >= attempt)
      this.#starts.set(session, { attempt, latestUs: earliestUs });
  }

  transformStartsAtLatest(number: number, latestUs: number): void {
    this.#latestTransforms.set(number, latestUs);
  }

  /** How late a task may end, so that the next turn comes and its VM ends in time. */
  latestEndUs(task: ToldTask): number {
    const { vmRun, session, attempt } = task;
    const { endedUs } = this.#chronicle.vmRuns[vmRun]!;
    const afterUs = endedUs < 0 ? 0 : endedUs - this.#endsOfVms.get(vmRun)!;
    const latestVmUs = endedUs < 0 ? Number.POSITIVE_INFINITY : this.#latestTryUs(session, attempt);
    return Math.min(latestVmUs - afterUs, this.#latestTurnUs(task, afterUs));
  }

  /** How late a session may end, including its transforms. */
  latestSessionUs(session: number): number {
    return madeOnce(this.#ends, session, () => {
      const { sessions } = this.#chronicle;
      const { job, endUs } = sessions[session]!;
      if (endUs < 0) return Number.POSITIVE_INFINITY;
      const again = sessions.find((other, row) => row > session && other.job === job);
      const followers = this.#followers.get(session) ?? [];
      return Math.min(
        again?.startUs ?? Number.POSITIVE_INFINITY,
        ...followers.map((follower) => this.#latestStartUs(follower)),
      );
    });
  }

  #latestStartUs(session: number): number {
    const known = this.#starts.get(session);
    if (known !== undefined) return known.latestUs;
    // None of its tasks ever got slots, so its duration is kept.
    const { startUs, endUs } = this.#chronicle.sessions[session]!;
    return this.latestSessionUs(session) - Math.max(0, endUs - startUs);
  }

  #tryOf(session: number, attempt: number): Try {
    const tries = madeOnce(this.#tries, session, () => new Map<number, Try>());
    return madeOnce(tries, attempt, () => {
      const { vmRuns, sessions } = this.#chronicle;
      const own = this.#chronicle.tasksOf(sessions[session]!).filter((task) => task.attempt === attempt);
      const vmsEndedUs = largest(own.map(({ vmRun }) => vmRuns[vmRun]!.endedUs)) ?? -1;
      return { vmsEndedUs, latestUs: Number.POSITIVE_INFINITY, next: undefined, turns: new Map() };
    });
  }

  /** How late the last VM of an attempt may end. */
  #latestTryUs(session: number, attempt: number): number {
    const later = [...(this.#tries.get(session) ?? [])].filter(([other]) => other > attempt);
    if (later.length > 0) return Math.min(...later.map(([, { latestUs }]) => latestUs));
    const { vmsEndedUs } = this.#tryOf(session, attempt);
    const transforms = this.#transforms.get(session) ?? [];
    if (transforms.length > 0) {
      const latestUs = transforms.reduce(
        (least, { number, dueUs }) => Math.min(least, this.#latestTransforms.get(number)! - dueUs),
        Number.POSITIVE_INFINITY,
      );
      return vmsEndedUs + latestUs;
    }
    return this.latestSessionUs(session) - (this.#chronicle.sessions[session]!.endUs - vmsEndedUs);
  }

  #latestTurnUs({ vmRun, session, attempt, endUs }: ToldTask, afterUs: number): number {
    const { next, turns } = this.#tryOf(session, attempt);
    if (!this.#chronicle.model.scenario.parallelProcessing) {
      if (next === undefined) return Number.POSITIVE_INFINITY;
      return next.latestUs - (next.task.vmRun === vmRun ? 0 : afterUs);
    }
    const later = [...turns].filter(([joinUs]) => endUs >= 0 && joinUs >= endUs);
    return Math.min(Number.POSITIVE_INFINITY, ...later.map(([, latestUs]) => latestUs));
  }
}
