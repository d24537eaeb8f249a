import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Expectation } from '../../scenario/scenario.ts';
import { figuresOfSomeRuns } from './possible-metrics.ts';
import type { ExpectationOutcome, Summary } from './summary.ts';
import { COUNTED_LISTS, figureAt, inFull, metricAt, metricPaths } from './summary-figures.ts';

/** Checks the scenario's expectations against a summary. A figure that is missing has the value null and fails. */
export function evaluateExpectations(
  expectations: readonly Expectation[],
  summary: Omit<Summary, 'expect' | 'diagnostics'>,
): readonly ExpectationOutcome[] {
  return expectations.map((expectation): ExpectationOutcome => {
    const { metric, origin: _origin, ...limits } = expectation;
    const value = figureAt(summary, metric);
    return { metric, value: value ?? null, ...limits, ok: value !== undefined && isMet(value, expectation) };
  });
}

function isMet(value: number, { min, max, equals, tolerance = 0 }: Expectation): boolean {
  if (min !== undefined && value < min) return false;
  if (max !== undefined && value > max) return false;
  return equals === undefined || Math.abs(value - equals) <= tolerance;
}

/** Reports expectations about figures that no run of the scenario can have. `summary`: of a run in which nothing happened. */
export function unknownMetrics(
  expectations: readonly Expectation[],
  summary: Omit<Summary, 'expect' | 'diagnostics'>,
): readonly Diagnostic[] {
  return expectations.flatMap(({ metric, origin }) => {
    const ofSomeRuns = [...figuresOfSomeRuns(metric, summary), ...COUNTED_LISTS];
    if (metricAt(summary, metric) !== undefined || ofSomeRuns.includes(metric)) return [];
    if (ofSomeRuns.includes(inFull(metric))) return [];
    const known = [...metricPaths(summary), ...ofSomeRuns];
    const hint = wordsBelow(metric, known) ?? didYouMean(metric, known) ?? nextWords(metric, known);
    return [
      {
        code: 'unknown-metric',
        severity: 'error',
        message: `'${metric}' is not a figure of the summary.`,
        ...(hint === undefined ? {} : { hint }),
        path: origin.path,
        span: origin.span,
      } satisfies Diagnostic,
    ];
  });
}

/** Most words that a hint lists. */
const LISTED = 8;

/** A hint with the figures below the longest valid prefix of a path. */
function nextWords(metric: string, known: readonly string[]): string | undefined {
  const end = metric.lastIndexOf('.');
  if (end < 0) return undefined;
  const shorter = metric.slice(0, end);
  return wordsBelow(shorter, known) ?? nextWords(shorter, known);
}

/** `Below 'waits' there are: proxy-slot, …`; undefined where no figure has this prefix. */
function wordsBelow(group: string, known: readonly string[]): string | undefined {
  const words = known.flatMap((path) => (path.startsWith(`${group}.`) ? path.slice(group.length + 1) : []));
  if (words.length === 0) return undefined;
  const more = words.length > LISTED ? ', …' : '';
  return `Below '${group}' there are: ${words.slice(0, LISTED).join(', ')}${more}.`;
}
