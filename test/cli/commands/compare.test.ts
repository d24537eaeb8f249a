import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/** Two disks of 10 GB, a core each on two proxies of one core, nothing else takes time: at 100 MB/s 100 s. */
const NIGHT = `version: 1
name: Night
seed: 1
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies:
  - { name: px1, kind: physical, cores: 1, maxConcurrentTasks: 1 }
  - { name: px2, kind: physical, cores: 1, maxConcurrentTasks: 1 }
repositories: [{ name: repo1, maxConcurrentTasks: unlimited }]
vms: [{ name: "vm{1..2}", disks: { size: 10 GB, datastores: [ds1] } }]
jobs: [{ name: nightly, vms: ["vm*"], repository: repo1, run: full, schedule: { at: "22:00" } }]
`;
/** One after the other on px1: 200 s. */
const ALONE = NIGHT.replace('- { name: px2,', '- { name: px2, enabled: false,');

function project(files: Readonly<Record<string, string>> = {}): MemoryIo {
  return memoryIo({ files: { 'a.yaml': NIGHT, 'b.yaml': ALONE, ...files } });
}

interface Told {
  readonly sides: readonly unknown[];
  readonly figures: { title: string; figures: { metric: string; values: number[]; changes: unknown[] }[] }[];
  readonly moved: unknown[];
  readonly firstApart: unknown[];
}

async function told(io: MemoryIo, argv: readonly string[]): Promise<Told> {
  expect(await main(['compare', ...argv, '--json'], io)).toBe(0);
  return JSON.parse(io.out()) as Told;
}

