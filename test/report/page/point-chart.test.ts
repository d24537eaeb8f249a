import { expect, test } from 'vitest';
import { pointChart } from '../../../src/report/page/point-chart.ts';

test('whoever does not see it is told what is marked, or else the highest and the lowest', () => {
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

test('points of one value stand beside each other, in their order and nearer to it than to the next value', () => {
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
