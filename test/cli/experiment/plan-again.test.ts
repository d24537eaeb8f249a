import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { readPlanFile } from '../../../src/cli/results/plan-file.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { planJson } from '../../../src/report/plan/json.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';
import { planText } from '../../../src/report/plan/text.ts';
import { night } from '../../helpers/night.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/** 16 disks of 1000 s on one proxy of 2 slots: n proxies take 8000 s / n. */
const SIXTEEN = {
  name: 'Sixteen',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: '[{ name: vm, disks: { count: 16, size: 100 GB, datastores: [ds1] } }]',
};
/** Sizes that differ from night to night. */
const LUCKY = {
  ...SIXTEEN,
  vms: '[{ name: vm, disks: { count: 16, size: { uniform: [50 GB, 150 GB] }, datastores: [ds1] } }]',
};
const PRICES = 'unit: EUR\ncosts:\n  proxies.px*.count: 1500\n';
const COUNT = ['--vary', 'proxies.px1.count=1..6'];
const GROWTH = ['--growth', '20%/y', '--years', '1'];

async function planned(text: string, args: readonly string[]): Promise<MemoryIo> {
  const io = memoryIo({ files: { 'night.yaml': text, 'prices.yaml': PRICES } });
  const code = await main(
    ['plan', 'night.yaml', '--replications', '3', '--workers', '1', '-o', 'out', ...args],
    io,
  );
  expect([0, 1]).toContain(code);
  return io;
}

const fileOf = (io: MemoryIo, name: string) => `${io.files.get(`out/${name}`)}`;

describe('a stored plan', () => {
  test.each([
    [
      'with all there is',
      night(LUCKY),
      [...COUNT, '--window', '2200s', '--cost', 'prices.yaml', ...GROWTH],
      'Growth: breaks in month',
    ],
    ['that lasts', night(SIXTEEN), [...COUNT, '--window', '4900s', ...GROWTH], 'Growth: holds for 1 year'],
    ['in which nothing holds', night(LUCKY), [...COUNT, '--window', '999s'], 'NO design holds 999s.'],
    ['of one design', night(LUCKY), ['--window', '8200s', ...GROWTH], 'with the design as it is'],
    [
      "of the jobs' own windows",
      night({ ...LUCKY, jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: 8200s }]' }),
      [],
      'within its own window (night 8200s)',
    ],
    [
      'under another policy',
      night(SIXTEEN),
      [...COUNT, '--window', '4000s', '--policy', 'load-first'],
      'holds with proxies.px1.count=2, policy load-first',
    ],
    [
      'in which no bound rules anything out',
      night({ ...SIXTEEN, faults: '[{ at: 1s, kind: proxy-down, target: px1, for: 1s }]' }),
      [...COUNT, '--window', '4000s'],
      'No design is ruled out by a lower bound, because faults strike in it.',
    ],
    [
      // Half of 1600 GB is written: 8000 s at 100 MB/s; at 90 MB/s, which is run on 17 slots alone, 8889 s.
      'with a step less that was not run',
      night(SIXTEEN),
      [
        '--window',
        '8000s',
        '--vary',
        'proxies.px1.maxConcurrentTasks=16,17',
        '--vary',
        'repositories.repo.write=50..150:10 MB/s',
      ],
      'repositories.repo.write=90 MB/s cannot hold: no schedule is over before 2h 28m (repositories.repo.write).',
    ],
    [
      'without an end of any night',
      night(SIXTEEN),
      [...COUNT, '--window', '9999s', '--until', '500s'],
      'No job finished: none ever started, or the runs were cut short.',
    ],
  ])('%s has the same text, page and report.md as when it was made', async (_, text, args, words) => {
    const io = await planned(text, args);
    expect(io.out()).toContain(words);
    const json = fileOf(io, 'plan.json');
    const read = readPlanFile(json);
    if (!read.ok) throw new Error(read.problem);
    const label =
      read.content.designs[read.content.best]!.nights!.worst === null ? 'One night of it' : 'Its worst night';
    expect(io.out().startsWith(`${planText(read.content, PLAIN)}\n${label}: `)).toBe(true);
    expect(planJson(read.content)).toBe(json);

    const later = memoryIo({ files: { 'out/plan.json': json } });
    expect(await main(['report', 'out'], later)).toBe(0);
    expect(later.out()).toBe('out/report.html\n');
    expect(later.written).toEqual(['out/report.md', 'out/report.html']);
    for (const name of later.written) expect(later.files.get(name)).toBe(io.files.get(name));
  });

  test('-o writes only the page, to a file', async () => {
    const io = await planned(night(SIXTEEN), ['--window', '8200s']);
    const later = memoryIo({ files: { 'out/plan.json': fileOf(io, 'plan.json') } });
    expect(await main(['report', 'out', '-o', 'for-you.html'], later)).toBe(0);
    expect(later.written).toEqual(['for-you.html']);
    expect(`${later.files.get('for-you.html')}`).toBe(fileOf(io, 'report.html'));
  });
});