describe('compare', () => {
  test('shows only the extents of a scale-out repository: of runs, of folders, and against a side of which only the summary is left', async () => {
    const scaleOut = NIGHT.replace(
      'repositories: [{ name: repo1, maxConcurrentTasks: unlimited }]',
      'repositories: [{ name: ext1, maxConcurrentTasks: 4 }, { name: repo1, extents: [ext1] }]',
    );
    const io = project({ 'a.yaml': scaleOut });
    expect(await main(['run', 'a.yaml', '-o', 'r', '--charts', 'none', '--analysis', 'none'], io)).toBe(0);
    io.files.set('kept/summary.json', io.files.get('r/summary.json')!);
    for (const sides of [
      ['a.yaml', 'r'],
      ['r', 'r'],
      ['kept', 'r'],
    ]) {
      const { figures } = await told(project(Object.fromEntries(io.files) as Record<string, string>), sides);
      const metrics = figures
        .find(({ title }) => title === 'Repositories')!
        .figures.map(({ metric }) => metric);
      expect(metrics).toEqual(['repositories.ext1.slotUtilisation', 'repositories.ext1.writeUtilisation']);
    }
  });

  test('--change compares a scenario with itself after the change, with what --set changes on both sides', async () => {
    const io = project();
    const alone = ['--change', 'proxies.px2.enabled=false'];
    // 10 GB a disk at 50 MB/s: 200 s side by side, 400 s one after the other.
    const slower = ['--set', 'profile.full=50 MB/s'];
    expect(await main(['compare', 'a.yaml', ...alone, ...slower], io)).toBe(0);
    expect(io.out()).toContain(`A  a.yaml, policy rts, seed 1
B  a.yaml, proxies.px2.enabled=false, policy rts, seed 1

B: the window is 3m 20s (100%) longer: 6m 40s instead of 3m 20s.
`);
    expect((await told(project(), ['a.yaml', ...alone])).sides).toMatchObject([
      { name: 'a.yaml', file: 'a.yaml', changes: [] },
      { name: 'proxies.px2.enabled=false', file: 'a.yaml', changes: ['proxies.px2.enabled=false'] },
    ]);
  });

  test('--change is refused with other sides, with --policy, without a value, and where its path matches nothing', async () => {
    const refused = async (...argv: string[]) => {
      const io = project();
      expect(await main(['compare', ...argv], io)).toBe(2);
      return io.err();
    };
    const change = ['--change', 'proxies.px2.enabled=false'];
    expect(await refused('a.yaml', 'b.yaml', ...change)).toContain('--change PATH=VALUE takes one scenario');
    expect(await refused('a.yaml', '--policy', 'rts', ...change)).toContain('--policy compares policies');
    const io = project();
    expect(await main(['compare', 'a.yaml', ...change, '--set', 'policy=load-first'], io)).toBe(0);
    expect(io.out()).toContain('B  a.yaml, proxies.px2.enabled=false, policy load-first, seed 1\n');
    expect(await refused('a.yaml', '--change', 'proxies')).toContain(
      "error[bad-option] --change: 'proxies' is not PATH=VALUE.",
    );
    expect(await refused('a.yaml', '--change', 'proxies.px3.cores=1')).toContain(
      "--change:1:9: error[overlay-no-match] There is no 'px3' in 'proxies'.",
    );
  });

  test('two scenarios: 100 s and 200 s are +1m 40s and +100%, vm2 goes to px1 and 100 s later', async () => {
    const io = project();
    expect(await main(['compare', 'a.yaml', 'b.yaml'], io)).toBe(0);
    expect(io.err()).toBe('');
    expect(io.out()).toContain(`A  a.yaml, policy rts, seed 1
B  b.yaml, policy rts, seed 1

B: the window is 1m 40s (100%) longer: 3m 20s instead of 1m 40s.

Windows          A       B   change
  all jobs  1m 40s  3m 20s  +1m 40s  +100%
  nightly   1m 40s  3m 20s  +1m 40s  +100%
`);
    expect(io.out()).toContain(`
Tasks
  B: 1 of 2 tasks on another proxy or in another mode.
    nightly 1: vm2/0: px2 nbd (repo1), now px1 nbd (repo1)
  B: first differs from A at start 2:
    A: 2026-01-05 22:00:00  nightly 1: vm2/0 to px2 nbd (repo1)
    B: 2026-01-05 22:01:40  nightly 1: vm2/0 to px1 nbd (repo1)
`);
    expect(io.written).toEqual([]);
  });

  test('waits and utilisation are side by side: vm2 waits for 100 s, px1 is busy all the time on both', async () => {
    const { figures } = await told(project(), ['a.yaml', 'b.yaml']);
    const figure = (metric: string) =>
      figures.flatMap((group) => group.figures).find((one) => one.metric === metric);
    expect(figure('waits.proxy-slot')?.values).toEqual([0, 100]);
    expect(figure('proxies.px1.slotUtilisation')?.values).toEqual([1, 1]);
    expect(figure('proxies.px2.slotUtilisation')?.values).toEqual([1, 0]);
    expect(figure('totals.readBytes')?.changes).toEqual([{ difference: 0, share: 0 }]);
  });

  test('of result folders, too, says which of the compared modes have no limit that anybody stated', async () => {
    const virtual = NIGHT.replaceAll('kind: physical', 'kind: virtual, host: esx1');
    const network = virtual.replaceAll('cores: 1,', 'cores: 1, modes: [nbd],');
    const io = project({ 'hotadd.yaml': virtual, 'nbd.yaml': network });
    for (const side of ['hotadd', 'nbd'])
      expect(
        await main(['run', `${side}.yaml`, '-o', side, '--charts', 'none', '--analysis', 'none'], io),
      ).toBe(0);
    const shown = async (sides: readonly string[]) => {
      const other = project(Object.fromEntries(io.files) as Record<string, string>);
      expect(await main(['compare', ...sides], other)).toBe(0);
      return /Not in the scenario: .*/.exec(other.out())?.[0];
    };
    const ofRuns = await shown(['hotadd.yaml', 'nbd.yaml']);
    expect(ofRuns).toContain('transport.hotadd.perTask, transport.nbd.perTask (unlimited by default)');
    expect(await shown(['hotadd', 'nbd'])).toBe(ofRuns);
  });

  test('a result folder equals its run: compared with the scenario nothing differs', async () => {
    const io = project();
    expect(await main(['run', 'b.yaml', '-o', 'out'], io)).toBe(0);
    const before = io.out().length;
    expect(await main(['compare', 'out', 'b.yaml', '--json'], io)).toBe(0);
    const one = JSON.parse(io.out().slice(before)) as Told;
    expect(one.firstApart).toEqual([null]);
    expect(one.moved).toEqual([{ of: 2, count: 0, first: [], onlyBefore: 0, onlyAfter: 0 }]);
    const changed = one.figures
      .flatMap(({ figures }) => figures)
      .filter(({ changes }) => `${JSON.stringify(changes)}` !== '[{"difference":0,"share":0}]');
    expect(changed).toEqual([]);
  });

  test('of replications it compares one night with the longest of several, not with the time from the first to the last', async () => {
    const three = ALONE.replace('at: "22:00"', 'daily: "22:00"').replace('T22:00 }', 'T22:00, horizon: 3d }');
    const io = project({ 'b.yaml': three });
    expect(await main(['compare', 'a.yaml', 'b.yaml', '--replications', '2'], io)).toBe(0);
    expect(io.out()).toContain(
      'B: the mean longest night is 1m 40s (100%) longer: 3m 20s instead of 1m 40s, in every\n  replication.',
    );
    expect(io.out()).toMatch(/\n {2}longest night +1m 40s +3m 20s +\+1m 40s/);
  });

  test('for a folder with replications it says that the first of them is compared', async () => {
    const io = project();
    const options = ['--replications', '3', '--workers', '1', '--charts', 'none'];
    expect(await main(['run', 'b.yaml', '-o', 'out', ...options], io)).toBe(0);
    for (const args of [
      ['compare', 'out', 'b.yaml'],
      ['report', 'out', 'out'],
    ]) {
      const before = io.out().length;
      expect(await main(args, io)).toBe(0);
      const told = args[0] === 'compare' ? io.out().slice(before) : `${io.files.get('comparison.html')}`;
      expect(told).toContain('out, the first of 3 replications');
      expect(told).not.toContain('b.yaml, the first');
    }
  });

  test('of two result folders it names the settings that differ, and tells a program', async () => {
    const io = project();
    const run = (folder: string, ...more: string[]) =>
      main(['run', 'a.yaml', '-o', folder, '--charts', 'none', '--analysis', 'none', ...more], io);
    const slow = 'profile.full=50 MB/s';
    expect(await run('r1', '--set', 'jobs.*.priority=high', '--set', 'profile.full=100 MB/s')).toBe(0);
    expect(await run('r2', '--set', 'jobs.*.priority=high', '--set', slow, '--until', '6h')).toBe(0);
    const { sides } = await told(project(Object.fromEntries(io.files) as Record<string, string>), [
      'r1',
      'r2',
    ]);
    expect(sides).toMatchObject([
      { changes: ['profile.full=100 MB/s'], settingsKnown: true },
      { changes: [slow, '--until 6h'], settingsKnown: true },
    ]);
  });

  test('names that a spreadsheet would run are read from a folder unescaped', async () => {
    const io = project({ 'c.yaml': NIGHT.replace('"vm{1..2}"', '"-vm{1..2}"').replace('"vm*"', '"-vm*"') });
    await main(['run', 'c.yaml', '-o', 'out'], io);
    expect(await io.readText('out/tasks.csv')).toContain("'-vm1");
    const before = io.out().length;
    expect(await main(['compare', 'out', 'c.yaml', '--json'], io)).toBe(0);
    expect((JSON.parse(io.out().slice(before)) as Told).firstApart).toEqual([null]);
  });

  test('a folder with only a summary is compared by its figures, and says what is unknown', async () => {
    const io = project();
    await main(['run', 'a.yaml', '-o', 'out'], io);
    for (const file of [...io.files.keys()]) if (/^out\/.*\.csv$/.test(file)) io.files.delete(file);
    expect(await main(['compare', 'out', 'b.yaml'], io)).toBe(0);
    expect(io.out()).toContain('B: one of the two has no tasks.csv, so moved tasks are not known.');
    expect(io.out()).toContain('+1m 40s  +100%');
  });

  test('one scenario under several policies, presets or files; the first is the reference', async () => {
    const mine =
      "export default { name: 'mine', extends: 'rts', order: [{ name: 'last', of: (t) => -t.vmOrder }] };";
    const io = project({ 'mine.mjs': mine });
    expect(
      await main(['compare', 'b.yaml', '--policy', 'rts,./mine.mjs', '--fail-on', 'window>+0%'], io),
    ).toBe(0);
    expect(io.out()).toContain('A  b.yaml, policy rts, seed 1\nB  b.yaml, policy mine, seed 1\n');
    expect(io.out()).toContain('A: 2026-01-05 22:00:00  nightly 1: vm1/0');
    expect(io.out()).toContain('B: 2026-01-05 22:00:00  nightly 1: vm2/0');
    expect(io.out()).toContain('fine window is 3m 20s in ./mine.mjs, was 3m 20s in rts: 0, 0% (limit > +0%)');
  });

  test('a side whose run fails is reported, and nothing is compared', async () => {
    const throwing =
      "export default { name: 'odd', extends: 'rts', order: [{ name: 'k', of: () => { throw new Error('no') } }] };";
    const io = project({ 'odd.mjs': throwing });
    expect(await main(['compare', 'b.yaml', '--policy', 'rts,./odd.mjs'], io)).toBe(2);
    expect(io.err()).toContain("error[bad-policy] Policy 'odd': Queue key 'k' threw Error: no");
    expect(io.out()).toBe('');
  });

  test('three sides: each against the first', async () => {
    const io = project();
    const one = await told(io, ['a.yaml', 'b.yaml', 'a.yaml']);
    expect(one.figures[0]!.figures[0]).toMatchObject({
      values: [100, 200, 100],
      changes: [
        { difference: 100, share: 1 },
        { difference: 0, share: 0 },
      ],
    });
  });

  test('--set and --seed change every side', async () => {
    const one = await told(project(), [
      'a.yaml',
      'b.yaml',
      '--set',
      'proxies.px1.maxConcurrentTasks=2',
      '--seed',
      '9',
    ]);
    // Two tasks share the one core of px1: 200 s still, but none waits.
    expect(one.figures[0]!.figures[0]!.values[1]).toBe(200);
    expect(JSON.stringify(one)).toContain('"seed":9');
    expect(JSON.stringify(one)).not.toContain('waits.proxy-slot');
  });
});

