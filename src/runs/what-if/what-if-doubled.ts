import { asShares, type InParts } from '../../collections/in-parts.ts';
import type { Doubled, DoubledChange } from '../../metrics/doubled.ts';
import { failuresOf } from '../../metrics/failures.ts';
import { LimitsByDefault } from '../../metrics/limits-by-default.ts';
import { severalNights } from '../../metrics/nights.ts';
import type { Summary } from '../../metrics/summary.ts';
import { withSettledDisks } from '../../model/vms/population.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runInParts } from '../run.ts';
import { acrossSites, type FarRun } from './across-sites.ts';
import { afterFaults, type FailedRun } from './after-faults.ts';
import { type Doubling, doublingsOf, type WatchedRun } from './doubling.ts';
import { largestFirst } from './largest-first.ts';
import { moreProxies } from './more-proxies.ts';
import { type RunWithSessions, tightestBesideWindow, tightestJob } from './tightest-job.ts';
import { withTracking } from './with-tracking.ts';
import { withoutFaults } from './without-faults.ts';

/**
 * Default budget of a report, in events: a few seconds at most. Because it counts events, the same runs are made on
 * every machine.
 */
export const DOUBLED_EVENTS = 1_000_000;
/** Fewer runs would show only a part of what matters, for much of the time that the run itself took. */
export const FEWEST_DOUBLED = 4;
/** Cost of making a run's model and figures, in events. */
const EVENTS_FOR_A_RUN = 2000;

/**
 * The window if each part of the design were doubled, one at a time, with the same seed. Makes as many runs as the
 * budget of events allows, assuming that each takes as many as the original one; undefined: fewer than FEWEST_DOUBLED fit.
 */
export function* whatIfDoubled(
  scenario: Scenario,
  {
    result,
    options,
    budget,
  }: { result: WatchedRun & FailedRun & FarRun & RunWithSessions; options: RunOptions; budget: number },
): InParts<Doubled | undefined> {
  const { summary } = result;
  // A policy that is given beside the scenario has an order of its own.
  const order = options.policy === undefined ? (largestFirst(scenario, summary) ?? []) : [];
  const doublings = [
    withoutFaults(scenario, summary) ?? [],
    afterFaults(scenario, result),
    withTracking(scenario) ?? [],
    order,
    moreProxies(scenario, summary) ?? [],
    acrossSites(scenario, result),
    doublingsOf(scenario, result),
  ].flat();
  const affordable = Math.floor(budget / (summary.totals.events + EVENTS_FOR_A_RUN));
  if (affordable < Math.min(FEWEST_DOUBLED, doublings.length)) return undefined;
  const tried = doublings.slice(0, affordable);
  const { seed = scenario.seed, replication = 0 } = options;
  // Drawn once, because every run would draw the same disks.
  const drawn = { ...scenario, vms: withSettledDisks(scenario.vms, { seed, replication }) };
  const limits = new LimitsByDefault(scenario);
  const tightest = tightestBesideWindow(result);
  const asked = { options, limits, tellsTightest: tightest !== undefined };
  const changes: DoubledChange[] = [];
  for (const [i, doubling] of tried.entries()) {
    const share = (done: number) => done / tried.length;
    changes.push(...(yield* asShares(changed(drawn, summary, asked, doubling), share(i), share(i + 1))));
  }
  return {
    of: measureOf(summary),
    windowSeconds: windowOf(summary),
    ...(tightest === undefined ? {} : { tightest }),
    undone: undoneIn(result),
    ...overLinks(summary),
    // The sort is stable.
    changes: changes.sort((a, b) => spareOf(b) - spareOf(a) || (b.savedSeconds ?? 0) - (a.savedSeconds ?? 0)),
    untried: doublings.length - tried.length,
  };
}

function spareOf({ tightest }: DoubledChange): number {
  // A session without an end is later than any other.
  return tightest === null ? Number.MIN_SAFE_INTEGER : (tightest?.spareSeconds ?? 0);
}

/** Empty if the doubled design is refused, for example by a policy that cannot handle it. */
function* changed(
  scenario: Scenario,
  before: Summary,
  {
    options,
    limits,
    tellsTightest,
  }: { readonly options: RunOptions; readonly limits: LimitsByDefault; readonly tellsTightest: boolean },
  { what, set, fields, names, apply }: Doubling,
): Generator<void, DoubledChange[], void> {
  // The original run has already reported what can be found out before a run.
  const outcome = yield* runInParts(apply(scenario), {
    ...options,
    isChecked: true,
    leavesOutBound: true,
  });
  if (!outcome.ok) return [];
  const { result } = outcome;
  const { summary } = result;
  const windowSeconds = windowOf(summary);
  const was = windowOf(before);
  const savedSeconds = was === null || windowSeconds === null ? null : was - windowSeconds;
  const unprotected = summary.vms.unprotected.length;
  const byDefault = limits.ofFields(fields, names);
  const undone = undoneIn(result);
  const tightest = tellsTightest ? { tightest: tightestJob(result) } : {};
  const links = overLinks(summary);
  return [{ what, set, windowSeconds, savedSeconds, ...tightest, ...links, byDefault, unprotected, undone }];
}

function overLinks({ links }: Summary): Pick<Doubled, 'linkBytes'> {
  const all = Object.values(links);
  if (all.length === 0) return {};
  return { linkBytes: all.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0) };
}

function undoneIn(result: FailedRun): number {
  const { last, earlier } = failuresOf(result);
  return last + earlier;
}

/**
 * A run with several sessions of a job takes hours or days whatever is doubled: then the longest night counts, or the longest
 * session if there is only one night.
 */
function measureOf(summary: Summary): Doubled['of'] {
  if (severalNights(summary) !== undefined) return 'longest-night';
  return Object.values(summary.jobs).some(({ sessions }) => sessions.length > 1) ? 'longest-session' : 'run';
}

function windowOf(summary: Summary): number | null {
  const { window, nights, jobs } = summary;
  if (window === null) return null;
  switch (measureOf(summary)) {
    case 'longest-night':
      return nights!.longestSeconds;
    case 'longest-session':
      return Object.values(jobs).reduce((longest, job) => Math.max(longest, job.window), 0);
    case 'run':
      return window.seconds;
  }
}
