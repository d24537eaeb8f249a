import { expect, test } from 'vitest';
import { summaryJson } from '../../src/report/summary-json.ts';
import { summary } from './sample-result.ts';

/** The published keys in their order, then what came later. */
const KEYS =
  'format scenario seed replication policy fingerprint window bound totals jobs proxies datastores repositories hosts links waits vms expect diagnostics faults modes nights';

test('summary.json has the keys of the format in order, however the summary was built', () => {
  const reversed = Object.fromEntries(Object.entries(summary()).reverse()) as unknown as ReturnType<
    typeof summary
  >;
  expect(Object.keys(JSON.parse(summaryJson(reversed)) as object).join(' ')).toBe(KEYS);
});

test('summary.json is indented by two spaces and ends with one line break', () => {
  const text = summaryJson(summary());
  expect(text.startsWith('{\n  "format": "proxysim-summary/1",\n  "scenario": {\n    "name"')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
  expect(text.endsWith('\n\n')).toBe(false);
});

test('summary.json holds the summary and nothing else', () => {
  expect(JSON.parse(summaryJson(summary()))).toEqual(summary());
});
