import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { night } from '../../helpers/night.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/** 16 disks of 1000 s on one proxy of 2 slots: n proxies take 8000 s / n. */
const TEXT = night({
  name: 'Sixteen',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: '[{ name: vm, disks: { count: 16, size: 100 GB, datastores: [ds1] } }]',
});
const PRICES = 'unit: EUR\ncosts:\n  proxies.px*.count: 1500\n  proxies.px*.maxConcurrentTasks: 100\n';
const COUNT = ['--vary', 'proxies.px1.count=1..6'];
const PLAN = ['plan', 'night.yaml', '--replications', '2', '--workers', '1', '-o', 'out'];

function withFiles(more: Readonly<Record<string, string>> = {}): MemoryIo {
  return memoryIo({ files: { 'night.yaml': TEXT, 'prices.yaml': PRICES, ...more } });
}

describe('plan', () => {
  test('how many proxies do I need? 4 for 2000 s: three are 1000 s late, one lost as well, and it lasts', async () => {
    const io = withFiles();
    const growth = ['--growth', '20%/y', '--years', '1'];
    expect(await main([...PLAN, '--window', '2100s', ...COUNT, '--cost', 'prices.yaml', ...growth], io)).toBe(
      0,
    );
    const found = JSON.parse(`${io.files.get('out/plan.json')}`);
    expect(found.designs[found.chosen]).toMatchObject({
      values: { 'proxies.px1.count': '4' },
      // 4 proxies at 1500 and their 8 slots at 100.
      cost: 6800,
      nights: { held: { held: 2, n: 2 }, spare: { mean: 100 } },
    });
    expect(found.designs[2]).toMatchObject({ fate: 'misses', nights: { spare: { mean: -900 } } });
    expect(found.losses.map(({ proxy }: { proxy: string }) => proxy)).toEqual(['px1', 'px2', 'px3', 'px4']);
    // Of 16 disks six slots run six at a time: 3000 s.
    expect(found.losses[0].nights.spare.mean).toBe(-900);
    // 2000 s grow beyond 2100 s when 1.2^(m/12) passes 1.05: after 3.2 months.
    expect(found.months.map(({ month }: { month: number }) => month)).toEqual([1, 2, 3, 4]);
    expect(found.months.at(-1).nights.verdict).toBe('misses');
    for (const words of [
      '2100s is held by proxies.px1.count=4',
      'Costs 6,800 EUR',
      '6,000  proxies.px*.count: 4 at 1,500',
      'N+1: NO, 4 of 4 proxies cannot be missed',
      'Growth: breaks in month 4',
      '6 designs, cheapest first: 3 run and missed, 1 held, 2 dearer than one that holds',
    ])
      expect(io.out()).toContain(words);
    expect([...io.files.keys()].filter((file) => file.startsWith('out/'))).toEqual([
      'out/report.md',
      'out/report.html',
      'out/plan.json',
    ]);
    const markdown = `${io.files.get('out/report.md')}`;
    for (const words of [
      '**2100s is held by proxies.px1.count=4**',
      '| 4 | 6,800 EUR | 2 of 2 | 1m 40s to spare | ',
      '**N+1: NO, 4 of 4 proxies cannot be missed; without px1 it is worst.**',
      '- Growth: breaks in month 4',
      '\nproxysim plan night.yaml --vary proxies.px1.count=1..6 --window 2100s --cost prices.yaml',
    ])
      expect(markdown).toContain(words);
    // Who worked on it is no part of the answer.
    expect(markdown).not.toContain('--workers');
  });

  test('the command of one night says the seed, or the axis that does, and where the run is cut', async () => {
    const night = async (args: readonly string[]) => {
      const io = withFiles();
      await main([...PLAN, '--window', '9000s', ...args], io);
      return /^One night of it: (.*)$/m.exec(io.out())![1];
    };
    const window = "--set 'jobs.*.window.length=9000s' --set 'jobs.*.window.onClose=report'";
    expect(await night(['--seed', '5', '--until', '1d'])).toBe(
      `proxysim run night.yaml --seed 5 ${window} --until 1d`,
    );
    expect(await night(['--vary', 'seed=7..8'])).toBe(`proxysim run night.yaml ${window} --set seed=7`);
  });

  test('a window that no design holds: the cheapest that comes closest (two rounds of 8 slots), and exit code 1', async () => {
    const io = withFiles();
    expect(await main([...PLAN, '--window', '999s', ...COUNT], io)).toBe(1);
    expect(io.out()).toContain('NO design holds 999s.\nClosest: proxies.px1.count=4');
    expect(io.out()).toContain('Margin: 16m 41s late');
    expect(io.out()).toContain('Cost: one for every step along every --vary, our assumption');
  });

  test('what is left undone is early, and told: without any proxy the one VM is unprotected', async () => {
    const io = withFiles();
    expect(await main([...PLAN, '--window', '3h', '--vary', 'proxies.px1.count=0..1'], io)).toBe(0);
    expect(io.out()).toMatch(/\n {2}0 .* 0 of 1 {2}1 VM unprotected, 3h to spare/);
    expect(io.out()).toMatch(/\n {2}px1 .* 0 of 1 {2}1 VM unprotected, 3h to spare/);
  });

  test('--json prints plan.json and nothing else, the same for one worker as for two', async () => {
    const outs = [];
    for (const workers of ['1', '2']) {
      const io = withFiles();
      await main(
        [
          'plan',
          'night.yaml',
          '--window',
          '4000s',
          ...COUNT,
          '--replications',
          '2',
          '--workers',
          workers,
          '--json',
        ],
        io,
      );
      outs.push(io.out());
      expect(io.out()).toBe(`${io.files.get('results/plans/night/plan.json')}`);
    }
    expect(outs[0]).toBe(outs[1]);
  });

  test('with nothing to choose from, is the design enough as it is, and for how long?', async () => {
    const io = withFiles();
    const growth = ['--growth', '20%/y', '--years', '1'];
    // 8000 s grow beyond 8200 s when 1.2^(m/12) passes 1.025: after 1.6 months.
    expect(await main([...PLAN, '--window', '8200s', ...growth], io)).toBe(0);
    expect(io.out()).toContain(
      [
        '8200s is held by the design as it is',
        '  Windows hold in 2 of 2 nights: of all nights at least 34.2%, with 95% confidence.',
        '  Margin: 3m 20s to spare in every night (night).',
        '',
      ].join('\n'),
    );
    expect(io.out()).toContain('Growth: breaks in month 2 with');
    for (const file of ['out/report.md', 'out/report.html'])
      expect(`${io.files.get(file)}`).not.toMatch(/cheapest of|steps along|Cheaper designs/);
    expect(await main([...PLAN, '--window', '7900s'], io)).toBe(1);
    expect(io.out()).toContain('7900s is NOT held by the design as it is\n');
  });

  test.each([
    [['--vary', 'proxies.py*.count=1..2', '--window', '1h'], "'py*' names nothing in 'proxies'"],
    [['--vary', 'proxies.px1.count=4..1', '--window', '1h'], 'is empty: it goes downwards'],
    [[...COUNT, '--window', 'soon'], "--window: 'soon' is not a length of time."],
    [[...COUNT, '--window', '1h', '--confidence', '0%'], '--confidence: a window that never has to hold'],
    [[...COUNT, '--window', '1h', '--growth', 'much'], "--growth: 'much' is not a growth."],
    [[...COUNT, '--window', '1h', '--years', '3'], '--years: years of what growth?'],
    [[...COUNT, '--window', '1h', '--cost', 'none.yaml'], "'none.yaml' does not exist"],
    [[...COUNT, '--window', '1h', '--cost', 'typo.yaml'], "'proxies.py1.count' means nothing"],
    [[...COUNT, '--window', '1h', '--cost', 'unit.yaml'], "is '50 MB/s', and its price is of one piece"],
  ])('%j is refused: %s', async (args, words) => {
    const io = withFiles({
      'night.yaml': TEXT.replace('{ name: repo,', '{ name: repo, write: 50 MB/s,'),
      'typo.yaml': 'costs: { proxies.py1.count: 5 }',
      'unit.yaml': 'costs: { repositories.repo.write: 5 }',
    });
    expect(await main([...PLAN, ...args], io)).toBe(2);
    expect(io.err()).toContain(words);
    expect(io.out()).toBe('');
    expect(io.written).toEqual([]);
  });
});
