import {
  ALMOST,
  COSTS_NOTHING,
  hardnessOf,
  kindOfChange,
  type TightestJob,
  type UntilItFits,
} from '../../metrics/doubled.ts';
import { undoneIn } from '../../metrics/failures.ts';
import type { LimitsByDefault } from '../../metrics/limits-by-default.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runInParts } from '../run.ts';
import type { FailedRun } from './after-faults.ts';
import { type ChangeableRun, changesToTry } from './changes-to-try.ts';
import type { Doubling } from './doubling.ts';
import { tightestJob } from './tightest-job.ts';

/** Cost of making a run's model and figures, in events. */
export const EVENTS_FOR_A_RUN = 2000;
/** Changes on top of each other. What takes more is another design rather than a repair: our assumption. */
const MOST_CHANGES = 5;
/** Changes tried at each step: those of all things of a kind, and some of the most used things alone. */
const MOST_TRIED = 24;
/** A step has to make up at least this share of what the tightest job is late. */
const WORTH = 0.01;
/** Changes that are not enough are told if they make up at least this share. */
const WORTH_TELLING = 0.5;

const MORE_PROXIES = ['proxies.number', 'proxies.numberAndSlots'];
const PARTS_OF_PROXY = ['proxies.slots', 'proxies.cores'];

/** What takes runs, each in parts. */
type InRuns<T> = Generator<void, T, void>;

/** A design on the way, and what it does. */
interface Stage {
  readonly scenario: Scenario;
  readonly result: RunResult;
  readonly tightest: TightestJob;
  readonly unprotected: number;
  readonly undone: number;
}

/** A change, and the design whose run gave cause to try it. */
interface Step {
  readonly from: Stage;
  readonly change: Doubling;
}

interface Search {
  readonly options: RunOptions;
  /** The names of those that the scenario has. */
  readonly proxies: ReadonlySet<string>;
  /** Events that may still be spent. */
  budget: number;
}

/**
 * What it takes to keep all windows of a run that misses one: step by step the change that brings the tightest job furthest, until
 * it is in time, or all kinds of changes at once; then without those that are not needed. `budget`: events.
 */
