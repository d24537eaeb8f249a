import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RunOptions } from '../run.ts';
import { acrossSites, type FarRun } from './across-sites.ts';
import { afterFaults, type FailedRun } from './after-faults.ts';
import { type Doubling, doublingsOf, type WatchedRun } from './doubling.ts';
import { earlierStarts } from './earlier-start.ts';
import { highPriority } from './high-priority.ts';
import { largestFirst } from './largest-first.ts';
import { moreProxies } from './more-proxies.ts';
import { splitJob } from './split-job.ts';
import { spreadFulls } from './spread-fulls.ts';
import { withTracking } from './with-tracking.ts';

/** What is needed of a run to know what could be changed. */
export type ChangeableRun = WatchedRun & FailedRun & FarRun & Pick<RunResult, 'sessions'>;

/**
 * Everything that could be bought or set to make a run better, what is cheap or tells most first. The disks of the scenario have
 * been drawn.
 */
export function changesToTry(
  scenario: Scenario,
  run: ChangeableRun,
  { policy }: Pick<RunOptions, 'policy'>,
): Doubling[] {
  // A policy that is given beside the scenario has an order of its own.
  const order = policy === undefined ? (largestFirst(scenario, run.summary) ?? []) : [];
  const spread = spreadFulls(scenario, run);
  return [
    afterFaults(scenario, run),
    spread.length > 0 ? spread : splitJob(scenario, run),
    earlierStarts(scenario, run),
    highPriority(scenario, run) ?? [],
    withTracking(scenario) ?? [],
    order,
    moreProxies(scenario, run.summary),
    acrossSites(scenario, run),
    doublingsOf(scenario, run),
  ].flat();
}
