import { describe, expect, test } from 'vitest';
import type { FaultSummary } from '../../../src/metrics/summary/summary.ts';
import { faultLines, marksAbove } from '../../../src/report/charts/fault-lines.ts';
import { LIGHT } from '../../../src/report/theme.ts';
import { sampleReport } from '../data/sample-report.ts';
import { summary } from '../sample-result.ts';
import { type Canvas, drawingOf } from './drawn-by.ts';

/** 1000 s of a run that begins on Monday at 20:00, on 1000 pixels. */
const RANGE = { from: 1000, to: 2000 };
const CANVAS: Canvas = {
  area: { left: 100, right: 1100, top: 50, bottom: 550 },
  x: (seconds) => seconds - 900,
};

function down(name: string, startSeconds: number, endSeconds: number | null): FaultSummary {
  return { kind: 'proxy-down', name, startSeconds, endSeconds };
}

function reportWith(faults: readonly FaultSummary[]) {
  return sampleReport({ summary: summary({ faults }) });
}

function marksOf(faults: readonly FaultSummary[]) {
  return drawingOf({ plugins: [faultLines(reportWith(faults), RANGE, LIGHT)] }, CANVAS);
}

describe('faults on an axis of time', () => {
  test('are bars above the chart while they last, and lines through it where they begin', () => {
    const { rectangles } = marksOf([
      down('px1', 900, 1200),
      down('px2', 1300, null),
      down('px3', 1500, 1500),
    ]);
    expect(rectangles.map(({ left, right, top, bottom }) => [left, right, top, bottom])).toEqual([
      [100, 300, 44, 48],
      [400, 1100, 44, 48],
      [600, 601, 44, 48],
      [100, 101, 50, 550],
      [400, 401, 50, 550],
      [600, 601, 50, 550],
    ]);
    expect(new Set(rectangles.map(({ color }) => color))).toEqual(new Set([LIGHT.bad]));
  });

  test('that end where the range begins, or begin after it, are not drawn', () => {
    const outside = [down('px1', 400, 1000), down('px2', 2001, null)];
    expect(marksOf(outside)).toEqual({ rectangles: [], texts: [] });
    expect(marksAbove(reportWith(outside), RANGE)).toBe(0);
    // Two lines of text, the bar, and what is free above and below it.
    expect(marksAbove(reportWith([...outside, down('px3', 1000, 1000)]), RANGE)).toBe(2 * 14 + 4 + 2 * 2);
  });

  test('are named on the lowest of two lines that has room, and not beyond the end of the chart', () => {
    // 23 characters of 6 pixels, and 12 pixels behind them: room for the next one 150 pixels on.
    const at = [1000, 1010, 1020, 1149, 1150, 1990];
    const { texts } = marksOf(at.map((seconds) => down('px', seconds, seconds + 1)));
    expect(texts.map(({ text, x, y }) => [text, x, y])).toEqual([
      ['Mon 20:17 proxy-down px', 100, 42],
      ['Mon 20:17 proxy-down px', 110, 28],
      ['Mon 20:19 proxy-down px', 250, 42],
      ['Mon 20:33 proxy-down px', 1100 - 138, 42],
    ]);
  });

  test('that are more than 40 are counted instead: those of this part of the run alone', () => {
    const before = Array.from({ length: 5 }, (_, i) => down('px', i, i + 1));
    const within = Array.from({ length: 41 }, (_, i) => down('px', 1000 + i, 1000.5 + i));
    const { rectangles, texts } = marksOf([...before, ...within]);
    expect(rectangles.map(({ top }) => top)).toEqual(within.map(() => 44));
    expect(texts.map(({ text, x, y }) => [text, x, y])).toEqual([['41 faults', 100, 42]]);
    expect(marksOf(within.slice(1)).rectangles).toHaveLength(80);
  });
});
