import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { valueInWords } from '../../diagnostics/value-in-words.ts';
import type { CapacityFilter, ClusterView, QueueKey, RankKey, TaskView } from '../policy.ts';
import { ReadOnlyTask, ReadOnlyView } from './read-only-view.ts';

/** A user's key or filter broke a rule: a finding about the file, thrown through the simulation to the caller of the run. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
  /** What went wrong: it threw, it gave an answer of the wrong kind, or it tried to write. */
  readonly kind: 'threw' | 'answer' | 'wrote';
  /** The task that it was asked about; its `vm` is -1 if it was asked about no task in particular. */
  readonly task: TaskView;
  /** The finding, with the task as text by a caller that knows names. */
  readonly diagnosticOf: (task: string) => Diagnostic;

  constructor(kind: PolicyFault['kind'], task: TaskView, diagnosticOf: PolicyFault['diagnosticOf']) {
    super(diagnosticOf(`task ${task.task}`).message);
    this.kind = kind;
    this.task = task;
    this.diagnosticOf = diagnosticOf;
  }
}

/** A queue key of a user's own: see `QueueKey`. */
export interface OwnQueueKey {
  readonly name: string;
  /** Left out: nothing. */
  readonly changesWith?: QueueKey['changesWith'];
  of(task: TaskView, view: ClusterView): number;
}

/** More than wait at a time in most nights; a run has a view for each of its tasks, of which most are over. */
const MOST_VIEWS = 16_384;

/**
 * Stands between a user's keys and the simulation. They get views that cannot be written to, and whatever they do wrong
 * becomes a PolicyFault that names key and task. Shipped keys have no guard, and lose no speed.
 */
export class UserPolicyGuard {
  readonly #policy: string;
  /**
   * Views of tasks, by the last digits of their numbers: keys are asked so often that a WeakMap would take most of the
   * time.
   */
  readonly #tasks: ReadOnlyTask[] = [];
  readonly #views = new WeakMap<ClusterView, ClusterView>();

  constructor(policy: string) {
    this.#policy = policy;
  }

  queueKey(own: OwnQueueKey): QueueKey {
    const what = `Queue key '${own.name}'`;
    return {
      name: own.name,
      changesWith: own.changesWith ?? 'nothing',
      of: (task, view) =>
        this.#wholeNumber(what, task, () => own.of(this.#taskFor(task), this.#viewFor(view))),
    };
  }

  rankKey(own: RankKey): RankKey {
    const what = `Ranking key '${own.name}'`;
    return {
      name: own.name,
      ...(own.differsByTask === undefined ? {} : { differsByTask: own.differsByTask }),
      of: (task, candidate, view, among) => {
        // A place that needs no proxy is the only one, and a key would ask the view about proxy -1.
        if (candidate.proxy < 0) return 0;
        const ask = () =>
          own.of(this.#taskFor(task), Object.freeze(candidate), this.#viewFor(view), Object.freeze(among));
        return this.#wholeNumber(what, task, ask);
      },
    };
  }

  filter(own: CapacityFilter): CapacityFilter {
    const what = `Filter '${own.name}'`;
    return {
      name: own.name,
      hasRoom: (task, candidate, view) => {
        if (candidate.proxy < 0) return true;
        const answer: unknown = this.#answer(what, task, () =>
          own.hasRoom(this.#taskFor(task), Object.freeze(candidate), this.#viewFor(view)),
        );
        if (typeof answer === 'boolean') return answer;
        throw this.#fault('answer', task, `${what} answered ${valueInWords(answer)}`, YES_OR_NO);
      },
    };
  }

  #wholeNumber(what: string, task: TaskView, ask: () => unknown): number {
    const answer = this.#answer(what, task, ask);
    if (Number.isSafeInteger(answer)) return answer as number;
    throw this.#fault('answer', task, `${what} answered ${valueInWords(answer)}`, hintFor(answer));
  }

  #answer(what: string, task: TaskView, ask: () => unknown): unknown {
    try {
      return ask();
    } catch (error) {
      const wrote = isWriteAttempt(error);
      const words = `${what} threw ${errorText(error)}${placeOf(error)}`;
      throw this.#fault(wrote ? 'wrote' : 'threw', task, words, wrote ? READS_ONLY : undefined);
    }
  }

  #fault(kind: PolicyFault['kind'], task: TaskView, what: string, hint: string | undefined): PolicyFault {
    return new PolicyFault(kind, task, (words) =>
      badPolicy(`Policy '${this.#policy}': ${what} for ${words}.`, '', hint),
    );
  }

  #taskFor(task: TaskView): TaskView {
    const kept = task.task % MOST_VIEWS;
    const known = this.#tasks[kept];
    // Another task may have the same digits, and another run numbers its tasks anew.
    if (known !== undefined && ReadOnlyTask.original(known) === task) return known;
    const made = new ReadOnlyTask(task);
    this.#tasks[kept] = made;
    return made;
  }

  #viewFor(view: ClusterView): ClusterView {
    const known = this.#views.get(view);
    if (known !== undefined) return known;
    const made = new ReadOnlyView(view);
    this.#views.set(view, made);
    return made;
  }
}

const READS_ONLY = 'A key reads what it is given and changes nothing.';
const YES_OR_NO = 'A filter answers true or false.';

function hintFor(answer: unknown): string {
  if (typeof answer === 'number' && Number.isFinite(answer))
    return 'Keys are whole numbers, up to 2^53: round the answer, and multiply it before if fractions matter.';
  if (Number.isNaN(answer)) return 'A figure that it reads is not there, or 0 was divided by 0.';
  if (answer === undefined) return "Does every way through it end with a 'return'?";
  if (typeof answer === 'bigint') return 'Convert it: Number(...).';
  if (answer instanceof Promise) return 'A key answers at once: remove the async.';
  return 'A key answers with a whole number; the smaller, the sooner or the better.';
}

/** A finding about a policy file. `path`: the part of the declaration that it is about, such as `order[2]`. */
export function badPolicy(message: string, path: string, hint?: string): Diagnostic {
  const finding = { code: 'bad-policy', severity: 'error', message, path } as const;
  return hint === undefined ? finding : { ...finding, hint };
}

/** What was thrown, on one line, such as `TypeError: x is not a function`. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return valueInWords(error);
  return `${error.name}: ${error.message}`.split('\n')[0]!;
}

/**
 * Stack frames of the read-only views, recognised by the names of their classes, because a bundle gives their file
 * another name.
 */
const VIEW_FRAME = new RegExp(`\\b(?:${ReadOnlyView.name}|${ReadOnlyTask.name})\\.`);

const FRAME_PLACE = /([^/\\()\s]+\.[cm]?[jt]s)[^:]*:(\d+):(\d+)\)?$/;

/**
 * ` at mine.js:12:7`, if the stack shows it: the innermost frame of the user's own. If a view was called, that is the frame
 * that called it.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const inView = frames.findLastIndex((line) => VIEW_FRAME.test(line));
  const places = frames.slice(inView + 1).map((line) => FRAME_PLACE.exec(line));
  const place = places.find((found) => found !== null);
  return place == null ? '' : ` at ${place[1]}:${place[2]}:${place[3]}`;
}

/** Whether the error is the TypeError, known by its words, that strict code gets when it writes to a read-only object. */
export function isWriteAttempt(error: unknown): boolean {
  if (error instanceof PolicyFault) return error.kind === 'wrote';
  return (
    error instanceof TypeError &&
    /^Cannot (set property|add property|assign to read only|delete property|define property|redefine)/.test(
      error.message,
    )
  );
}
