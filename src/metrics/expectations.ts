import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Expectation } from '../scenario/scenario.ts';
import type { ExpectationOutcome, Summary } from './summary.ts';

/** A number of the summary by its path, `jobs.nightly.window`; names may hold dots. Undefined: there is none. */
export function metricAt(summary: unknown, path: string): number | undefined {
  if (typeof summary === 'number') return path === '' ? summary : undefined;
  if (typeof summary !== 'object' || summary === null) return undefined;
  for (const [key, value] of Object.entries(summary)) {
    if (path === key) return metricAt(value, '');
    if (!path.startsWith(`${key}.`)) continue;
    const found = metricAt(value, path.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every path that names a number. */
export function metricPaths(summary: unknown, prefix = ''): string[] {
  if (typeof summary === 'number') return [prefix];
  if (typeof summary !== 'object' || summary === null) return [];
  return Object.entries(summary).flatMap(([key, value]) =>
    metricPaths(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** Holds the scenario's expectations against a summary; a path that names no number is a finding. */
export function evaluateExpectations(
  expectations: readonly Expectation[],
  summary: Omit<Summary, 'expect' | 'diagnostics'>,
): { readonly outcomes: readonly ExpectationOutcome[]; readonly unknown: readonly Diagnostic[] } {
  const unknown: Diagnostic[] = [];
  const outcomes = expectations.map((expectation): ExpectationOutcome => {
    const { metric, origin: _origin, ...limits } = expectation;
    const value = metricAt(summary, metric);
    if (value === undefined) unknown.push(unknownMetric(expectation, summary));
    return { metric, value: value ?? null, ...limits, ok: value !== undefined && isMet(value, expectation) };
  });
  return { outcomes, unknown };
}

function isMet(value: number, { min, max, equals, tolerance = 0 }: Expectation): boolean {
  if (min !== undefined && value < min - tolerance) return false;
  if (max !== undefined && value > max + tolerance) return false;
  return equals === undefined || Math.abs(value - equals) <= tolerance;
}

function unknownMetric(expectation: Expectation, summary: unknown): Diagnostic {
  const hint = didYouMean(expectation.metric, metricPaths(summary));
  return {
    code: 'unknown-metric',
    severity: 'error',
    message: `'${expectation.metric}' is not a figure of the summary.`,
    ...(hint === undefined ? {} : { hint }),
    path: expectation.origin.path,
    span: expectation.origin.span,
  };
}
