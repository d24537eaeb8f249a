import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { designsOf } from '../../experiment/designs.ts';
import type { DesignCost } from '../../experiment/plan/design-cost.ts';
import { latestEnd } from '../../experiment/plan/latest-end.ts';
import { neutralCost } from '../../experiment/plan/neutral-cost.ts';
import type { PlanQuestion } from '../../experiment/plan/plan-search.ts';
import { type PriceList, priceOf } from '../../experiment/plan/price-list.ts';
import { rowOf } from '../../experiment/sweep.ts';
import { SiteTree } from '../../scenario/site-tree.ts';
import type { Io } from '../io.ts';
import type { PlanRequest } from './plan-request.ts';
import type { PreparedExperiment } from './prepare.ts';

/** The question that a search answers: every design with what it costs. Prices that do not fit the scenario are told. */
export function planQuestion(
  { goal, growth }: PlanRequest,
  { input: { experiment, sources }, scenario }: PreparedExperiment,
  prices: PriceList | null,
  io: Io,
): Result<PlanQuestion> {
  const site = SiteTree.read(sources).with(experiment.overlays);
  const diagnostics: Diagnostic[] = [];
  const designs = io.interruptible(() =>
    designsOf(experiment).map((point) => {
      const row = rowOf(experiment.axes, point);
      const cost: Result<DesignCost> =
        prices === null
          ? { ok: true, value: neutralCost(experiment.axes, row), warnings: [] }
          : priceOf(site.with(point.overlays), prices);
      // The same slip in every design is told of the first that has it.
      if (!cost.ok && diagnostics.length === 0) diagnostics.push(...cost.diagnostics);
      return { point, row, cost: cost.ok ? cost.value : { total: 0, lines: [] } };
    }),
  );
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const question: PlanQuestion = {
    experiment,
    goal,
    designs,
    latestEnd: latestEnd(scenario),
    siteOf: ({ overlays }) => {
      const own = site.with(overlays);
      return { proxies: own.proxies, dataFactor: Number(own.texts('dataFactor')[0] ?? 1) };
    },
    growth,
  };
  return { ok: true, value: question, warnings: [] };
}
