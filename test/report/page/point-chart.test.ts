import { expect, test } from 'vitest';
import { pointChart } from '../../../src/report/page/point-chart.ts';

test('screen readers get the labelled points, or else the highest and the lowest', () => {
  const said = (marks: readonly string[]) => {
    const points = marks.map(
      (mark, i) => ({ x: i, y: 60 * i, range: [0, 120], tone: 'good', label: `${i} proxies`, mark }) as const,
    );
    const chart = pointChart({ title: 'Window', yName: 'window', xName: 'proxies', xText: String, points });
    return / aria-label="([^"]*)"/.exec(chart.text)![1];
  };
  expect(said(['', 'knee', ''])).toBe('Window. knee: 1 proxies');
  expect(said(['', '', ''])).toBe('Window. Highest, 2 proxies; lowest, 0 proxies');
});

test('points of one value lie side by side, in order and closer to it than to the next value', () => {
  const point = (x: number) => ({ x, y: 60, range: [0, 120], tone: 'good', label: '', mark: '' }) as const;
  const chart = pointChart({
    title: 'Time to spare against cost',
    yName: 'time to spare',
    xName: 'cost',
    xText: String,
    points: [0, 1, 1, 1, 2].map(point),
  });
  const places = [...chart.text.matchAll(/class="dot" cx="([\d.]+)"/g)].map(([, at]) => Number(at));
  const [zero, before, one, after, two] = places as [number, number, number, number, number];
  expect(one - before).toBeCloseTo(14);
  expect(after - one).toBeCloseTo(14);
  expect(one - zero).toBeCloseTo(two - one);
});

test('the lines of the grid enclose all points: one above the highest, one below the lowest', () => {
  const point = (y: number) => ({ x: 0, y, range: [y, y], tone: 'good', label: '', mark: '' }) as const;
  // From 25 minutes late to 7 h 26 min to spare: lines each hour, from -1 h to 8 h.
  const chart = pointChart({
    title: 'Time to spare',
    yName: 'time to spare',
    xName: 'cost',
    xText: String,
    points: [point(-25 * 60), point(7 * 3600 + 26 * 60)],
  });
  const labels = [...chart.text.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => text);
  expect(labels).toEqual(['-1h', '0s', '1h', '2h', '3h', '4h', '5h', '6h', '7h', '8h']);
});

test('lines are far enough apart for the larger letters of a phone, whatever the longest time', () => {
  for (let minutes = 1; minutes <= 3000; minutes += 7) {
    const point = {
      x: 0,
      y: minutes * 60,
      range: [0, minutes * 60],
      tone: 'good',
      label: '',
      mark: '',
    } as const;
    const chart = pointChart({ title: '', yName: '', xName: '', xText: String, points: [point] });
    const heights = [...chart.text.matchAll(/class="(?:edge|grid)"[^>]* y1="([\d.]+)"/g)].map(([, at]) =>
      Number(at),
    );
    // 22 units high, in `page-style.ts`.
    for (const [i, at] of heights.slice(1).entries()) expect(heights[i]! - at).toBeGreaterThan(22);
  }
});
