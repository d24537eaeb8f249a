import { expect, test } from 'vitest';
import { widthOf } from '../../../src/report/text/line-width.ts';
import { paragraph, wrapped } from '../../../src/report/text/wrapped.ts';

test('a sentence is wrapped at 96 columns, of which wide characters take two', () => {
  // Each word takes 6 columns and a blank: 13 of them 90, and 14 would be 97.
  const lines = wrapped(Array.from({ length: 20 }, () => '部署機').join(' '), 96);
  expect(lines.map(widthOf)).toEqual([90, 50]);
  expect(lines[1]!.startsWith('  部署機')).toBe(true);
});

test('on a narrow terminal figures stay whole, and only words are wrapped', () => {
  expect(wrapped('the window is from 6h 1m to 5h 57m', 32)).toEqual([
    'the window is from 6h 1m to',
    '  5h 57m',
  ]);
  expect(wrapped('it reads about 500 MB/s', 18)).toEqual(['it reads about', '  500 MB/s']);
  // A number alone is a word.
  expect(wrapped('all jobs of 12 hosts', 14)).toEqual(['all jobs of 12', '  hosts']);
});

test('all lines of a paragraph have the same indent', () => {
  expect(paragraph('one two three four', '  ', 11)).toEqual(['  one two', '  three', '  four']);
});
