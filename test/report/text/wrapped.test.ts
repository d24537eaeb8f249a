import { expect, test } from 'vitest';
import { widthOf } from '../../../src/report/text/line-width.ts';
import { wrapped } from '../../../src/report/text/wrapped.ts';

test('a sentence keeps to 96 columns, of which wide characters take two', () => {
  // Each word takes 6 columns and a blank: 13 of them 90, and 14 would be 97.
  const lines = wrapped(Array.from({ length: 20 }, () => '部署機').join(' '));
  expect(lines.map(widthOf)).toEqual([90, 50]);
  expect(lines[1]!.startsWith('  部署機')).toBe(true);
});
