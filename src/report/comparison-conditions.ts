import { didYouMean } from '../diagnostics/suggest.ts';
import { globMatcher, isGlob } from '../scenario/glob.ts';
import { SECOND_US } from '../units/civil-time.ts';
import { type MetricUnit, metricUnit, UNIT_WORDS } from '../units/metric-unit.ts';
import { parseDuration } from '../units/parse-duration.ts';
import { parseBytes, parseRate } from '../units/parse-quantity.ts';
import type { ComparedSide } from './comparison.ts';
import { changeOf, figureOf, metricsOf } from './comparison-figures.ts';
import { formatChange, formatFigure, formatPercent } from './comparison-values.ts';

type Comparator = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** When a comparison has to end with 1: `window>+5%`, `jobs.nightly.window>8h`, `vms.unprotected>0`. */
export interface FailCondition {
  /** As the user wrote it. */
  readonly text: string;
  /** A path of the summary; with `*` every one that fits. */
  readonly metric: string;
  readonly comparator: Comparator;
  /**
   * `share`: change against the first side, of its value; `difference`: change in the metric's own unit; `value`: what the
   * side itself has.
   */
  readonly of: 'share' | 'difference' | 'value';
  /** Seconds, bytes, bytes per second, or a share. */
  readonly limit: number;
  /** The limit as written, with its sign. */
  readonly limitText: string;
}

export interface ConditionOutcome {
  readonly condition: string;
  readonly metric: string;
  /** Name of the side that was judged. */
  readonly side: string;
  /** The condition holds: the comparison fails. */
  readonly failed: boolean;
  readonly text: string;
}

type ReadCondition =
  | { readonly ok: true; readonly value: FailCondition }
  | { readonly ok: false; readonly message: string; readonly hint: string };

const HINT = 'Write for example "window>+5%", "jobs.nightly.window>+10min" or "vms.unprotected>0".';

/** Reads one condition; names may hold any character, so the last comparison sign counts. */
export function readCondition(text: string): ReadCondition {
  const refuse = (message: string, hint = HINT): ReadCondition => ({ ok: false, message, hint });
  const match = /^(.*[^<>=!\s])\s*(>=|<=|==|!=|>|<|=)\s*([^<>=!]+)$/s.exec(text.trim());
  if (match === null) return refuse(`'${text}' is not METRIC, a comparison (> >= < <= = !=) and a limit.`);
  const limitText = match[3]!.trim();
  const signed = /^([+-])\s*(.*)$/s.exec(limitText);
  const amount = amountOf(signed?.[2] ?? limitText);
  if (amount === undefined) return refuse(`'${limitText}' is not a percentage, a number or a quantity.`);
  const metric = match[1]!.trim();
  const of = signed === null ? 'value' : amount.unit === 'share' ? 'share' : 'difference';
  const unit = metricUnit(metric);
  // A share of what it was can be told of any figure.
  if (of !== 'share' && unit !== undefined && amount.unit !== undefined && unit !== amount.unit)
    return refuse(`'${limitText}' is ${UNIT_WORDS[amount.unit]}, but '${metric}' is ${UNIT_WORDS[unit]}.`);
  return {
    ok: true,
    value: {
      text: text.trim(),
      metric,
      comparator: match[2] === '==' ? '=' : (match[2] as Comparator),
      of,
      limit: signed?.[1] === '-' ? -amount.value : amount.value,
      limitText,
    },
  };
}

/** Without a unit: a bare number, in whatever the figure is counted in. */
function amountOf(text: string): { readonly value: number; readonly unit?: MetricUnit } | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (percent !== null) return { value: Number(percent[1]) / 100, unit: 'share' };
  if (/^\d+(?:\.\d+)?$/.test(text)) return { value: Number(text) };
  const time = parseDuration(text);
  if (time.ok) return { value: time.value / SECOND_US, unit: 'seconds' };
  const data = parseBytes(text);
  if (data.ok) return { value: data.value, unit: 'bytes' };
  const rate = parseRate(text);
  return rate.ok ? { value: rate.value, unit: 'rate' } : undefined;
}

/** The sentence about a condition whose metric no side has; undefined: at least one has it. */
export function unknownMetricOf(
  { metric }: FailCondition,
  sides: readonly ComparedSide[],
): { readonly message: string; readonly hint?: string } | undefined {
  const known = [...new Set(sides.flatMap(metricsOf))];
  if (isGlob(metric) ? metricsMeant({ metric }, sides).length > 0 : known.includes(metric)) return undefined;
  const message = `'${metric}' is not a figure of these summaries.`;
  const hint = isGlob(metric) ? undefined : didYouMean(metric, known);
  return hint === undefined ? { message } : { message, hint };
}

/** One outcome per metric that the condition speaks of. */
export function judgeCondition(
  condition: FailCondition,
  first: ComparedSide,
  other: ComparedSide,
): ConditionOutcome[] {
  const metrics = metricsMeant(condition, [first, other]);
  return metrics.map((metric) => {
    const before = figureOf(first, metric);
    const after = figureOf(other, metric);
    const { failed, text } = verdict(condition, { metric, before, after }, [first.name, other.name]);
    return { condition: condition.text, metric, side: other.name, failed, text };
  });
}

/** `jobs.*.window` means the jobs, not each of their sessions: those are meant where the pattern says so. */
function metricsMeant({ metric }: Pick<FailCondition, 'metric'>, sides: readonly ComparedSide[]): string[] {
  if (!isGlob(metric)) return [metric];
  const fits = globMatcher(metric);
  const known = [...new Set(sides.flatMap(metricsOf))];
  return known.filter(
    (path) => fits(path) && (metric.includes('.sessions.') || !path.includes('.sessions.')),
  );
}

interface Judged {
  readonly metric: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What cannot be told has not been shown to be fine: it fails. */
function verdict(
  condition: FailCondition,
  { metric, before, after }: Judged,
  [firstName, otherName]: readonly [string, string],
): { failed: boolean; text: string } {
  const limit = `${condition.comparator} ${condition.limitText}`;
  if (after === undefined)
    return { failed: true, text: `${metric} has no value in ${otherName} (limit ${limit})` };
  const is = `${metric} is ${formatFigure(metric, after)}`;
  if (condition.of === 'value') {
    const failed = compare(after, condition.comparator, condition.limit);
    return { failed, text: `${is} in ${otherName} (limit ${limit})` };
  }
  const change = changeOf(before, after);
  if (before === undefined || change === null)
    return { failed: true, text: `${metric} has no value in ${firstName} (limit ${limit})` };
  const text = `${is} in ${otherName}, was ${formatFigure(metric, before)} in ${firstName}: ${formatChange(metric, change.difference)}, ${formatPercent(change)} (limit ${limit})`;
  // From nothing to something is more than any percentage.
  const share = change.share ?? Math.sign(change.difference) * Number.POSITIVE_INFINITY;
  const measured = condition.of === 'share' ? share : change.difference;
  return { failed: compare(measured, condition.comparator, condition.limit), text };
}

/** Whether a value is what the condition speaks of. */
export function compare(value: number, comparator: Comparator, limit: number): boolean {
  if (comparator === '>') return value > limit;
  if (comparator === '>=') return value >= limit;
  if (comparator === '<') return value < limit;
  if (comparator === '<=') return value <= limit;
  return comparator === '=' ? value === limit : value !== limit;
}
