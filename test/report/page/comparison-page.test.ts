import { expect, test } from 'vitest';
import { type ComparedSide, compareSides } from '../../../src/report/comparison/comparison.ts';
import { comparisonPage } from '../../../src/report/page/comparison-page.ts';
import { side, task } from '../comparison-sides.ts';
import { tables } from './table-cells.ts';

function tablesOf(...sides: readonly ComparedSide[]): string[][][] {
  return tables(comparisonPage(compareSides(sides, []), sides, { script: '', hash: () => '' }));
}

test('designs have a row each, and figures a column for each with the difference from the first', () => {
  const window = { startSeconds: 0, endSeconds: 16_110, seconds: 16_110 };
  const [designs, windows] = tablesOf(side('a'), side('b', { window }), side('c', { window: null }));
  expect(designs).toEqual([
    ['Result', 'Scenario', 'Policy', 'Seed', 'Window', 'VMs not protected', 'Fingerprint'],
    ['A: a', 'Two hosts, one night', 'rts', '42', '4h 58m', '0', '00c0ffee00c0ffee@1'],
    ['B: b', 'Two hosts, one night', 'rts', '42', '4h 29m', '0', '00c0ffee00c0ffee@1'],
    ['C: c', 'Two hosts, one night', 'rts', '42', '–', '0', '00c0ffee00c0ffee@1'],
  ]);
  // 17,900 s and a tenth less.
  expect(windows).toEqual([
    ['Windows', 'A', 'B', 'C'],
    ['all jobs', '4h 58m', '4h 29m -29m 50s, -10%', '–'],
    ['nightly', '4h 58m', '4h 58m', '4h 58m'],
    ['databases', '2h 58m', '2h 58m', '2h 58m'],
  ]);
});

test('the same disks in two modes have a row with what each took, and from where on which is faster', () => {
  /** 10 GB, with its slot from 100 s on. */
  const done = (mode: string, open: number, flow: number, close: number) => {
    const transferStartSeconds = 100 + open;
    const transferEndSeconds = transferStartSeconds + flow;
    const took = { mode, transferStartSeconds, transferEndSeconds, endSeconds: transferEndSeconds + close };
    return { ...side(mode), tasks: [{ ...task('v', 100, `px1 ${mode}`), readBytes: 10e9, took }] };
  };
  const modes = tablesOf(
    done('hotadd', 40, 100, 2),
    done('nbd', 2, 250, 0),
    done('hotadd', 40, 100, 2),
  ).filter(([heads]) => heads![0] === 'Modes');
  // 40 s more before the first byte, and 1/40 - 1/100 s less for each MB: 2.67 GB.
  expect(modes).toEqual([
    [
      [
        'Modes',
        'Tasks',
        'Read each',
        'Without data',
        'Rate',
        'Other mode, without data',
        'Rate',
        'Break-even',
      ],
      [
        'hotadd (A), nbd (B)',
        '1',
        '10 GB',
        '42s',
        '100 MB/s',
        '2s',
        '40 MB/s',
        expect.stringMatching(/^At these rates hotadd is faster for a disk that reads more than 2\.67 GB/),
      ],
    ],
  ]);
});
