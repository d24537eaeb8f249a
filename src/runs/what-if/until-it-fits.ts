import { kindOfChange, type TightestJob, type UntilItFits } from '../../metrics/doubled.ts';
import { undoneIn } from '../../metrics/failures.ts';
import type { LimitsByDefault } from '../../metrics/limits-by-default.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runInParts } from '../run.ts';
import type { FailedRun } from './after-faults.ts';
import { type ChangeableRun, changesToTry } from './changes-to-try.ts';
import type { Doubling } from './doubling.ts';
import { effortOf, isOfAll } from './effort.ts';
import { tightestJob } from './tightest-job.ts';
import { withoutFaults } from './without-faults.ts';

/** Cost of making a run's model and figures, in events. */
export const EVENTS_FOR_A_RUN = 2000;
/** How many times as much of everything is tried. What takes more is another design rather than a repair: our assumption. */
const MOST_TIMES = 8;
/** How many things are tried alone instead of all of their kind, the most used first. */
const MOST_ALONE = 2;

/** What takes runs, each in parts. */
type InRuns<T> = Generator<void, T, void>;

/** A design, and what it does. */
interface Stage {
  readonly result: RunResult;
  readonly tightest: TightestJob;
  readonly unprotected: number;
  readonly undone: number;
}

/** A change, and the run that gave cause to try it. */
interface Step {
  readonly change: Doubling;
  readonly cause: RunResult;
}

/** The design without any change, with what it does. */
interface Search {
  readonly scenario: Scenario;
  readonly before: Stage;
  readonly options: RunOptions;
  readonly spend: Spend;
}

/** Events that may still be spent. */
interface Spend {
  budget: number;
}

/**
 * What it takes to keep all windows of a run that misses one. Everything that matters is doubled at once, and again, until they
 * hold; then what is not needed is taken away, what is hard to get first. `budget`: events.
 */
export function* untilItFits(
  original: Scenario,
  {
    result,
    options,
    limits,
    budget,
  }: {
    readonly result: ChangeableRun & Pick<RunResult, 'sessions'>;
    readonly options: RunOptions;
    readonly limits: LimitsByDefault;
    readonly budget: number;
  },
): InRuns<UntilItFits | undefined> {
  if (!mayBeLate(original, result)) return undefined;
  const scenario = withoutStops(original);
  const spend = { budget };
  const before = yield* stageOf(scenario, { options, spend });
  if (before === undefined || isInTime(before)) return undefined;
  const search: Search = { scenario, before, options, spend };
  const { steps: all, end, times } = yield* everythingDoubled(search);
  if (all.length === 0) return undefined;
  const few = isInTime(end) ? yield* needed(all, search) : [];
  // What faults do to the night is told elsewhere, and no hardware makes up for them.
  const hasFaults = withoutFaults(scenario, before.result.summary) !== undefined;
  if (few.length === 0 && (hasFaults || times === 1)) return undefined;
  // With what is left of the budget they could still be too many.
  if (spend.budget <= 0) return undefined;
  // One thing alone may make needless what all things of a kind did not.
  const steps = yield* needed(yield* narrowed(few, search), search);
  const { scenario: changed, set } = madeOf(steps, search)!;
  // Once more, because this is what is told.
  const told = { options, spend: { budget: Number.POSITIVE_INFINITY } };
  const after = steps.length === 0 ? end : (yield* stageOf(changed, told))!;
  return {
    changes: steps.map(({ change }) => change.what),
    set,
    times,
    before: before.tightest,
    after: after.tightest,
    stops: original.jobs.some((job) => job.name === before.tightest.job && isStopped(job)),
    unprotected: after.unprotected,
    byDefault: limits.ofFields(
      [...new Set(steps.flatMap(({ change }) => change.fields))],
      steps.flatMap(({ change }) => change.names),
    ),
  };
}

/** Where windows stop work, a job that was not done is as good as late. */
function mayBeLate({ jobs }: Scenario, result: FailedRun & Pick<RunResult, 'sessions'>): boolean {
  const tightest = tightestJob(result);
  if (tightest === null) return false;
  return tightest.spareSeconds < 0 || (jobs.some(isStopped) && undoneIn(result) > 0);
}

function isStopped({ window }: Scenario['jobs'][number]): boolean {
  return window?.onClose === 'stop';
}

/** What is stopped has no end that could be compared. */
function withoutStops(scenario: Scenario): Scenario {
  const jobs = scenario.jobs.map((job) =>
    job.window === undefined ? job : { ...job, window: { ...job.window, onClose: 'report' as const } },
  );
  return { ...scenario, jobs };
}

/** Undefined: the budget is spent, the design is refused, or a job does not end. */
function* stageOf(
  scenario: Scenario,
  { options, spend }: Pick<Search, 'options' | 'spend'>,
): InRuns<Stage | undefined> {
  if (spend.budget <= 0) return undefined;
  const outcome = yield* runInParts(scenario, { ...options, isChecked: true, leavesOutBound: true });
  if (!outcome.ok) return undefined;
  const { result } = outcome;
  spend.budget -= result.summary.totals.events + EVENTS_FOR_A_RUN;
  const tightest = tightestJob(result);
  if (tightest === null) return undefined;
  return {
    result,
    tightest,
    unprotected: result.summary.vms.unprotected.length,
    undone: undoneIn(result),
  };
}

function isInTime({ tightest }: Stage): boolean {
  return tightest.spareSeconds >= 0;
}

