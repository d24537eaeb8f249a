import { mean } from '../../metrics/quantile.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import { longestWait } from '../replications/longest-wait.ts';
import { type NeverStarted, toldNeverStarted } from '../replications/never-started.ts';
import { type Estimate, estimate } from '../statistics/estimate.ts';
import { type Proportion, proportion } from '../statistics/proportion.ts';
import type { Outcome } from '../units/outcome.ts';
import { meanUnprotected, tightestJob } from './goal.ts';
import type { Trial, Verdict } from './trial.ts';

/** The joint figures of one design's nights. */
export interface TrialFigures {
  readonly verdict: Verdict;
  /** The proportion of nights in which all windows held. */
  readonly held: Proportion;
  /**
   * Seconds that the tightest job of each night had to spare, negative if it was late; null if no job ever finished.
   */
  readonly spare: Estimate | null;
  /** Mean number of unprotected VMs per night: work that is not done takes no time. */
  readonly unprotected: number;
  /** The night with the least time to spare; null if no job ever finished. */
  readonly worst: WorstNight | null;
  /** Time to spare of the best night; null if no job ever finished. */
  readonly bestSpareSeconds: number | null;
  /** What sets the lower bound in the worst night, and the mean gap between window and bound. */
  readonly boundBy: string | null;
  readonly gap: number | null;
  /** Absent: every enabled job started in all of them. */
  readonly neverStarted?: NeverStarted;
  /** The cause that tasks waited for most, in task-seconds per night; null if nothing waited. */
  readonly wait: { readonly cause: WaitCause; readonly seconds: number } | null;
}

export interface WorstNight {
  readonly night: number;
  readonly job: string;
  readonly spareSeconds: number;
  /** The bottleneck of that job's longest session. */
  readonly bottleneck: string;
}

/** The design must have at least one night. */
export function trialFigures({ outcomes, held, verdict }: Trial): TrialFigures {
  const tightest = outcomes.map(tightestJob);
  const spares = tightest.flatMap((found) => (found === undefined ? [] : [found.spareSeconds]));
  const worst = worstNight(outcomes, tightest);
  const gaps = outcomes.flatMap(({ figures }) => figures['bound.gap'] ?? []);
  return {
    verdict,
    held: proportion(held, outcomes.length),
    spare: spares.length === 0 ? null : estimate(spares),
    unprotected: meanUnprotected(outcomes),
    worst,
    bestSpareSeconds: spares.length === 0 ? null : spares.reduce((most, spare) => Math.max(most, spare)),
    boundBy: outcomes[worst?.night ?? 0]!.boundBy,
    gap: gaps.length === 0 ? null : mean(gaps),
    ...toldNeverStarted(outcomes),
    wait: longestWait(outcomes),
  };
}

function worstNight(
  outcomes: readonly Outcome[],
  tightest: readonly ReturnType<typeof tightestJob>[],
): WorstNight | null {
  let worst: WorstNight | null = null;
  tightest.forEach((found, night) => {
    if (found === undefined || found.spareSeconds >= (worst?.spareSeconds ?? Number.POSITIVE_INFINITY))
      return;
    worst = { night, ...found, bottleneck: outcomes[night]!.bottlenecks[found.job] ?? 'none' };
  });
  return worst;
}
