import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { LoggedSession } from '../logs/session-log.ts';
import type { TaskLog } from '../logs/task-log.ts';
import { secondsToFinish, secondsToPrepare } from './vm-overheads.ts';

/** Those finished tasks of one pass of a session over its VMs that the bound counts. */
export interface CountedPass {
  readonly session: number;
  readonly job: number;
  /** From 1. */
  readonly attempt: number;
  /** In order of number, so that tasks of a VM are adjacent. */
  readonly tasks: readonly number[];
}

export interface StartedPass extends CountedPass {
  /** The earliest time after the window's start at which any schedule could have them ready, seconds. */
  readonly offset: number;
  /** What they wait for until then, as a suffix of a bound's name; empty: only for the clock. */
  readonly waitsFor: string;
}

/** The earliest end of some passes, seconds after the window's start; undefined: none of their work is counted. */
type EndOf = (passes: readonly StartedPass[]) => number | undefined;

interface EarliestEnd {
  readonly seconds: number;
  readonly waitsFor: readonly string[];
}

/**
 * Computes the earliest start of each pass. A scheduled session starts by the clock. A chained session starts after the session
 * before it, which cannot end before its own bound. A retry starts after the pass before it plus the job's wait, but this
 * counts only if all failures are random: another schedule might avoid other failures.
 */
export class PassStarts {
  readonly #model: Model;
  readonly #sessions: readonly LoggedSession[];
  readonly #firstStartUs: number;
  readonly #endOf: EndOf;
  readonly #failsByChance: boolean;
  readonly #hasArrays: boolean;
  /** By job, then by the number of its session. */
  readonly #ends = new Map<number, Map<number, EarliestEnd>>();
  /** By job: the job that it follows. */
  readonly #before: ReadonlyMap<number, number>;

  constructor(model: Model, log: TaskLog, sessions: readonly LoggedSession[], endOf: EndOf) {
    this.#model = model;
    this.#sessions = sessions;
    this.#firstStartUs = log.firstStartUs;
    this.#endOf = endOf;
    this.#before = new Map(
      model.jobs.flatMap(({ followers }, job) => followers.map((follower) => [follower, job] as const)),
    );
    this.#hasArrays = model.datastores.some(({ integrated }) => integrated);
    // A fault that lasts for a time hits a task or not depending on when that runs, which another schedule may change.
    this.#failsByChance = model.scenario.faults.every(
      ({ kind, when }) => kind === 'task-fails' && when.kind === 'always',
    );
  }

  /** `passes`: in order of session and attempt; those without counted tasks are left out. */
  of(passes: readonly CountedPass[]): StartedPass[] {
    const bySession = this.#sessions.map((): CountedPass[] => []);
    for (const pass of passes) bySession[pass.session]!.push(pass);
    return this.#sessions.flatMap((session, row) => this.#ofSession(session, bySession[row]!));
  }

  #ofSession(session: LoggedSession, passes: readonly CountedPass[]): StartedPass[] {
    const { overheads } = this.#model.scenario;
    const { job } = session;
    const { name, followers, declaration } = this.#model.jobs[job]!;
    const begin = this.#beginOf(session);
    const ready = begin.seconds + overheads.jobInit / SECOND_US;
    const started: StartedPass[] = [];
    let earliest: EarliestEnd = { seconds: ready, waitsFor: begin.waitsFor };
    for (let attempt = 1, at = 0; at < passes.length; attempt++) {
      const offset = Math.max(0, earliest.seconds);
      const isCounted = passes[at]!.attempt === attempt;
      const own = isCounted ? [{ ...passes[at++]!, offset, waitsFor: wordsOf(earliest) }] : [];
      started.push(...own);
      if (!this.#failsByChance || at === passes.length) continue;
      const wait = declaration.retries.waitUs / SECOND_US;
      const seconds = this.#endOfPass(job, own, offset) + wait;
      earliest = { seconds, waitsFor: [...begin.waitsFor, `${name}.retries`] };
    }
    if (followers.length > 0) {
      const end = this.#endOf(started);
      const seconds = end === undefined ? ready : end + this.#vmEndSeconds(job);
      const finalised = seconds + overheads.jobFinalise / SECOND_US;
      const waitsFor = [...begin.waitsFor, name];
      madeOnce(this.#ends, job, () => new Map()).set(session.number, { seconds: finalised, waitsFor });
    }
    return started;
  }

  /** By the clock, or at the end of the predecessor job's session with the same number: each of its ends starts one session. */
  #beginOf({ job, number, startUs }: LoggedSession): EarliestEnd {
    if (this.#model.jobs[job]!.declaration.schedule.kind !== 'after')
      return { seconds: (startUs - this.#firstStartUs) / SECOND_US, waitsFor: [] };
    return this.#ends.get(this.#before.get(job)!)?.get(number) ?? NOT_KNOWN;
  }

  /** The earliest end of a pass in which a VM failed, which it can do only once it is prepared. */
  #endOfPass(job: number, own: readonly StartedPass[], offset: number): number {
    const prepared = offset + secondsToPrepare(this.#model, job);
    return Math.max(prepared, this.#endOf(own) ?? 0) + this.#vmEndSeconds(job);
  }

  #vmEndSeconds(job: number): number {
    return secondsToFinish(this.#model, job, this.#hasArrays);
  }
}

const NOT_KNOWN: EarliestEnd = { seconds: Number.NEGATIVE_INFINITY, waitsFor: [] };

function wordsOf({ waitsFor }: EarliestEnd): string {
  return waitsFor.length === 0 ? '' : ` after jobs.${waitsFor.join('+')}`;
}
