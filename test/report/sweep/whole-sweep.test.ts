import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { sweepPage } from '../../../src/report/page/sweep-page.ts';
import { answerSentences } from '../../../src/report/sweep/answer.ts';
import { sweepData } from '../../../src/report/sweep/build-sweep-data.ts';
import { designColumns } from '../../../src/report/sweep/design-columns.ts';
import { byWindow } from '../../../src/report/sweep/sweep-data.ts';
import { sweepText } from '../../../src/report/sweep/text.ts';
import { HEAT_SHADES } from '../../../src/report/theme.ts';
import { night, vm } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

/**
 * Four disks of 1000 s each in a window of 2000 s, then one of 100 s without a window. With one slot on either side they take
 * 4000 s one by one, and all ends at 4100 s, if the window does not stop them. With two slots the four are done at 2000 s; with
 * four at 1000 s.
 */
function sweepWith(window: string) {
  return sweepData(
    swept(
      night({
        clock: '{ start: 2026-01-05T22:00 }',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        vms: `[${vm('vm1', [100, 100, 100, 100])}, ${vm('vm2', [10])}]`,
        jobs: `[{ name: nightly, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" }, window: ${window} },
        { name: other, vms: [vm2], repository: repo, run: full, schedule: { daily: "22:00" } }]`,
      }),
      ['proxies.px1.maxConcurrentTasks=1,2,4', 'repositories.repo.maxConcurrentTasks=1,4'],
    ),
  );
}

const data = sweepWith('{ length: 2000s, onClose: report }');

describe('a sweep over two axes', () => {
  test('on a terminal: the answer, the designs, what each step gains, and a map', () => {
    expect(sweepText(data, PLAIN)).toBe(
      `night: 6 designs, 6 runs, seed 1
The window is shortest with proxies.px1.maxConcurrentTasks=4, repositories.repo.maxConcurrentTasks=4: 18m 20s.
All windows are met in 2 of 6 designs.

a = proxies.px1.maxConcurrentTasks
b = repositories.repo.maxConcurrentTasks
a    b   window  windows met  tightest                    above bound  bottleneck
  1  1    1h 8m           no  33m 20s late (nightly)               0%  source (nightly)
  1  4    1h 8m           no  33m 20s late (nightly)               0%  source (nightly)
  2  1    1h 8m           no  33m 20s late (nightly)               0%  source (nightly)
  2  4      35m          yes  0s to spare (nightly)                0%  source (nightly)
  4  1    1h 8m           no  33m 20s late (nightly)               0%  source (nightly)
  4  4  18m 20s          yes  16m 40s to spare (nightly)           0%  source (nightly)

Gain from more proxies.px1.maxConcurrentTasks (repo.maxConcurrentTasks=1)
step      more by  window  change  speed-up  of ideal
  1 to 2       x2   1h 8m       0        x1        0%  no gain
  2 to 4       x2   1h 8m       0        x1        0%  no gain
  Knee: 1. No larger value makes the window more than 5% shorter.

Gain from more proxies.px1.maxConcurrentTasks (repo.maxConcurrentTasks=4)
step      more by   window    change  speed-up  of ideal
  1 to 2       x2      35m  -33m 20s     x1.95     95.2%  proportional
  2 to 4       x2  18m 20s  -16m 40s     x1.91     90.9%  proportional
  Knee: none up to 4; the last step still brings more than 5%.

Gain from more repositories.repo.maxConcurrentTasks (px1.maxConcurrentTasks=1)
step      more by  window  change  speed-up  of ideal
  1 to 4       x4   1h 8m       0        x1        0%  no gain
  Knee: 1. No larger value makes the window more than 5% shorter.

Gain from more repositories.repo.maxConcurrentTasks (px1.maxConcurrentTasks=2)
step      more by  window    change  speed-up  of ideal
  1 to 4       x4     35m  -33m 20s     x1.95     31.7%  partial
  Knee: none up to 4; the last step still brings more than 5%.

Gain from more repositories.repo.maxConcurrentTasks (px1.maxConcurrentTasks=4)
step      more by   window  change  speed-up  of ideal
  1 to 4       x4  18m 20s    -50m     x3.73     90.9%  proportional
  Knee: none up to 4; the last step still brings more than 5%.

Window by proxies.px1.maxConcurrentTasks (down) and repositories.repo.maxConcurrentTasks (to the right)
           1          4
  1  1h 8m #    1h 8m #
  2  1h 8m #      35m :
  4  1h 8m #  18m 20s .
  . shortest quarter of the range, # longest
`,
    );
  });

  test('as a table of designs for pages: each column with how it is shown, and its last row', () => {
    const columns = designColumns(data);
    const last = data.designs.length - 1;
    const shown = columns.map(({ head, cell, isFigure = false, tells }) => {
      return [head, cell(data.designs[last]!, last), isFigure, tells].filter((word) => word !== undefined);
    });
    expect(shown).toEqual([
      ['Rank', '6', true],
      ['px1.maxConcurrentTasks', '4', true],
      ['repo.maxConcurrentTasks', '4', true],
      ['Window', '18m 20s', true],
      ['Windows met', 'yes', false, 'met'],
      ['Tightest job', '16m 40s to spare (nightly)', false],
      ['Waits most for', 'proxy-slot', false, 'waited'],
      ['Bottleneck', 'source (nightly)', false],
    ]);
  });

  test('as data: the values of each axis, what stays fixed along a curve, and nothing by default', () => {
    const { curves, heatMaps } = data;
    expect(data).toMatchObject({
      format: 'proxysim-sweep/1',
      axes: [
        { path: 'proxies.px1.maxConcurrentTasks', values: ['1', '2', '4'] },
        { path: 'repositories.repo.maxConcurrentTasks', values: ['1', '4'] },
      ],
    });
    expect(data).not.toHaveProperty('byDefault');
    const { steps: _, ...curve } = curves[1]!;
    expect(curve).toEqual({
      axis: 'proxies.px1.maxConcurrentTasks',
      others: { 'repositories.repo.maxConcurrentTasks': '4' },
      policy: null,
      designs: [1, 3, 5],
      sizes: [1, 2, 4],
      windowSeconds: [4100, 2100, 1100],
      knee: 5,
    });
    expect(heatMaps).toHaveLength(1);
  });
});

