import { expect, test } from 'vitest';
import { expectationText } from '../../../src/report/wording/expectation-text.ts';
import { formatCount, formatMetric, roundedSeconds } from '../../../src/report/wording/metric-value.ts';

test.each([
  ['jobs.nightly.window', 14_400, '4h'],
  ['jobs.nightly.sessions.0.queueWait.p95', 90, '1m 30s'],
  ['proxies.px1.slotUtilisation', 0.425, '42.5%'],
  ['datastores.ds1.utilisation', 0.5, '50%'],
  ['bound.gap', 0.0435, '4.3%'],
  ['totals.readBytes', 1_500_000_000, '1.5 GB'],
  ['jobs.nightly.sessions.0.processingRate', 250_000_000, '250 MB/s'],
  ['waits.proxy-slot', 3600, '1h'],
  ['proxies.px1.shareAboveKnee', 0.25, '25%'],
  ['proxies.px1.peakMemoryBytes', 10e9, '10 GB'],
  ['proxies.px1.knee', 8, '8'],
  ['datastores.ds1.secondsStopped', 90, '1m 30s'],
  ['datastores.ds1.peakLatencySeconds', 0.025, '25ms'],
  ['vms.worstStunSeconds', 0.850826, '851ms'],
  ['jobs.nightly.window', 48.505, '48.5s'],
  ['totals.tasks', 12, '12'],
  ['proxies.px1.peakTasks', 8, '8'],
])('%s of %d reads %s', (metric, value, text) => {
  expect(formatMetric(metric, value)).toBe(text);
});

test.each([
  [12, '12'],
  [1_234_567, '1234567'],
  [0.12345, '0.123'],
  [12.345, '12.3'],
  [1234.56, '1234.6'],
  [-1234.56, '-1234.6'],
])(
  '%d without a unit is %s: integers in full, else three digits, and at least one decimal',
  (value, text) => {
    expect(formatCount(value)).toBe(text);
  },
);

test.each([
  [0, '0s'],
  [0.2, '1s'],
  [1, '1s'],
  [1.4, '1s'],
  [59.6, '1m'],
])('%d s in whole seconds is %s: only zero is none', (seconds, text) => {
  expect(roundedSeconds(seconds)).toBe(text);
});

test('a missed expectation shows the value and the limit, exactly and readably', () => {
  expect(expectationText({ metric: 'jobs.n.window', value: 33_000, max: 28_800, ok: false })).toBe(
    'jobs.n.window is 9h 10m (33000); expected at most 8h (28800)',
  );
});

test('both limits, an expected value with its tolerance, and a missing value can be worded', () => {
  expect(expectationText({ metric: 'totals.tasks', value: 5, min: 1, max: 4, ok: false })).toBe(
    'totals.tasks is 5; expected at least 1 and at most 4',
  );
  expect(expectationText({ metric: 'totals.tasks', value: null, equals: 3, tolerance: 1, ok: false })).toBe(
    'totals.tasks has no value in this run; expected 3, give or take 1',
  );
});
