import { didYouMean } from '../../diagnostics/suggest.ts';
import { namesOf } from '../../experiment/replications/replicated-figures.ts';
import { type Estimate, estimate, pairedDifference } from '../../experiment/statistics/estimate.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { mean } from '../../metrics/quantile.ts';
import { inFull } from '../../metrics/summary/summary-figures.ts';
import { globMatcher, isGlob } from '../../scenario/names/glob.ts';
import { counted } from '../../units/counted.ts';
import { type ConditionOutcome, compare, type FailCondition } from './conditions.ts';
import { changeOf } from './figures.ts';
import { formatChange, formatFigure, formatPercent } from './values.ts';

/**
 * One side of a comparison with its replications. Replications with equal numbers on two sides have the same random
 * draws.
 */
export interface ReplicatedSide {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

/** The message about a condition whose figure is not stored for replications; undefined: it is stored. */
export function unkeptMetricOf(
  { metric }: FailCondition,
  sides: readonly ReplicatedSide[],
): { readonly message: string; readonly hint: string } | undefined {
  const kept = keptMetrics(sides);
  if (metricsMeant(metric, kept).some((path) => kept.includes(figureOf(path, kept)))) return undefined;
  const hint = isGlob(metric) ? undefined : didYouMean(metric, kept);
  return {
    message: `'${metric}' is not kept for replications.`,
    hint: hint ?? 'replications.json lists those that are: run --replications writes it.',
  };
}

/**
 * One outcome per figure that the condition matches. The condition holds if the replications show it: the 95 %
 * interval of the mean (of the side's value, or of its paired difference from the first) lies entirely beyond the
 * limit, or some replication of this side is beyond it and none of the other.
 */
export function judgeReplicated(
  condition: FailCondition,
  first: ReplicatedSide,
  other: ReplicatedSide,
): ConditionOutcome[] {
  const kept = keptMetrics([first, other]);
  return metricsMeant(condition.metric, kept).map((metric) => {
    const { failed, text } = verdict(condition, metric, { kept, first, other });
    return { condition: condition.text, metric, side: other.name, failed, text };
  });
}

function keptMetrics(sides: readonly ReplicatedSide[]): string[] {
  return namesOf(
    sides.flatMap(({ outcomes }) => outcomes),
    'figures',
  );
}

function metricsMeant(metric: string, kept: readonly string[]): string[] {
  return isGlob(metric) ? kept.filter(globMatcher(metric)) : [metric];
}

/** The figure's name in outcomes. */
function figureOf(metric: string, kept: readonly string[]): string {
  return kept.includes(metric) ? metric : inFull(metric);
}

interface Judged {
  readonly failed: boolean;
  readonly text: string;
}

interface Pair {
  readonly kept: readonly string[];
  readonly first: ReplicatedSide;
  readonly other: ReplicatedSide;
}

/** A value that is missing has not been shown to be fine, so the condition fails. */
function verdict(condition: FailCondition, metric: string, { kept, first, other }: Pair): Judged {
  const limit = `limit ${condition.comparator} ${condition.limitText}`;
  const figure = figureOf(metric, kept);
  for (const { name, outcomes } of condition.of === 'value' ? [other] : [other, first]) {
    const lacking = outcomes.filter(({ figures }) => figures[figure] === undefined).length;
    if (lacking === 0) continue;
    const where = `${lacking} of ${counted(outcomes.length, 'replication')} of ${name}`;
    return { failed: true, text: `${metric} has no value in ${where} (${limit})` };
  }
  const [before, after] = [first, other].map(({ outcomes }) =>
    outcomes.map(({ figures }) => figures[figure]!),
  ) as [number[], number[]];
  const now = estimate(after);
  const is = `${metric} is ${formatFigure(metric, now.mean)} on average in ${other.name}`;
  if (condition.of === 'value') {
    const interval = intervalText(now, (end) => formatFigure(metric, end));
    return judged(condition, { values: after, mean: now }, `${is}${interval}`, limit);
  }
  const was = mean(before);
  const change = pairedDifference(before, after);
  const percent = (difference: number) => formatPercent(changeOf(was, was + difference)!);
  const text =
    `${is}, was ${formatFigure(metric, was)} in ${first.name}: ` +
    `${formatChange(metric, change.mean)}${intervalText(change, (end) => formatChange(metric, end))}, ` +
    `${percent(change.mean)}${intervalText(change, percent)}`;
  return judged(condition, measuredChange(condition, { before, after, was, change }), text, limit);
}

/** The change, in the figure's unit or as a share, of each pair and of the mean. */
function measuredChange(
  { of }: FailCondition,
  { before, after, was, change }: { before: number[]; after: number[]; was: number; change: Estimate },
): Measured {
  const differences = after.map((value, i) => value - before[i]!);
  if (of === 'difference') return { values: differences, mean: change };
  const { ci95 } = change;
  return {
    values: differences.map((difference, i) => shareOf(before[i]!, difference)),
    mean: {
      mean: shareOf(was, change.mean),
      ci95: ci95 === null ? null : [shareOf(was, ci95[0]), shareOf(was, ci95[1])],
    },
  };
}

/** The quantity that a condition limits: by replication, and its mean. */
interface Measured {
  readonly values: readonly number[];
  readonly mean: Pick<Estimate, 'mean' | 'ci95'>;
}

function judged(condition: FailCondition, measured: Measured, text: string, limit: string): Judged {
  if (isShown(condition, measured)) return { failed: true, text: `${text} (${limit})` };
  const onAverage = compare(measured.mean.mean, condition.comparator, condition.limit);
  const doubt = onAverage ? ': beyond on average, which may be chance; more replications would show' : '';
  return { failed: false, text: `${text} (${limit}${doubt})` };
}

function isShown({ comparator, limit }: FailCondition, { values, mean: middle }: Measured): boolean {
  if (comparator === '=') return values.every((value) => value === limit);
  if (comparator === '!=') return values.some((value) => value !== limit);
  const holds = (value: number) => compare(value, comparator, limit);
  const [low, high] = middle.ci95 ?? [middle.mean, middle.mean];
  if (holds(low) && holds(high)) return true;
  const isAgainst = (value: number) => (comparator.startsWith('>') ? value < limit : value > limit);
  return values.some(holds) && !values.some(isAgainst);
}

/** A change from zero exceeds any share. */
function shareOf(before: number, difference: number): number {
  const { share } = changeOf(before, before + difference)!;
  return share ?? Math.sign(difference) * Number.POSITIVE_INFINITY;
}

function intervalText({ ci95, sd }: Estimate, told: (end: number) => string): string {
  return ci95 === null || sd === 0 ? '' : ` (${told(ci95[0])} to ${told(ci95[1])})`;
}
