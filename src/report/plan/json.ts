import { designText } from '../../experiment/design.ts';
import type { Plan, PlannedDesign } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trial.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { experimentHead } from '../replications/json.ts';

/** In the folder of a plan. */
export const PLAN_FILE = 'plan.json';

/** The text of `plan.json`: the question, the answer as a number of a design, every design by cost, lost proxies, months. */
export function planJson(plan: Plan): string {
  const { experiment, goal, window, prices, latestEnd, designs, chosen, best, growth } = plan;
  const content = {
    format: 'proxysim-plan/1',
    ...experimentHead(experiment),
    window,
    confidence: goal.confidence,
    nights: goal.nights,
    runs: plan.runs,
    costUnit: prices?.unit ?? null,
    boundLimitSeconds: latestEnd.kind === 'known' ? latestEnd.seconds : null,
    axes: experiment.axes.map(({ path, values }) => ({ path, values: values.map(({ text }) => text) })),
    chosen: chosen === null ? null : designs.indexOf(chosen),
    best: designs.indexOf(best),
    designs: designs.map(designContent),
    losses: plan.losses.map(({ proxy, trial }) => ({ proxy, ...nights(trial) })),
    growth: growth === null ? null : { perYear: growth.perYear, years: growth.years },
    months: plan.months.map(({ month, factor, trial }) => ({ month, dataFactor: factor, ...nights(trial) })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function designContent({ trial, cost, fate, reason }: PlannedDesign): Readonly<Record<string, unknown>> {
  return {
    values: Object.fromEntries(trial.point.overlays.map(({ path, value }) => [path, value])),
    cost: cost.total,
    costLines: cost.lines,
    fate,
    ruledOutBy:
      reason === null
        ? null
        : {
            design: designText(reason.candidate.trial.point),
            boundSeconds: reason.boundSeconds,
            boundBy: reason.boundBy,
          },
    ...nights(trial),
  };
}

/** Null where a design was not run. */
function nights(trial: Trial): { readonly nights: ReturnType<typeof trialFigures> | null } {
  return { nights: trial.outcomes.length === 0 ? null : trialFigures(trial) };
}
