import fc from 'fast-check';
import { expect, test } from 'vitest';
import { theilSen } from '../../src/history/theil-sen.ts';

test('a line is found exactly where one point in five is anywhere', () => {
  const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 1000 }), wild: fc.integer() }), {
    minLength: 20,
    maxLength: 20,
  });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99 }), (drawn, a, b) => {
      // x of their own, so that any two points have a slope.
      const line = drawn.map(({ x, wild }, row) => {
        const at = 1000 * row + x / 2;
        return { x: at, y: row % 5 === 0 ? wild : a * at + b };
      });
      const found = theilSen(line)!;
      expect(found.slope).toBeCloseTo(a, 9);
      expect(found.intercept).toBeCloseTo(b, 3);
    }),
  );
});

test('of three points it is the middle slope, and the middle intercept beside it', () => {
  // Slopes 1, 2 and 3 between (0,0), (1,1), (2,4): the median is 2; intercepts 0, -1, 0.
  expect(
    theilSen([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 2, y: 4 },
    ]),
  ).toEqual({ slope: 2, intercept: 0 });
});

test('points above each other are no line', () => {
  expect(
    theilSen([
      { x: 1, y: 1 },
      { x: 1, y: 5 },
    ]),
  ).toBeUndefined();
  expect(theilSen([])).toBeUndefined();
});
