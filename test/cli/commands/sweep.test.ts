import { describe, expect, test } from 'vitest';
import { FileError } from '../../../src/cli/files/file-error.ts';
import { main } from '../../../src/cli/program.ts';
import { night } from '../../helpers/night.ts';
import { DRAWN } from '../experiment/fixture.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

const VARY = ['--vary', 'proxies.*.maxConcurrentTasks=1..3'];
const SWEEP = ['sweep', 'drawn.yaml', ...VARY, '--replications', '2', '--workers', '1'];

function withScenario(more: Readonly<Record<string, string>> = {}): MemoryIo {
  return memoryIo({ files: { 'drawn.yaml': DRAWN, ...more } });
}

/** Files below a folder with their texts. */
function folder({ files }: MemoryIo, name: string): Record<string, string> {
  return Object.fromEntries(
    [...files].flatMap(([path, text]) =>
      path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), `${text}`]] : [],
    ),
  );
}

async function refusal(args: readonly string[], io = withScenario()): Promise<string> {
  expect(await main(args, io)).toBe(2);
  expect(io.out()).toBe('');
  expect(io.written).toEqual([]);
  return io.err();
}

describe('sweep', () => {
  test('writes a table, every replication, a page and sweep.json, prints the table, and leaves no journal', async () => {
    const io = withScenario();
    expect(await main([...SWEEP, '-o', 'out'], io)).toBe(0);
    const written = folder(io, 'out');
    expect(Object.keys(written).sort()).toEqual([
      'replications.csv',
      'report.html',
      'report.md',
      'sweep.csv',
      'sweep.json',
    ]);
    expect(written['sweep.csv']!.split('\n').map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'proxies.*.maxConcurrentTasks,policy,replications',
      '1,,2',
      '2,,2',
      '3,,2',
      '',
    ]);
    expect(written['replications.csv']!.trimEnd().split('\n')).toHaveLength(7);
    const json = JSON.parse(written['sweep.json']!);
    expect(json.designs.map((design: { values: unknown }) => design.values)).toEqual([
      { 'proxies.*.maxConcurrentTasks': '1' },
      { 'proxies.*.maxConcurrentTasks': '2' },
      { 'proxies.*.maxConcurrentTasks': '3' },
    ]);
    expect(json.designs[0].jobs.nightly.meetsWindow).toMatchObject({ held: 2, n: 2 });
    expect(io.out()).toContain('Drawn: 3 designs, 6 runs, seed 7');
    expect(io.out()).toContain('Gain from more proxies.*.maxConcurrentTasks');
    expect(io.err()).toBe('');
  });

  test('one design gives the same as run with the same change', async () => {
    const io = withScenario();
    await main([...SWEEP, '-o', 'out'], io);
    const set = ['--set', 'proxies.*.maxConcurrentTasks=2'];
    await main(['run', 'drawn.yaml', ...set, '--replications', '2', '--workers', '1', '-o', 'run'], io);
    const design = JSON.parse(folder(io, 'out')['sweep.json']!).designs[1];
    const run = JSON.parse(folder(io, 'run')['replications.json']!);
    for (const section of ['window', 'bound', 'jobs', 'waits', 'vms'])
      expect(design[section]).toEqual(run[section]);
    const summary = JSON.parse(folder(io, 'run')['summary.json']!);
    expect(summary.replication).toBe(0);
    expect(folder(io, 'run')['replications.csv']).toContain(
      `0,${summary.fingerprint},${summary.window.seconds},`,
    );
  });

  test('continues an interrupted one, and ends with the same files', async () => {
    const whole = withScenario();
    await main([...SWEEP, '-o', 'out'], whole);
    // The journal begins, the run that tells what one takes goes into it, then the disk is full.
    let writes = 0;
    const broken = memoryIo({
      files: { 'drawn.yaml': DRAWN },
      beforeWrite: (path) => {
        if (++writes > 2) throw new FileError('cannot-write', path, `'${path}' cannot be written.`);
      },
    });
    expect(await main([...SWEEP, '-o', 'out'], broken)).toBe(2);
    const journal = `${broken.files.get('out/journal.ndjson')}`;
    expect(journal.trimEnd().split('\n')).toHaveLength(2);
    const again = withScenario({ 'out/journal.ndjson': journal });
    expect(await refusal([...SWEEP, '-o', 'out'], withScenario({ 'out/journal.ndjson': journal }))).toBe(
      "error: 'out/journal.ndjson' holds 1 run of an experiment that was not finished. --resume continues it; another folder (-o) leaves it as it is.\n",
    );
    expect(await main([...SWEEP, '-o', 'out', '--resume'], again)).toBe(0);
    expect(folder(again, 'out')).toEqual(folder(whole, 'out'));
    const other = withScenario({
      'out/journal.ndjson': journal,
      'drawn.yaml': DRAWN.replace('500 MB/s', '400 MB/s'),
    });
    expect(await refusal([...SWEEP, '-o', 'out', '--resume'], other)).toBe(
      "error: 'out/journal.ndjson' holds runs of another experiment; what differs: the text of the scenario. Use another folder (-o), or remove it.\n",
    );
  });

  test('with a precision replicates each design until it is precise, and no further', async () => {
    const io = withScenario();
    const options = ['--precision', '20%', '--replications', '40', '--workers', '1', '-o', 'out'];
    expect(await main(['sweep', 'drawn.yaml', ...VARY, ...options], io)).toBe(0);
    const { designs } = JSON.parse(folder(io, 'out')['sweep.json']!);
    for (const { replications, window } of designs) {
      const { mean, ci95 } = window.seconds;
      const reached = (ci95[1] - ci95[0]) / 2 / mean;
      expect([10, 15, 23, 35, 40]).toContain(replications);
      if (replications < 40) expect(reached).toBeLessThanOrEqual(0.2);
    }
  });

  test('policies have the same random draws: a policy does not differ from itself under another name', async () => {
    const io = withScenario({ 'same.mjs': "export default { name: 'same', extends: 'rts' };" });
    const args = [
      'sweep',
      'drawn.yaml',
      '--policy',
      'rts,./same.mjs',
      '--replications',
      '2',
      '--workers',
      '1',
      '-o',
      'out',
    ];
    expect(await main(args, io)).toBe(0);
    const { designs } = JSON.parse(folder(io, 'out')['sweep.json']!);
    expect(designs.map(({ policy }: { policy: string }) => policy)).toEqual(['rts', './same.mjs']);
    expect(designs[1].window).toEqual(designs[0].window);
  });

  test('policies alone are enough to compare, one alone is nothing to vary', async () => {
    const io = withScenario();
    const args = ['sweep', 'drawn.yaml', '--workers', '1', '-o', 'out', '--policy'];
    expect(await main([...args, 'rts,load-first'], io)).toBe(0);
    const { designs } = JSON.parse(folder(io, 'out')['sweep.json']!);
    expect(designs.map(({ policy }: { policy: string }) => policy)).toEqual(['rts', 'load-first']);
    expect(await refusal([...args, 'rts, rts'])).toContain('there is nothing to vary');
  });

  test('two copies of one policy file are two designs with the same figures, in one go and in shards', async () => {
    const text = "export default { name: 'same', extends: 'rts' };";
    const io = withScenario({ 'a.mjs': text, 'b.mjs': text });
    const args = [
      'sweep',
      'drawn.yaml',
      '--policy',
      './a.mjs,./b.mjs',
      '--replications',
      '3',
      '--workers',
      '1',
    ];
    expect(await main([...args, '-o', 'out'], io)).toBe(0);
    const { designs } = JSON.parse(folder(io, 'out')['sweep.json']!);
    expect(designs.map(({ replications }: { replications: number }) => replications)).toEqual([3, 3]);
    expect(designs[0].window).toEqual(designs[1].window);
    for (const shards of [1, 2]) {
      const parts = `in-${shards}`;
      for (let index = 1; index <= shards; index++)
        expect(await main([...args, '-o', parts, '--shard', `${index}/${shards}`], io)).toBe(0);
      expect(await main(['merge', parts, '-o', `merged-${shards}`], io)).toBe(0);
      expect(folder(io, `merged-${shards}`)).toEqual(folder(io, 'out'));
    }
  });

  test('seeds can be varied, and are no quantity of which more could help', async () => {
    const io = withScenario();
    expect(await main(['sweep', 'drawn.yaml', '--vary', 'seed=7,8', '-o', 'out'], io)).toBe(0);
    const { seed, designs, curves } = JSON.parse(folder(io, 'out')['sweep.json']!);
    expect(seed).toBeNull();
    expect(designs[0].window.seconds.mean).not.toBe(designs[1].window.seconds.mean);
    expect(curves).toEqual([]);
  });

  test('a step from 0 has no ratio: it says how much shorter the window is, and not by what share', async () => {
    const io = withScenario();
    const vary = ['--vary', 'proxies.px1.count=0..2', '--set', 'proxies.px2.maxConcurrentTasks=1'];
    expect(await main(['sweep', 'drawn.yaml', ...vary, '-o', 'out'], io)).toBe(0);
    const [curve] = JSON.parse(folder(io, 'out')['sweep.json']!).curves;
    expect(curve.steps[0]).toMatchObject({ factor: null, kept: null, verdict: 'partly' });
    expect(curve.steps[1]).toMatchObject({ factor: 2 });
    expect(io.out()).toMatch(/\n {2}0 to 1 +- .* x3\.43 +- {2}shorter window\n/);
  });

  test('of many steps along an axis only the first are shown, but the knee is, too', async () => {
    const io = withScenario();
    const vary = ['--vary', 'proxies.px1.maxConcurrentTasks=1..30'];
    expect(await main(['sweep', 'drawn.yaml', ...vary, '--workers', '1', '-o', 'out'], io)).toBe(0);
    expect(io.out()).toMatch(/\n {2}24 to 25 .*\n {2}and 5 more steps in sweep\.json\n {2}Knee: /);
    expect(JSON.parse(folder(io, 'out')['sweep.json']!).curves[0].steps).toHaveLength(29);
  });

  test.each([
    [
      ['--vary', 'proxies.px3.cores=4,8'],
      "--vary:1:9: error[overlay-no-match] There is no 'px3' in 'proxies'",
      "Did you mean 'px2'?",
    ],
    [['--vary', 'proxies.px1.coers=4,8'], "'coers'", "Did you mean 'cores'?"],
    [['--vary', 'proxies.px1.cores=8..4'], 'is empty: it goes downwards', 'Write 4..8.'],
    [['--vary', 'proxies.px1.cores=4,x'], 'x', ''],
    [
      [
        '--vary',
        'seed=1..1000',
        '--vary',
        'proxies.px1.cores=1..1000',
        '--vary',
        'proxies.px2.cores=1..1000',
      ],
      'the grid has 1000000000 runs',
      '--lhs N',
    ],
    [[...VARY, '--replications', '50000'], 'the grid has 150000 runs', ''],
    [
      ['--vary', 'proxies.*.maxConcurrentTasks=1..3; seed=1..4'],
      'different numbers of values: proxies.*.maxConcurrentTasks 3, seed 4',
      '',
    ],
    [[...VARY, '--set', 'proxies.*.maxConcurrentTasks=4'], 'is fixed by --set, too', 'Give one of the two.'],
    [['--vary', 'seed=1,2', '--seed', '3'], "'seed' is fixed by --seed, too", 'Give one of the two.'],
    [
      ['--vary', 'policy.order=rts,fifo', '--policy', 'rts'],
      "'policy.order' is fixed by --policy, too",
      'Give one of the two.',
    ],
    [[...VARY, '--shard', '9/8'], "'9/8' is not I/N", ''],
    [[...VARY, '--shard', '1/2', '--precision', '2%'], '--precision decides by all outcomes', ''],
    [[...VARY, '--replications', '0'], "'0' is not a whole number", ''],
    [[...VARY, '--workers', 'many'], "'many' is not a whole number", ''],
    [[...VARY, '--precision', '200%'], 'is too large: a share is at most 100%', ''],
    [[...VARY, '--policy', 'rts,fastest'], 'fastest', ''],
    [[], 'there is nothing to vary', '--vary proxies.px1.maxConcurrentTasks=2..16:2'],
  ])('%j is refused before anything runs', async (args, words, hint) => {
    const said = await refusal(['sweep', 'drawn.yaml', ...args]);
    expect(said).toContain(words);
    expect(said).toContain(hint);
  });
});

