import { describe, expect, test } from 'vitest';
import { breakEven } from '../../../src/report/comparison/break-even.ts';
import { compareSides } from '../../../src/report/comparison/comparison.ts';
import { modePairTexts } from '../../../src/report/comparison/mode-pair-text.ts';
import { modePairs } from '../../../src/report/comparison/mode-pairs.ts';
import type { ComparedTask } from '../../../src/report/comparison/tasks.ts';
import { comparisonText } from '../../../src/report/comparison/text.ts';
import { side, task } from '../comparison-sides.ts';

const cost = (mode: string, overheadSeconds: number, taskRate: number) => ({
  mode,
  overheadSeconds,
  taskRate,
});

describe('break-even of two transport modes', () => {
  test('40 s more to attach, 107 MB/s against 40: from 40 / (1/40 - 1/107) MB, 2.6 GB, on', () => {
    const found = breakEven(cost('hotadd', 42, 107e6), cost('nbd', 2, 40e6));
    expect(found).toMatchObject({ kind: 'from', above: 'hotadd', below: 'nbd' });
    // 67/4280 s for a MB: 40 * 4280 / 67 = 2555.2 MB.
    expect(found).toHaveProperty('bytes', expect.closeTo(2555.22e6, -5));
  });

  test('the order of the two does not matter', () => {
    const [a, b] = [cost('hotadd', 42, 107e6), cost('nbd', 2, 40e6)];
    expect(breakEven(b, a)).toEqual(breakEven(a, b));
  });

  test.each([
    ['faster and opened sooner', cost('san', 5, 200e6), cost('hotadd', 50, 100e6), 'san'],
    ['as fast, opened sooner', cost('nbd', 2, 100e6), cost('hotadd', 50, 100e6), 'nbd'],
    ['faster, opened at the same time', cost('nbd', 2, 100e6), cost('nbdssl', 2, 80e6), 'nbd'],
    ['alike', cost('nbd', 2, 100e6), cost('nbdssl', 2, 100e6), null],
  ])('%s: for any amount', (_, a, b, mode) => {
    expect(breakEven(a, b)).toEqual({ kind: 'always', mode });
    expect(breakEven(b, a)).toEqual({ kind: 'always', mode });
  });

  test('rates that differ by the rounding of a microsecond are equal: no break-even at thousands of petabytes', () => {
    const found = breakEven(cost('san', 5, 80e6), cost('hotadd', 55, 80.000_001e6));
    expect(found).toEqual({ kind: 'always', mode: 'san' });
  });

  test('with a mode that read nothing there is none', () => {
    expect(breakEven(cost('san', 5, 0), cost('nbd', 2, 40e6))).toBeUndefined();
  });
});

/** It gets its slot at 100 s. */
function done(
  vm: string,
  mode: string,
  readBytes: number,
  [open, flow, close]: readonly number[],
): ComparedTask {
  const transferStartSeconds = 100 + open!;
  const transferEndSeconds = transferStartSeconds + flow!;
  const took = { mode, transferStartSeconds, transferEndSeconds, endSeconds: transferEndSeconds + close! };
  return { ...task(vm, 100, `px1 ${mode}`), readBytes, took };
}

describe('the same disks in two modes', () => {
  const before = [
    done('vm1', 'hotadd', 1e9, [30, 10, 30]),
    done('vm2', 'hotadd', 3e9, [30, 30, 10]),
    done('vm3', 'san', 9e9, [5, 90, 0]),
  ];
  const after = [
    done('vm2', 'nbd', 3e9, [2, 60, 0]),
    done('vm1', 'nbd', 1e9, [2, 20, 0]),
    done('vm3', 'san', 9e9, [5, 80, 0]),
  ];

  test('are compared if their modes differ: means of overhead, all bytes divided by all transfer time', () => {
    // hotadd: 60 and 40 s without data, 4 GB in 40 s. nbd: 2 s, 4 GB in 80 s. 48 s / (1/50 - 1/100) = 4800 MB.
    expect(modePairs(before, after)).toEqual([
      {
        tasks: 2,
        readBytes: 2e9,
        was: { mode: 'hotadd', overheadSeconds: 50, taskRate: 100e6 },
        is: { mode: 'nbd', overheadSeconds: 2, taskRate: 50e6 },
        breakEven: { kind: 'from', bytes: 4.8e9, above: 'hotadd', below: 'nbd' },
      },
    ]);
  });

  test('that also changed the other way round tell nothing of the modes: the order of work moved them', () => {
    const [one, two] = [done('vm1', 'hotadd', 1e9, [30, 10, 30]), done('vm2', 'nbd', 1e9, [2, 40, 0])];
    const [first, second] = [done('vm1', 'nbd', 1e9, [2, 20, 0]), done('vm2', 'hotadd', 1e9, [30, 80, 30])];
    const [third, fourth] = [done('vm3', 'san', 9e9, [5, 90, 0]), done('vm3', 'nbd', 9e9, [2, 180, 0])];
    expect(modePairs([one, two, third], [first, second, fourth])).toMatchObject([
      { tasks: 1, was: { mode: 'san' }, is: { mode: 'nbd' } },
    ]);
  });

  test('exclude those that did not succeed on both sides, or started on one alone', () => {
    const [one, two, three] = after as [ComparedTask, ComparedTask, ComparedTask];
    expect(modePairs(before, [{ ...one, took: null }, three])).toEqual([]);
    expect(modePairs(before, [two])).toMatchObject([{ tasks: 1 }]);
  });

  test('are reported with the amount from which on one of them is faster', () => {
    const sides = [
      { ...side('a'), tasks: before },
      { ...side('b', { fingerprint: 'x@1' }), tasks: after },
    ];
    expect(comparisonText(compareSides(sides, []), sides)).toContain(
      [
        'The same disks in another mode',
        '  2 tasks, 2 GB each: hotadd (A) 50s without data, then 100 MB/s; nbd (B) 2s without data, then 50 MB/s.',
        '    At these rates hotadd is faster for a disk that reads more than 4.8 GB, nbd for one that reads less.',
        "    This holds for as many disks per VM as here: hotadd attaches a VM's disks to a proxy once for all of them.",
      ].join('\n'),
    );
  });

  test('that are faster in one mode whatever they read are told so; of more than three pairs the rest is counted', () => {
    const modes = [
      ['san', 'nbd'],
      ['hotadd', 'nbdssl'],
      ['nfs', 'nbd'],
      ['off-host', 'on-host'],
    ] as const;
    // 5 s and 100 MB/s against 10 s and 50 MB/s.
    const tasks = (which: 0 | 1) =>
      modes.map((pair, i) => done(`vm${i}`, pair[which], 1e9, which === 0 ? [5, 10, 0] : [10, 20, 0]));
    const sides = [
      { ...side('a'), tasks: tasks(0) },
      { ...side('b', { fingerprint: 'x@1' }), tasks: tasks(1) },
    ];
    const lines = modePairTexts(compareSides(sides, []));
    expect(lines.filter((line) => line.startsWith('  At these rates'))).toEqual([
      '  At these rates san is faster for any amount.',
      '  At these rates hotadd is faster for any amount.',
      '  At these rates nfs is faster for any amount.',
    ]);
    expect(lines.at(-1)).toBe('  and 1 more of fewer disks');
  });
});
