import { expect, test } from 'vitest';
import type { Area } from '../../../src/page/charts/panel.ts';
import { TimeView } from '../../../src/page/charts/time-view.ts';
import { UseStrips } from '../../../src/page/charts/use-strips.ts';

const GRID = { fromSeconds: 0, stepSeconds: 10, steps: 1 };
/** Twenty proxies, px01 the busiest: sixteen rows of 18 pixels are shown at once. */
const USED = {
  resources: Array.from({ length: 20 }, (_, i) => `proxies.px${`${i + 1}`.padStart(2, '0')}.cores`),
  share: Uint16Array.from({ length: 20 }, (_, i) => 10_000 - i),
};
const AREA: Area = { left: 160, width: 800, height: 16 * 18, isNarrow: false };

function firstRowAfter(...pixels: readonly number[]): string {
  const strips = new UseStrips([{ grid: GRID, used: USED }], new TimeView({ from: 0, to: 10 }), String);
  for (const some of pixels) strips.scroll(some, AREA);
  return strips.tellAt(5, 1, AREA)!.split('\n')[0]!;
}

test.each([
  ['at first the busiest is on top', [], 'px01'],
  ['36 pixels are two rows', [36], 'px03'],
  [
    'a slow drag of 3 pixels at a time scrolls as far as a fast one',
    Array.from({ length: 12 }, () => 3),
    'px03',
  ],
  ['nothing lies below the last row', [1000], 'px05'],
  ['nor above the first', [1000, -2000], 'px01'],
])('%s', (_, pixels, name) => {
  expect(firstRowAfter(...pixels)).toBe(`proxies.${name}.cores`);
});