export function* untilItFits(
  scenario: Scenario,
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
  if (!mayBeLate(scenario, result)) return undefined;
  const proxies = new Set(scenario.proxies.map(({ name }) => name));
  const search: Search = { options, proxies, budget };
  const before = yield* stageOf(withoutStops(scenario), search);
  if (before === undefined || isInTime(before)) return undefined;
  const steps = yield* stepsFrom(before, search);
  const made = madeOf(before, steps, search);
  // Once more, because this is what is told.
  const after = yield* stageOf(made.scenario, { ...search, budget: Number.POSITIVE_INFINITY });
  if (after === undefined || madeUp(before, after) < WORTH_TELLING) return undefined;
  const different = new Map(steps.map(({ change }) => [change.what, change]));
  return {
    changes: steps.map(({ change }) => change.what),
    set: made.set,
    before: before.tightest,
    after: after.tightest,
    stops: scenario.jobs.some((job) => job.name === before.tightest.job && isStopped(job)),
    unprotected: after.unprotected,
    byDefault: [...different.values()].flatMap(({ fields, names }) => limits.ofFields(fields, names)),
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
function* stageOf(scenario: Scenario, search: Search): InRuns<Stage | undefined> {
  if (search.budget <= 0) return undefined;
  const outcome = yield* runInParts(scenario, { ...search.options, isChecked: true, leavesOutBound: true });
  if (!outcome.ok) return undefined;
  const { result } = outcome;
  search.budget -= result.summary.totals.events + EVENTS_FOR_A_RUN;
  const tightest = tightestJob(result);
  if (tightest === null) return undefined;
  const unprotected = result.summary.vms.unprotected.length;
  return { scenario, result, tightest, unprotected, undone: undoneIn(result) };
}

function isInTime({ tightest }: Stage): boolean {
  return tightest.spareSeconds >= 0;
}

/** The share of what the tightest job is late in one design that another one makes up. */
function madeUp({ tightest: { spareSeconds: late } }: Stage, { tightest }: Stage): number {
  return (tightest.spareSeconds - late) / -late;
}

function* stepsFrom(before: Stage, search: Search): InRuns<readonly Step[]> {
  const steps: Step[] = [];
  let end = before;
  while (steps.length < MOST_CHANGES) {
    const change = yield* bestChange(end, search);
    const next = change && (yield* stageOf(change.apply(end.scenario), search));
    if (change === undefined || next === undefined) break;
    steps.push({ from: end, change });
    end = next;
    if (isInTime(end)) return yield* withoutUnneeded(before, steps, search);
  }
  const all = [...steps, ...allAtOnce(end, search)];
  const most = yield* stageOf(madeOf(before, all, search).scenario, search);
  if (most === undefined || !isInTime(most)) return steps;
  const needed = yield* withoutUnneeded(before, all, search);
  return needed.length <= MOST_CHANGES ? needed : steps;
}

/** For a design in which several limits are as tight, so that no change alone helps: one change of each kind. */
function allAtOnce(from: Stage, { options }: Search): readonly Step[] {
  const kinds = new Map<string, Step>();
  for (const change of changesToTry(from.scenario, from.result, options)) {
    const kind = kindOfChange(change.what);
    // All things of a kind come before each alone.
    if (!kinds.has(kind)) kinds.set(kind, { from, change });
  }
  // More proxies have both.
  if (MORE_PROXIES.some((kind) => kinds.has(kind))) for (const part of PARTS_OF_PROXY) kinds.delete(part);
  return [...kinds.values()];
}

/** The change that is easiest to make of those that bring about as much as the best one, or enough; undefined: none helps. */
function* bestChange(from: Stage, search: Search): InRuns<Doubling | undefined> {
  const { spareSeconds: now } = from.tightest;
  const tried: { readonly change: Doubling; readonly spareSeconds: number }[] = [];
  const toTry = changesToTry(from.scenario, from.result, search.options)
    .filter((change) => isOfDeclared(change, search))
    .slice(0, MOST_TRIED);
  for (const change of toTry) {
    const to = yield* stageOf(change.apply(from.scenario), search);
    if (to === undefined || to.unprotected > from.unprotected || to.undone > from.undone) continue;
    const { spareSeconds } = to.tightest;
    if (spareSeconds - now > WORTH * -now) tried.push({ change, spareSeconds });
  }
  const most = tried.reduce((best, { spareSeconds }) => Math.max(best, spareSeconds), now);
  const enough = Math.min(0, now + ALMOST * (most - now));
  const [best] = tried
    .filter(({ spareSeconds }) => spareSeconds >= enough)
    .sort((a, b) => effort(a.change) - effort(b.change) || b.spareSeconds - a.spareSeconds);
  return best?.change;
}

/** A proxy that an earlier change added has no name that a setting could use. */
function isOfDeclared({ what, names }: Doubling, { proxies }: Search): boolean {
  return !what.startsWith('proxies.') || what.includes('.*.') || names.every((name) => proxies.has(name));
}

/** Larger is harder: what costs nothing, one thing, all of a kind, and then what is hard to buy. */
function effort({ what }: Doubling): number {
  if (COSTS_NOTHING.has(kindOfChange(what))) return 0;
  return (what.includes('.*.') ? 2 : 1) + 2 * hardnessOf(what);
}

/** Without one change after the other, the hardest first, as long as what is left makes it fit. */
function* withoutUnneeded(before: Stage, steps: readonly Step[], search: Search): InRuns<readonly Step[]> {
  const hardestFirst = [...steps].sort((a, b) => effort(b.change) - effort(a.change));
  let needed = steps;
  for (const step of hardestFirst) {
    const fewer = needed.filter((one) => one !== step);
    if (fewer.length === 0) continue;
    const stage = yield* stageOf(madeOf(before, fewer, search).scenario, search);
    if (stage !== undefined && isInTime(stage)) needed = fewer;
  }
  return needed;
}

/** The design with these changes, and the settings that make it; none if one of the changes cannot be expressed. */
function madeOf(
  before: Stage,
  steps: readonly Step[],
  { options }: Search,
): { readonly scenario: Scenario; readonly set: readonly string[] } {
  const values = new Map<string, string>();
  let canBeSet = true;
  const scenario = steps.reduce((made, { from, change }) => {
    // Settings state what there is afterwards, so they depend on the changes before.
    const same = changesToTry(made, from.result, options).find(({ what }) => what === change.what) ?? change;
    canBeSet &&= same.set.length > 0;
    for (const setting of same.set) {
      const path = setting.slice(0, setting.indexOf('='));
      values.delete(path);
      values.set(path, setting);
    }
    return same.apply(made);
  }, before.scenario);
  return { scenario, set: canBeSet ? [...values.values()] : [] };
}