describe('shards', () => {
  const shard = (io: MemoryIo, which: string, more: readonly string[] = []) =>
    main([...SWEEP, '-o', 'parts', '--shard', which, ...more], io);
  const files = [1, 2, 3, 4].map((index) => `parts/shard-${index}-of-4.ndjson`);

  async function sharded(): Promise<MemoryIo> {
    const io = withScenario();
    for (const index of [3, 1, 4, 2]) expect(await shard(io, `${index}/4`)).toBe(0);
    return io;
  }

  test('merged, equal the sweep in one go byte for byte, in whatever order they are named', async () => {
    const io = await sharded();
    expect(Object.keys(folder(io, 'parts')).sort()).toEqual(files.map((file) => file.slice('parts/'.length)));
    expect(await main([...SWEEP, '-o', 'whole'], io)).toBe(0);
    expect(await main(['merge', ...[...files].reverse(), '-o', 'merged'], io)).toBe(0);
    expect(folder(io, 'merged')).toEqual(folder(io, 'whole'));
    expect(await main(['merge', 'parts', '-o', 'again'], io)).toBe(0);
    expect(folder(io, 'again')).toEqual(folder(io, 'whole'));
  });

  test('say how to merge them', async () => {
    const io = withScenario();
    expect(await shard(io, '1/4')).toBe(0);
    expect(io.out()).toContain('in parts/shard-1-of-4.ndjson\n');
    expect(io.err()).toContain(
      'With all 4 shards: proxysim merge FILES -o DIR (a folder stands for the shards in it)\n',
    );
  });

  test('are written once: the same again does nothing, a different one is refused', async () => {
    const io = await sharded();
    const before = folder(io, 'parts');
    expect(await shard(io, '1/4')).toBe(0);
    expect(io.err()).toContain('\nparts/shard-1-of-4.ndjson is there already: nothing to do.\n');
    expect(await shard(io, '1/4', ['--seed', '8'])).toBe(2);
    expect(io.err()).toContain("'parts/shard-1-of-4.ndjson' exists and is not this shard.");
    expect(folder(io, 'parts')).toEqual(before);
  });

  test.each([
    ['a missing one', (_: MemoryIo) => files.slice(0, 2), 'missing: shard 3/4, 4/4.'],
    ['one twice', (_: MemoryIo) => [...files, files[1]!], 'shard 2/4 is there 2 times'],
    [
      'a shard of another scenario',
      (io: MemoryIo) => {
        io.files.set('drawn.yaml', DRAWN.replace('500 MB/s', '400 MB/s'));
        return [...files.slice(0, 3), 'other/shard-4-of-4.ndjson'];
      },
      "'other/shard-4-of-4.ndjson' comes from another experiment (drawn.yaml) than 'parts/shard-1-of-4.ndjson'; what differs: the text of the scenario.",
    ],
    [
      'a shard of other axes',
      (_: MemoryIo) => [...files.slice(0, 3), 'other/shard-4-of-4.ndjson'],
      'what differs: --replications.',
    ],
    [
      'one that is cut off',
      (io: MemoryIo) => {
        io.files.set(files[0]!, `${io.files.get(files[0]!)}`.split('\n').slice(0, 2).join('\n'));
        return files;
      },
      'is incomplete: it ends after 1 outcome. Run its shard again.',
    ],
    [
      'one in which a digit is another one',
      (io: MemoryIo) => {
        io.files.set(
          files[0]!,
          `${io.files.get(files[0]!)}`.replace('"window.seconds":', '"window.seconds":1'),
        );
        return files;
      },
      "'parts/shard-1-of-4.ndjson' is damaged: line 2 is not as it was written.",
    ],
    [
      'something else altogether',
      (io: MemoryIo) => {
        io.files.set('x', 'hello\n');
        return ['x'];
      },
      "'x' is not a shard that this version can read.",
    ],
    [
      'a folder without a shard',
      (io: MemoryIo) => {
        io.files.set('empty/x.txt', '');
        return ['empty'];
      },
      "'empty' is a folder without a shard (shard-1-of-2.ndjson).",
    ],
    ['a file that is not there', () => ['nowhere'], "'nowhere' does not exist"],
  ])('%s is refused, and nothing is written', async (name, prepare, words) => {
    const io = await sharded();
    const given = prepare(io);
    if (given.some((file) => file.startsWith('other/'))) {
      const more = name === 'a shard of other axes' ? ['--replications', '3'] : [];
      await main([...SWEEP, ...more, '-o', 'other', '--shard', '4/4'], io);
    }
    expect(await main(['merge', ...given, '-o', 'merged'], io)).toBe(2);
    expect(io.err()).toContain(words);
    expect(folder(io, 'merged')).toEqual({});
  });
});

