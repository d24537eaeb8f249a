import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import * as proxysim from '../../../src/index.ts';
import { planData } from '../../../src/report/plan/build-plan-data.ts';
import { planJson } from '../../../src/report/plan/json.ts';
import { memoryIo } from '../../cli/memory-io.ts';
import { axisOf, sourcesOf } from '../../helpers/swept.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const NIGHT = /```yaml\n([\s\S]*?)\n```/.exec(README)![1]!;
const SMALL = NIGHT.replace('app{01..60}', 'app{01..06}');

/** What a command writes into its result folder as JSON. */
async function commanded(words: readonly string[], file: string) {
  const io = memoryIo({ files: { 'night.yaml': SMALL } });
  expect(await main([...words, '-o', 'out'], io)).toBe(0);
  return JSON.parse(`${io.files.get(`out/${file}`)}`);
}

test('the program in the README prints the same windows as the command sweep', async () => {
  const block = /```js\n(import \{ readFileSync[\s\S]*?)\n```/.exec(README)![1]!;
  const [fs, library, ...body] = block.split('\n');
  expect(fs).toBe("import { readFileSync } from 'node:fs';");
  const names = /^import \{ (.*) \} from 'proxysim';$/.exec(library!)![1]!;
  const log = vi.fn();
  const run = new Function(
    'readFileSync',
    'proxysim',
    'console',
    `const { ${names} } = proxysim;${body.join('\n')}`,
  );
  run(() => NIGHT, proxysim, { log });
  const io = memoryIo({ files: { 'night.yaml': NIGHT } });
  const words = ['--vary', 'proxies.px1.maxConcurrentTasks=2,4', '--replications', '5', '-o', 'out'];
  await main(['sweep', 'night.yaml', ...words], io);
  const { designs } = JSON.parse(`${io.files.get('out/sweep.json')}`);
  expect(designs).toHaveLength(2);
  expect(log.mock.calls).toEqual(
    designs.map(({ window }: { window: { seconds: proxysim.Estimate } }, i: number) => [
      `proxies.px1.maxConcurrentTasks=${[2, 4][i]}`,
      window.seconds.mean.toFixed(0),
      window.seconds.ci95!.map(Math.round),
    ]),
  );
});

test('a run needs nothing but its scenario', () => {
  const night = proxysim.parseScenario({ source: { name: 'night.yaml', text: NIGHT } });
  if (!night.ok) throw new Error();
  const run = proxysim.simulate(night.value);
  expect(run.ok && run.result.summary.scenario).toEqual({ name: 'A small night', file: '', sha256: '' });
  expect(run.ok && run.result.summary.fingerprint).toBe(/fingerprint (\S+)/.exec(README)![1]);
});

test('what a value of an axis is warned about is told once, before anything runs', () => {
  const jobs = ['a', 'b', 'weekly'].map((name) => {
    const days = name === 'weekly' ? ', days: [fri]' : '';
    return `  - { name: ${name}, vms: [app01], repository: repo1, schedule: { daily: "22:00"${days} } }\n`;
  });
  const text = `${SMALL.slice(0, SMALL.indexOf('jobs:'))}jobs:\n${jobs.join('')}`;
  const swept = proxysim.sweepScenario(sourcesOf(text), {
    axes: [axisOf('jobs.*.starts=own,chain,together')],
    policies: ['rts', 'list'],
  });
  const told = swept.ok ? swept.warnings.filter(({ code }) => code === 'starts-kept') : [];
  expect(told.map(({ message }) => message)).toEqual([
    "Some jobs that match '*' keep their own starts: 'weekly'.",
  ]);
});

