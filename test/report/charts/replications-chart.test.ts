import { describe, expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { replicationsPicture } from '../../../src/report/charts/pictures.ts';
import type { WindowSpread } from '../../../src/report/charts/replications-chart.ts';
import { LIGHT } from '../../../src/report/theme.ts';
import { sampleReport } from '../data/sample-report.ts';
import { drawingOf } from './drawn-by.ts';

function pictureOf(...windows: readonly WindowSpread[]) {
  return replicationsPicture(sampleReport(), windows);
}

interface Axis {
  readonly max: number;
  readonly ticks: { readonly stepSize: number; readonly callback: (value: number) => string };
}

function axis(config: PictureConfig, name: 'x' | 'y'): Axis {
  return config.options!.scales![name] as unknown as Axis;
}

const FIVE = [500, 100, 400, 200, 300];
const NIGHT: WindowSpread = { name: 'night', seconds: FIVE, allowedSeconds: 600 };

test('if nothing ever ran there are words instead of an axis', () => {
  const { config, words } = pictureOf({ ...NIGHT, seconds: [] });
  expect(config.type).toBe('scatter');
  expect(words).toBe('Nothing ran.');
  expect(drawingOf(config).texts.map(({ text, x, y }) => [text, x, y])).toEqual([
    ['Nothing ran: no task ever started.', 0.5, 0.5],
  ]);
});

describe('windows of five runs', () => {
  test('are a box from the first to the third quartile, a line at the median, whiskers to the extremes', () => {
    const { config } = pictureOf(NIGHT);
    // 50 pixels a row: its middle is at 25, and the box is 14 pixels high on each side of it.
    const { rectangles } = drawingOf(config, { y: (row) => row * 50 });
    expect(config.options!.plugins!.title!.text).toBe('Backup windows of 5 replications');
    const shown = rectangles.map(({ left, right, top, bottom }) => [left, right, top, bottom]);
    expect(shown).toEqual([
      // The whiskers and their ends, half as high as the box.
      [100, 500, 24, 26],
      [99, 101, 18, 32],
      [499, 501, 18, 32],
      // The frame, the box in it, the median, the limit.
      [199, 401, 10, 40],
      [200, 400, 11, 39],
      [299, 302, 11, 39],
      [599, 601, 5, 45],
    ]);
  });

  test('are lower where rows are: three tenths of a row on each side', () => {
    const box = drawingOf(pictureOf(NIGHT).config, { y: (row) => row * 20 }).rectangles[4]!;
    expect([box.top, box.bottom]).toEqual([10 - 6, 10 + 6]);
  });

  test('a limit that is at least twice the longest is beyond the axis, and written at its end', () => {
    const { rectangles, texts } = drawingOf(pictureOf({ ...NIGHT, allowedSeconds: 1000 }).config, {
      area: { left: 0, right: 900, top: 0, bottom: 50 },
      y: (row) => row * 50,
    });
    expect(rectangles).toHaveLength(6);
    expect(texts).toEqual([
      { text: 'allowed: 16m 40s', x: 896, y: 25 - 14 - 8, align: 'right', color: LIGHT.quiet },
    ]);
    expect(drawingOf(pictureOf({ ...NIGHT, allowedSeconds: null }).config).texts).toEqual([]);
  });

  test('the axis ends at the first tick that leaves a little room behind the longest, or behind a limit near it', () => {
    const endsAt = (allowedSeconds: number | null) =>
      axis(pictureOf({ ...NIGHT, allowedSeconds }).config, 'x');
    // 1.02 x 600 s, in steps of 60 s; without the limit 1.02 x 500 s, also in steps of 60 s.
    expect([endsAt(600).max, endsAt(999).max, endsAt(1000).max, endsAt(null).max]).toEqual([
      660, 1200, 540, 540,
    ]);
    expect(endsAt(600).ticks.stepSize).toBe(60);
    expect(endsAt(600).ticks.callback(540)).toBe('9m');
  });

  test('there is room for five rows at least, and for fourteen at most', () => {
    const rows = (count: number) =>
      pictureOf(...Array.from({ length: count }, (_, i) => ({ ...NIGHT, name: `w${i}` }))).config;
    expect([1, 5, 14, 15].map((count) => axis(rows(count), 'y').max)).toEqual([5, 5, 14, 14]);
    const { callback } = axis(rows(15), 'y').ticks;
    expect([0.5, 1.5, 13.5, 14.5].map(callback)).toEqual(['w0', 'w1', 'w13', '']);
  });

  test('how they are measured is only said where a window is allowed', () => {
    const told = (allowedSeconds: number | null) =>
      pictureOf({ ...NIGHT, allowedSeconds }).config.options!.plugins!.subtitle!.text;
    expect(told(null)).toBe('Two hosts, one night, policy rts, seed 42');
    expect(told(600)).toEqual([
      'All jobs: first task start to last task end. A job with an allowed window: its start to the end of its session.',
      'Two hosts, one night, policy rts, seed 42',
    ]);
  });

  test('words tell the median and the extremes of each', () => {
    expect(pictureOf(NIGHT, { ...NIGHT, name: 'late', seconds: [60] }).words).toBe(
      'night: median 5m, 1m 40s to 8m 20s. late: median 1m, 1m to 1m.',
    );
  });
});