describe('defaults on which the comparison depends', () => {
  // Eight VMs of 1000 s on one datastore. Eight slots are free, and four snapshots a datastore are the default.
  const VMS = '[{ name: "vm{1..8}", disks: { size: 100 GB, datastores: [ds1] } }]';
  const text = (datastores: string) => night({ name: 'Eight', datastores, vms: VMS });
  const asked = ['sweep', 'night.yaml', '--vary', 'proxies.px1.maxConcurrentTasks=8,16', '--workers', '1'];
  const SENTENCE =
    'Not in the scenario, of what limits these designs: datastores.maxSnapshots (4 by default).';

  test('are reported below the designs, on the page and in report.md, even for a stored sweep', async () => {
    const io = withScenario({ 'night.yaml': text('[{ name: ds1 }]') });
    expect(await main([...asked, '-o', 'out'], io)).toBe(0);
    expect(io.out()).toContain(`  ${SENTENCE}\n`);
    const [page, report] = [folder(io, 'out')['report.html']!, folder(io, 'out')['report.md']!];
    expect(page.replaceAll('<wbr>', '')).toContain(SENTENCE);
    expect(report).toContain(`- ${SENTENCE}\n`);
    expect(JSON.parse(folder(io, 'out')['sweep.json']!).byDefault).toEqual([
      { field: 'datastores.maxSnapshots', value: '4', things: [] },
    ]);
    expect(await main(['report', 'out'], io)).toBe(0);
    expect(folder(io, 'out')).toMatchObject({ 'report.html': page, 'report.md': report });
  });

  test('are not reported if the scenario states the figure, even the default itself', async () => {
    const io = withScenario({ 'night.yaml': text('[{ name: ds1, maxSnapshots: 4 }]') });
    expect(await main([...asked, '-o', 'out'], io)).toBe(0);
    expect(io.out()).not.toContain('Not in the scenario');
    expect(JSON.parse(folder(io, 'out')['sweep.json']!)).not.toHaveProperty('byDefault');
  });

  test('are the same when merged from shards', async () => {
    const io = withScenario({ 'night.yaml': text('[{ name: ds1 }]') });
    for (const shard of ['1/2', '2/2']) await main([...asked, '-o', 'parts', '--shard', shard], io);
    expect(await main(['merge', 'parts', '-o', 'merged'], io)).toBe(0);
    expect(io.out()).toContain(SENTENCE);
  });
});
