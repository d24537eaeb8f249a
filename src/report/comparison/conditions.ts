import { didYouMean } from '../../diagnostics/suggest.ts';
import { globMatcher, isGlob } from '../../scenario/names/glob.ts';
import { type MetricAmount, parseMetricAmount, unitProblem } from '../../units/metric-amount.ts';
import type { ComparedSide } from './comparison.ts';
import { changeOf, figureOf, metricsOf } from './figures.ts';
import { formatChange, formatFigure, formatPercent } from './values.ts';

type Comparator = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** A condition on which `compare` exits with 1: `window>+5%`, `jobs.nightly.window>8h`, `vms.unprotected>0`. */
export interface FailCondition {
  /** As the user wrote it. */
  readonly text: string;
  /** A path of the summary; with `*`, every path that matches. */
  readonly metric: string;
  readonly comparator: Comparator;
  /**
   * `share`: change relative to the first side's value; `difference`: change in the metric's own unit; `value`: the
   * side's own value.
   */
  readonly of: 'share' | 'difference' | 'value';
  /** Seconds, bytes, bytes per second, or a share. */
  readonly limit: number;
  /** Undefined: a bare number. */
  readonly unit: MetricAmount['unit'];
  /** The limit as written, with its sign. */
  readonly limitText: string;
}

export interface ConditionOutcome {
  readonly condition: string;
  readonly metric: string;
  /** Name of the side that was judged. */
  readonly side: string;
  /** True: the condition holds, so the comparison fails. */
  readonly failed: boolean;
  readonly text: string;
}

type ReadCondition =
  | { readonly ok: true; readonly value: FailCondition }
  | { readonly ok: false; readonly message: string; readonly hint: string };

const HINT = 'Write for example "window>+5%", "jobs.nightly.window>+10min" or "vms.unprotected>0".';

/** Parses one condition. Names may contain any character, so the last comparison sign counts. */
export function readCondition(text: string): ReadCondition {
  const refuse = (message: string, hint = HINT): ReadCondition => ({ ok: false, message, hint });
  const match = /^(.*[^<>=!\s])\s*(>=|<=|==|!=|>|<|=)\s*([^<>=!]+)$/s.exec(text.trim());
  if (match === null) return refuse(`'${text}' is not METRIC, a comparison (> >= < <= = !=) and a limit.`);
  const limitText = match[3]!.trim();
  const signed = /^([+-])\s*(.*)$/s.exec(limitText);
  const amount = parseMetricAmount(signed?.[2] ?? limitText);
  if (!amount.ok) return refuse(`'${limitText}' is not a percentage, a number or a quantity.`);
  const { value, unit } = amount.value;
  const condition: FailCondition = {
    text: text.trim(),
    metric: match[1]!.trim(),
    comparator: match[2] === '==' ? '=' : (match[2] as Comparator),
    of: signed === null ? 'value' : unit === 'share' ? 'share' : 'difference',
    limit: signed?.[1] === '-' ? -value : value,
    unit,
    limitText,
  };
  const problem = limitProblem(condition, condition.metric);
  return problem === undefined ? { ok: true, value: condition } : refuse(problem.message, problem.hint);
}

/** A relative change makes sense for any figure, whatever its unit. */
function limitProblem({ of, limit, unit, limitText }: FailCondition, metric: string) {
  if (of === 'share') return undefined;
  return unitProblem(metric, { value: limit, unit }, { named: limitText, written: limitText });
}

/**
 * The message about a condition that cannot be judged: no side has its metric, or its pattern matches one in another
 * unit. Undefined: it can be judged.
 */
export function conditionProblem(
  condition: FailCondition,
  sides: readonly ComparedSide[],
): { readonly message: string; readonly hint?: string } | undefined {
  const known = [...new Set(sides.flatMap(metricsOf))];
  const meant = metricsMeant(condition, known);
  if (meant.some((path) => known.includes(path)))
    return meant.map((path) => limitProblem(condition, path)).find((problem) => problem !== undefined);
  const { metric } = condition;
  const message = `'${metric}' is not a figure of these summaries.`;
  const hint = isGlob(metric) ? undefined : didYouMean(metric, known);
  return hint === undefined ? { message } : { message, hint };
}

/** One outcome per metric that the condition matches. */
export function judgeCondition(
  condition: FailCondition,
  first: ComparedSide,
  other: ComparedSide,
): ConditionOutcome[] {
  const known = [...new Set([first, other].flatMap(metricsOf))];
  return metricsMeant(condition, known).flatMap((metric) => {
    const before = figureOf(first, metric);
    const after = figureOf(other, metric);
    // A pattern matches only what exists: for a job that started on neither side there is nothing to judge.
    if (isGlob(condition.metric) && before === undefined && after === undefined) return [];
    const { failed, text } = verdict(condition, { metric, before, after }, [first.name, other.name]);
    return [{ condition: condition.text, metric, side: other.name, failed, text }];
  });
}

/** `jobs.*.window` matches jobs, but not their sessions unless the pattern names them. */
function metricsMeant({ metric }: Pick<FailCondition, 'metric'>, known: readonly string[]): string[] {
  if (!isGlob(metric)) return [metric];
  const fits = globMatcher(metric);
  return known.filter(
    (path) => fits(path) && (metric.includes('.sessions.') || !path.includes('.sessions.')),
  );
}

interface Judged {
  readonly metric: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** A value that is missing has not been shown to be fine, so the condition fails. */
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
  // A change from zero exceeds any percentage.
  const share = change.share ?? Math.sign(change.difference) * Number.POSITIVE_INFINITY;
  const measured = condition.of === 'share' ? share : change.difference;
  return { failed: compare(measured, condition.comparator, condition.limit), text };
}

/** Whether `value` satisfies the condition. */
export function compare(value: number, comparator: Comparator, limit: number): boolean {
  if (comparator === '>') return value > limit;
  if (comparator === '>=') return value >= limit;
  if (comparator === '<') return value < limit;
  if (comparator === '<=') return value <= limit;
  return comparator === '=' ? value === limit : value !== limit;
}
