import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metricUnit } from '../../src/units/metric-unit.ts';

const RESULTS = join(import.meta.dirname, '../../results');

/** Numbers of a summary that say which run it was or what was expected of it, and tell nothing of how it went. */
const NO_FIGURES = /^(?:seed|replication|expect\..*)$/;

function figuresOf(value: unknown, path: string): string[] {
  if (typeof value === 'number') return NO_FIGURES.test(path) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    figuresOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

test.each([
  ['jobs.nightly.window', 'seconds'],
  ['waits.proxy-slot', 'seconds'],
  ['totals.readBytes', 'bytes'],
  ['jobs.nightly.sessions.0.processingRate', 'rate'],
  ['proxies.px1.slotUtilisation', 'share'],
  ['jobs.nightly.sessions.0.load.proxy', 'share'],
  ['proxies.px1.peakTasks', 'count'],
  ['proxies.px1.modes.storage-snapshot', 'count'],
  ['nights.count', 'count'],
  ['nights.longestSeconds', 'seconds'],
  ['jobs.nightly', undefined],
  ['slots', undefined],
])('%s is counted in %s', (metric, unit) => {
  expect(metricUnit(metric)).toBe(unit);
});

test('every metric of every committed summary has a unit', () => {
  const files = readdirSync(RESULTS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('summary.json'),
  );
  const figures = files.flatMap((file) =>
    figuresOf(JSON.parse(readFileSync(join(RESULTS, file), 'utf8')), ''),
  );
  expect(figures.length).toBeGreaterThan(1000);
  expect([...new Set(figures)].filter((metric) => metricUnit(metric) === undefined)).toEqual([]);
});
