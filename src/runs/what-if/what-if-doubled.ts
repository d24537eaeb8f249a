import type { Doubled, DoubledChange } from '../../metrics/doubled.ts';
import { LimitsByDefault } from '../../metrics/limits-by-default.ts';
import type { Summary } from '../../metrics/summary.ts';
import { withSettledDisks } from '../../model/vms/population.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runScenario } from '../run.ts';
import { type Doubling, doublingsOf } from './doubling.ts';

/** Events that a report spends on it unless told otherwise: some seconds at most, and the same runs on every machine. */
export const DOUBLED_EVENTS = 120_000;
/** What making the model and the figures of a run costs beside its events, in events. */
const EVENTS_FOR_A_RUN = 2000;

/**
 * The window if each part of the design were twice as big, one at a time, each simulated with the same seed. Keeps to as
 * many events as the budget has, counting each run as long as the one that there is; undefined: not even one fits.
 */
export function whatIfDoubled(
  scenario: Scenario,
  { summary, options, budget }: { summary: Summary; options: RunOptions; budget: number },
): Doubled | undefined {
  const doublings = doublingsOf(scenario, summary);
  const affordable = Math.floor(budget / (summary.totals.events + EVENTS_FOR_A_RUN));
  if (affordable < 1 && doublings.length > 0) return undefined;
  const tried = doublings.slice(0, affordable);
  const { seed = scenario.seed, replication = 0 } = options;
  // Every such run would draw the same disks.
  const drawn = { ...scenario, vms: withSettledDisks(scenario.vms, { seed, replication }) };
  const limits = new LimitsByDefault(scenario);
  const changes = tried.flatMap((doubling) => changed(drawn, summary, { options, limits }, doubling));
  return {
    of: hasNights(summary) ? 'longest-session' : 'run',
    windowSeconds: windowOf(summary),
    // A sort keeps the order of equals.
    changes: changes.sort((a, b) => (b.savedSeconds ?? 0) - (a.savedSeconds ?? 0)),
    untried: doublings.length - tried.length,
  };
}

/** Nothing where the bigger design is refused, as with a policy that cannot take it. */
function changed(
  scenario: Scenario,
  before: Summary,
  { options, limits }: { readonly options: RunOptions; readonly limits: LimitsByDefault },
  { what, set, fields, names, apply }: Doubling,
): DoubledChange[] {
  // What can be told before a run was told of the one that there is.
  const outcome = runScenario(apply(scenario), { ...options, isChecked: true, leavesOutBound: true });
  if (!outcome.ok) return [];
  const { summary } = outcome.result;
  const windowSeconds = windowOf(summary);
  const was = windowOf(before);
  const savedSeconds = was === null || windowSeconds === null ? null : was - windowSeconds;
  const unprotected = summary.vms.unprotected.length;
  return [{ what, set, windowSeconds, savedSeconds, byDefault: limits.ofFields(fields, names), unprotected }];
}

/** From the first night to the last it takes days, whatever is bigger: of several sessions the longest counts. */
function hasNights({ jobs }: Summary): boolean {
  return Object.values(jobs).some(({ sessions }) => sessions.length > 1);
}

function windowOf(summary: Summary): number | null {
  const { window, jobs } = summary;
  if (window === null || !hasNights(summary)) return window?.seconds ?? null;
  return Object.values(jobs).reduce((longest, job) => Math.max(longest, job.window), 0);
}
