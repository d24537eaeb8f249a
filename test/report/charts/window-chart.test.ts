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
  // One disk after the other at 100 MB/s: half of what the datastore reads. Half of that is written: two fifths of what the
  // repository can. One of two slots is in use.
  const chart = chartOf({
    clock: '{ start: 2026-01-05T22:00, sample: 10s }',
    datastores: '[{ name: ds1, read: 200 MB/s }, { name: ds2, read: 150 MB/s }]',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
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
    const [target, source, slots] = curves.map(({ data }) => data);
    // 1500 s in steps of 5 s; from 1000 s on another datastore is read.
    expect(target).toHaveLength(301);
    expect([target![0], target!.at(-1)]).toEqual([
      { x: 0, y: 0.4 },
      { x: 1500, y: 0.4 },
    ]);
    expect([source![0], source![199], source![200]]).toEqual([
      { x: 0, y: 0.5 },
      { x: 995, y: 0.5 },
      { x: 1000, y: 0 },
    ]);
    expect(new Set(slots!.map(({ y }) => y))).toEqual(new Set([0.5]));
  });
});
