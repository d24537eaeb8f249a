import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';
import type { RunOptions, RunOutcome, runInParts } from '../../../src/runs/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { runResult, summary, taskRow } from '../../report/sample-result.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

// What a run computes is tested elsewhere; here it is a result written by hand. Runs with a part doubled are real.
const simulated = vi.hoisted(() => vi.fn<(scenario: Scenario, options?: RunOptions) => RunOutcome>());
vi.mock('../../../src/runs/run.ts', async (original) => {
  const real = await original<{ runInParts: typeof runInParts }>();
  return {
    ...real,
    *runInParts(...[scenario, options]: Parameters<typeof runInParts>) {
      if (options?.leavesOutBound === true) return yield* real.runInParts(scenario, options);
      yield;
      return simulated(scenario, options);
    },
  };
});
// How pictures look is tested elsewhere; here a file says which one it is, and of what kind.
vi.mock('../../../src/cli/results/draw-pictures.ts', () => ({
  PictureDrawer: {
    of: async (format: string, scale: number) => ({
      draw: async ({ name }: { name: string }) =>
        new TextEncoder().encode(`${name} as ${format} at ${scale}x`),
    }),
  },
}));

const FILE = 'scenarios/plans/night.yaml';
const withScenario = (more: Parameters<typeof memoryIo>[0] = {}) =>
  memoryIo({ ...more, files: { [FILE]: SMALL_SCENARIO, ...more.files } });
const lastCall = (): { scenario: Scenario; options: RunOptions } => {
  const [scenario, options = {}] = simulated.mock.lastCall!;
  return { scenario, options };
};

beforeEach(() => {
  simulated.mockReset();
  simulated.mockImplementation((_, { onUtilisation } = {}) => {
    const result = runResult();
    for (const part of result.columns.utilisation) onUtilisation?.(part);
    return { ok: true, result, warnings: [] };
  });
});

