import { describe, expect, test } from 'vitest';
import { type MetricAmount, parseMetricAmount, unitProblem } from '../../src/units/metric-amount.ts';

describe('an amount to compare a metric with', () => {
  test.each<[string, MetricAmount | string]>([
    ['40', { value: 40, unit: undefined }],
    [' 0.25 ', { value: 0.25, unit: undefined }],
    ['40%', { value: 0.4, unit: 'share' }],
    ['12.5 %', { value: 0.125, unit: 'share' }],
    // An overrun may be more than the window.
    ['250%', { value: 2.5, unit: 'share' }],
    ['500 GB', { value: 500e9, unit: 'bytes' }],
    ['8 Mbit', { value: 1e6, unit: 'bytes' }],
    ['100 MB/s', { value: 100e6, unit: 'rate' }],
    // 60 MB in 60 seconds; 8 bits are a byte.
    ['60 MB/min', { value: 1e6, unit: 'rate' }],
    ['8 Gbps', { value: 1e9, unit: 'rate' }],
    ['8 GBps', { value: 8e9, unit: 'rate' }],
    ['8h', { value: 28_800, unit: 'seconds' }],
    ['1500ms', { value: 1.5, unit: 'seconds' }],
    ['about 40%', 'bad-quantity'],
    ['1.2.3%', 'bad-quantity'],
    ['-4%', 'bad-quantity'],
    ['%', 'bad-quantity'],
    ['soon', 'bad-quantity'],
    ['8 parsecs', 'unknown-unit'],
    ['8 GBpsx', 'unknown-unit'],
    ['Bit by bit', 'bad-quantity'],
  ])('%j is %j', (text, expected) => {
    const parsed = parseMetricAmount(text);
    expect(parsed.ok ? parsed.value : parsed.problem.code).toEqual(expected);
  });
});

test('a text without a number is no duration: a metric may be of any kind', () => {
  expect(parseMetricAmount('success')).toMatchObject({
    problem: {
      message: "'success' is not a number or an amount.",
      hint: 'Write for example 8h, 40%, 500 GB or 100 MB/s.',
    },
  });
});

describe('a metric and an amount', () => {
  const problem = (metric: string, amount: MetricAmount) =>
    unitProblem(metric, amount, { named: 'max', written: '8' });

  test('can be compared if their units agree, or if the metric is unknown', () => {
    expect(problem('jobs.nightly.window', { value: 8, unit: 'seconds' })).toBeUndefined();
    expect(problem('totals.readBytes', { value: 8, unit: 'bytes' })).toBeUndefined();
    expect(problem('something.else', { value: 8, unit: 'bytes' })).toBeUndefined();
  });

  test('cannot be compared if their units differ', () => {
    expect(problem('jobs.nightly.window', { value: 8e9, unit: 'bytes' })).toEqual({
      code: 'contradiction',
      message: "'max' is an amount of data, but 'jobs.nightly.window' is a time.",
    });
    expect(problem('totals.tasks', { value: 0, unit: 'share' })).toMatchObject({ code: 'contradiction' });
  });

  test.each([
    ['jobs.nightly.window', 'a time', 'Write 8 s if you mean seconds, or for example 8h.'],
    ['totals.readBytes', 'an amount of data', 'Write 8 B if you mean bytes, or for example 500 GB.'],
    ['totals.rate', 'a data rate', 'Write 8 B/s if you mean bytes per second, or for example 250 MB/s.'],
  ])('cannot be compared if %s needs a unit and has none', (metric, words, hint) => {
    expect(problem(metric, { value: 8, unit: undefined })).toEqual({
      code: 'missing-unit',
      message: `'max' has no unit, but '${metric}' is ${words}.`,
      hint,
    });
    // Nothing is nothing in every unit.
    expect(problem(metric, { value: 0, unit: undefined })).toBeUndefined();
  });

  test('can be compared without a unit if they are shares or counts', () => {
    expect(problem('proxies.px1.utilisation', { value: 0.5, unit: undefined })).toBeUndefined();
    expect(problem('totals.tasks', { value: 5, unit: undefined })).toBeUndefined();
  });
});
