import { expect, test } from 'vitest';
import { pointChart } from '../../../src/report/page/point-chart.ts';

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