describe('a run', () => {
  test.each([
    ['the run', 1],
    ['the runs with a part doubled, after the critical path', 3],
  ])('can be ended within %s, and leaves no file then', async (_, which) => {
    const io = withScenario();
    const before = [...io.files.keys()];
    const { inParts } = io;
    let begun = 0;
    io.inParts = async (work) => {
      if (++begun < which) return inParts(work);
      expect(work.next().done).toBe(false);
      throw new Interrupted('asked to end');
    };
    expect(await main(['run', FILE], io)).toBe(130);
    expect([...io.files.keys()]).toEqual(before);
  });

  test('prints the summary and writes the result folder by the path below scenarios/', async () => {
    const io = withScenario();
    expect(await main(['run', FILE], io)).toBe(0);
    const folder = 'results/runs/plans/night';
    const names = [
      'charts/gantt.png',
      'charts/heat-map.png',
      'charts/resources.png',
      'charts/waits.png',
      'charts/window.png',
      'events.csv',
      'report.html',
      'report.json',
      'report.md',
      'sessions.csv',
      'snapshots.csv',
      'summary.json',
      'tasks.csv',
      'utilisation.csv',
      'waits-by-thing.csv',
      'waits.csv',
    ];
    expect(io.written.toSorted()).toEqual(names.map((name) => `${folder}/${name}`));
    expect(io.written.at(-1)).toBe(`${folder}/summary.json`);
    expect(io.out()).toMatch(/^Two hosts, one night\n/);
    expect(io.out()).toContain(`\nAgain: proxysim run ${FILE} --seed 42\nEverything: ${folder}\n`);
    expect(io.err()).toBe('');
  });

  test('passes the file name as given and the hash of its text to the simulation', async () => {
    const io = memoryIo({ files: { 'x.yaml': SMALL_SCENARIO } });
    await main(['run', './x.yaml'], io);
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(SMALL_SCENARIO).digest('hex');
    expect(lastCall().options.file).toEqual({ name: './x.yaml', sha256 });
    expect(io.written).toContain('results/runs/x/summary.json');
  });

  test('compares jobs with the windows of their sessions', async () => {
    const io = withScenario();
    await main(['run', FILE], io);
    // nightly ends at 7 h and closes at 10 h; databases is in the result but has no window.
    expect(io.out()).toContain('YES: nightly fits its window, 3h to spare.');
  });

  test('-o names the folder; for several files its parent', async () => {
    const one = withScenario();
    await main(['run', FILE, '-o', 'out'], one);
    expect(one.written).toContain('out/summary.json');
    const two = withScenario({ files: { 'b.yaml': SMALL_SCENARIO } });
    expect(await main(['run', FILE, 'b.yaml', '-o', 'out'], two)).toBe(0);
    expect(two.written.filter((path) => path.endsWith('summary.json'))).toEqual([
      'out/plans/night/summary.json',
      'out/b/summary.json',
    ]);
  });

  test('imported scenarios are named by their folders, because all files are called scenario.yaml', async () => {
    const files = ['here/scenario.yaml', '../there/scenario.yaml', 'scenario.yaml'];
    const io = memoryIo({ files: Object.fromEntries(files.map((file) => [file, SMALL_SCENARIO])) });
    expect(await main(['run', ...files], io)).toBe(0);
    expect(io.written.filter((path) => path.endsWith('summary.json'))).toEqual([
      'results/runs/here/summary.json',
      'results/runs/there/summary.json',
      'results/runs/scenario/summary.json',
    ]);
  });

  test('two files with the same result folder are refused before anything runs', async () => {
    const io = memoryIo({ files: { 'a/n.yaml': SMALL_SCENARIO, 'b/n.yaml': SMALL_SCENARIO } });
    expect(await main(['run', 'a/n.yaml', 'b/n.yaml'], io)).toBe(2);
    expect(io.err()).toContain("'b/n.yaml' and an earlier file have the same result folder");
    expect(simulated).not.toHaveBeenCalled();
  });

  test('--json prints exactly summary.json', async () => {
    const io = withScenario();
    expect(await main(['run', FILE, '--json'], io)).toBe(0);
    expect(io.out()).toBe(io.files.get('results/runs/plans/night/summary.json'));
    expect(JSON.parse(io.out())).toEqual(summary());
  });

  test('options reach the simulation and the command that reproduces it', async () => {
    const io = withScenario();
    const argv = ['run', FILE, '--seed', '7', '--policy', 'largest first', '--until', '8h'];
    expect(await main([...argv, '--set', 'proxies.px1.maxConcurrentTasks=3'], io)).toBe(0);
    const { scenario, options } = lastCall();
    expect(options).toMatchObject({ seed: 7, policy: 'largest first', untilUs: 8 * 3600 * 1e6 });
    expect(scenario.proxies[0]?.maxConcurrentTasks).toBe(3);
    expect(io.out()).toContain(
      `Again: proxysim run ${FILE} --seed 42 --policy 'largest first' --set proxies.px1.maxConcurrentTasks=3 --until 8h\n`,
    );
  });

  test('--seed may be text, and --until a date', async () => {
    await main(['run', FILE, '--seed', 'abc', '--until', '2026-01-05T21:00'], withScenario());
    expect(lastCall().options).toMatchObject({ seed: 'abc', untilUs: 3600 * 1e6 });
  });

  test('--until may be a time of day: the first such instant of the run', async () => {
    await main(['run', FILE, '--until', '06:00'], withScenario());
    expect(lastCall().options).toMatchObject({ untilUs: 10 * 3600 * 1e6 });
  });
});

describe('--charts and --parquet', () => {
  const folder = 'results/runs/plans/night';
  const charts = (io: ReturnType<typeof memoryIo>) => io.written.filter((path) => path.includes('/charts/'));
  const textOf = (io: ReturnType<typeof memoryIo>, path: string) =>
    new TextDecoder().decode(io.files.get(`${folder}/${path}`) as Uint8Array);

  test('determine which files are written', async () => {
    const io = withScenario();
    await main(['run', FILE, '--charts', 'svg'], io);
    expect(charts(io)).toHaveLength(5);
    expect(textOf(io, 'charts/waits.svg')).toBe('waits as svg at 1x');
    const sharp = withScenario();
    await main(['run', FILE, '--charts-scale', '2'], sharp);
    expect(textOf(sharp, 'charts/waits.png')).toBe('waits as png at 2x');
    const none = withScenario();
    await main(['run', FILE, '--charts', 'none', '--parquet'], none);
    expect(charts(none)).toEqual([]);
    expect(textOf(none, 'tasks.parquet').slice(0, 4)).toBe('PAR1');
  });

  test('files of an earlier run that this one does not make are removed, other files are kept', async () => {
    const left = [
      'charts/waits.svg',
      'charts/replications.png',
      'replications.json',
      'tasks.parquet',
      'trace.ndjson',
      'timeline.json',
    ];
    const kept = ['charts/mine.png', 'notes.md'];
    const files = Object.fromEntries([...left, ...kept].map((name) => [`${folder}/${name}`, 'old']));
    const io = withScenario({ files });
    await main(['run', FILE], io);
    for (const name of left) expect(io.files.has(`${folder}/${name}`), name).toBe(false);
    for (const name of kept) expect(io.files.get(`${folder}/${name}`), name).toBe('old');
  });

  test('other values are refused, with the valid ones', async () => {
    for (const argv of [
      ['--charts', 'gif'],
      ['--charts-scale', '3'],
    ]) {
      const io = withScenario();
      expect(await main(['run', FILE, ...argv], io)).toBe(2);
      expect(io.err()).toMatch(/is invalid. Allowed choices are (png, svg, none|1, 2)\./);
      expect(simulated).not.toHaveBeenCalled();
    }
  });
});

