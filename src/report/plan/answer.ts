import type { CostLine } from '../../experiment/plan/design-cost.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { neverStartedSentences } from '../replications/never-started.ts';
import { wrapped } from '../text/wrapped.ts';
import { designWords } from '../wording/design-words.ts';
import { nearlyAsCloseLines } from './nearly-as-close.ts';
import { bestDesign, hasOneDesign, type PlanData } from './plan-data.ts';
import {
  amountWords,
  certaintyWords,
  costWords,
  meanWords,
  nightsHeldWords,
  shortfallWords,
  spareRangeWords,
  spareWords,
  windowWords,
} from './words.ts';

/** The cheapest design that holds, or that none does and which comes closest. */
export function answerLines(plan: PlanData, paint: Paint): string[] {
  const [verdict, ...others] = verdictLines(plan);
  const tone = plan.chosen === null ? paint.bad : paint.good;
  const margin = marginLines(plan).map((line) => `  ${line}`);
  return [
    ...wrapped(verdict!, paint.width.sentence).map(tone),
    ...[...others, ...margin].flatMap((line) => wrapped(line, paint.width.sentence)),
    ...costLines(plan),
  ];
}

/** Which design holds; or that none does, and which comes closest. */
export function verdictLines(plan: PlanData): string[] {
  const { chosen, window } = plan;
  const [windows, hold, doNot] =
    window === null
      ? ["The jobs' own windows", 'hold', 'do NOT hold']
      : [`A window of ${printable(window)}`, 'holds', 'does NOT hold'];
  const { shortfall } = bestDesign(plan);
  if (hasOneDesign(plan)) {
    if (shortfall !== undefined)
      return [`${windows} ${hold} with the design as it is, but NOT ${shortfallWords(shortfall)}`];
    return [`${windows} ${chosen === null ? doNot : hold} with the design as it is`];
  }
  const design = designWords(bestDesign(plan));
  if (chosen !== null) return [`${windows} ${hold} with ${design}`];
  if (shortfall === undefined)
    return [`NO design holds ${windowWords(plan)}.`, `Closest: ${design}`, ...nearlyAsCloseLines(plan)];
  return [
    `NO design holds ${windowWords(plan)} and survives as required.`,
    `Closest: ${design}, which does not hold it ${shortfallWords(shortfall)}`,
  ];
}

const NO_END = 'No job finished: none ever started, or the runs were cut short.';

/** How often the windows hold, and by how much. */
export function marginLines(plan: PlanData): string[] {
  const figures = bestDesign(plan).nights;
  const { held, neverStarted = {} } = figures;
  return [
    areAlike(plan)
      ? `Windows hold in ${held.held > 0 ? 'every' : 'no'} night: nothing here is left to chance.`
      : `Windows hold in ${nightsHeldWords(held)}: ${certaintyWords(held)}.`,
    ...spareLines(figures),
    ...largestFirstLines(plan),
    ...neverStartedSentences(neverStarted, held.n, 'night'),
  ];
}

/**
 * Whether all nights of the best design are the same night: a confidence interval would describe variation that does not
 * exist.
 */
export function areAlike(plan: PlanData): boolean {
  if (plan.nightsAreAlike) return true;
  const { held, spare } = bestDesign(plan).nights;
  const interval = spare?.ci95 ?? null;
  return held.n > 1 && interval !== null && interval[0] === interval[1];
}

function spareLines(figures: TrialFigures): string[] {
  const { spare, worst } = figures;
  if (spare === null || worst === null) return [NO_END];
  const job = printable(worst.job);
  if (spare.ci95 === null) return [`Margin: ${meanWords(figures)}; ${job} is the tightest.`];
  const [low, high] = spare.ci95;
  if (low === high) return [`Margin: ${meanWords(figures)} in every night (${job}).`];
  return [
    `Margin: ${meanWords(figures)} on average (95% interval of the mean ${spareRangeWords(low, high)}).`,
    `Worst night: ${spareWords(worst.spareSeconds)} (${job}).`,
  ];
}

/** What costs nothing, before anything is bought: where a night misses, or a cheaper design might do. */
function largestFirstLines(plan: PlanData): string[] {
  const { largestFirst, best } = plan;
  const { held } = bestDesign(plan).nights;
  if (largestFirst === undefined || (best === 0 && held.held === held.n)) return [];
  const { job, spareSeconds } = largestFirst;
  return [
    `Worst night with the largest disks first: ${spareWords(spareSeconds)} (${printable(job)}). That order costs nothing.`,
    'To search with it: --set policy.order=largest-first',
  ];
}

function costLines(plan: PlanData): string[] {
  const { cost, costLines: lines } = bestDesign(plan);
  if (plan.costUnit === null) return [];
  return [`  Costs ${costWords(cost, plan)}:`, ...lines.map(costLine)];
}

function costLine(line: CostLine): string {
  const [total, path, how] = costCells(line);
  return `    ${total.padStart(9)}  ${path}: ${how}`;
}

/** Cells of a cost line: the total, the path that it belongs to, and how it adds up. */
export function costCells({
  path,
  amount,
  price,
  per,
}: CostLine): [total: string, path: string, how: string] {
  const unit = per === null ? '' : ` x ${printable(per)}`;
  return [
    amountWords(amount * price),
    printable(path),
    `${amountWords(amount)}${unit} at ${amountWords(price)}`,
  ];
}
