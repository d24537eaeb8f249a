import { expect, it } from 'vitest';
import { findingsOn } from './findings-on.ts';

/** Message and hint of each finding on `text` in place of `entry`. */
function told(entry: string, text: string): string[] {
  return findingsOn(entry, text).map(({ message, hint }) => `${message} ${hint}`);
}

it.each([
  [
    'size: 1 GB',
    'size: 1,5 TB',
    "'5 TB' is not a key of disks. A comma ends an entry. Write 'size: 1.5 TB'.",
  ],
  [
    'cores: 8',
    'cores: 8, ram: 1,024 GB',
    "'024 GB' is not a key of px1. A comma ends an entry. Write 'ram: 1024 GB'.",
  ],
  // 2 alone is no share, which is not reported besides.
  [
    'size: 1 GB',
    'size: 1 GB, changeRate: 2,5%',
    "'5%' is not a key of disks. A comma ends an entry. Write 'changeRate: 2.5%'.",
  ],
  // 8 alone would be fine.
  ['cores: 8', 'cores: 8,5', "'5' is not a key of px1. A comma ends an entry. Write 'cores: 8.5'."],
])('a decimal comma in a map in braces is one finding: %s, %s', (entry, text, expected) => {
  expect(told(entry, text)).toEqual([expected]);
});

it('a key with a value, or behind a text, is not taken for a part of a number', () => {
  expect(told('cores: 8', 'cores: 8, 5: x')[0]).not.toContain('comma');
  expect(told('name: px1, cores: 8', 'name: px1, 5')[0]).not.toContain('comma');
});
