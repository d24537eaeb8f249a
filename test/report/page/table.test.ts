import { expect, test } from 'vitest';
import { moreNote, shareBar } from '../../../src/report/page/table.ts';

test.each([
  [0, 0, '0%'],
  [0.4567, 45.7, '45.7%'],
  [1, 100, '100%'],
  [1.5, 100, '150%'],
  [-0.5, 0, '-50%'],
])('a share of %d is a bar of %d of 100, however much is written beside it', (share, width, text) => {
  const shown = shareBar(share, 'read').text;
  expect(shown).toContain(`<rect class="part" width="${width}" height="10"/>`);
  expect(shown).toContain('<svg class="bar read"');
  expect(shown).toContain(`<span>${text}</span>`);
});

test('rows that are left out are counted', () => {
  expect(moreNote(0, {})).toBeNull();
  expect(moreNote(3, { tail: ' in tasks.csv' })!.text).toBe('<p>and 3 more in tasks.csv</p>');
});
