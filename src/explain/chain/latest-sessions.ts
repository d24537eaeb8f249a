import { groupedBy } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');
const SEQUENTIAL = waitCauseNumber('sequential');

/** One try of a session: what is known of its tasks that started later than the one that is asked for. */
interface Try {
  /** The end of its last VM; -1: it has none. */
  readonly vmsEndedUs: number;
  /** Of the pause before it: its latest end but for what follows it. */
  latestUs: number;
  /** With parallel processing off: who came next. */
  next: { readonly task: ToldTask; readonly latestUs: number } | undefined;
  /** Where groups take turns: the latest start of who joined the queue at an instant. */
  readonly turns: Map<number, number>;
}

/**
 * How late the VMs of sessions may be over: before the next turn, the next try, work inside repositories, the sessions that
 * follow, and the next start of the same job. Latest starts are told from the last start to the first.
 */
export class LatestSessions {
  readonly #chronicle: Chronicle;
  readonly #tries = new Map<number, Map<number, Try>>();
  /** By session: the latest start, as its first try has it that held slots. */
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
    // A first try comes after those that follow it, as starts are told.
    const earliestUs = isSameTry ? Math.min(known.latestUs, latestUs - initUs) : latestUs - initUs;
    if (known === undefined || known.attempt >= attempt)
      this.#starts.set(session, { attempt, latestUs: earliestUs });
  }

  transformStartsAtLatest(number: number, latestUs: number): void {
    this.#latestTransforms.set(number, latestUs);
  }

  /** How late a task may end for its turn to pass on and its VM to be over in time. */
  latestEndUs(task: ToldTask): number {
    const { vmRun, session, attempt } = task;
    const { endedUs } = this.#chronicle.vmRuns[vmRun]!;
    const afterUs = endedUs < 0 ? 0 : endedUs - this.#endsOfVms.get(vmRun)!;
    const latestVmUs = endedUs < 0 ? Number.POSITIVE_INFINITY : this.#latestTryUs(session, attempt);
    return Math.min(latestVmUs - afterUs, this.#latestTurnUs(task, afterUs));
  }

  /** How late a session may be over, transforms included. */
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
    // Nobody of it ever had slots: it took the time that it took.
    const { startUs, endUs } = this.#chronicle.sessions[session]!;
    return this.latestSessionUs(session) - Math.max(0, endUs - startUs);
  }

  #tryOf(session: number, attempt: number): Try {
    const tries = madeOnce(this.#tries, session, () => new Map<number, Try>());
    return madeOnce(tries, attempt, () => {
      const { vmRuns, sessions, tasks } = this.#chronicle;
      const own = new Set(
        sessions[session]!.tasks.filter((task) => tasks[task]!.attempt === attempt).map(
          (task) => tasks[task]!.vmRun,
        ),
      );
      const vmsEndedUs = Math.max(-1, ...Array.from(own, (vmRun) => vmRuns[vmRun]!.endedUs));
      return { vmsEndedUs, latestUs: Number.POSITIVE_INFINITY, next: undefined, turns: new Map() };
    });
  }

  /** How late the last VM of a try may be over. */
  #latestTryUs(session: number, attempt: number): number {
    const later = [...(this.#tries.get(session) ?? [])].filter(([other]) => other > attempt);
    if (later.length > 0) return Math.min(...later.map(([, { latestUs }]) => latestUs));
    const { vmsEndedUs } = this.#tryOf(session, attempt);
    const transforms = this.#transforms.get(session) ?? [];
    if (transforms.length > 0) {
      const latest = transforms.map(({ number, dueUs }) => this.#latestTransforms.get(number)! - dueUs);
      return vmsEndedUs + Math.min(...latest);
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
