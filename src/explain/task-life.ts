import { asShares, type InParts } from '../collections/in-parts.ts';
import type { DefaultFigure } from '../metrics/limits/limits-by-default.ts';
import type { CandidateVerdict } from '../policy/deciding/decide.ts';
import { isUnusable } from '../policy/deciding/decided-by.ts';
import { beginningOf } from './beginning.ts';
import { betterModes, type ModeNotUsed, modesAgainst } from './better-modes.ts';
import { clockOf } from './clock.ts';
import type { Explanation } from './explanation.ts';
import { type InterruptionTold, interruptionsOf } from './interruptions.ts';
import { type MoveTold, movesOf } from './moves.ts';
import { nameOf, placeText, type TaskName } from './names.ts';
import { type RateOverTime, ratesOf } from './rates/rates.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import { downParts } from './state/recorded-condition.ts';
import { Replica } from './state/replica.ts';
import { waitingCrowds } from './waits/crowds.ts';
import { type Answer, verdictsFor } from './waits/deciding.ts';
import { holderText, keyOf, scarceFor, waitedFor } from './waits/scarce.ts';
import { addUp } from './waits/waits.ts';

/** A holder of what a task waited for, and how long it held that during the wait. */
export interface HeldBy {
  readonly who: string;
  readonly us: number;
}

/** An interval of waiting for one thing. Microseconds from the start. */
export interface WaitTold {
  readonly fromUs: number;
  readonly toUs: number;
  readonly cause: string;
  /** The place that it waited for: `px1 by hotadd`; null: none. */
  readonly place: string | null;
  /** What was scarce: `proxies.px1`; null: nothing that can be held. */
  readonly what: string | null;
  /** Who held it, longest first. */
  readonly holders: readonly HeldBy[];
  /** What was down at that time. Only collected if `what` is null. */
  readonly down: readonly string[];
  /** The default figures behind what it waited for. */
  readonly byDefault: readonly DefaultFigure[];
}

/** The decision that gave a task its place. */
export interface DecisionTold {
  readonly atUs: number;
  readonly place: string;
  readonly second: string | null;
  readonly repository: string | null;
  /** The ranking key that set the chosen place apart from the next one. */
  readonly decidedBy: string;
  readonly candidates: readonly CandidateTold[];
  readonly better: readonly ModeNotUsed[];
}

export interface CandidateTold {
  readonly place: string;
  readonly chosen: boolean;
  readonly refusedBy: string | null;
  readonly keys: Readonly<Record<string, number>>;
}

/** The life of one attempt at one disk. Times in microseconds from the start; null: it did not happen. */
export interface TaskLife {
  readonly name: TaskName;
  readonly task: ToldTask;
  readonly why: string;
  readonly waits: readonly WaitTold[];
  /** Whether the waits add up to what the run charged the task; if not, they are as close as the trace allows. */
  readonly waitsAreExact: boolean;
  readonly decision: DecisionTold | null;
  /** If no proxy can ever read the disk: why not, by mode. */
  readonly noWay: readonly ModeNotUsed[];
  readonly snapshot: SnapshotTold | null;
  readonly interruptions: readonly InterruptionTold[];
  /** While it was ready or ran. */
  readonly moves: readonly MoveTold[];
  readonly rate: RateOverTime;
}

export interface SnapshotTold {
  readonly createdUs: number | null;
  readonly removingUs: number | null;
  readonly removedUs: number | null;
  /** This task was the VM's first to start, so the snapshot was created for it; false: another disk's task started earlier. */
  readonly isOwn: boolean;
}

/** Everything known about a task. The run is replayed for its waits and for its rates, each about half of the work. */
export function* lifeOf(explanation: Explanation, task: ToldTask): InParts<TaskLife> {
  const { chronicle } = explanation;
  const { waits, areExact } = yield* asShares(waitsOf(explanation, task), 0, 0.5);
  return {
    name: nameOf(chronicle, task),
    task,
    why: whyReady(chronicle, task),
    waits,
    waitsAreExact: areExact,
    decision: yield* asShares(decisionOf(explanation, task), 0.5, 0.5),
    noWay: task.started === undefined ? modesAgainst(chronicle.model, task) : [],
    snapshot: snapshotOf(chronicle, task),
    interruptions: yield* asShares(interruptionsOf(explanation, task), 0.5, 0.5),
    moves: movesOf(chronicle, task),
    rate: yield* asShares(ratesOf(explanation, task), 0.5, 1),
  };
}

/** A `WaitTold` under construction. */
interface Line {
  readonly fromUs: number;
  toUs: number;
  readonly answer: Answer;
  readonly what: string | null;
  /** By holder. */
  readonly held: Map<string, HeldBy>;
  readonly down: Set<string>;
}

function* waitsOf(explanation: Explanation, task: ToldTask) {
  const { chronicle, limits } = explanation;
  const lines: Line[] = [];
  yield* waitingCrowds(explanation, [task], (_, { fromUs, toUs, answer }, { replica }) => {
    const { what, holders } = scarceFor(replica, task, answer);
    let line = lines.at(-1);
    if (line === undefined || line.toUs !== fromUs || !isForTheSame(line, { answer, what })) {
      line = { fromUs, toUs, answer, what, held: new Map(), down: new Set() };
      lines.push(line);
    }
    line.toUs = toUs;
    if (what === null) for (const part of downParts(replica)) line.down.add(part);
    for (const holder of holders) {
      const key = keyOf(holder);
      const us = (line.held.get(key)?.us ?? 0) + toUs - fromUs;
      line.held.set(key, { who: holderText(chronicle, holder), us });
    }
  });
  const waits = lines.map(
    ({ fromUs, toUs, answer, what, held, down }): WaitTold => ({
      fromUs,
      toUs,
      cause: answer.cause!,
      place: answer.best === undefined ? null : placeText(chronicle.model, answer.best),
      what,
      holders: [...held.values()].sort((a, b) => b.us - a.us),
      down: [...down],
      byDefault: limits.ofWait(answer.cause!, waitedFor(chronicle, task, { ...answer, what })),
    }),
  );
  return { waits, areExact: addUp(task, lines) };
}

