import { designText } from '../../experiment/designs/design.ts';
import type { Plan, PlannedDesign } from '../../experiment/plan/plan.ts';
import type { GrownMonth } from '../../experiment/plan/prospects.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { experimentHead } from '../experiment-head.ts';
import type { PlanData, PlanDesign, PlanMonth, PlanNextStep } from './plan-data.ts';

/** The result of a search as plain data. The commands in `again` come from the caller, who alone knows them. */
export function planData(plan: Plan, again: PlanData['again']): PlanData {
  const { experiment, goal, window, prices, latestEnd, designs, chosen, best, growth } = plan;
  const isBounded = latestEnd.kind === 'known';
  return {
    ...experimentHead(experiment),
    window,
    ownWindows: plan.ownWindows,
    confidence: goal.confidence,
    nights: goal.nights,
    ...(plan.nightsAreAlike ? { nightsAreAlike: true } : {}),
    runs: plan.runs,
    costUnit: prices?.unit ?? null,
    boundLimitSeconds: isBounded ? latestEnd.seconds : null,
    boundUnusedSince: isBounded ? null : latestEnd.reason,
    axes: experiment.axes.map(({ path, values }) => ({ path, values: values.map(({ text }) => text) })),
    chosen: chosen === null ? null : designs.indexOf(chosen),
    best: designs.indexOf(best),
    designs: designs.map((design) => planDesign(design, experiment)),
    stepsDown: plan.stepsDown.map(({ axis, design }) => ({
      axis: experiment.axes[axis]!.path,
      design: designs.indexOf(design),
    })),
    losses: plan.losses.map(({ proxy, trial }) => ({ proxy, nights: trialFigures(trial) })),
    ...listed(
      'hostLosses',
      plan.hostLosses.map(({ trial, ...lost }) => ({ ...lost, nights: trialFigures(trial) })),
    ),
    ...listed(
      'hostsNotTried',
      plan.hostsNotTried.map(({ host, vms, repositories, jobs }) => ({
        host,
        vms: vms.length,
        repositories,
        jobs,
      })),
    ),
    ...listed('machines', plan.machines),
    ...(plan.hostProxies === 0 ? {} : { hostProxies: plan.hostProxies }),
    ...listed('linksNotTried', plan.linksInUse),
    growth,
    ...(plan.survive.length === 0 ? {} : { survive: plan.survive }),
    months: plan.months.map(planMonth),
    ...(plan.nextStep === null ? {} : { nextStep: nextStep(plan.nextStep, designs) }),
    canVary: plan.canVary,
    byDefault: plan.byDefault,
    waitsByThing: plan.waitsByThing,
    ...(plan.limitedBy === null ? {} : { limitedBy: plan.limitedBy }),
    ...(plan.tooLongDisk === null ? {} : { tooLongDisk: plan.tooLongDisk }),
    ...(plan.largestFirst === null ? {} : { largestFirst: plan.largestFirst }),
    again,
  };
}

/** A list under its key, unless it is empty. */
function listed<Key extends 'hostLosses' | 'hostsNotTried' | 'machines' | 'linksNotTried'>(
  key: Key,
  list: NonNullable<PlanData[Key]>,
): Pick<PlanData, Key> | Record<string, never> {
  return list.length === 0 ? {} : ({ [key]: list } as Pick<PlanData, Key>);
}

function planMonth({ month, factor, trial }: GrownMonth): PlanMonth {
  return { month, dataFactor: factor, nights: trialFigures(trial) };
}

function nextStep(
  { design, tried, months }: NonNullable<Plan['nextStep']>,
  designs: readonly PlannedDesign[],
): PlanNextStep {
  return { design: design === null ? null : designs.indexOf(design), tried, months: months.map(planMonth) };
}

function planDesign(
  { trial, cost, fate, shortfall, reason }: PlannedDesign,
  { axes }: Plan['experiment'],
): PlanDesign {
  const { overlays, policy = null } = trial.point;
  const valueByPath = new Map(overlays.map(({ path, value }) => [path, value]));
  return {
    // In the order in which the user named the axes, not in the order in which they are applied.
    values: Object.fromEntries(axes.map(({ path }) => [path, valueByPath.get(path)!])),
    policy,
    cost: cost.total,
    costLines: cost.lines,
    fate,
    ...(shortfall === null ? {} : { shortfall }),
    ruledOutBy:
      reason === null
        ? null
        : {
            design: designText(reason.candidate.trial.point),
            boundSeconds: reason.boundSeconds,
            boundBy: reason.boundBy,
          },
    nights: trial.outcomes.length === 0 ? null : trialFigures(trial),
  };
}
