import { describe, expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { windowChart } from '../../../src/report/charts/window-chart.ts';
import { LIGHT, mixed } from '../../../src/report/theme.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { type Canvas, drawingOf } from './drawn-by.ts';
import { reportOf } from './report-of.ts';

const ALLOWED = mixed(LIGHT.background, LIGHT.good, 0.16);
/** 100 pixels a row, of which a job takes 72. */
const ROWS: Canvas = { y: (row) => row * 100 };

function chartOf(sections: Sections): PictureConfig {
  return windowChart(reportOf(night(sections)), LIGHT);
}

function job(name: string, rest = ''): string {
  return `{ name: ${name}, vms: ["*"], repository: repo, run: full${rest} }`;
}

function drawnOf(config: PictureConfig) {
  return drawingOf(config, ROWS).rectangles.map(({ left, right, top, bottom, color }) => [
    ...[left, right, top, bottom].map(Math.round),
    color,
  ]);
}

function axis(config: PictureConfig, name: 'x' | 'jobs') {
  return config.options!.scales![name] as unknown as {
    readonly min: number;
    readonly max: number;
    readonly ticks: { readonly callback: (at: number) => string };
  };
}

// A disk of 1000 s.
describe('sessions on the axis of time', () => {
  test('are bars in the middle half of their rows, over the time that they may take, with a mark where that ends', () => {
    expect(drawnOf(chartOf({ jobs: `[${job('night', ', window: 2000s')}]` }))).toEqual([
      [0, 2000, 14, 86, ALLOWED],
      [0, 1000, 32, 68, LIGHT.good],
      [1999, 2001, 14, 86, LIGHT.text],
    ]);
  });

  test('have neither where they may take any time', () => {
    expect(drawnOf(chartOf({}))).toEqual([[0, 1000, 32, 68, LIGHT.accent]]);
  });

  test('the axis reaches to the end of a window up to two and a half times the length of the run', () => {
    const near = chartOf({ jobs: `[${job('night', ', window: 2500s')}]` });
    expect(axis(near, 'x').max).toBe(2500);
    expect(drawnOf(near)).toHaveLength(3);
    const far = chartOf({ jobs: `[${job('night', ', window: 2501s')}]` });
    expect(axis(far, 'x').max).toBe(1000);
    expect(drawnOf(far)).toEqual([
      [0, 1000, 14, 86, ALLOWED],
      [0, 1000, 32, 68, LIGHT.good],
    ]);
  });

  test('begins with the first session, and not with the clock', () => {
    const { min, max } = axis(
      chartOf({
        clock: '{ start: 2026-01-05T22:00 }',
        jobs: `[${job('night', ', schedule: { daily: "22:10" }')}]`,
      }),
      'x',
    );
    expect([min, max]).toEqual([600, 1600]);
  });

  test('of more than 60 sessions of a job the ends of their windows are not marked', () => {
    const hourly = (hours: number) =>
      drawnOf(
        chartOf({
          clock: `{ start: 2026-01-05T00:30, horizon: ${hours}h }`,
          vms: `[${vm('vm1', [10])}]`,
          jobs: `[${job('often', ', schedule: { every: 1h }, window: 30min')}]`,
        }),
      );
    const marks = (hours: number) => hourly(hours).filter(([, , , , color]) => color === LIGHT.text).length;
    expect([marks(60), marks(61)]).toEqual([60, 0]);
  });

  test('there is a row for the six jobs with the least time to spare', () => {
    const windows = [70, 40, 60, 50, 30, 90, 80];
    const chart = chartOf({
      vms: `[${vm('vm1', [10])}]`,
      jobs: `[${windows.map((minutes) => job(`j${minutes}`, `, window: ${minutes}min`)).join(', ')}]`,
    });
    const { max, ticks } = axis(chart, 'jobs');
    expect(max).toBe(6.35);
    const names = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((at) => ticks.callback(at).split(':')[0]);
    expect(names).toEqual(['j30', 'j40', 'j50', 'j60', 'j70', 'j80']);
  });
});

describe('curves of use', () => {
  // Two disks at 100 MB/s, one for 1000 s and one for 500 s, on two of four slots: half of what ds1 reads, two thirds of what ds2
  // does. Half of that is written: four fifths of what the repository can, and then two fifths.
  const chart = chartOf({
    clock: '{ start: 2026-01-05T22:00, sample: 10s }',
    datastores: '[{ name: ds1, read: 200 MB/s }, { name: ds2, read: 150 MB/s }]',
    proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]',
    repositories: '[{ name: repo, write: 125 MB/s }]',
    vms: `[${vm('vm1', [100])}, ${vm('vm2', [50], 'ds2')}]`,
    jobs: `[${job('night', ', proxies: [px1]')}]`,
  });
  const curves = chart.data.datasets as unknown as {
    readonly label: string;
    readonly data: readonly { readonly x: number; readonly y: number }[];
  }[];

  test('are of the busiest resource of each stage, the busiest stage first, and of the slots of all proxies', () => {
    expect(curves.map(({ label }) => label)).toEqual([
      'Target: repo write',
      'Source: ds1 read',
      'Slots of all proxies',
    ]);
  });

  test('have a value for each step, and the last once more where it ends', () => {
    // 1000 s in steps of 5 s.
    const shown = curves.map(({ data }) => [0, 99, 100, 199, 200, 201].map((step) => data[step]));
    const steps = (first: number, then: number) => [
      { x: 0, y: first },
      { x: 495, y: first },
      { x: 500, y: then },
      { x: 995, y: then },
      { x: 1000, y: then },
      undefined,
    ];
    expect(shown).toEqual([steps(0.8, 0.4), steps(0.5, 0.5), steps(0.5, 0.25)]);
  });
});

