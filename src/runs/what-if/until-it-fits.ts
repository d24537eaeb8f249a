import { groupedBy } from '../../collections/grouped-by.ts';
import { COSTS_NOTHING, type DoubledChange, kindOfChange, type UntilItFits } from '../../metrics/doubled.ts';
import type { LimitsByDefault } from '../../metrics/limits/limits-by-default.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { undoneIn } from '../../metrics/troubles/failures.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RunOptions } from '../run.ts';
import type { FailedRun } from './after-faults.ts';
import { type ChangeableRun, changesToTry } from './changes-to-try.ts';
import { effortOf, inSteps, isOfAll } from './effort.ts';
import { narrowed } from './narrowed.ts';
import { tightestJob } from './tightest-job.ts';
import {
  type InRuns,
  isEnough,
  isInTime,
  keyOf,
  madeOf,
  type Outcome,
  outcomeWith,
  type Search,
  type Stage,
  type Step,
  stageOf,
  stageWith,
} from './tried-design.ts';
import { withoutFaults } from './without-faults.ts';

/** How many times as much of everything is tried. What takes more is another design rather than a repair: our assumption. */
const MOST_TIMES = 8;

/**
 * What it takes to keep all windows of a run that misses one. Everything that matters is doubled at once, and again, until
 * they hold; then what is not needed is taken away, what is hard to get first. `alone`: what each change does by itself in
 * the run as it is. `budget`: events.
 */
export function* untilItFits(
  original: Scenario,
  {
    result,
    alone,
    options,
    limits,
    budget,
  }: {
    readonly result: ChangeableRun;
    readonly alone: readonly DoubledChange[];
    readonly options: RunOptions;
    readonly limits: LimitsByDefault;
    readonly budget: number;
  },
): InRuns<UntilItFits | undefined> {
  const scenario = withoutStops(original);
  const asked: Asked = { scenario, options, limits, spend: { budget } };
  if (!isUnfinished(result) && !mayBeLate(original, result)) return undefined;
  const before = isUnfinished(result) ? undefined : yield* stageOf(scenario, asked);
  // Without a stop at the close of its window, a job may never end.
  if (before === undefined)
    return yield* withFaultsAside(asked, { cause: result, before: null, stops: false });
  if (isInTime(before)) return undefined;
  const { tightest } = before;
  const stops = original.jobs.some((job) => job.name === tightest.job && isStopped(job));
  const search: Search = { ...asked, before, known: outcomesOf(alone, original) };
  const found = yield* enough(search);
  if (found !== undefined && (found.steps.length > 0 || !hasFaults(scenario, before.result)))
    return { ...toldOf(found, search, limits), before: tightest, stops };
  return yield* withFaultsAside(asked, { cause: before.result, before: tightest, stops });
}

/**
 * Also where windows stop work: with a change after which every job is in time nothing is stopped, and with any other
 * some job is late either way. But a job that was stopped can hide that another is late, and so for whom a change of all
 * late jobs is.
 */
function outcomesOf(alone: readonly DoubledChange[], { jobs }: Scenario): Map<string, Outcome> {
  const mayHide = jobs.some(isStopped);
  const known = new Map<string, Outcome>();
  for (const { what, tightest, unprotected, undone } of alone)
    if (tightest != null && !(mayHide && isOfAll(what)))
      known.set(keyOf([{ change: { what }, times: 1 }]), { tightest, unprotected, undone });
  return known;
}

type Asked = Omit<Search, 'before' | 'known'> & { readonly limits: LimitsByDefault };

const hasFaults = (scenario: Scenario, { summary }: Pick<RunResult, 'summary'>) =>
  withoutFaults(scenario, summary) !== undefined;

/** What the run would be without its faults, for which no hardware makes up. Undefined: it has none, or the budget is spent. */
function* withFaultsAside(
  asked: Asked,
  { cause, ...told }: Pick<UntilItFits, 'before' | 'stops'> & { readonly cause: Pick<RunResult, 'summary'> },
): InRuns<UntilItFits | undefined> {
  const calm = withoutFaults(asked.scenario, cause.summary);
  if (calm === undefined) return undefined;
  const scenario = calm.apply(asked.scenario);
  const before = yield* stageOf(scenario, asked);
  if (before === undefined) return undefined;
  const search: Search = { ...asked, scenario, before, known: new Map() };
  const found = isInTime(before) ? { steps: [], end: before, times: 1 } : yield* enough(search);
  if (found === undefined) return undefined;
  const { set, ...changes } = toldOf(found, search, asked.limits);
  const canBeSet = set.length > 0 && calm.set.length > 0;
  return { ...changes, set: canBeSet ? [...calm.set, ...set] : [], ...told, withoutFaults: before.tightest };
}

/** Whether a session with a window had no end when the run ended. */
function isUnfinished({ sessions }: Pick<RunResult, 'sessions'>): boolean {
  return sessions.some(({ closesSeconds, endSeconds }) => closesSeconds !== null && endSeconds === null);
}