describe('--trace', () => {
  test('writes every record and a timeline before the summary', async () => {
    const real = await vi.importActual<typeof import('../../../src/runs/run.ts')>('../../../src/runs/run.ts');
    simulated.mockImplementation(real.runScenario);
    const io = withScenario();
    expect(await main(['run', FILE, '--trace'], io)).toBe(0);
    const folder = 'results/runs/plans/night';
    expect(io.written.slice(0, 2)).toEqual([`${folder}/trace.ndjson`, `${folder}/timeline.json`]);
    const [header, ...records] = `${io.files.get(`${folder}/trace.ndjson`)}`.trimEnd().split('\n');
    expect(JSON.parse(header!)).toMatchObject({
      format: 'proxysim-trace/1',
      clockStart: '2026-01-05T20:00:00',
      policy: 'rts',
      seed: 7,
      tables: { proxies: ['px1'], disks: [[0, '0']] },
    });
    expect(JSON.parse(records.at(-1)!)).toMatchObject({ kind: 'run-ended' });
    expect(JSON.parse(`${io.files.get(`${folder}/timeline.json`)}`).otherData).toMatchObject({ seed: 7 });
  });

  test('a run that is refused creates no file', async () => {
    simulated.mockReturnValue({ ok: false, diagnostics: [] });
    const io = withScenario();
    expect(await main(['run', FILE, '--trace'], io)).toBe(2);
    expect(io.written).toEqual([]);
  });
});

describe('exit codes', () => {
  const missed = { metric: 'jobs.nightly.window', value: 17_900, max: 10_000, ok: false };

  test('a missed expectation is 1 and is reported with value and limit', async () => {
    const io = withScenario();
    simulated.mockReturnValue({
      ok: true,
      result: runResult({ summary: summary({ expect: [missed] }) }),
      warnings: [],
    });
    expect(await main(['run', FILE, '--json'], io)).toBe(1);
    expect(io.err()).toBe(
      `${FILE}: missed: jobs.nightly.window is 4h 58m (17900); expected at most 2h 46m (10000)\n`.replace(
        '2h 46m',
        '2h 47m',
      ),
    );
    expect(JSON.parse(io.out())).toMatchObject({ expect: [missed] });
  });

  test('errors found in the run are 2, nothing is written and nothing printed', async () => {
    const io = withScenario();
    simulated.mockReturnValue({
      ok: false,
      diagnostics: [
        { code: 'unknown-policy', severity: 'error', message: "'x' is no policy.", path: 'policy' },
      ],
    });
    expect(await main(['run', FILE], io)).toBe(2);
    expect(io.err()).toContain("error[unknown-policy] 'x' is no policy.");
    expect(io.out()).toBe('');
    expect(io.written).toEqual([]);
  });

  test('if one of several files is invalid, none is run: all problems are reported, nothing is written', async () => {
    const io = withScenario({
      files: { 'odd.yaml': 'version: 1\n', 'strange.yaml': `${SMALL_SCENARIO}policy: nobody\n` },
    });
    expect(await main(['run', FILE, 'none.yaml', 'odd.yaml', 'strange.yaml'], io)).toBe(2);
    expect(io.err()).toContain("'none.yaml' does not exist");
    expect(io.err()).toContain('odd.yaml:1:1: error[missing-key]');
    expect(io.err()).toContain("'nobody'");
    expect(io.err()).toMatch(
      /nothing was run, because of problems in none\.yaml, odd\.yaml, strange\.yaml\.\n$/,
    );
    expect(simulated).not.toHaveBeenCalled();
    expect(io.out()).toBe('');
    expect(io.written).toEqual([]);
  });

  test('an exception of the simulation is a bug: 70', async () => {
    const io = withScenario();
    simulated.mockImplementation(() => {
      throw new Error('slots below zero');
    });
    expect(await main(['run', FILE], io)).toBe(70);
    expect(io.err()).toContain('slots below zero');
    expect(io.err()).toContain(`  proxysim run ${FILE}\n`);
  });

  test.each([
    ['no value', ['--set', 'proxies.px1'], /bad-option.*'proxies\.px1' is not PATH=VALUE/],
    ['no path', ['--set', '=3'], /bad-option.*'=3' is not PATH=VALUE/],
    ['a path that names nothing', ['--set', 'proxies.px9.cores=3'], /overlay-no-match/],
    ['a value of another kind', ['--set', 'proxies.px1.cores=many'], /--set:1:\d+: error/],
    ['a time without unit', ['--until', '8'], /bad-option.*no unit of time/],
    ['a time that is none', ['--until', '25:00'], /bad-option.*--until: '25:00' is not a time of day/],
    ['a time that is over', ['--until', '2026-01-05T19:00'], /before the start of the simulated time, 2026-/],
    ['the start itself', ['--until', '20:00'], /--until: '20:00' is the start itself/],
    ['an empty seed', ['--seed', ''], /option '--seed <seed>' is given an empty value/],
    ['nothing to do', ['--resume'], /bad-option.*--resume: it needs replications\. Write .*--replications/],
  ])('an option with %s is bad usage: exit code 2, nothing runs', async (_, options, message) => {
    const io = withScenario();
    expect(await main(['run', FILE, ...options], io)).toBe(2);
    expect(io.err()).toMatch(message);
    expect(io.out()).toBe('');
    expect(simulated).not.toHaveBeenCalled();
  });

  test.each([
    ['a missing file', 'none.yaml', /error\[file-not-found\] 'none\.yaml' does not exist/],
    ['a folder', 'scenarios', /error\[is-a-directory\] 'scenarios' is a folder/],
    ['an empty file', 'empty.yaml', /error\[empty-file\]/],
    ['a binary file', 'binary.yaml', /error\[not-text\] 'binary\.yaml' is not text/],
  ])('%s is bad input: exit code 2, without a stack trace', async (_, file, message) => {
    const io = withScenario({ files: { 'empty.yaml': '', 'binary.yaml': new Uint8Array([80, 75, 0, 4]) } });
    expect(await main(['run', file], io)).toBe(2);
    expect(io.err()).toMatch(message);
    expect(io.err()).not.toMatch(/\n\s+at /);
    expect(io.out()).toBe('');
  });
});