describe('compare --fail-on', () => {
  test('a condition that holds exits with 1, with the sentence on both streams', async () => {
    const io = project();
    const argv = ['compare', 'a.yaml', 'b.yaml', '--fail-on', 'window>+5%', '--fail-on', 'vms.unprotected>0'];
    expect(await main(argv, io)).toBe(1);
    const sentence = 'window is 3m 20s in b.yaml, was 1m 40s in a.yaml: +1m 40s, +100% (limit > +5%)';
    expect(io.out()).toContain(
      `Conditions\n  FAILED ${sentence}\n  fine vms.unprotected is 0 in b.yaml (limit > 0)\n`,
    );
    expect(io.err()).toBe(`failed: ${sentence}\n`);
  });

  test('exits with 0 if none holds', async () => {
    const io = project();
    expect(await main(['compare', 'a.yaml', 'b.yaml', '--fail-on', 'jobs.nightly.window>+10min'], io)).toBe(
      0,
    );
    expect(io.err()).toBe('');
  });

  test('--json prints only JSON, whatever fails', async () => {
    const io = project();
    expect(await main(['compare', 'a.yaml', 'b.yaml', '--json', '--fail-on', 'window>+5%'], io)).toBe(1);
    expect(JSON.parse(io.out())).toMatchObject({
      format: 'proxysim-comparison/1',
      conditions: [{ condition: 'window>+5%', metric: 'window', side: 'b.yaml', failed: true }],
    });
  });

  test('--markdown writes text for a comment, with failures first', async () => {
    const io = project();
    await main(['compare', 'a.yaml', 'b.yaml', '--markdown', 'out/c.md', '--fail-on', 'window>+5%'], io);
    const text = `${io.files.get('out/c.md')}`;
    expect(text).toMatch(/^### proxysim compare\n\n- \*\*FAILED\*\* window is 3m 20s in b\.yaml/);
    expect(text).toContain('| all jobs | 1m 40s | 3m 20s | +1m 40s | +100% |');
  });
});

describe('what cannot be compared exits with 2 and a message, and nothing is written', () => {
  test.each([
    ['one scenario alone', ['a.yaml'], /give two scenarios or result folders/],
    ['two scenarios and policies', ['a.yaml', 'b.yaml', '--policy', 'rts,list'], /takes one scenario/],
    ['one policy', ['a.yaml', '--policy', 'rts'], /takes two or more policies/],
    ['an unknown policy', ['a.yaml', '--policy', 'rts,rst'], /Did you mean 'rts'\?/],
    ['a file that is not there', ['a.yaml', 'c.yaml'], /'c\.yaml' does not exist/],
    ['a folder that is none of results', ['a.yaml', 'lib'], /'lib' is not a result folder\./],
    ['a broken summary', ['a.yaml', 'broken'], /'broken\/summary\.json' is not a summary.*not JSON/],
    [
      'a summary of another format',
      ['a.yaml', 'later'],
      /its format is 'proxysim-summary\/9', not 'proxysim-summary\/1'/,
    ],
    ['half a summary', ['a.yaml', 'half'], /'jobs' is not a map/],
    ['a table that lost a column', ['a.yaml', 'table'], /'table\/tasks\.csv' has no column 'proxy'/],
    ['a table whose rows are cut', ['a.yaml', 'cut'], /'cut\/tasks\.csv', line 2: 3 cells where 9 belong/],
    ['a folder and --set', ['a.yaml', 'broken', '--set', 'seed=1'], /the result of a run cannot be changed/],
    [
      'a metric that is none',
      ['a.yaml', 'b.yaml', '--fail-on', 'jobs.nightyl.window>1h'],
      /Did you mean 'jobs\.nightly\.window'\?/,
    ],
    [
      'a condition that is none',
      ['a.yaml', 'b.yaml', '--fail-on', 'window>x'],
      /Write for example "window>\+5%"/,
    ],
  ])('%s', async (_, argv, message) => {
    const io = project();
    await main(['run', 'a.yaml', '-o', 'table'], io);
    const summary = `${io.files.get('table/summary.json')}`;
    const header = 'job,session,attempt,vm,disk,proxy,mode,repository,startSeconds';
    io.files.set('table/tasks.csv', 'job,session,attempt,vm,disk,mode,repository,startSeconds\n');
    io.files.set('cut/summary.json', summary);
    io.files.set('cut/tasks.csv', `${header}\nnightly,1,1\n`);
    io.files.set('lib/x.txt', 'x');
    io.files.set('broken/summary.json', summary.slice(0, 100));
    io.files.set('later/summary.json', '{ "format": "proxysim-summary/9" }');
    io.files.set(
      'half/summary.json',
      '{ "format": "proxysim-summary/1", "policy": "rts", "fingerprint": "x", "scenario": {} }',
    );
    io.written.length = 0;
    const before = io.out().length;
    expect(await main(['compare', ...argv, '--markdown', 'c.md'], io)).toBe(2);
    expect(io.err()).toMatch(message);
    expect(io.err()).not.toMatch(/\n\s+at |has a bug/);
    expect(io.out().length).toBe(before);
    expect(io.written).toEqual([]);
  });

  test('all problems of several sides are reported at once', async () => {
    const io = project({
      'odd.yaml': 'version: 1\n',
      'no.yaml': `${NIGHT}policy: nobody\n`,
      'lib/x.txt': 'x',
    });
    expect(await main(['compare', 'a.yaml', 'c.yaml', 'lib', 'odd.yaml', 'no.yaml'], io)).toBe(2);
    expect(io.err()).toContain("'lib' is not a result folder.");
    expect(io.err()).toContain("'c.yaml' does not exist");
    expect(io.err()).toContain('odd.yaml:1:1: error[missing-key]');
    expect(io.err()).toContain("'nobody'");
    expect(io.out()).toBe('');
  });
});
