import { MONTHS_OF_YEAR } from '../../experiment/plan/growth.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { listed } from '../wording/listed.ts';
import { bestDesign, hasOneDesign, type PlanData, type PlanMonth } from './plan-data.ts';
import { costWords, meanWords, nightsHeldWords, troubleWords } from './words.ts';

/** How long the design lasts while the data grows, and what fails then. */
export function growthLines(plan: PlanData, paint: Paint): string[] {
  const { growth, months } = plan;
  if (growth === null) return [];
  if (months.length === 0) return [`Growth: not simulated, since ${notGrown(plan)}.`];
  const pace = `${formatShare(growth.share)} more data a ${growth.per}`;
  const last = months.at(-1)!;
  const leftOut = leftOutLines(months);
  if (last.nights.verdict === 'holds')
    return [
      `Growth: ${paint.good(`holds for ${spanWords(growth.months)}`)} with ${pace}.`,
      `  In month ${last.month} (data ${factorWords(last)}): ${monthWords(last, plan)}.`,
      ...leftOut.map((line) => `  ${line}`),
    ];
  const before = months.at(-2);
  return [
    `Growth: ${paint.bad(`breaks in month ${last.month}`)} with ${pace}${leftOut.length === 0 ? ', every month simulated' : ''}.`,
    `  Month ${last.month} (data ${factorWords(last)}): ${monthWords(last, plan)}.`,
    `  What breaks: ${troubleWords(last.nights)}.`,
    ...(before === undefined
      ? []
      : [`  Month ${before.month} (data ${factorWords(before)}): ${monthWords(before, plan)}.`]),
    ...nextStepLines(plan).map((line) => `  ${line}`),
    ...leftOut.map((line) => `  ${line}`),
  ];
}

/** What to buy when the design breaks, and how long that lasts; or why there is nothing to say. */
function nextStepLines(plan: PlanData): string[] {
  const { nextStep, designs, axes, months, growth } = plan;
  if (nextStep === undefined) return [];
  const { design: row, tried } = nextStep;
  const broken = months.at(-1)!.month;
  if (row === null) return [`Next step: ${noStepWords(plan, tried)}`];
  const [now, then] = [bestDesign(plan), designs[row]!];
  const changes = axes
    .filter(({ path }) => now.values[path] !== then.values[path])
    .map(({ path }) => printable(`${path}=${then.values[path]} instead of ${now.values[path]}`));
  const more = then.cost - now.cost;
  const price = more === 0 ? 'at the same cost' : `${costWords(more, plan)} more`;
  const [first] = nextStep.months;
  const last = nextStep.months.at(-1)!;
  const lasts =
    last.nights.verdict === 'holds'
      ? `to the end of the ${spanWords(growth!.months)}`
      : `until month ${last.month}, in which it breaks`;
  return [
    `Next step, by month ${broken}: ${listed(changes)} (${price}), the cheapest that holds then: ${monthWords(first!, plan)}.`,
    `It lasts ${lasts}.`,
  ];
}

/** Why no step is named, with a full stop. */
function noStepWords(plan: PlanData, tried: number): string {
  if (hasOneDesign(plan)) return 'not looked for, since nothing was varied.';
  const wider = 'Wider ranges of --vary may have one.';
  if (tried === 0) return `no design has at least as much of everything. ${wider}`;
  const none =
    tried === 1
      ? 'the one design that has more does not hold'
      : `none of the ${tried} designs that have more holds`;
  return `${none} with the data of month ${plan.months.at(-1)!.month}. ${wider}`;
}

/** Which months count as held without a run, and on what ground. */
function leftOutLines(months: readonly PlanMonth[]): string[] {
  const count = months.at(-1)!.month - months.length;
  if (count === 0) return [];
  return [
    `${counted(count, 'month')} not simulated: at the end of ${count === 1 ? 'its' : 'their'} year every job would fit its window even if the night took twice as long.`,
  ];
}

function notGrown({ designs, best }: PlanData): string {
  const { shortfall } = designs[best]!;
  if (shortfall === undefined) return "nothing holds with today's data";
  return `the design does not survive the loss of a ${shortfall.kind === 'host' ? 'host' : 'proxy'}`;
}

/** `3 years`, `18 months`. */
function spanWords(months: number): string {
  return months % MONTHS_OF_YEAR === 0 ? counted(months / MONTHS_OF_YEAR, 'year') : counted(months, 'month');
}

function factorWords({ dataFactor }: PlanMonth): string {
  return `x${dataFactor.toFixed(2)}`;
}

function monthWords({ nights }: PlanMonth, plan: PlanData): string {
  if (plan.nightsAreAlike)
    return `windows ${nights.verdict === 'holds' ? 'hold' : 'do not hold'}, ${meanWords(nights)}`;
  return `windows hold in ${nightsHeldWords(nights.held)}, ${meanWords(nights)} on average`;
}