/**
 * Changes that are enough, none of them needless. No steps: everything together is not enough. Undefined: nothing can
 * be tried, or the budget is spent.
 */
function* enough(search: Search): InRuns<Found | undefined> {
  const tried = (yield* costsNothing(search)) ?? (yield* everythingDoubled(search));
  const { end, times } = tried;
  const few = isEnough(end, search) ? yield* needed(tried.steps, search) : [];
  if (few.length === 0 && times === 1) return undefined;
  // With what is left of the budget they could still be too many.
  if (search.spend.budget <= 0) return undefined;
  // Some things of a kind may make needless what all of them did not.
  const steps = yield* needed(yield* narrowed(few, search), search);
  return { steps, end: steps.length === 0 ? end : search.known.get(keyOf(steps))!, times };
}

function toldOf(
  { steps, end, times }: Found,
  search: Search,
  limits: LimitsByDefault,
): Pick<UntilItFits, 'changes' | 'set' | 'times' | 'after' | 'unprotected' | 'byDefault'> {
  return {
    changes: steps.map(({ change }) => change.what),
    set: madeOf(steps, search)!.set,
    times,
    after: end.tightest,
    unprotected: end.unprotected,
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

/**
 * The first change that costs nothing and is enough by itself: then nothing has to be bought. Undefined: none is. Of most
 * kinds, the one for all is tried; those for one job alone are many, so only what is known of them counts.
 */
function* costsNothing(search: Search): InRuns<Found | undefined> {
  const cause = search.before.result;
  const free = changesToTry(search.scenario, cause, search.options).filter(({ what }) =>
    COSTS_NOTHING.has(kindOfChange(what)),
  );
  const kinds = groupedBy(free, ({ what }) => kindOfChange(what));
  for (const change of free) {
    const steps = [{ change, cause, times: 1 }];
    const seen = search.known.get(keyOf(steps));
    const kind = kindOfChange(change.what);
    const isTried = inSteps(kind) || kinds.get(kind)![0] === change;
    if (seen === undefined ? !isTried : !isEnough(seen, search)) continue;
    // Once more, because this may be what is told, and the settings are those of this run's late jobs.
    const end = yield* stageWith(steps, search);
    if (isEnough(end, search)) return { steps, end, times: 1 };
  }
  return undefined;
}

/** Changes that were tried together. */
interface Found {
  readonly steps: readonly Step[];
  readonly end: Outcome;
  /** How many times as much there is of what mattered in every round. */
  readonly times: number;
}

interface Tried extends Found {
  readonly end: Stage;
}

/**
 * Whatever mattered, doubled until all windows hold: several limits may be as tight, so that no change alone helps.
 * Faster cores come last, and once: they can hardly be bought.
 */
function* everythingDoubled(search: Search): InRuns<Tried> {
  let everything: Tried = { steps: [], end: search.before, times: 1 };
  while (everything.times < MOST_TIMES && !isEnough(everything.end, search)) {
    const doubled = yield* withMore(everything, isOwnChange, search);
    if (doubled === undefined) break;
    everything = { ...doubled, times: 2 * everything.times };
  }
  if (isEnough(everything.end, search)) return everything;
  return (yield* withMore(everything, (kind) => kind === FASTER, search)) ?? everything;
}

const FASTER = 'proxies.speed';
/** Each of the two is tried by itself. */
const PAIRS: readonly string[] = ['proxies.numberAndSlots', 'proxies.size'];
const isOwnChange = (kind: string) => kind !== FASTER && !PAIRS.includes(kind);

/** With one more change of each of these kinds; undefined: there is none, or the budget is spent. */
function* withMore(
  { steps: before, end: { result: cause }, times }: Tried,
  isTried: (kind: string) => boolean,
  search: Search,
): InRuns<Tried | undefined> {
  const { scenario } = madeOf(before, search)!;
  const kinds = new Map<string, Step>();
  for (const change of changesToTry(scenario, cause, search.options)) {
    const kind = kindOfChange(change.what);
    // All things of a kind come before each alone.
    if (isTried(kind) && (!kinds.has(kind) || inSteps(kind))) kinds.set(kind, { change, cause, times });
  }
  // More proxies have more of both, and more slots than cores can be worse.
  if (kinds.has('proxies.number') && scenario.proxies.every(hasSlotsForItsCores))
    for (const part of ['proxies.slots', 'proxies.cores']) kinds.delete(part);
  if (kinds.size === 0) return undefined;
  const steps = [...before, ...kinds.values()];
  const end = yield* stageWith(steps, search);
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
  if (rest.length > 0 && isEnough(yield* outcomeWith(rest, search), search)) return rest;
  if (out.length <= 1) return steps;
  const middle = Math.ceil(out.length / 2);
  const later = yield* without(steps, out.slice(0, middle), search);
  return yield* without(later, out.slice(middle), search);
}
