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

/** A chart of points on a line, with `x` as its label. */
function chartOf(
  xs: readonly number[],
  range: (x: number) => readonly [number, number] = (x) => [x, x],
): string {
  const points = xs.map(
    (x) => ({ x, y: x, range: range(x), tone: 'good', label: `${x}`, mark: '' }) as const,
  );
  return pointChart({ title: 'T', yName: 'y', xName: 'x', xText: (value) => `at ${value}`, points }).text;
}

test('a point is where its values are on the axes, a stroke over its range, a mark above both', () => {
  const at = (x: number, y: number, low: number, high: number, mark = '') =>
    ({ x, y, range: [low, high], tone: 'bad', label: 'p', mark }) as const;
  const { text } = pointChart({
    title: 'T',
    yName: 'y',
    xName: 'x',
    xText: String,
    points: [at(0, -10, -20, 60, 'A'), at(10, 60, 60, 60, 'B'), at(5, 20, 20, 20)],
  });
  // Lines 10 s apart, from -20 s at the bottom, y = 302, to 60 s at the top, y = 44: 3.225 a second. The first and the last
  // value of x are at 108 and 772.
  expect(text.split('\n').slice(3, 6)).toEqual([
    '<g class="bad"><title>p</title><line class="range" x1="108" x2="108" y1="302" y2="44"/><circle class="dot" cx="108" cy="269.8" r="4.5"/><circle class="ring" cx="108" cy="269.8" r="9"/><text class="mark" x="108" y="39" text-anchor="middle">A</text></g>',
    '<g class="bad"><title>p</title><line class="range" x1="772" x2="772" y1="44" y2="44"/><circle class="dot" cx="772" cy="44" r="4.5"/><circle class="ring" cx="772" cy="44" r="9"/><text class="mark" x="772" y="30" text-anchor="middle">B</text></g>',
    '<g class="bad"><title>p</title><line class="range" x1="440" x2="440" y1="173" y2="173"/><circle class="dot" cx="440" cy="173" r="4.5"/></g>',
  ]);
  expect(text).toContain(
    '<line class="edge" x1="84" x2="796" y1="237.5" y2="237.5"/><text x="76" y="241.5" text-anchor="end">0s</text>',
  );
  expect(text).toContain(
    '<line class="grid" x1="84" x2="796" y1="302" y2="302"/><text x="76" y="306" text-anchor="end">-20s</text>',
  );
  expect(text).toContain('<text x="440" y="320" text-anchor="middle">5</text>');
  expect(text).toContain('<text x="440" y="342" text-anchor="middle">x</text><text x="4" y="8">y</text>');
});

test('each count has its label where there are up to nine, else there are up to ten round ones', () => {
  const labels = (xs: readonly number[]) =>
    [...chartOf(xs).matchAll(/>at ([\d.]+)</g)].map(([, at]) => Number(at));
  const upTo = (most: number, step: number) =>
    Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  expect(labels([3, 1, 2, 3])).toEqual([1, 2, 3]);
  expect(labels([0, 1, 2, 3, 4, 5, 6, 7, 90])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 90]);
  expect(labels(upTo(9, 1))).toEqual(upTo(9, 1));
  expect(labels(upTo(18, 1))).toEqual(upTo(18, 2));
  expect(labels(upTo(19, 1))).toEqual([0, 5, 10, 15]);
  expect(labels(upTo(90, 3))).toEqual(upTo(90, 10));
  expect(labels(upTo(4000, 100))).toEqual(upTo(4000, 500));
  // The first label is no less than the least value.
  expect(labels(upTo(19, 1).map((x) => x + 1))).toEqual([5, 10, 15, 20]);
});

test('many points of one value stay within 70 % of the way to the next value', () => {
  const xs = [...Array.from({ length: 60 }, () => 1), 0, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const places = [...chartOf(xs).matchAll(/class="dot" cx="([\d.]+)"/g)]
    .map(([, at]) => Number(at))
    .slice(0, 60);
  // 66.4 from value to value: 46.5 in 60 parts, of which the outer points leave half a one free.
  expect(places.at(-1)! - places[0]!).toBeCloseTo((0.7 * 66.4 * 59) / 60, 0);
  expect((places.at(-1)! + places[0]!) / 2).toBeCloseTo(108 + 66.4, 0);
});
