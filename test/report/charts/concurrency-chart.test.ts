import { describe, expect, test } from 'vitest';
import { concurrencyChart } from '../../../src/report/charts/concurrency-chart.ts';
import { heatColor, LIGHT, readableOn } from '../../../src/report/theme.ts';
import { night, vm } from '../../helpers/night.ts';
import { sampleReport } from '../data/sample-report.ts';
import { drawingOf } from './drawn-by.ts';
import { reportOf } from './report-of.ts';

describe('running tasks by weekday and hour', () => {
  // From Monday 12:00 until the last task ends. On Monday 900 s, a quarter of the hour; then 45 s, because 5 % change: little of
  // the hour on Tuesday, and all of what the run reaches of it on Wednesday. On Tuesday at 21:00 a whole hour.
  const chart = concurrencyChart(
    reportOf(
      night({
        clock: '{ start: 2026-01-05T12:00, horizon: 60h }',
        vms: `[${vm('vm1', [90])}, ${vm('vm2', [360])}]`,
        jobs: `[{ name: each, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" } },
  { name: one, vms: [vm2], repository: repo, run: full, schedule: { daily: "21:00", days: [tue] } }]`,
      }),
    ),
    LIGHT,
  );
  const { rectangles, texts } = drawingOf(chart, { x: (hour) => hour * 40, y: (day) => day * 20 });

  test('each hour that the run reached is a rectangle, a pixel smaller on each side, and hours without tasks are empty', () => {
    expect(rectangles).toHaveLength(12 + 24 + 23);
    expect(rectangles[0]).toEqual({
      left: 12 * 40 + 1,
      right: 13 * 40 - 1,
      top: 1,
      bottom: 19,
      color: heatColor(LIGHT, 0),
    });
    const tuesday = rectangles.find(({ left, top }) => left === 21 * 40 + 1 && top === 21)!;
    expect(tuesday.color).toBe(heatColor(LIGHT, 1));
    expect(rectangles.filter(({ color }) => color === heatColor(LIGHT, 0.25))).toHaveLength(1);
  });

  test('means stand in the middle of their hours', () => {
    expect(texts.map(({ text, x, y, align }) => [text, x, y, align])).toEqual([
      ['0.3', 22.5 * 40, 0.5 * 20, 'center'],
      ['1.0', 21.5 * 40, 1.5 * 20, 'center'],
      ['<0.1', 22.5 * 40, 1.5 * 20, 'center'],
      ['1.0', 22.5 * 40, 2.5 * 20, 'center'],
    ]);
    expect(texts.map(({ color }) => color)).toEqual(
      [0.25, 1, 45 / 3600, 1].map((share) => readableOn(heatColor(LIGHT, share))),
    );
  });

  test('the legend has five steps up to the highest mean, the axes have hours and days', () => {
    expect(chart.data.datasets.map(({ label }) => label)).toEqual(['none', '0.3', '0.5', '0.8', '1.0']);
    const { x, y } = chart.options!.scales! as unknown as Record<
      'x' | 'y',
      { max: number; ticks: { callback: (value: number) => string } }
    >;
    expect([x.max, x.ticks.callback(4), x.ticks.callback(22)]).toEqual([24, '04:00', '22:00']);
    expect([y.max, y.ticks.callback(0.5), y.ticks.callback(6.5)]).toEqual([7, 'Mon', 'Sun']);
  });
});

test('of a day or less, means are by hour in the order in which the run reached them', () => {
  // Two disks from 22:30 on: one for an hour, one for a quarter of it. So 22:30 to 23:00 has 1.5 in the mean.
  const { labels, datasets } = concurrencyChart(
    reportOf(
      night({
        clock: '{ start: 2026-01-05T22:30 }',
        vms: `[${vm('vm1', [360, 90])}]`,
      }),
    ),
    LIGHT,
  ).data;
  expect(labels).toEqual(['22:00', '23:00']);
  expect(datasets.map(({ data }) => data)).toEqual([[1.5, 1]]);
});

test('where nothing ran there are words', () => {
  const chart = concurrencyChart(sampleReport({ tasks: [] }), LIGHT);
  expect(drawingOf(chart).texts.map(({ text }) => text)).toEqual(['Nothing ran: no task was ever ready.']);
});