describe('terminals', () => {
  test('get colour, and a progress line that is removed in the end', async () => {
    const io = withScenario({ terminal: true });
    simulated.mockImplementation((_, { onProgress } = {}) => {
      // The clock of the test goes on by 10 ms whenever it is looked at: after 10 ms and some looks a fifth is done.
      onProgress?.({ nowUs: 3600e6, events: 500, tasksDone: 100, tasksKnown: 500 });
      return { ok: true, result: runResult(), warnings: [] };
    });
    expect(await main(['run', FILE], io)).toBe(0);
    expect(io.err()).toMatch(/20% {2}100\/500 tasks, about 1s left {2}simulated 1h {2}\d+/);
    expect(io.out()).toContain('\u001b[1mTwo hosts, one night');
    expect(io.err()).toContain('tasks');
  });

  test('with NO_COLOR get no colour', async () => {
    const io = withScenario({ terminal: true, env: { NO_COLOR: '1' } });
    await main(['run', FILE], io);
    expect(io.out()).not.toContain('\u001b');
  });

  test('pipes get neither colour nor progress', async () => {
    const io = withScenario();
    await main(['run', FILE], io);
    expect(io.out()).not.toContain('\u001b');
    expect(io.err()).toBe('');
  });
});

test('names that a spreadsheet would run are escaped in the CSV, and quoted if needed', async () => {
  const io = withScenario();
  const rows = [taskRow({ vm: '=cmd()', disk: 'a,"b"' })];
  simulated.mockReturnValue({ ok: true, result: runResult({ tasks: rows }), warnings: [] });
  await main(['run', FILE], io);
  const text = io.files.get('results/runs/plans/night/tasks.csv') as string;
  expect(text.split('\n')[1]).toContain('nightly,1,1,\'=cmd(),"a,""b""",px1,');
});

test('a table without rows still has its header', async () => {
  const io = withScenario();
  simulated.mockReturnValue({ ok: true, result: runResult({ waits: [] }), warnings: [] });
  await main(['run', FILE], io);
  expect(io.files.get('results/runs/plans/night/waits.csv')).toBe('job,cause,tasks,waitedSeconds\n');
});
