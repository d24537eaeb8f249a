import { describe, expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { PICTURE_NAMES, picturesOf, replicationsPicture } from '../../../src/report/charts/pictures.ts';
import type { ReportData } from '../../../src/report/data/report-data.ts';
import { night, vm } from '../../helpers/night.ts';
import { sampleReport } from '../data/sample-report.ts';
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

/** What is drawn by hand, in values instead of pixels. */
function drawnBy({ plugins }: PictureConfig): { left: number; right: number; top: number; bottom: number }[] {
  const found: { left: number; right: number; top: number; bottom: number }[] = [];
  const scale = { getPixelForValue: (value: number) => value };
  const ctx = {
    save: () => undefined,
    restore: () => undefined,
    fillText: () => undefined,
    fillRect: (x: number, y: number, width: number, height: number) =>
      found.push({ left: x, right: Math.round(x + width), top: y, bottom: y + height }),
  };
  const chart = {
    ctx,
    chartArea: { left: 0, right: 1, top: 0, bottom: 1 },
    scales: { x: scale, y: scale, jobs: scale },
  };
  for (const plugin of plugins ?? []) plugin.beforeDatasetsDraw?.(chart as never, {} as never, {} as never);
  return found;
}

// One slot, two disks of 1000 s each: the second waits while the first runs.
const TWO_AFTER_EACH_OTHER = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('vm1', [100, 100])}]`,
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: 1h }]',
});

describe('what the pictures show', () => {
  const data = reportOf(TWO_AFTER_EACH_OTHER);

  test('waits: as many as wait at each time, and as many as run', () => {
    const config = picture(data, 'waits');
    const shown = lines(config);
    expect([...shown.keys()]).toEqual(['running', 'proxy-slot']);
    expect(shown.get('running')!.every(({ y }) => y === 1)).toBe(true);
    // One waits for the first 1000 s, in steps of 5 s.
    const drawn = drawnBy(config);
    expect(drawn.map(({ top, bottom }) => [top, bottom])).toEqual(drawn.map(() => [1, 0]));
    expect([drawn[0]!.left, drawn.at(-1)!.right]).toEqual([0, 1000]);
  });

  test('window: slots in use, and each job with what it has to spare', () => {
    const config = picture(data, 'window');
    const slots = lines(config).get('Slots of all proxies')!;
    expect(slots.every(({ y }) => y === 1)).toBe(true);
    const jobs = config.options!.scales!['jobs'] as unknown as {
      ticks: { callback: (at: number) => string };
    };
    expect(jobs.ticks.callback(0.5)).toBe('night: 26m 40s to spare');
  });

  test('resources: the use that the summary has, the busiest first', () => {
    const { labels, datasets } = picture(data, 'resources').data;
    expect(labels![0]).toBe('px1 slots');
    expect(datasets[0]!.data[0]).toBe(data.summary.proxies['px1']!.slotUtilisation);
  });

  test('gantt: the modes that tasks used, and failures only where there are any', () => {
    const labels = picture(data, 'gantt').data.datasets.map(({ label }) => label);
    expect(labels).toEqual(['nbd']);
  });
});

test('a run in which nothing ran has all pictures, with words instead of lines', () => {
  const nothing = sampleReport({ tasks: [] });
  const names = [...picturesOf(nothing)].map(({ name }) => name);
  expect(names).toEqual(PICTURE_NAMES);
  expect(picture(nothing, 'window').data.datasets).toEqual([]);
});

test('replications: of a run in which nothing ever ran there are words instead of an axis', () => {
  const { config } = replicationsPicture(sampleReport(), [
    { name: 'night', seconds: [], allowedSeconds: 600 },
  ]);
  expect(config.type).toBe('scatter');
});

test('replications: a box from quarter to three quarters, a line at the median, whiskers to the ends', () => {
  const windows = [{ name: 'night', seconds: [500, 100, 400, 200, 300], allowedSeconds: 600 }];
  const { config } = replicationsPicture(sampleReport(), windows);
  const shown = drawnBy(config).map(({ left, right }) => [left, right]);
  expect(config.options!.plugins!.title!.text).toBe('Backup windows of 5 replications');
  // Whiskers and their ends, the box with its frame, the median, the limit.
  expect(shown).toEqual([
    [100, 500],
    [99, 101],
    [499, 501],
    [199, 401],
    [200, 400],
    [299, 302],
    [599, 601],
  ]);
});