describe('experiments as function calls', () => {
  test('replications equal those of run --replications', async () => {
    const replicated = proxysim.replicateScenario(sourcesOf(SMALL), { replications: 4 });
    if (!replicated.ok) throw new Error();
    const { window } = await commanded(['run', 'night.yaml', '--replications', '4'], 'replications.json');
    expect(window.seconds).toEqual(replicated.value.figures.figures['window.seconds']);
    expect(replicated.value.outcomes).toHaveLength(4);
  });

  test('a plan equals that of the command', async () => {
    const axes = [axisOf('proxies.px1.count=1..3')];
    const found = proxysim.planScenario(sourcesOf(SMALL), { axes, window: '10min', nights: 3 });
    if (!found.ok) throw new Error();
    const words = ['--window', '10min', '--vary', 'proxies.px1.count=1..3', '--replications', '3'];
    const told = await commanded(['plan', 'night.yaml', ...words], 'plan.json');
    const unsigned = { version: '', scenario: { ...told.scenario, sha256: '' } };
    expect(JSON.parse(planJson(planData(found.value, told.again)))).toEqual({ ...told, ...unsigned });
  });

  test('a study that is run backwards by hand has the same outcomes as the call', () => {
    const sources = sourcesOf(SMALL);
    const parsed = proxysim.parseScenario({
      source: sources.source,
      files: { text: () => undefined, table: () => undefined },
    });
    if (!parsed.ok) throw new Error();
    const asked = { axes: [axisOf('proxies.px1.cores=2,4')], replications: 2 };
    const input = proxysim.experimentOf(sources, parsed.value, asked);
    if (!input.ok) throw new Error();
    const study = new proxysim.ReplicatedDesigns(input.value.experiment);
    const runner = new proxysim.UnitRunner(input.value);
    for (let round = study.ask(); round.length > 0; round = study.ask())
      for (const unit of [...round].reverse()) {
        const result = runner.run(unit);
        if (result.ok) study.tell(unit, result.outcome);
      }
    const swept = proxysim.sweepScenario(sources, asked);
    if (!swept.ok) throw new Error();
    expect(study.designs.map(({ outcomes }) => outcomes)).toEqual(
      swept.value.designs.map(({ outcomes }) => outcomes),
    );
  });

  test('an axis of seeds is followed, whatever seed is given beside it', () => {
    const windowsWith = (seed: number | undefined) => {
      const swept = proxysim.sweepScenario(sourcesOf(SMALL), {
        axes: [axisOf('seed=1,2')],
        ...(seed === undefined ? {} : { seed }),
      });
      if (!swept.ok) throw new Error();
      return swept.value.designs.map(({ outcomes }) => outcomes[0]!.figures['window.seconds']);
    };
    const [first, second] = windowsWith(undefined);
    expect(first).not.toBe(second);
    expect(windowsWith(3)).toEqual([first, second]);
  });

  test('the seed and the end that are asked for are those of every run, also beside other axes', () => {
    const parsed = proxysim.parseScenario(sourcesOf(SMALL));
    if (!parsed.ok) throw new Error();
    const alone = (options: proxysim.RunOptions) => {
      const run = proxysim.simulate(parsed.value, options);
      if (!run.ok) throw new Error();
      return run.result.summary;
    };
    const windowsWith = (asked: proxysim.AskedExperiment) => {
      const swept = proxysim.sweepScenario(sourcesOf(SMALL), asked);
      if (!swept.ok) throw new Error();
      return swept.value.designs.map(({ outcomes }) => outcomes[0]!.figures['window.seconds']);
    };
    const { window } = alone({ seed: 3 });
    expect(window!.seconds).not.toBe(alone({}).window!.seconds);
    const cores = axisOf('proxies.px1.cores=8');
    expect(windowsWith({ seed: 3 })).toEqual([window!.seconds]);
    expect(windowsWith({ seed: 3, axes: [cores] })).toEqual([window!.seconds]);
    // Cut a minute after the first task.
    expect(windowsWith({ seed: 3, untilUs: (window!.startSeconds + 60) * 1e6 })).toEqual([60]);
  });

  test('every policy runs every design, as it would alone', () => {
    const parsed = proxysim.parseScenario(sourcesOf(SMALL));
    if (!parsed.ok) throw new Error();
    const policies = ['largest-first', 'smallest-first'];
    const alone = policies.map((policy) => {
      const run = proxysim.simulate(parsed.value, { policy });
      if (!run.ok) throw new Error();
      return run.result.summary.fingerprint;
    });
    const swept = proxysim.sweepScenario(sourcesOf(SMALL), { policies });
    if (!swept.ok) throw new Error();
    expect(swept.value.designs.map(({ outcomes }) => outcomes.map(({ fingerprint }) => fingerprint))).toEqual(
      alone.map((fingerprint) => [fingerprint]),
    );
    expect(alone[0]).not.toBe(alone[1]);
  });

  test('each of up to 20 values of an axis is tried before anything runs; of more, the first and the last', () => {
    const sources = sourcesOf(SMALL);
    const parsed = proxysim.parseScenario(sources);
    if (!parsed.ok) throw new Error();
    const isFound = (count: number, wrong: number) => {
      const values = Array.from({ length: count }, (_, value) => (value === wrong ? 'many' : value + 1));
      const axes = [axisOf(`proxies.px1.cores=${values}`)];
      return !proxysim.experimentOf(sources, parsed.value, { axes }).ok;
    };
    expect([isFound(20, 10), isFound(21, 10), isFound(21, 20), isFound(21, -1)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test('a unit whose design cannot be run has the findings of that design', () => {
    const sources = sourcesOf(SMALL);
    const parsed = proxysim.parseScenario(sources);
    if (!parsed.ok) throw new Error();
    const input = proxysim.experimentOf(sources, parsed.value, {});
    if (!input.ok) throw new Error();
    const runner = new proxysim.UnitRunner(input.value);
    const [unit] = new proxysim.ReplicatedDesigns(input.value.experiment).ask();
    const codesOf = (point: proxysim.DesignPoint) => {
      const result = runner.run({ ...unit!, point });
      return result.ok ? [] : result.diagnostics.map(({ code }) => code);
    };
    expect(codesOf({ overlays: [] })).toEqual([]);
    expect(codesOf({ overlays: [], policy: 'lst' })).toEqual(['unknown-policy']);
    expect(codesOf({ overlays: [{ path: 'proxies.px1.cores', value: 'many', option: '--vary' }] })).toEqual([
      'wrong-type',
    ]);
  });

  test('a disk that is too long for its window is that of the worst night, which need not be the first', () => {
    const text = `version: 1
name: Drawn
seed: 11
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, maxSnapshots: unlimited }]
proxies: [{ name: px1, kind: physical, cores: 9, maxConcurrentTasks: 9 }]
repositories: [{ name: repo1, maxConcurrentTasks: unlimited }]
vms: [{ name: "vm{1..9}", disks: { size: { lognormal: { median: 40 GB, p95: 160 GB } }, datastores: [ds1] } }]
jobs: [{ name: nightly, vms: ["vm*"], repository: repo1, run: full, schedule: { at: "22:00" } }]
`;
    const planned = proxysim.planScenario(sourcesOf(text), {
      axes: [axisOf('proxies.px1.count=1')],
      window: '14min',
      nights: 4,
    });
    const parsed = proxysim.parseScenario(sourcesOf(text));
    if (!planned.ok || !parsed.ok) throw new Error();
    // With a slot for each disk, a night lasts as long as its largest disk, at 100 MB/s.
    const largest = [0, 1, 2, 3].map((replication) => {
      const run = proxysim.simulate(parsed.value, { replication });
      if (!run.ok) throw new Error();
      return run.result.tasks.reduce((most, task) => (task.readBytes > most.readBytes ? task : most));
    });
    // The first night fits in 14 minutes; the search goes on until one does not.
    const worst = largest.find(({ readBytes }) => readBytes > 84e9)!;
    expect(largest.indexOf(worst)).toBeGreaterThan(0);
    expect(planned.value.tooLongDisk).toEqual({
      job: 'nightly',
      task: `${worst.vm}/${worst.disk}`,
      aloneSeconds: expect.closeTo(worst.readBytes / 100e6, 5),
      allowedSeconds: 840,
    });
  });

  test('a policy that nobody knows is found before anything runs, also behind one that is known', () => {
    const sources = sourcesOf(SMALL);
    const parsed = proxysim.parseScenario(sources);
    if (!parsed.ok) throw new Error();
    const found = proxysim.experimentOf(sources, parsed.value, { policies: ['rts', 'lst'] });
    expect(found.ok ? [] : found.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "unknown-policy: 'lst' is not a policy.",
    ]);
  });

  test('replications are of one policy: of two, neither is left out silently', () => {
    const replicated = proxysim.replicateScenario(sourcesOf(SMALL), { policies: ['rts', 'list'] });
    expect(replicated.ok ? [] : replicated.diagnostics).toMatchObject([
      {
        code: 'bad-option',
        path: 'policies',
        message: 'policies names 2 policies, and replications are of one.',
      },
    ]);
  });

  test.each([
    ['a text that is no scenario', 'version: 1\nhosts: 3\n', {}],
    ['an axis that means nothing', SMALL, { axes: [axisOf('proxies.nobody.cores=2,4')] }],
    ['a policy that nobody knows', SMALL, { policies: ['rst'] }],
    ['a grid without end', SMALL, { axes: [axisOf('seed=1..1000')], replications: 1000 }],
  ])('%s is reported as a finding, not thrown', (_, text, asked) => {
    const swept = proxysim.sweepScenario(sourcesOf(text), asked);
    expect(swept.ok ? [] : swept.diagnostics.map(({ severity }) => severity)).toContain('error');
  });
});
