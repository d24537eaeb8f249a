import { asShares, type InParts } from '../../collections/in-parts.ts';
import { type Doubled, type DoubledChange, kindOfChange, MOVES_JOBS } from '../../metrics/doubled.ts';
import { LimitsByDefault } from '../../metrics/limits/limits-by-default.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { undoneIn } from '../../metrics/troubles/failures.ts';
import { withSettledDisks } from '../../model/vms/population.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runInParts } from '../run.ts';
import { type ChangeableRun, changesToTry } from './changes-to-try.ts';
import type { Doubling } from './doubling.ts';
import { type RunWithSessions, tightestBesideWindow, tightestJob } from './tightest-job.ts';
import { EVENTS_FOR_A_RUN } from './tried-design.ts';
import { untilItFits } from './until-it-fits.ts';
import { withoutFaults } from './without-faults.ts';
import { withoutLatencyControl } from './without-latency-control.ts';

/**
 * Default budget of a report, in events: a few seconds, and about ten where the scheduler looks at much for each event, as with
 * thousands of VMs that wait for snapshots on several datastores. Because it counts events, the same runs are made on every
 * machine.
 */
export const DOUBLED_EVENTS = 1_000_000;
/** How much more may be spent where a window is missed. */
const SHARE_UNTIL_IT_FITS = 0.75;
/** Of all runs, those with one change each. */
const SHARE_OF_CHANGES = 1 / (1 + SHARE_UNTIL_IT_FITS);
/** Fewer runs would show only a part of what matters, for much of the time that the run itself took. */
export const FEWEST_DOUBLED = 4;

/**
 * The window if each part of the design were doubled, one at a time, with the same seed. Makes as many runs as the
 * budget of events allows, assuming that each takes as many as the original one; undefined: fewer than FEWEST_DOUBLED
 * fit. Where a window is missed, it may spend SHARE_UNTIL_IT_FITS of it again to find what it takes to keep all of
 * them.
 */
export function* whatIfDoubled(
  scenario: Scenario,
  {
    result,
    options,
    budget,
  }: { result: ChangeableRun & RunWithSessions; options: RunOptions; budget: number },
): InParts<Doubled | undefined> {
  const { summary } = result;
  const { seed = scenario.seed, replication = 0 } = options;
  // Drawn once, because every run would draw the same disks.
  const drawn = { ...scenario, vms: withSettledDisks(scenario.vms, { seed, replication }) };
  const doublings = [
    withoutFaults(scenario, summary) ?? [],
    withoutLatencyControl(scenario, summary) ?? [],
    changesToTry(drawn, result, options),
  ].flat();
  const affordable = Math.floor(budget / (summary.totals.events + EVENTS_FOR_A_RUN));
  if (affordable < Math.min(FEWEST_DOUBLED, doublings.length)) return undefined;
  const tried = doublings.slice(0, affordable);
  const limits = new LimitsByDefault(scenario);
  // They help a late job, and need not make the window shorter.
  const movesJobs = tried.some(({ what }) => MOVES_JOBS.has(kindOfChange(what)));
  const tightest = movesJobs ? (tightestJob(result) ?? undefined) : tightestBesideWindow(result);
  const asked = { options, limits, tellsTightest: tightest !== undefined };
  const changes: DoubledChange[] = [];
  for (const [i, doubling] of tried.entries()) {
    const share = (done: number) => (SHARE_OF_CHANGES * done) / tried.length;
    changes.push(...(yield* asShares(changed(drawn, summary, asked, doubling), share(i), share(i + 1))));
  }
  const fitting = untilItFits(drawn, {
    result,
    alone: changes,
    options,
    limits,
    budget: budget * SHARE_UNTIL_IT_FITS,
  });
  const fit = yield* asShares(fitting, SHARE_OF_CHANGES, SHARE_OF_CHANGES);
  return {
    of: measureOf(summary),
    windowSeconds: windowOf(summary),
    ...(tightest === undefined ? {} : { tightest }),
    undone: undoneIn(result),
    ...overLinks(summary),
    // The sort is stable.
    changes: changes.sort((a, b) => spareOf(b) - spareOf(a) || (b.savedSeconds ?? 0) - (a.savedSeconds ?? 0)),
    untried: doublings.length - tried.length,
    ...(fit === undefined ? {} : { untilItFits: fit }),
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
