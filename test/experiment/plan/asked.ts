import { designsOf } from '../../../src/experiment/designs/designs.ts';
import { windowOverlays } from '../../../src/experiment/plan/goal.ts';
import type { Growth } from '../../../src/experiment/plan/growth.ts';
import { latestEnd } from '../../../src/experiment/plan/latest-end.ts';
import { neutralCost } from '../../../src/experiment/plan/neutral-cost.ts';
import type { PlanQuestion } from '../../../src/experiment/plan/plan-question.ts';
import { PlanSearch } from '../../../src/experiment/plan/plan-search.ts';
import { rowOf } from '../../../src/experiment/sweep.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import type { WorkUnit } from '../../../src/experiment/units/work-unit.ts';
import { UnitRunner } from '../../../src/runs/experiments/experiment-runs.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { sourceFiles } from '../../../src/scenario/sources.ts';
import { SiteTree } from '../../../src/scenario/tree/site-tree.ts';
import { experimentOf, sourcesOf } from '../../helpers/swept.ts';

export interface Asked {
  readonly text: string;
  /** Absent: each job has its own. */
  readonly window?: string;
  readonly vary: readonly string[];
  readonly nights?: number;
  readonly confidence?: number;
  readonly growth?: Growth;
  readonly survive?: PlanQuestion['survive'];
  readonly costOf?: PlanQuestion['designs'][number]['cost'] extends infer Cost
    ? (row: readonly number[]) => Cost
    : never;
}

/** A question about a scenario, and whoever runs its units. */
export function question(asked: Asked): { question: PlanQuestion; runner: UnitRunner } {
  const sources = sourcesOf(asked.text);
  const overlays =
    asked.window === undefined
      ? [{ path: 'jobs.*.window.onClose', value: 'report' }]
      : windowOverlays(asked.window);
  const { nights = 1, confidence = 1 } = asked;
  const experiment = experimentOf(asked.vary, { replications: nights, overlays });
  const { axes } = experiment;
  const parsed = parseScenario({ source: sources.source, overlays, files: sourceFiles(sources) });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  const site = SiteTree.read(sources);
  const designs = designsOf(experiment).map((point) => {
    const row = rowOf(axes, point);
    return { point, row, cost: asked.costOf?.(row) ?? neutralCost(axes, row) };
  });
  return {
    question: {
      experiment,
      goal: { confidence, nights },
      designs,
      latestEnd: latestEnd(parsed.value),
      siteOf: (point) => ({
        proxies: site.with(point.overlays).proxies.map(({ name }) => name),
        dataFactor: 1,
      }),
      hostsOf: () => ({ withProxies: [], asProxies: 0, bound: new Map(), machines: [] }),
      nightsAreAlike: false,
      growth: asked.growth ?? null,
      survive: asked.survive ?? [],
      ownWindows: [],
      canVary: () => [],
      byDefault: () => ({ bottleneck: [], wait: [], bound: [] }),
    },
    runner: new UnitRunner({ experiment, sources, policies: new Map() }),
  };
}

export function outcomeOfUnit(runner: UnitRunner, unit: WorkUnit): Outcome {
  const result = runner.run(unit);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.outcome;
}

/** A search that has been asked to its end. */
export function searched(asked: Asked): { search: PlanSearch; question: PlanQuestion; runner: UnitRunner } {
  const { question: put, runner } = question(asked);
  const search = new PlanSearch(put);
  for (let round = search.ask(); round.length > 0; round = search.ask())
    for (const unit of round) search.tell(unit, outcomeOfUnit(runner, unit));
  return { search, question: put, runner };
}
