import type { ExpectationOutcome } from '../../metrics/summary/summary.ts';
import { printable } from '../characters/printable.ts';
import { formatMetric } from './metric-value.ts';

/** `Expectations: 1 of 1 met`, `Expectations: 2 of 3 missed`; `expect` must not be empty. */
export function expectationsVerdict(expect: readonly ExpectationOutcome[]): string {
  const missed = expect.filter(({ ok }) => !ok).length;
  if (missed > 0) return `Expectations: ${missed} of ${expect.length} missed`;
  return `Expectations: ${expect.length === 1 ? '1 of 1' : `all ${expect.length}`} met`;
}

/** `jobs.nightly.window is 9h 10m (33000); at most 8h (28800) is allowed`: each figure both readable and exact. */
export function expectationText(outcome: ExpectationOutcome): string {
  const metric = printable(outcome.metric);
  const value = outcome.value === null ? 'has no value in this run' : `is ${figure(metric, outcome.value)}`;
  const limits = limitsText(outcome);
  return limits === '' ? `${metric} ${value}` : `${metric} ${value}; expected ${limits}`;
}

/** `at most 8h (28800)`; empty if nothing is expected. */
export function limitsText(expected: Omit<ExpectationOutcome, 'value' | 'ok'>): string {
  return [...limitTexts(printable(expected.metric), expected)].join(' and ');
}

function* limitTexts(
  metric: string,
  { min, max, equals, tolerance }: Omit<ExpectationOutcome, 'value' | 'ok'>,
): Generator<string> {
  if (min !== undefined) yield `at least ${figure(metric, min)}`;
  if (max !== undefined) yield `at most ${figure(metric, max)}`;
  if (equals === undefined) return;
  const give = tolerance === undefined ? '' : `, give or take ${tolerance}`;
  yield `${figure(metric, equals)}${give}`;
}

function figure(metric: string, value: number): string {
  const readable = formatMetric(metric, value);
  return readable === `${value}` ? readable : `${readable} (${value})`;
}