describe('a damaged plan', () => {
  let sound: PlanData & { readonly format: string };
  beforeAll(async () => {
    const io = await planned(night(SIXTEEN), [...COUNT, '--window', '2100s', ...GROWTH]);
    sound = JSON.parse(fileOf(io, 'plan.json'));
  });

  test.each<[string, (plan: typeof sound) => unknown, string]>([
    ['of another kind', (plan) => ({ ...plan, format: 'proxysim-sweep/1' }), 'is not a plan.'],
    ['no map', () => [], 'is not a plan.'],
    [
      'of another version',
      (plan) => ({ ...plan, format: 'proxysim-plan/1' }),
      "is of another version ('proxysim-plan/1') than this program reads ('proxysim-plan/4').",
    ],
    ['without runs', ({ runs: _, ...plan }) => plan, "is damaged: 'runs' is missing or wrong."],
    ['with no best', (plan) => ({ ...plan, best: 6 }), "is damaged: 'best' is missing or wrong."],
    [
      'whose best was not run',
      (plan) => ({ ...plan, best: 5, chosen: 5 }),
      "is damaged: 'best' is missing or wrong.",
    ],
    ['with another answer', (plan) => ({ ...plan, chosen: 2 }), "is damaged: 'chosen' is missing or wrong."],
    ['without months', (plan) => ({ ...plan, months: [] }), "is damaged: 'months' is missing or wrong."],
    [
      'with a step to nowhere',
      (plan) => ({ ...plan, stepsDown: [{ axis: 'x', design: 0 }] }),
      "is damaged: 'stepsDown[0]' is missing or wrong.",
    ],
    [
      'with a design of no values',
      (plan) => ({ ...plan, designs: plan.designs.map((design) => ({ ...design, values: {} })) }),
      "is damaged: 'designs[0].values' is missing or wrong.",
    ],
    [
      'with figures that are none',
      (plan) => ({
        ...plan,
        losses: plan.losses.map((loss) => ({ ...loss, nights: { ...loss.nights, gap: 'wide' } })),
      }),
      "is damaged: 'losses[0].nights.gap' is missing or wrong.",
    ],
    [
      'with a mean of no night',
      (plan) => ({
        ...plan,
        months: plan.months.map((month) => ({ ...month, nights: { ...month.nights, worst: null } })),
      }),
      "is damaged: 'months[0].nights.worst' is missing or wrong.",
    ],
  ])('that is %s is refused with a message', async (_, change, sentence) => {
    await refused(JSON.stringify(change(sound)), sentence);
  });

  test('that is cut off at any byte is refused', async () => {
    const text = JSON.stringify(sound);
    for (const at of [0, 1, 99, text.length - 1]) await refused(text.slice(0, at), 'is damaged or cut off.');
  });

  async function refused(text: string, sentence: string): Promise<void> {
    const io = memoryIo({ files: { 'd/plan.json': text } });
    expect(await main(['report', 'd'], io)).toBe(2);
    expect(io.err()).toBe(`error: 'd/plan.json' ${sentence}\n`);
    expect(io.written).toEqual([]);
  }
});
