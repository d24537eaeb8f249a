import { mean } from '../../metrics/quantile.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import { longestWait } from '../replications/longest-wait.ts';
import { type NeverStarted, toldNeverStarted } from '../replications/never-started.ts';
import { type Estimate, estimate } from '../statistics/estimate.ts';
import { type Proportion, proportion } from '../statistics/proportion.ts';
import type { Outcome } from '../units/outcome.ts';
import { meanUnprotected, tightestJob } from './goal.ts';
import type { Trial, Verdict } from './trial.ts';

/** What the nights of one design say together. */
export interface TrialFigures {
  readonly verdict: Verdict;
  /** Nights in which all windows held. */
  readonly held: Proportion;
  /** Seconds that the tightest job of each night had to spare, negative where it was late; null where no job ever ended. */
  readonly spare: Estimate | null;
  /** VMs left without protection, a night: what is not done takes no time. */
  readonly unprotected: number;
  /** Of the night that had the least to spare; null where no job ever ended. */
  readonly worst: WorstNight | null;
  /** What the night with the most had to spare; null where no job ever ended. */
  readonly bestSpareSeconds: number | null;
  /** What sets the lower bound there, and how far above it the window is on average. */
  readonly boundBy: string | null;
  readonly gap: number | null;
  /** Absent: every job that is switched on started in all of them. */
  readonly neverStarted?: NeverStarted;
  /** What tasks waited for most, and how long, seconds of tasks per night; null where nothing waited. */
  readonly wait: { readonly cause: WaitCause; readonly seconds: number } | null;
}

export interface WorstNight {
  readonly night: number;
  readonly job: string;
  readonly spareSeconds: number;
  /** Of that job's longest session. */
  readonly bottleneck: string;
}

/** Of a design with at least one night. */
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
