import { expect, test } from 'vitest';
import { durationText } from '../../../src/report/wording/duration-text.ts';

test.each([
  [0, '0s'],
  [425_673, '426ms'],
  [5_000_000, '5s'],
  [42_498_000, '42.5s'],
  [59_970_000, '1m'],
  [-42_498_000, '-42.5s'],
  [60_000_000, '1m'],
  [156_400_000, '2m 36s'],
  [1_234_400_000, '20m 34s'],
  [Number.POSITIVE_INFINITY, 'unlimited'],
])('%d us is %s: three digits below a minute, whole seconds above', (us, text) => {
  expect(durationText(us)).toBe(text);
});
