import { expect, test } from 'vitest';
import { addTo, groupedBy } from '../../src/collections/grouped-by.ts';
import { madeOnce } from '../../src/collections/made-once.ts';
import { present } from '../../src/collections/present.ts';

test('groups come in the order of their first items, and items in theirs', () => {
  const groups = groupedBy(['pear', 'apple', 'plum', 'avocado'], (word) => word[0]);
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'avocado']],
  ]);
  addTo(groups, 'a', 'apricot');
  addTo(groups, 'c', 'cherry');
  expect([...groups.keys()]).toEqual(['p', 'a', 'c']);
  expect(groups.get('a')).toEqual(['apple', 'avocado', 'apricot']);
});

test('what is there is not made again', () => {
  const counts = new Map([['a', [1]]]);
  expect(madeOnce(counts, 'a', () => [2])).toEqual([1]);
  madeOnce(counts, 'b', () => [3]).push(4);
  expect(counts.get('b')).toEqual([3, 4]);
});

test('a field that is undefined is no key of what is left; null, 0 and the empty text are values', () => {
  const left = present({ a: undefined, b: null, c: 0, d: '' });
  expect(Object.entries(left)).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
  ]);
});