describe('of several nights the longest, Tuesday', () => {
  // One slot. Each night 50 s, on Tuesday then 1000 s, and on Wednesday first 200 s: a job that is late, and the other waits.
  const day = 86_400;
  const chart = chartOf({
    clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('vm1', [100], 'ds1', 'lastBackup: 24h')}, ${vm('vm2', [100])}, ${vm('vm3', [20])}]`,
    jobs: `[{ name: each, vms: [vm1], repository: repo, run: incremental, schedule: { daily: "22:00" }, window: 600s },
  { name: one, vms: [vm2], repository: repo, run: full, schedule: { daily: "22:00", days: [tue] } },
  { name: late, vms: [vm3], repository: repo, run: full, schedule: { daily: "21:59", days: [wed] }, window: { length: 100s, onClose: report } }]`.replaceAll(
      '\n',
      ' ',
    ),
  });

  test('has a row for each job of that night', () => {
    const { max, ticks } = axis(chart, 'jobs');
    expect(max).toBe(2.35);
    expect([0.5, 1.5].map((at) => ticks.callback(at))).toEqual(['each: 9m 10s to spare', 'one: no limit']);
  });

  test('shows the sessions of that night alone', () => {
    expect(drawnOf(chart)).toEqual([
      [day, day + 600, 14, 86, ALLOWED],
      [day, day + 50, 32, 68, LIGHT.good],
      [day + 599, day + 601, 14, 86, LIGHT.text],
      [day, day + 1050, 132, 168, LIGHT.accent],
    ]);
  });
});

test('what was never used by more than a fiftieth has no curve', () => {
  // 100 MB/s of which half is written: 1 % of one, 2 % of the other.
  const stages = (write: string) =>
    chartOf({ repositories: `[{ name: repo, write: ${write} }]` }).data.datasets.map(({ label }) => label);
  expect(stages('5 GB/s')).toEqual(['Slots of all proxies']);
  expect(stages('2.5 GB/s')).toEqual(['Target: repo write', 'Slots of all proxies']);
});
