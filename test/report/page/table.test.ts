import { expect, test } from 'vitest';
import { html } from '../../../src/report/page/html.ts';
import { heatTable, moreNote, pageTable, shareBar } from '../../../src/report/page/table.ts';

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

test('the first cell of a row is its heading; figures, words and prose are told apart, and names may be broken', () => {
  const columns = [
    { head: 'maxTasks' },
    { head: 'n', isFigure: true },
    { head: 'w', isWord: true },
    { head: 'p', isProse: true },
  ];
  const rows = [
    ['a.b/c', 1, 'x', 'y'],
    [html`<b>n</b>`, 2, 'x', 'y'],
  ];
  expect(pageTable('C', columns, rows).text).toBe(
    `<div class="frame" tabindex="0" role="group" aria-label="C"><table><caption class="hidden">C</caption><thead><tr><th scope="col">max<wbr>Tasks</th><th scope="col" class="figure">n</th><th scope="col" class="word">w</th><th scope="col" class="prose">p</th></tr></thead><tbody>
<tr><th scope="row">a.<wbr>b/<wbr>c</th><td class="figure">1</td><td class="word">x</td><td class="prose">y</td></tr>
<tr><th scope="row"><b>n</b></th><td class="figure">2</td><td class="word">x</td><td class="prose">y</td></tr>
</tbody></table></div>`,
  );
});

test('only a table of more than eleven columns is wide', () => {
  const isWide = (columns: number) =>
    pageTable(
      'C',
      Array.from({ length: columns }, () => ({ head: 'h' })),
      [],
    ).text.includes('<table class="wide">');
  expect([isWide(11), isWide(12)]).toEqual([false, true]);
});

test('a heat table has a shade for each value, and a dash where there is none', () => {
  const cells = [
    [{ shade: 3, text: '1h' }, null],
    [
      { shade: null, text: 'failed' },
      { shade: 0, text: '2h' },
    ],
  ];
  const { text } = heatTable(
    'C',
    { right: ['r1', 'r2'], down: ['d1', 'd2'] },
    (row, column) => cells[row]![column]!,
  );
  expect(text).toContain('<table class="heat">');
  expect([...text.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) => row)).toEqual([
    '<td></td><th scope="col">r1</th><th scope="col">r2</th>',
    '<th scope="row">d1</th><td class="heat-3">1h</td><td>–</td>',
    '<th scope="row">d2</th><td>failed</td><td class="heat-0">2h</td>',
  ]);
});
