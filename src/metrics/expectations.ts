import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { figuresOfSomeRuns } from './possible-metrics.ts';
import type { ExpectationOutcome, Summary } from './summary.ts';

/** A number of the summary by its path, `jobs.nightly.window`; names may hold dots. Undefined: there is none. */
export function metricAt(summary: unknown, path: string): number | undefined {
  if (typeof summary === 'number') return path === '' ? summary : undefined;
  if (typeof summary !== 'object' || summary === null) return undefined;
  const fields = summary as Readonly<Record<string, unknown>>;
  for (const key of namesAtStartOf(path, fields)) {
    const found = metricAt(fields[key], path.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The fields that a path may begin with, as they stand. Looked up, not gone through: of a large estate there are many. */
function namesAtStartOf(path: string, fields: Readonly<Record<string, unknown>>): string[] {
  const names: string[] = [];
  for (let dot = path.indexOf('.'); ; dot = path.indexOf('.', dot + 1)) {
    const name = dot < 0 ? path : path.slice(0, dot);
    // Enumerable: not the length of a list.
    if (Object.prototype.propertyIsEnumerable.call(fields, name)) names.push(name);
    if (dot < 0) break;
  }
  return names.length < 2 ? names : Object.keys(fields).filter((name) => names.includes(name));
}

/** Every path that names a number. */
export function metricPaths(summary: unknown, prefix = ''): string[] {
  if (typeof summary === 'number') return [prefix];
  if (typeof summary !== 'object' || summary === null) return [];
  return Object.entries(summary).flatMap(([key, value]) =>
    metricPaths(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** Holds the scenario's expectations against a summary. A figure that is not there is no value, and misses. */
export function evaluateExpectations(
  expectations: readonly Expectation[],
  summary: Omit<Summary, 'expect' | 'diagnostics'>,
): readonly ExpectationOutcome[] {
  return expectations.map((expectation): ExpectationOutcome => {
    const { metric, origin: _origin, ...limits } = expectation;
    const value = metricAt(summary, metric);
    return { metric, value: value ?? null, ...limits, ok: value !== undefined && isMet(value, expectation) };
  });
}

function isMet(value: number, { min, max, equals, tolerance = 0 }: Expectation): boolean {
  if (min !== undefined && value < min - tolerance) return false;
  if (max !== undefined && value > max + tolerance) return false;
  return equals === undefined || Math.abs(value - equals) <= tolerance;
}

/** Expectations about what no run can have, told by the summary of one in which nothing happened. */
export function unknownMetrics(
  expectations: readonly Expectation[],
  summary: Omit<Summary, 'expect' | 'diagnostics'>,
): readonly Diagnostic[] {
  return expectations.flatMap(({ metric, origin }) => {
    const ofSomeRuns = figuresOfSomeRuns(metric, summary);
    if (metricAt(summary, metric) !== undefined || ofSomeRuns.includes(metric)) return [];
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

/** Words that a hint lists. */
const LISTED = 8;

/** What there is below the longest part of a path that is right. */
function nextWords(metric: string, known: readonly string[]): string | undefined {
  const end = metric.lastIndexOf('.');
  if (end < 0) return undefined;
  const shorter = metric.slice(0, end);
  return wordsBelow(shorter, known) ?? nextWords(shorter, known);
}

/** `Below 'waits' there are: proxy-slot, …`; undefined where the path is none of a group of figures. */
function wordsBelow(group: string, known: readonly string[]): string | undefined {
  const words = known.flatMap((path) => (path.startsWith(`${group}.`) ? path.slice(group.length + 1) : []));
  if (words.length === 0) return undefined;
  const more = words.length > LISTED ? ', …' : '';
  return `Below '${group}' there are: ${words.slice(0, LISTED).join(', ')}${more}.`;
}