describe('a sweep in which the window stops work', () => {
  // With one slot on either side two of the four disks are done when it closes; the last one still runs until 2100 s.
  const cut = sweepWith('2000s');

  test('says so, and compares only the designs in which it does not', () => {
    expect(sweepText(cut, PLAIN)).toBe(
      `night: 6 designs, 6 runs, seed 1
The window is shortest with proxies.px1.maxConcurrentTasks=4, repositories.repo.maxConcurrentTasks=4: 18m 20s.
All windows are met in 2 of 6 designs.
In 4 of 6 designs, the close of a window stopped tasks, so their windows are not compared.
With --set jobs.NAME.window.onClose=report a job goes on to its end.

a = proxies.px1.maxConcurrentTasks
b = repositories.repo.maxConcurrentTasks
a    b   window  stopped  windows met  tightest                    unprotected  above bound  bottleneck
  1  1      35m        2           no  0s to spare (nightly)                 1           0%  source (nightly)
  1  4      35m        2           no  0s to spare (nightly)                 1           0%  source (nightly)
  2  1      35m        2           no  0s to spare (nightly)                 1           0%  source (nightly)
  2  4      35m        -          yes  0s to spare (nightly)                 0           0%  source (nightly)
  4  1      35m        2           no  0s to spare (nightly)                 1           0%  source (nightly)
  4  4  18m 20s        -          yes  16m 40s to spare (nightly)            0           0%  source (nightly)

Gain from more proxies.px1.maxConcurrentTasks (repo.maxConcurrentTasks=4)
step      more by   window    change  speed-up  of ideal
  2 to 4       x2  18m 20s  -16m 40s     x1.91     90.9%  proportional
  Knee: none up to 4; the last step still brings more than 5%.

Window by proxies.px1.maxConcurrentTasks (down) and repositories.repo.maxConcurrentTasks (to the right)
         1          4
  1  35m x      35m x
  2  35m x      35m #
  4  35m x  18m 20s .
  . shortest quarter of the range, # longest, x tasks stopped, not compared
`,
    );
  });

  test('ranks such designs last, with the number of tasks, and leaves their cells on the page without colour', () => {
    const stopped = designColumns(cut).find(({ head }) => head === 'Tasks stopped')!;
    expect(byWindow(cut).map((design, rank) => stopped.cell(design, rank))).toEqual([
      '–',
      '–',
      '2',
      '2',
      '2',
      '2',
    ]);
    const page = sweepPage(cut, { script: '', hash: () => '' });
    expect([...page.matchAll(/<td(?: class="heat-\d+")?>(?:35m|18m 20s)<\/td>/g)].map(String)).toEqual([
      '<td>35m</td>',
      '<td>35m</td>',
      '<td>35m</td>',
      `<td class="heat-${HEAT_SHADES}">35m</td>`,
      '<td>35m</td>',
      '<td class="heat-0">18m 20s</td>',
    ]);
    expect(page).toContain('Without colour: tasks were stopped, not compared.');
  });

  test('in all designs says that no window can be compared', () => {
    const [first] = cut.designs;
    expect(answerSentences({ ...cut, designs: [first!, first!] })).toEqual([
      'In every design, the close of a window stopped tasks, so no window shows how long the work takes.',
      'With --set jobs.NAME.window.onClose=report a job goes on to its end.',
      'All windows are met in no design.',
    ]);
  });

  test('beside one in which nothing ran says nothing of windows, but not that nothing ran in any', () => {
    const [first] = cut.designs;
    const { window: _, cutShort: __, ...idle } = first!;
    expect(answerSentences({ ...cut, designs: [first!, idle] })).toEqual([
      'In 1 of 2 designs, the close of a window stopped tasks, so their windows are not compared.',
      'With --set jobs.NAME.window.onClose=report a job goes on to its end.',
      'All windows are met in no design.',
    ]);
    const { cutShort: ___, ...whole } = first!;
    expect(answerSentences({ ...cut, designs: [idle, whole] })[0]).toContain('is shortest with');
    expect(answerSentences({ ...cut, designs: [idle] })).toEqual([
      'Nothing ran in any design: no task ever started.',
    ]);
  });
});
