import { asShares, type InParts } from '../../collections/in-parts.ts';
import { present } from '../../collections/present.ts';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { atInstant } from '../../explain/at-instant.ts';
import { criticalPath } from '../../explain/chain/critical-path.ts';
import { type Explanation, type Listener, listen } from '../../explain/explanation.ts';
import { type Found, findDisk, findJob, findTasks, type WantedDisk } from '../../explain/find-task.ts';
import { inSeconds, lifeJson } from '../../explain/json.ts';
import { proxyUse } from '../../explain/proxy-use.ts';
import { lifeOf } from '../../explain/task-life.ts';
import { blameFor } from '../../explain/waits/blame.ts';
import { reliefFor } from '../../explain/waits/relief.ts';
import { WAIT_CAUSES, type WaitCause } from '../../metrics/summary/summary.ts';
import { blameText } from '../../report/explanation/blame.ts';
import { criticalPathText } from '../../report/explanation/critical-path.ts';
import { proxyUseText } from '../../report/explanation/proxy-use.ts';
import { lifeText } from '../../report/explanation/task-life.ts';
import { atInstantText, beyondText, taskListText } from '../../report/explanation/task-list.ts';
import { causeHint } from '../../report/wording/cause-words.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type InstantOption, instantUs, readInstantOption } from '../program/instant-option.ts';
import { loadScenario } from '../runs/load-scenario.ts';
import { ownPolicy } from '../runs/policy-file.ts';
import { readChanges, untilUs } from '../runs/run-changes.ts';
import { runWithProgress } from '../runs/run-with-progress.ts';
import { lineWidth } from '../terminal/paint.ts';
import { refused, showDiagnostics } from '../terminal/problems.ts';
import { withProgress } from '../terminal/progress-line.ts';

export interface ExplainArguments {
  readonly file: string;
  /** `VM/DISK`. */
  readonly task?: string;
  readonly at?: string;
  readonly job?: string;
  /** From 1. */
  readonly session?: string;
  /** A wait cause. */
  readonly wait?: string;
  readonly criticalPath?: boolean;
  /** Name of a proxy. */
  readonly proxy?: string;
  readonly json?: boolean;
  readonly seed?: string;
  readonly policy?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  /** The number of the replication to explain. */
  readonly replay?: string;
}

/** The question, parsed as far as that needs no run. */
type Question =
  | {
      readonly kind: 'task';
      readonly text: string;
      readonly at?: InstantOption;
      readonly job?: string;
      readonly session?: number;
    }
  | { readonly kind: 'wait'; readonly cause: WaitCause; readonly job?: string }
  | { readonly kind: 'proxy'; readonly name: string }
  | { readonly kind: 'critical-path' };

/** An answer for people and for programs, or what is wrong with the question. */
type Answer = Result<{ readonly text: (columns: number) => string; readonly json: () => unknown }>;

/** Runs a scenario with a tracer and explains why things happened as they did. */
export async function explain(args: ExplainArguments, io: Io): Promise<ExitCode> {
  const question = questionOf(args);
  if (!question.ok) return refused(io, question.diagnostics);
  const run = await listenedRun(args, question.value, io);
  if (!run.ok) return refused(io, run.diagnostics);
  const parts = answerText(args, question.value, { ...run.value, columns: lineWidth(io.stdout).row });
  const text = await withProgress(io, 'looking for the answer', parts);
  if (!text.ok) return refused(io, text.diagnostics);
  io.stdout.write(text.value);
  return EXIT.fine;
}

/** Of a long run, this can take longer than the run. */
function* answerText(
  { file, json = false }: ExplainArguments,
  question: Question,
  { columns, ...run }: ListenedRun & { readonly columns: number },
): InParts<Result<string>> {
  const answer = yield* answerTo(question, run, { file, isForProgram: json });
  if (!answer.ok) return answer;
  const { value } = answer;
  return fine(json ? `${JSON.stringify(value.json(), null, 2)}\n` : value.text(columns));
}

function wrong(option: string, message: string, hint?: string): { ok: false; diagnostics: Diagnostic[] } {
  return { ok: false, diagnostics: [optionDiagnostic(option, message, hint)] };
}

