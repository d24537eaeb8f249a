import { describe, expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { PICTURE_NAMES, picturesOf } from '../../../src/report/charts/pictures.ts';
import type { ReportData } from '../../../src/report/data/report-data.ts';
import { LIGHT } from '../../../src/report/theme.ts';
import { night, vm } from '../../helpers/night.ts';
import { sampleReport } from '../data/sample-report.ts';
import { type Drawn, drawingOf } from './drawn-by.ts';
import { reportOf } from './report-of.ts';

function picture(data: ReportData, name: (typeof PICTURE_NAMES)[number]): PictureConfig {
  for (const each of picturesOf(data)) if (each.name === name) return each.config;
  throw new Error(`no picture ${name}`);
}

interface Line {
  readonly label: string;
  readonly data: { x: number; y: number }[];
}

function lines(config: PictureConfig): Map<string, { x: number; y: number }[]> {
  return new Map((config.data.datasets as unknown as Line[]).map(({ label, data }) => [label, data]));
}

/** Rectangles drawn by hand, in values instead of pixels. */
function drawnBy(config: PictureConfig): Drawn[] {
  return drawingOf(config).rectangles.map((one) => ({ ...one, right: Math.round(one.right) }));
}

// One slot, two disks of 1000 s each: the second waits while the first runs.
const TWO_AFTER_EACH_OTHER = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('vm1', [100, 100])}]`,
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: 1h }]',
});

describe('what the pictures show', () => {
  const data = reportOf(TWO_AFTER_EACH_OTHER);

  test('waits: how many tasks wait at each time, and how many run', () => {
    const config = picture(data, 'waits');
    const shown = lines(config);
    expect([...shown.keys()]).toEqual(['running', 'proxy-slot']);
    expect(shown.get('running')!.every(({ y }) => y === 1)).toBe(true);
    // One waits for the first 1000 s, in steps of 5 s.
    const drawn = drawnBy(config);
    expect(drawn.map(({ top, bottom }) => [top, bottom])).toEqual(drawn.map(() => [1, 0]));
    expect([drawn[0]!.left, drawn.at(-1)!.right]).toEqual([0, 1000]);
  });

  test('window: slots in use, and each job with its time to spare', () => {
    const config = picture(data, 'window');
    const slots = lines(config).get('Slots of all proxies')!;
    expect(slots.every(({ y }) => y === 1)).toBe(true);
    const jobs = config.options!.scales!['jobs'] as unknown as {
      ticks: { callback: (at: number) => string };
    };
    expect(jobs.ticks.callback(0.5)).toBe('night: 26m 40s to spare');
  });

  test('resources: the same use as in the summary, the busiest first', () => {
    const { labels, datasets } = picture(data, 'resources').data;
    expect(labels![0]).toBe('px1 slots');
    expect(datasets[0]!.data[0]).toBe(data.summary.proxies['px1']!.slotUtilisation);
  });

  test('gantt: the modes that tasks used, and failures only if there are any', () => {
    const labels = picture(data, 'gantt').data.datasets.map(({ label }) => label);
    expect(labels).toEqual(['nbd']);
  });
});

test('window: a late session is red, while others of its job within the limit are green', () => {
  // 100 GB at 100 MB/s: 1000 s for the full at 00:00, 13 s for what has changed at 06:00; 600 s are allowed.
  const data = reportOf(
    night({
      clock: '{ start: 2026-01-05T00:00, horizon: 8h }',
      vms: `[${vm('vm1', [100])}]`,
      jobs: '[{ name: hours, vms: ["*"], repository: repo, run: auto, schedule: { every: 6h }, window: { length: 600s, onClose: report } }]',
    }),
  );
  const drawn = drawnBy(picture(data, 'window'));
  const second = 6 * 3600;
  expect(drawn.find(({ left, right }) => left === 0 && right === 1000)!.color).toBe(LIGHT.bad);
  expect(drawn.find(({ left, right }) => left === second && right === second + 13)!.color).toBe(LIGHT.good);
});

describe('of several nights', () => {
  // Each night 5 % of 100 GB at 100 MB/s, 50 s, on Monday, Tuesday and Wednesday; on Tuesday also a full of 1000 s, which
  // starts after 100 s and is late by 400 s.
  const data = reportOf(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
      vms: `[${vm('vm1', [100], 'ds1', 'lastBackup: 24h')}, ${vm('vm2', [100])}]`,
      jobs: `[{ name: each, vms: [vm1], repository: repo, run: incremental, schedule: { daily: "22:00" }, window: 600s },
  { name: one, vms: [vm2], repository: repo, run: full, schedule: { daily: "22:01:40", days: [tue] }, window: { length: 600s, onClose: report } }]`,
    }),
  );
  const day = 86_400;

  test.each(['window', 'gantt', 'waits'] as const)('the longest is drawn, and named: %s', (name) => {
    const { title } = picture(data, name).options!.plugins!;
    expect(title!.text).toMatch(/: the longest night, Tue 22:00$/);
    const { min, max } = picture(data, name).options!.scales!['x'] as { min: number; max: number };
    expect(min).toBe(day);
    expect(max).toBeGreaterThanOrEqual(day + 1100);
    expect(max).toBeLessThan(day + 1800);
  });

  test('window: a job stands as it did in that night', () => {
    const jobs = picture(data, 'window').options!.scales!['jobs'] as unknown as {
      ticks: { callback: (at: number) => string };
    };
    expect([0.5, 1.5].map((row) => jobs.ticks.callback(row))).toEqual([
      'each: 9m 10s to spare',
      'one: 6m 40s late',
    ]);
  });

  test('gantt: only the tasks of that night are drawn', () => {
    const bars = drawnBy(picture(data, 'gantt')).filter(({ color }) => color === LIGHT.modes.nbd);
    expect(bars.map(({ left, right }) => [left - day, right - day])).toEqual([
      [0, 49],
      [100, 1099],
    ]);
  });

  test('words for those who do not see the pictures are of that night, or say of what', () => {
    const words = new Map([...picturesOf(data)].map((each) => [each.name, each.words]));
    expect(words.get('waits')).toBe(
      'Up to 1 (at Tue 22:00) running; no task waits; up to 1 (at Tue 22:00) VMs open.',
    );
    expect(words.get('gantt')).toBe('px1 (4 tasks, slot use 0.2%), in the whole run.');
  });
});

test('gantt: the mode of tasks without a proxy is in no legend, because they are not drawn', () => {
  const data = reportOf(
    night({
      repositories: '[{ name: repo }, { name: second }]',
      vms: `[${vm('vm1', [100])}]`,
      jobs: `[{ name: night, vms: ["*"], repository: repo, run: full },
  { name: copy, type: backup-copy, vms: ["*"], source: repo, repository: second, run: full }]`,
    }),
  );
  expect(data.tasks.modes).toContain('repository');
  expect(picture(data, 'gantt').data.datasets.map(({ label }) => label)).toEqual(['nbd']);
});

test('gantt: a mode that only failed tasks used is in no legend, nor are failures of tasks that never had a slot', () => {
  // 1000 s each, one slot, and 500 s to the end of the run: the first is cut, the second never starts.
  const data = reportOf(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 500s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('vm1', [100])}, ${vm('vm2', [100])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full }]',
    }),
  );
  const cut = picture(data, 'gantt').data.datasets.map(({ label }) => label);
  expect(cut).toEqual(['failed, or cut by the end of the window']);
  const { tasks } = data;
  const result = tasks.result.map((one, task) => (tasks.start[task] === 0 ? 0 : one));
  const queued = picture({ ...data, tasks: { ...tasks, result } }, 'gantt').data.datasets;
  expect(queued.map(({ label }) => label)).toEqual(['nbd']);
});

test('a run in which nothing ran has all pictures, with words instead of a chart', () => {
  const nothing = sampleReport({ tasks: [] });
  const names = [...picturesOf(nothing)].map(({ name }) => name);
  expect(names).toEqual(PICTURE_NAMES);
  expect(picture(nothing, 'window').data.datasets).toEqual([]);
});
