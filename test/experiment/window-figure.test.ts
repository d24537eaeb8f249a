import { expect, test } from 'vitest';
import { windowFigure } from '../../src/experiment/window-figure.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { sweepData } from '../../src/report/sweep/build-sweep-data.ts';
import { sweepTable } from '../../src/report/sweep/table.ts';
import { sweepText } from '../../src/report/sweep/text.ts';
import { night } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

const WEEK = night({
  clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
  vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
});

test('runs of several nights are compared by their longest, others by their window', () => {
  const several = { figures: { 'window.seconds': 173_000, 'nights.longestSeconds': 1000 } };
  const one = { figures: { 'window.seconds': 1000 } };
  const nothing = { figures: {} };
  expect(windowFigure([several, several, nothing])).toBe('nights.longestSeconds');
  // Of one night there is no other figure, and two figures cannot be compared.
  expect(windowFigure([several, one])).toBe('window.seconds');
  expect(windowFigure([nothing])).toBe('window.seconds');
  expect(windowFigure([])).toBe('window.seconds');
});

test('a sweep over a run of several nights tells what a setting does to the longest night', () => {
  // The full of the first night: 100 GB at 50, 100 and 200 MB/s. The whole run ends on the third day whatever is set.
  const sweep = swept(WEEK, ['transport.nbd.perTask=50 MB/s,100 MB/s,200 MB/s']);
  expect(sweep.windowFigure).toBe('nights.longestSeconds');
  const text = sweepText(sweepData(sweep), PLAIN);
  expect(text).toMatch(
    /longest night {2}bottleneck\n {2}50 MB\/s +33m 20s .*\n {2}100 MB\/s +16m 40s .*\n {2}200 MB\/s +8m 20s /,
  );
  expect(text).toMatch(/50 MB\/s to 100 MB\/s +x2 +16m 40s +-16m 40s +x2 +100% +proportional/);
  expect(text).not.toContain('above bound');
  const headers = sweepTable(sweep).columns.map(({ header }) => header);
  expect(headers).toContain('nights.longestSecondsP95');
});