type Wanted = Pick<Line, 'answer' | 'what'>;

function isForTheSame(a: Wanted, b: Wanted): boolean {
  const { best: x } = a.answer;
  const { best: y } = b.answer;
  return (
    a.answer.cause === b.answer.cause && x?.proxy === y?.proxy && x?.mode === y?.mode && a.what === b.what
  );
}

function whyReady(chronicle: Chronicle, task: ToldTask): string {
  const { model, sessions, vmRuns } = chronicle;
  const { name } = model.jobs[task.job]!;
  if (task.attempt > 1) {
    const before = vmRuns.find(
      (run) => run.vm === task.vm && run.session === task.session && run.attempt === task.attempt - 1,
    );
    return `attempt ${task.attempt - 1} at ${model.vms.nameOf(before?.vm ?? task.vm)} failed`;
  }
  const { number } = sessions[task.session]!;
  const begun = `${number > 1 ? `session ${number} of ${name}` : name} began${onWhat(chronicle, task.session)}`;
  return model.scenario.overheads.jobInit > 0 ? `${begun}, and its start-up was over` : begun;
}

function onWhat(chronicle: Chronicle, session: number): string {
  const beginning = beginningOf(chronicle, session);
  if (beginning.kind === 'due') return '';
  if (beginning.kind === 'held-back') {
    const opened = beginning.by === 'window' ? 'its window opened' : 'its schedule let it';
    return ` when ${opened} (it was due at ${clockOf(chronicle)(beginning.dueUs)})`;
  }
  const { model, sessions } = chronicle;
  return ` when ${model.jobs[sessions[beginning.leader]!.job]!.name} had ended`;
}

/** Uses the scheduler's own verdicts if they were recorded; otherwise the trace is replayed to the decision. */
function* decisionOf(explanation: Explanation, task: ToldTask): InParts<DecisionTold | null> {
  const { chronicle, heard } = explanation;
  const { started } = task;
  if (started === undefined) return null;
  const { model } = chronicle;
  const verdicts = heard.get(task.task) ?? (yield* verdictsBefore(explanation, task));
  return {
    atUs: started.at,
    place: placeText(model, started),
    second: started.second === null ? null : placeText(model, started.second),
    repository: model.repositories[started.repository]?.name ?? null,
    decidedBy: started.decidedBy,
    candidates: candidatesTold(chronicle, verdicts, started),
    better: betterModes(explanation, task, started, verdicts),
  };
}

export function candidatesTold(
  { model }: Chronicle,
  verdicts: readonly CandidateVerdict[],
  chosen: { readonly proxy: number; readonly mode: string } | undefined,
): CandidateTold[] {
  const sorted = verdicts.toSorted(compare);
  return sorted.map(({ candidate, refusedBy, keys }) => ({
    place: placeText(model, candidate),
    chosen: candidate.proxy === chosen?.proxy && candidate.mode === chosen.mode,
    refusedBy,
    keys: Object.fromEntries(keys.map(({ name, value }) => [name, value])),
  }));
}

/** Ordered by ranking keys; candidates that can never be used come last. */
function compare(a: CandidateVerdict, b: CandidateVerdict): number {
  const isOut = ({ refusedBy }: CandidateVerdict) => (refusedBy !== null && isUnusable(refusedBy) ? 1 : 0);
  const out = isOut(a) - isOut(b);
  if (out !== 0) return out;
  const at = a.keys.findIndex(({ value }, i) => value !== b.keys[i]!.value);
  return at < 0 ? 0 : a.keys[at]!.value - b.keys[at]!.value;
}

/** The verdicts just before the task was placed, from a replay of the trace. */
function* verdictsBefore(explanation: Explanation, task: ToldTask): InParts<CandidateVerdict[]> {
  const replica = new Replica(explanation);
  for (const record of explanation.chronicle.records) {
    if (record === task.started) break;
    yield record.at / Math.max(1, task.startUs);
    replica.apply(record);
  }
  // The spacing of starts depends on time alone, and its end has no record.
  replica.spacingOver(task.startUs);
  return verdictsFor(replica, explanation.policy, task);
}

function snapshotOf(chronicle: Chronicle, task: ToldTask): SnapshotTold | null {
  if (!chronicle.model.jobs[task.job]!.work.snapshot || task.startUs < 0) return null;
  const run = chronicle.vmRuns[task.vmRun]!;
  const known = (at: number) => (at < 0 ? null : at);
  const started = chronicle.tasksOf(run).filter(({ startUs }) => startUs >= 0);
  return {
    createdUs: known(run.createdUs),
    removingUs: known(run.removingUs),
    removedUs: known(run.removedUs),
    isOwn: started.every(
      ({ startUs, task: number }) =>
        startUs > task.startUs || (startUs === task.startUs && number >= task.task),
    ),
  };
}