function questionOf({
  task,
  at,
  job,
  session,
  wait,
  proxy,
  criticalPath: chain,
}: ExplainArguments): Result<Question> {
  const asked = [task, wait, proxy, chain === true ? '' : undefined].filter(
    (option) => option !== undefined,
  ).length;
  if (asked !== 1)
    return wrong('explain', 'give one of --task VM/DISK, --wait CAUSE, --proxy NAME or --critical-path.');
  if (job !== undefined && task === undefined && wait === undefined)
    return wrong('--job', 'goes with --task or --wait.');
  const narrowed = [
    ['--at', at],
    ['--session', session],
  ].find(([, value]) => value !== undefined);
  if (task === undefined && narrowed !== undefined) return wrong(narrowed[0]!, 'goes with --task.');
  if (wait !== undefined) {
    const cause = WAIT_CAUSES.find((name) => name === wait);
    if (cause === undefined) return wrong('--wait', `'${wait}' is not a wait cause.`, causeHint(wait));
    return fine({ kind: 'wait', cause, ...present({ job }) });
  }
  if (proxy !== undefined) return fine({ kind: 'proxy', name: proxy });
  if (task === undefined) return fine({ kind: 'critical-path' });
  if (session !== undefined && !/^[1-9]\d*$/.test(session)) {
    return wrong('--session', `'${session}' is not the number of a session.`, 'They are numbered from 1.');
  }
  const instant = at === undefined ? undefined : readInstantOption('--at', at);
  if (instant?.ok === false) return instant;
  return fine({
    kind: 'task',
    text: task,
    ...present({ at: instant?.value, job, session: session === undefined ? undefined : Number(session) }),
  });
}

function fine<T>(value: T): Result<T> {
  return { ok: true, value, warnings: [] };
}

interface ListenedRun {
  readonly explanation: Explanation;
  /** The disk that the question is about. */
  readonly disk: WantedDisk | undefined;
  /** The instant that the question is about, microseconds from the start of the clock. */
  readonly atUs: number | undefined;
}

/** Runs the scenario with a tracer, which does not change the run. */
async function listenedRun(args: ExplainArguments, question: Question, io: Io): Promise<Result<ListenedRun>> {
  const changes = readChanges(args);
  if (!changes.ok) return changes;
  const policy = await ownPolicy(changes.value.policy, io);
  if (!policy.ok) return policy;
  const loaded = await loadScenario(io, args.file, changes.value.overlays);
  if (!loaded.ok) return loaded;
  showDiagnostics(io, loaded.warnings);
  const { scenario, identity } = loaded.value;
  const at = question.kind === 'task' ? question.at : undefined;
  const asked = at === undefined ? undefined : instantUs(at, scenario.clock.startUs);
  if (asked?.ok === false) return asked;
  const until = untilUs(changes.value, scenario.clock.startUs);
  if (!until.ok) return until;
  const { seed, replication } = changes.value;
  const own = present({ seed, replication, policy: policy.value });
  const listener = listen(scenario, own);
  const disk = listener === undefined ? undefined : diskOf(question, listener);
  if (disk?.ok === false) return notFound('--task', disk);
  const outcome = runWithProgress(io, scenario, {
    file: identity,
    ...own,
    ...present({
      untilUs: until.value,
      trace: listener?.trace,
      explainer: disk && listener?.explainer(disk.value.vm, disk.value.diskOrder),
    }),
  });
  if (!outcome.ok) return outcome;
  showDiagnostics(io, outcome.warnings);
  if (listener === undefined) throw new Error('a policy that is not known has run');
  return fine({ explanation: listener.explanation, disk: disk?.value, atUs: asked?.value });
}

function diskOf(question: Question, { explanation }: Listener): Found<WantedDisk> | undefined {
  return question.kind === 'task' ? findDisk(explanation.chronicle.model, question.text) : undefined;
}

function notFound(
  option: string,
  { problem }: Extract<Found<never>, { ok: false }>,
): { ok: false; diagnostics: Diagnostic[] } {
  return wrong(option, problem.message, problem.hint);
}

interface Wanted {
  readonly file: string;
  readonly isForProgram: boolean;
}