interface Everything {
  readonly steps: readonly Step[];
  readonly end: Stage;
  /** How many times as much there is of what mattered in every round. */
  readonly times: number;
}

/**
 * Whatever mattered, doubled until all windows hold: several limits may be as tight, so that no change alone helps. Faster cores come
 * last, and once: they can hardly be bought.
 */
function* everythingDoubled(search: Search): InRuns<Everything> {
  let everything: Everything = { steps: [], end: search.before, times: 1 };
  while (everything.times < MOST_TIMES && !isInTime(everything.end)) {
    const doubled = yield* withMore(everything, isOwnChange, search);
    if (doubled === undefined) break;
    everything = { ...doubled, times: 2 * everything.times };
  }
  if (isInTime(everything.end)) return everything;
  return (yield* withMore(everything, (kind) => kind === FASTER, search)) ?? everything;
}

const FASTER = 'proxies.speed';
/** Each of the two is tried by itself. */
const PAIR = 'proxies.numberAndSlots';
const isOwnChange = (kind: string) => kind !== FASTER && kind !== PAIR;

/** With one more change of each of these kinds; undefined: there is none, or the budget is spent. */
function* withMore(
  { steps: before, end: { result: cause }, times }: Everything,
  isTried: (kind: string) => boolean,
  search: Search,
): InRuns<Everything | undefined> {
  const { scenario } = madeOf(before, search)!;
  const kinds = new Map<string, Step>();
  for (const change of changesToTry(scenario, cause, search.options)) {
    const kind = kindOfChange(change.what);
    // All things of a kind come before each alone.
    if (isTried(kind) && !kinds.has(kind)) kinds.set(kind, { change, cause });
  }
  // More proxies have more of both, and more slots than cores can be worse.
  if (kinds.has('proxies.number') && scenario.proxies.every(hasSlotsForItsCores))
    for (const part of ['proxies.slots', 'proxies.cores']) kinds.delete(part);
  if (kinds.size === 0) return undefined;
  const steps = [...before, ...kinds.values()];
  const made = madeOf(steps, search);
  const end = made && (yield* stageOf(made.scenario, search));
  return end && { steps, end, times };
}

function hasSlotsForItsCores({ isHost, maxConcurrentTasks, cores }: Scenario['proxies'][number]): boolean {
  return !isHost && maxConcurrentTasks >= cores;
}

/** Without what is not needed, the hardest first. */
function* needed(steps: readonly Step[], search: Search): InRuns<readonly Step[]> {
  // The sort is stable: among equals, what was added last and mattered least goes first.
  const hardestFirst = [...steps].reverse().sort((a, b) => effortOf(b.change.what) - effortOf(a.change.what));
  return yield* without(steps, hardestFirst, search);
}

/** Halves of what may be left out at once, which takes fewer runs. */
function* without(steps: readonly Step[], out: readonly Step[], search: Search): InRuns<readonly Step[]> {
  const rest = steps.filter((step) => !out.includes(step));
  if (yield* isEnough(rest, search)) return rest;
  if (out.length <= 1) return steps;
  const middle = Math.ceil(out.length / 2);
  const later = yield* without(steps, out.slice(0, middle), search);
  return yield* without(later, out.slice(middle), search);
}

/** One thing instead of all of its kind, where that is enough. */
function* narrowed(steps: readonly Step[], search: Search): InRuns<readonly Step[]> {
  let kept = steps;
  for (const step of steps)
    for (const one of aloneOf(step, search)) {
      const fewer = kept.map((other) => (other === step ? one : other));
      if (!(yield* isEnough(fewer, search))) continue;
      kept = fewer;
      break;
    }
  return kept;
}

function aloneOf({ change: { what }, cause }: Step, { scenario, options }: Search): readonly Step[] {
  if (!isOfAll(what)) return [];
  const kind = kindOfChange(what);
  return changesToTry(scenario, cause, options)
    .filter((change) => kindOfChange(change.what) === kind && !isOfAll(change.what))
    .slice(0, MOST_ALONE)
    .map((change) => ({ change, cause }));
}

/** Whether all windows hold, and no more is left undone than without any change. */
function* isEnough(steps: readonly Step[], search: Search): InRuns<boolean> {
  const made = steps.length === 0 ? undefined : madeOf(steps, search);
  const stage = made && (yield* stageOf(made.scenario, search));
  if (stage === undefined) return false;
  const { unprotected, undone } = search.before;
  return isInTime(stage) && stage.unprotected <= unprotected && stage.undone <= undone;
}

interface Made {
  readonly scenario: Scenario;
  /** None if one of the changes cannot be expressed. */
  readonly set: readonly string[];
}

/** The design with these changes, and the settings that make it. Undefined: one of them is none without another that is left out. */
function madeOf(steps: readonly Step[], { scenario, options }: Search): Made | undefined {
  const values = new Map<string, string>();
  let canBeSet = true;
  let made = scenario;
  for (const { change, cause } of steps) {
    // Settings state what there is afterwards, so they depend on the changes before.
    const same = changesToTry(made, cause, options).find(({ what }) => what === change.what);
    if (same === undefined) return undefined;
    canBeSet &&= same.set.length > 0;
    for (const setting of same.set) {
      const path = setting.slice(0, setting.indexOf('='));
      values.delete(path);
      values.set(path, setting);
    }
    made = same.apply(made);
  }
  return { scenario: made, set: canBeSet ? [...values.values()] : [] };
}
