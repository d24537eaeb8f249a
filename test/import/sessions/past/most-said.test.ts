import { expect, test } from 'vitest';
import { mostSaid } from '../../../../src/import/sessions/past/most-said.ts';

test('the word said most often counts, of two the earlier, and silence not at all', () => {
  expect(mostSaid(['nbd', 'san', 'san'])).toBe('san');
  expect(mostSaid(['nbd', 'san', 'san', 'nbd', 'hotadd'])).toBe('nbd');
  expect(mostSaid([undefined, undefined, 'hotadd'])).toBe('hotadd');
  expect(mostSaid([undefined])).toBeUndefined();
});