function* answerTo(question: Question, run: ListenedRun, { file, isForProgram }: Wanted): InParts<Answer> {
  const { explanation } = run;
  const { chronicle } = explanation;
  switch (question.kind) {
    case 'task':
      return yield* aboutTask(question, run, isForProgram);
    case 'wait': {
      const { cause, job: name } = question;
      const job = name === undefined ? undefined : findJob(chronicle.model, name);
      if (job?.ok === false) return notFound('--job', job);
      const blame = yield* blameFor(explanation, cause, job?.value);
      const relief = reliefFor(chronicle.model, blame);
      return fine({
        text: (columns) => blameText(blame, relief, { file, columns }),
        json: () => inSeconds({ ...blame, relief }),
      });
    }
    case 'proxy':
      return yield* aboutProxy(question.name, run, file);
    case 'critical-path': {
      const path = yield* criticalPath(explanation);
      if (path === undefined) return fine({ text: () => 'No task ever started.\n', json: () => null });
      return fine({
        text: (columns) => criticalPathText(chronicle, path, columns),
        json: () => inSeconds(path),
      });
    }
  }
}

function* aboutProxy(name: string, { explanation }: ListenedRun, file: string): InParts<Answer> {
  const { chronicle } = explanation;
  const names = chronicle.model.proxies.map((proxy) => proxy.name);
  const row = names.indexOf(name);
  if (row < 0) return wrong('--proxy', `'${name}' is no proxy of this scenario.`, didYouMean(name, names));
  const use = yield* proxyUse(explanation, row);
  if (use === undefined) return fine({ text: () => 'No task ever started.\n', json: () => null });
  return fine({
    text: (columns) => proxyUseText(chronicle, use, { file, columns }),
    json: () => inSeconds(use),
  });
}

function* aboutTask(
  { job, session }: Extract<Question, { kind: 'task' }>,
  { explanation, disk, atUs }: ListenedRun,
  isForProgram: boolean,
): InParts<Answer> {
  const { chronicle } = explanation;
  const found = findTasks(chronicle, disk!, present({ job, session }));
  if (!found.ok)
    return notFound(job === undefined && session === undefined ? '--task' : '--job, --session', found);
  const tasks = found.value;
  if (atUs !== undefined) {
    const told = yield* ofEach(liveAt(tasks, atUs), (task) => atInstant(explanation, task, atUs));
    return fine({
      text: (columns) =>
        `${beyondText(chronicle, atUs)}${told.map((each) => atInstantText(chronicle, each, columns)).join('')}`,
      json: () => told.map(inSeconds),
    });
  }
  const isOneSession = tasks.every((task) => task.session === tasks[0]!.session);
  // Of several sessions, only programs are told everything.
  const lives = isForProgram || isOneSession ? yield* ofEach(tasks, (task) => lifeOf(explanation, task)) : [];
  const inFull = (columns: number) => lives.map((life) => lifeText(chronicle, life, columns)).join('\n');
  const briefly = (columns: number) =>
    `${taskListText(chronicle, tasks, columns)}One in full: --job NAME --session N\n`;
  return fine({ text: isOneSession ? inFull : briefly, json: () => lives.map(lifeJson) });
}

/** An answer about each task, one after the other. */
function* ofEach<Task, T>(tasks: readonly Task[], answer: (task: Task) => InParts<T>): InParts<T[]> {
  const answers: T[] = [];
  for (const [i, task] of tasks.entries())
    answers.push(yield* asShares(answer(task), i / tasks.length, (i + 1) / tasks.length));
  return answers;
}

/** Those that exist at an instant; if none does, the one that ended last before it, or else the first to come. */
function liveAt<T extends { readonly readyUs: number; readonly endUs: number }>(
  tasks: readonly T[],
  atUs: number,
): T[] {
  const live = tasks.filter(({ readyUs, endUs }) => readyUs <= atUs && (endUs < 0 || endUs > atUs));
  if (live.length > 0) return live;
  const over = tasks.filter(({ readyUs }) => readyUs <= atUs);
  return over.length > 0 ? over.slice(-1) : tasks.slice(0, 1);
}
