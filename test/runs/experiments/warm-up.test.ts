import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { findWarmUp } from '../../../src/runs/experiments/warm-up.ts';
import { memoryIo } from '../../cli/memory-io.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

/** A full of 1000 s in the first night, then increments of 10 s. */
const daily = (horizon: string) => `version: 1
name: Settling
clock: { start: 2026-01-05T20:00, horizon: ${horizon} }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies: [{ name: px1, kind: physical, cores: 4 }]
repositories: [{ name: repo1, perVmFiles: true }]
vms: [{ name: vm1, host: esx1, disks: [{ size: 100 GB, used: 100 GB, datastore: ds1, changeRate: 1% }] }]
jobs: [{ name: nightly, vms: [vm1], repository: repo1, run: auto, schedule: { daily: "22:00" } }]
`;
const found = (horizon: string) => {
  const warmUp = findWarmUp(scenarioOf(daily(horizon)), { file: { name: '', sha256: '' } });
  if (!warmUp.ok) throw new Error(warmUp.diagnostics[0]!.message);
  return warmUp.value;
};

describe('the warm-up', () => {
  test('of a first full backup is the first five nights, up to the sixth start', () => {
    // From 20:00 on, 22:00 of the sixth day.
    expect(found('40d')).toEqual({ kind: 'found', seconds: 5 * 86_400 + 7200, job: 'nightly', runs: 5 });
  });

  test('cannot be determined from a few nights', () => {
    expect(found('10d')).toEqual({ kind: 'too-short', job: 'nightly', sessions: 10, needed: 30 });
  });

  test('of several jobs is that of the one that takes longest; jobs with few sessions do not count', () => {
    const job = (name: string, rest: string) => `{ name: ${name}, vms: [vm1], repository: repo1, ${rest} }`;
    const nightly = job('nightly', 'run: auto, schedule: { daily: "22:00" }');
    // Increments from the first day on, each as long as the next; and one that starts every sixth or seventh day.
    const steady = job('steady', 'run: incremental, schedule: { daily: "20:00" }');
    const weekly = job('weekly', 'run: auto, schedule: { daily: "21:00", days: [sat] }');
    const warmUpWith = (horizon: string, ...jobs: string[]) => {
      const text = daily(horizon).replace(/^jobs:.*$/m, `jobs: [${jobs.join(', ')}]`);
      const warmUp = findWarmUp(scenarioOf(text));
      if (!warmUp.ok) throw new Error(warmUp.diagnostics[0]!.message);
      return warmUp.value;
    };
    const ofNightly = { kind: 'found', seconds: 5 * 86_400 + 7200, job: 'nightly', runs: 5 };
    expect(warmUpWith('40d', weekly, steady, nightly)).toEqual(ofNightly);
    expect(warmUpWith('40d', nightly, steady, weekly)).toEqual(ofNightly);
    const few = { kind: 'too-short', job: 'nightly', sessions: 10, needed: 30 };
    expect(warmUpWith('10d', weekly, nightly)).toEqual(few);
    expect(warmUpWith('10d', nightly, weekly)).toEqual(few);
  });

  test('needs thirty sessions, and no more', () => {
    expect(found('29d')).toMatchObject({ kind: 'too-short', sessions: 29 });
    expect(found('30d').kind).toBe('found');
  });

  test('is applied as by --set clock.warmUp, and the command to repeat the run says so', async () => {
    const io = memoryIo({ files: { 'settling.yaml': daily('40d') } });
    const few = ['--replications', '2', '--workers', '1', '--charts', 'none', '--analysis', 'none'];
    expect(await main(['run', 'settling.yaml', '--warm-up', 'auto', ...few, '-o', 'auto'], io)).toBe(0);
    expect(io.err()).toBe(
      'Warm-up: the first 5d 2h, by MSER-5 on the windows of all jobs in 5 runs; nightly takes longest to settle.\n',
    );
    expect(io.out()).toContain('--set clock.warmUp=439200s');
    expect(
      await main(['run', 'settling.yaml', '--set', 'clock.warmUp=439200s', ...few, '-o', 'said'], io),
    ).toBe(0);
    for (const file of ['summary.json', 'replications.json', 'utilisation.csv'])
      expect(io.files.get(`auto/${file}`)).toEqual(io.files.get(`said/${file}`));
    const { jobs } = JSON.parse(`${io.files.get('auto/replications.json')}`);
    expect(jobs.nightly.meanWindowSeconds.mean).toBe(10);
  });

  test('that cannot be determined is refused with advice, and nothing is written', async () => {
    const io = memoryIo({ files: { 'short.yaml': daily('10d') } });
    expect(await main(['run', 'short.yaml', '--warm-up', 'auto'], io)).toBe(2);
    expect(io.err()).toBe(
      'error[bad-option] --warm-up: nightly has 10 sessions, and 30 are needed to tell a warm-up from the rest. Lengthen clock.horizon, or say how much to leave out: --set clock.warmUp=2d.\n',
    );
    expect(io.written).toEqual([]);
    expect(await main(['run', 'short.yaml', '--warm-up', '2d'], io)).toBe(2);
  });

  test('is the same for all sides of a comparison: that of the side that takes longest to settle', async () => {
    // The second side never makes a full: its nights are all alike.
    const alike = daily('40d').replace('run: auto', 'run: incremental');
    const io = memoryIo({ files: { 'settling.yaml': daily('40d'), 'alike.yaml': alike } });
    const sides = ['compare', 'alike.yaml', 'settling.yaml'];
    expect(await main([...sides, '--warm-up', 'auto', '--json'], io)).toBe(0);
    expect(io.err()).toBe(
      'Warm-up: the first 5d 2h on all sides, by MSER-5 on the windows of all jobs in 5 runs of each; nightly of settling.yaml takes longest to settle.\n',
    );
    const said = memoryIo({ files: Object.fromEntries(io.files) });
    expect(await main([...sides, '--set', 'clock.warmUp=439200s', '--json'], said)).toBe(0);
    expect(said.out()).toBe(io.out());
  });

  test('is the same for all designs of a sweep, and for all its shards', async () => {
    const io = memoryIo({ files: { 'settling.yaml': daily('40d') } });
    const sweep = ['sweep', 'settling.yaml', '--vary', 'proxies.px1.cores=2,4', '--workers', '1'];
    expect(await main([...sweep, '--warm-up', 'auto', '-o', 'auto'], io)).toBe(0);
    expect(io.err()).toBe(
      'Warm-up: the first 5d 2h of every design, by MSER-5 on the windows of all jobs in 5 runs; nightly takes longest to settle.\n',
    );
    expect(await main([...sweep, '--set', 'clock.warmUp=439200s', '-o', 'said'], io)).toBe(0);
    for (const shard of ['1/2', '2/2'])
      expect(await main([...sweep, '--warm-up', 'auto', '-o', 'parts', '--shard', shard], io)).toBe(0);
    const parts = ['parts/shard-1-of-2.ndjson', 'parts/shard-2-of-2.ndjson'];
    expect(await main(['merge', ...parts, '-o', 'merged'], io)).toBe(0);
    for (const folder of ['auto', 'merged'])
      expect(io.files.get(`${folder}/sweep.json`)).toBe(io.files.get('said/sweep.json'));
    const { designs } = JSON.parse(`${io.files.get('auto/sweep.json')}`);
    expect(designs[0].jobs.nightly.meanWindowSeconds.mean).toBe(10);
  });

  test.each([
    [['run', 'n.yaml', '--set', 'clock.warmUp=1d'], '--warm-up: --set clock.warmUp says it already.'],
    [['compare', 'n.yaml', 'n.yaml', '--set', 'clock.warmUp=1d'], '--set clock.warmUp says it already.'],
    [['compare', 'n.yaml', 'd'], "'d' is a result folder: --warm-up needs scenarios, which it runs."],
    [['compare', 'n.yaml', 'gone.yaml'], "'gone.yaml' does not exist."],
    [['compare', 'n.yaml', '--policy', 'rst,rts'], "Did you mean 'rts'?"],
    [
      ['compare', 'n.yaml', '--policy', 'rts,load-first'],
      '--warm-up: nightly of rts has 10 sessions, and 30',
    ],
    [['sweep', 'n.yaml', '--vary', 'clock.warmUp=1d,2d'], "'clock.warmUp' is fixed by --warm-up, too."],
    [['sweep', 'n.yaml', '--policy', 'rts,load-first'], '--warm-up: nightly of rts has 10 sessions, and 30'],
  ])('that cannot be determined, or is also set otherwise, is refused: %j', async (args, sentence) => {
    const io = memoryIo({ files: { 'n.yaml': daily('10d'), 'd/summary.json': '{}' } });
    expect(await main([...args, '--warm-up', 'auto'], io)).toBe(2);
    expect(io.err()).toContain(sentence);
    expect(io.out()).toBe('');
    expect(io.written).toEqual([]);
  });
});
