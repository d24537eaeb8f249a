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
      'A window of 2100s holds with proxies.px1.count=4',
      'Costs 6,800 EUR',
      '6,000  proxies.px*.count: 4 at 1,500',
      'N+1: NO, 4 of 4 proxies cannot be spared',
      'Growth: breaks in month 4',
      '6 designs, cheapest first: 3 run and missed, 1 held, 2 more expensive than one that holds',
    ])
      expect(io.out()).toContain(words);
    expect([...io.files.keys()].filter((file) => file.startsWith('out/'))).toEqual([
      'out/report.md',
      'out/report.html',
      'out/plan.json',
    ]);
    const markdown = `${io.files.get('out/report.md')}`;
    for (const words of [
      '**A window of 2100s holds with proxies.px1.count=4**',
      '| 4 | 6,800 EUR | 2 of 2 | 1m 40s to spare | ',
      '**N+1: NO, 4 of 4 proxies cannot be spared; each loss hurts equally.**',
      '- Growth: breaks in month 4',
      '\nproxysim plan night.yaml --vary proxies.px1.count=1..6 --window 2100s --cost prices.yaml',
    ])
      expect(markdown).toContain(words);
    // Who worked on it is no part of the answer.
    expect(markdown).not.toContain('--workers');
  });

  describe('--survive', () => {
    const GROWTH = ['--growth', '20%/y', '--years', '1'];
    const survives = async (count: string, survive: string, ...more: readonly string[]) => {
      const io = withFiles();
      const vary = ['--vary', `proxies.px1.count=${count}`];
      const code = await main([...PLAN, '--window', '2100s', ...vary, '--survive', survive, ...more], io);
      const plan = JSON.parse(`${io.files.get('out/plan.json')}`);
      // Sentences are wrapped.
      const out = io.out().replace(/\s+/g, ' ');
      return { code, plan, out, markdown: `${io.files.get('out/report.md')}` };
    };
    const fates = ({ designs }: { designs: { fate: string }[] }) => designs.map(({ fate }) => fate);

    test('loss: 4 proxies take 2000 s, but 3 take 3000 s, so it takes 5', async () => {
      const { code, plan, out, markdown } = await survives('3..6', 'loss');
      expect(code).toBe(0);
      expect(fates(plan)).toEqual(['misses', 'falls-short', 'holds', 'dearer']);
      expect(plan.designs[1].shortfall).toEqual({ kind: 'loss', proxies: ['px1', 'px2', 'px3', 'px4'] });
      expect(plan.losses).toHaveLength(5);
      for (const words of [
        'A window of 2100s holds with proxies.px1.count=5',
        'without any one of px1, px2, px3 and 1 more',
        'N+1: YES',
        'The same must hold without any one proxy.',
        '1 run and missed, 1 held but failed --survive, 1 held, 1 more expensive than one that holds',
      ])
        expect(out).toContain(words);
      expect(markdown).toContain('--survive loss');
    });

    test('growth: after a year two disks in turn take 2400 s, so all 16 have to run at once, on 8 proxies', async () => {
      const { plan } = await survives('4..8', 'growth', ...GROWTH);
      // 20 % a year pass 5 % in month 4, with 4 proxies or with 7.
      const shortfall = { kind: 'growth', month: 4 };
      expect(plan.designs.map((design: { shortfall?: object }) => design.shortfall)).toEqual([
        shortfall,
        shortfall,
        shortfall,
        shortfall,
        undefined,
      ]);
      expect(plan.months).toHaveLength(12);
      expect(plan.designs[plan.chosen].values).toEqual({ 'proxies.px1.count': '8' });
    });

    test('both, each on its own: without one of 8 proxies a night of today takes 2000 s', async () => {
      const { plan, out } = await survives('4..8', 'growth,loss', ...GROWTH);
      expect(plan.survive).toEqual(['loss', 'growth']);
      expect(fates(plan)).toEqual(['falls-short', 'falls-short', 'falls-short', 'falls-short', 'holds']);
      expect(plan.designs[0].shortfall.kind).toBe('loss');
      expect(plan.designs[1].shortfall).toEqual({ kind: 'growth', month: 4 });
      expect(out).toMatch(
        /The same must hold without any one proxy and, with all proxies, in each of the next 12 months\./,
      );
    });

    test('no design: the cheapest that holds today is the closest, with what it fails', async () => {
      const { code, plan, out } = await survives('3..6', 'growth', ...GROWTH);
      expect(code).toBe(1);
      expect(plan).toMatchObject({ chosen: null, best: 1 });
      expect(out).toContain('NO design holds 2100s and survives as required.');
      expect(out).toContain('Closest: proxies.px1.count=4, which does not hold it in month 4');
      expect(out).toContain('Growth: breaks in month 4');
    });

    test('no design: one that survives a lost proxy and falls short in a later month is closer than a cheaper one that does not', async () => {
      const { plan, out } = await survives('4..7', 'loss,growth', ...GROWTH);
      expect(plan.designs[0].shortfall.kind).toBe('loss');
      expect(plan).toMatchObject({ chosen: null, best: 1 });
      expect(out).toContain('Closest: proxies.px1.count=5, which does not hold it in month 4');
    });

    test('of the present design alone it says what that does not survive', async () => {
      const { code, out } = await survives('4', 'loss');
      expect(code).toBe(1);
      expect(out).toContain('Closest: proxies.px1.count=4, which does not hold it without any one of px1');
      const io = withFiles();
      const asItIs = [...PLAN, '--window', '8000s', '--survive', 'loss'];
      expect(await main(asItIs, io)).toBe(1);
      expect(io.out()).toContain('A window of 8000s holds with the design as it is, but NOT without px1\n');
    });

    test('host: two proxies on each of two hosts take 2000 s, one host with its two takes 4000 s', async () => {
      const hosts = TEXT.replace('[{ name: esx1 }]', '[{ name: "esx{1..2}" }]').replace(
        '[{ name: px1, maxConcurrentTasks: 2 }]',
        '[{ name: "px{1..2}", host: esx1, modes: [nbd], maxConcurrentTasks: 2 }, { name: "px{3..4}", host: esx2, modes: [nbd], maxConcurrentTasks: 2 }]',
      );
      const asked = async (survive: string) => {
        const io = memoryIo({ files: { 'night.yaml': hosts } });
        const vary = ['--vary', 'proxies.px*.count=4..8', '--survive', survive];
        expect(await main([...PLAN, '--window', '3500s', ...vary], io)).toBe(0);
        return { plan: JSON.parse(`${io.files.get('out/plan.json')}`), out: io.out().replace(/\s+/g, ' ') };
      };
      // Without one of four proxies it takes 3000 s.
      const loss = await asked('loss');
      expect(loss.plan.designs[loss.plan.chosen].values).toEqual({ 'proxies.px*.count': '4' });
      const spareOf = ({ host, proxies, nights }: (typeof loss.plan.hostLosses)[number]) => [
        host,
        proxies,
        nights.spare.mean,
      ];
      expect(loss.plan.hostLosses.map(spareOf)).toEqual([
        ['esx1', ['px1', 'px2'], -500],
        ['esx2', ['px3', 'px4'], -500],
      ]);
      expect(loss.out).toContain('N+1 of hosts: NO, 2 of 2 hosts with proxies cannot be spared');
      // The fifth and sixth are on esx1, like the first and second. Only with the seventh are there three on each host.
      const host = await asked('host');
      expect(host.plan.designs[host.plan.chosen].values).toEqual({ 'proxies.px*.count': '7' });
      expect(host.plan.designs[0].shortfall).toEqual({ kind: 'host', hosts: ['esx1', 'esx2'] });
      expect(host.plan.hostLosses.map(spareOf)).toEqual([
        ['esx1', ['px1', 'px2', 'px5', 'px6'], 500],
        ['esx2', ['px3', 'px4', 'px7'], 1500],
      ]);
      for (const words of [
        'without any one of the hosts esx1, esx2',
        'N+1 of hosts: YES',
        'The same must hold without any one host with its proxies.',
      ])
        expect(host.out).toContain(words);
    });

    test('a host whose loss is not tried is in neither the verdict nor the number on the page', async () => {
      const night = TEXT.replace('[{ name: esx1 }]', '[{ name: "esx{1..2}" }]')
        .replace(
          '[{ name: px1, maxConcurrentTasks: 2 }]',
          '[{ name: "px{1..2}", host: "esx{1..2}", modes: [nbd], maxConcurrentTasks: 2 }]',
        )
        .replace('name: repo,', 'name: repo, server: px2,');
      const io = memoryIo({ files: { 'night.yaml': night } });
      expect(await main([...PLAN, '--window', '9000s'], io)).toBe(0);
      expect(io.out().replace(/\s+/g, ' ')).toContain(
        'N+1 of hosts: YES, the windows hold if the only host that was tried, esx1, is lost. ',
      );
      expect(`${io.files.get('out/report.html')}`).toMatch(
        /Hosts that may be lost.{0,200}1 of 1.{0,200}one at a time, from the start; 1 more not tried/s,
      );
    });

    test('links that carry data are named, and the setting shows what waits without one', async () => {
      const text = night({
        sites: '[{ name: hq }, { name: dr }, { name: empty }]',
        links:
          '[{ name: wan, between: [hq, dr], bandwidth: 10 Gbit/s }, { name: idle, between: [hq, empty], bandwidth: 1 Gbit/s }]',
        hosts: '[{ name: esx1, site: hq }]',
        datastores: '[{ name: ds1, maxSnapshots: unlimited, site: hq }]',
        proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4 }]',
        repositories: '[{ name: repo, site: dr, maxConcurrentTasks: unlimited }]',
      });
      const io = memoryIo({ files: { 'night.yaml': text } });
      await main([...PLAN, '--window', '9000s', '--json'], io);
      expect(JSON.parse(io.out()).linksNotTried).toEqual(['wan']);
      const down = memoryIo({ files: { 'night.yaml': text } });
      await main(['run', 'night.yaml', '--set', 'faults=[{ at: 0s, kind: link-down, target: wan }]'], down);
      expect(down.out()).toContain('night: still waiting when the run ended: vm1');
    });

    test('what depends on one host alone is asked of each design', async () => {
      const night = TEXT.replace('[{ name: esx1 }]', '[{ name: "esx{1..2}" }]').replace(
        '[{ name: px1, maxConcurrentTasks: 2 }]',
        '[{ name: "px{1..2}", host: "esx{1..2}", modes: [nbd], maxConcurrentTasks: 2 }]',
      );
      const told = async (text: string, vary: string) => {
        const io = memoryIo({ files: { 'night.yaml': text } });
        expect(await main([...PLAN, '--window', '9000s', '--vary', vary, '--json'], io)).toBe(0);
        const { hostLosses = [], hostsNotTried = [], machines = [] } = JSON.parse(io.out());
        const hosts = (of: { host: string }[]) => of.map(({ host }) => host);
        return { tried: hosts(hostLosses), not: hosts(hostsNotTried), machines };
      };
      // The scenario has the repository on px2, the design on px1.
      const onPx2 = night.replace('name: repo,', 'name: repo, server: px2,');
      expect(await told(onPx2, 'repositories.repo.server=px1')).toEqual({
        tried: ['esx2'],
        not: ['esx1'],
        machines: [{ proxy: 'px1', repositories: ['repo'] }],
      });
      // The scenario has two hosts, the design one: nobody else could run the VMs.
      const atEsx1 = night.replace('name: vm,', 'name: vm, host: esx1,');
      expect(await told(atEsx1, 'hosts.esx2.enabled=false')).toEqual({
        tried: [],
        not: ['esx1'],
        machines: [],
      });
      expect(await told(atEsx1, 'hosts.esx2.enabled=true')).toEqual({
        tried: ['esx1', 'esx2'],
        not: [],
        machines: [],
      });
    });

    test('refuses what it does not know, and growth without --growth', async () => {
      const io = withFiles();
      expect(await main([...PLAN, '--survive', 'fire,growth'], io)).toBe(2);
      expect(io.err()).toContain("--survive: 'fire' is not something that a plan can try.");
      expect(io.err()).toContain('--survive: growth needs --growth.');
    });
  });

  test('the command for one night contains the seed, or the axis that sets it, and the cut-off', async () => {
    const night = async (args: readonly string[]) => {
      const io = withFiles();
      await main([...PLAN, '--window', '9000s', ...args], io);
      return /^Its worst night: (.*)$/m.exec(io.out())![1];
    };
    const window = "--set 'jobs.*.window.length=9000s' --set 'jobs.*.window.onClose=report'";
    expect(await night(['--seed', '5', '--until', '1d'])).toBe(
      `proxysim run night.yaml --seed 5 ${window} --until 1d`,
    );
    expect(await night(['--vary', 'seed=7..8'])).toBe(`proxysim run night.yaml ${window} --set seed=7`);
  });

  test('a window that no design holds: the cheapest of those that come closest (two rounds of 8 slots), and exit code 1', async () => {
    const io = withFiles();
    expect(await main([...PLAN, '--window', '999s', ...COUNT], io)).toBe(1);
    expect(io.out()).toContain('NO design holds 999s.\nClosest: proxies.px1.count=4');
    expect(io.out()).toContain('Margin: 16m 41s late');
    expect(io.out()).toContain('Cost: each step along a --vary counts as one (our assumption)');
  });

  test('unfinished work ends early, and is reported: without any proxy the one VM is unprotected', async () => {
    const io = withFiles();
    expect(await main([...PLAN, '--window', '3h', '--vary', 'proxies.px1.count=0..1'], io)).toBe(0);
    expect(io.out()).toMatch(/\n {2}0 .* 0 of 2 {2}1 VM unprotected {2}none/);
    expect(io.out()).toMatch(/\n {2}px1 .* 0 of 2 {2}1 VM unprotected {2}work left undone/);
  });

  test('--json prints only plan.json, the same with one worker and with two', async () => {
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

  test('without alternatives it answers whether the design is enough as it is, and for how long', async () => {
    const io = withFiles();
    const growth = ['--growth', '20%/y', '--years', '1'];
    // 8000 s grow beyond 8200 s when 1.2^(m/12) passes 1.025: after 1.6 months.
    expect(await main([...PLAN, '--window', '8200s', ...growth], io)).toBe(0);
    expect(io.out()).toContain(
      [
        'A window of 8200s holds with the design as it is',
        '  Windows hold in every night: nothing here is left to chance.',
        '  Margin: 3m 20s to spare in every night (night).',
        '',
      ].join('\n'),
    );
    expect(io.out()).toContain('Growth: breaks in month 2 with');
    // 8000 s x 1.2^(2/12) are 8247 s.
    expect(io.out()).toContain('Month 2 (data x1.03): windows do not hold, 47s late.');
    for (const file of ['out/report.md', 'out/report.html'])
      expect(`${io.files.get(file)}`).not.toMatch(/cheapest of|steps along|Cheaper designs/);
    expect(await main([...PLAN, '--window', '7900s'], io)).toBe(1);
    expect(io.out()).toContain('A window of 7900s does NOT hold with the design as it is\n');
  });

  test('growth per month, and a horizon of 18 months', async () => {
    const io = withFiles();
    // 1.02^18 = 1.43, so 8000 s become 11,426 s: within 12,000 s, and beyond 11,200 s (1.4) from month 17 on.
    const growth = ['--growth', '2%/month', '--years', '1.5'];
    expect(await main([...PLAN, '--window', '12000s', ...growth], io)).toBe(0);
    expect(io.out()).toContain(
      'Growth: holds for 18 months with 2% more data a month.\n  In month 18 (data x1.43)',
    );
    const again = withFiles();
    expect(await main([...PLAN, '--window', '11200s', ...growth], again)).toBe(0);
    expect(again.out()).toContain('Growth: breaks in month 17 with 2% more data a month');
  });

  describe('without --window', () => {
    /** All four disks of 1000 s run at once. */
    const jobs = (window: string) =>
      night({
        vms: '[{ name: vm, disks: { count: 4, size: 100 GB, datastores: [ds1] } }]',
        jobs: `[{ name: night, vms: [vm], repository: repo, run: full${window} }, { name: copy, vms: [vm], repository: repo, run: full, schedule: { after: night } }]`,
      });

    test('each job has its own, continues after it closes, and one without a window may end at any time', async () => {
      const io = withFiles({ 'night.yaml': jobs(', window: 900s') });
      expect(await main(PLAN, io)).toBe(1);
      expect(io.out()).toContain(
        "The jobs' own windows do NOT hold with the design as it is\n" +
          '  Windows hold in no night: nothing here is left to chance.\n' +
          '  Margin: 1m 40s late in every night (night).\n',
      );
      const said = io.out().replace(/\n +/g, ' ');
      expect(said).toContain('succeeds within its own window (night 900s), in every night');
      expect(said).toContain('copy has no window: it may end at any time. --window gives one to every job.');
      expect(said).toContain(
        'Its worst night: proxysim run night.yaml --seed 1 --set jobs.night.window.onClose=report\n',
      );
      const found = JSON.parse(`${io.files.get('out/plan.json')}`);
      expect(found).toMatchObject({
        window: null,
        ownWindows: [
          { job: 'night', window: '900s' },
          { job: 'copy', window: null },
        ],
      });
    });

    test('a list of parts of the week is described as such, and sessions that start in a part must end within it', async () => {
      const window = ', schedule: { at: 1h }, window: [{ days: [mon, tue], within: 21:00-22:00 }]';
      const io = withFiles({ 'night.yaml': `${jobs(window)}clock: { start: 2026-01-05T20:00 }\n` });
      expect(await main(PLAN, io)).toBe(0);
      expect(io.out()).toContain('Margin: 43m 20s to spare in every night (night).');
      expect(io.out().replace(/\n +/g, ' ')).toContain('its own window (night parts of the week)');
    });

    test('if no job states one it says what to write', async () => {
      const io = withFiles({ 'night.yaml': jobs('') });
      expect(await main(PLAN, io)).toBe(2);
      expect(io.err()).toBe(
        "error[bad-option] --window: a plan needs a window to hold, and no job of 'night' states one. " +
          "Write for example --window 8h, or give jobs their own: --set 'jobs.*.window=8h'.\n",
      );
    });
  });

  test('without --vary it shows what could be varied, and the command that it prints runs', async () => {
    const io = withFiles();
    expect(await main([...PLAN, '--window', '7900s'], io)).toBe(1);
    expect(io.out()).toContain(`What could be varied
  --vary proxies.px1.count=1..4                now 1
  --vary proxies.px1.maxConcurrentTasks=1,2,4  now 2
  --vary hosts.esx1.nbdMaxDisks=14,28,56       now 28
  Try it with proxysim plan night.yaml`);
    const [, command] = /Try it with proxysim (.*)/.exec(io.out())!;
    const again = withFiles();
    expect(await main([...command!.split(' '), '--workers', '1'], again)).toBe(0);
    expect(again.out()).toContain(
      'A window of 7900s holds with proxies.px1.count=1, proxies.px1.maxConcurrentTasks=4',
    );
    expect(again.out()).not.toContain('What could be varied');
    expect(`${io.files.get('out/report.md')}`).toContain(command!);
    expect(`${io.files.get('out/report.html')}`).toContain('What could be varied');
  });

  test('its sentences are wrapped at 96 columns', async () => {
    const job = 'a-night-with-a-name-that-is-quite-long-and-then-some-more';
    const vms = '[{ name: vm, disks: { count: 16, size: { uniform: [50 GB, 150 GB] }, datastores: [ds1] } }]';
    const text = TEXT.replace(/name: night/, `name: ${job}`).replace(/^vms: .*$/m, `vms: ${vms}`);
    const io = withFiles({ 'night.yaml': text });
    await main([...PLAN, '--window', '9000s', '--growth', '20%/y', '--years', '1'], io);
    const sentences = io
      .out()
      .split('\n')
      .filter((line) => /[.:]$/.test(line));
    expect(sentences.length).toBeGreaterThan(5);
    for (const line of sentences) expect(line.length).toBeLessThanOrEqual(96);
  });

  test.each([
    [['--vary', 'proxies.py*.count=1..2', '--window', '1h'], "There is no 'py*' in 'proxies'"],
    [['--vary', 'proxies.px1.count=4..1', '--window', '1h'], 'is empty: it goes downwards'],
    [
      ['--vary', 'proxies.px1.count=1..4', '--set', 'proxies.px1.count=2', '--window', '1h'],
      "'proxies.px1.count' is fixed by --set, too.",
    ],
    [[...COUNT, '--window', 'soon'], "--window: 'soon' is not a length of time."],
    [[...COUNT, '--window', '1h', '--confidence', '0%'], '--confidence: a window that never has to hold'],
    [[...COUNT, '--window', '1h', '--growth', 'much'], "--growth: 'much' is not a growth rate"],
    [[...COUNT, '--window', '1h', '--years', '3'], '--years: needs --growth.'],
    [
      [...COUNT, '--window', '1h', '--growth', '2%/month', '--years', '1.3'],
      "--years: '1.3' is not a whole number of months",
    ],
    [
      // 11^3 after three years.
      [...COUNT, '--window', '1h', '--growth', '1000%/y'],
      '--growth: at the end there would be 1331 times the data, and at most 1000 times can be simulated.',
    ],
    [[...COUNT, '--window', '1h', '--cost', 'none.yaml'], "'none.yaml' does not exist"],
    [[...COUNT, '--window', '1h', '--cost', 'typo.yaml'], "'proxies.py1.count' matches nothing"],
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
