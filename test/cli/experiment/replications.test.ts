import { describe, expect, test } from 'vitest';
import { FileError } from '../../../src/cli/files/file-error.ts';
import { main } from '../../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { DRAWN } from './fixture.ts';

const FEW = ['--replications', '5', '--workers', '1'];

function withScenarios(more: Readonly<Record<string, string>> = {}): MemoryIo {
  return memoryIo({ files: { 'drawn.yaml': DRAWN, ...more } });
}

const textOf = (io: MemoryIo, file: string) => {
  const content = io.files.get(file)!;
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
};

describe('run --replications', () => {
  test('does not change the summary or anything else of replication 0', async () => {
    const [alone, replicated] = [withScenarios(), withScenarios()];
    await main(['run', 'drawn.yaml', '-o', 'out'], alone);
    expect(await main(['run', 'drawn.yaml', '-o', 'out', ...FEW], replicated)).toBe(0);
    for (const file of ['summary.json', 'tasks.csv', 'waits.csv', 'utilisation.csv'])
      expect(replicated.files.get(`out/${file}`), file).toEqual(alone.files.get(`out/${file}`));
    expect(replicated.out()).toContain('Over 5 replications');
    expect(replicated.out()).toContain(
      'nightly meets its window in 5 of 5 runs: 100%, at 95% confidence at least 56.6%.',
    );
  });

  test('names the longest one, which --replay runs alone, and explain explains', async () => {
    const io = withScenarios();
    await main(['run', 'drawn.yaml', '-o', 'out', ...FEW], io);
    const [, longest] = /\n {2}Longest: .*, in replication (\d+); --replay \1 runs it alone\.\n/.exec(
      io.out(),
    )!;
    const windows = textOf(io, 'out/replications.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 3));
    const [replication, fingerprint, window] = windows.sort((a, b) => Number(b[2]) - Number(a[2]))[0]!;
    expect(longest).toBe(replication);
    expect(longest).not.toBe('0');
    expect(await main(['run', 'drawn.yaml', '-o', 'alone', '--replay', longest!], io)).toBe(0);
    const summary = JSON.parse(textOf(io, 'alone/summary.json'));
    expect([summary.replication, summary.fingerprint, summary.window.seconds]).toEqual([
      Number(replication),
      fingerprint,
      Number(window),
    ]);
    expect(io.out()).toContain(`seed 7, replication ${longest}, fingerprint ${fingerprint}`);
    expect(io.out()).toContain(`\nAgain: proxysim run drawn.yaml --seed 7 --replay ${longest}\n`);
    expect(textOf(io, 'alone/report.md')).toContain(`seed 7, replication ${longest}`);
    const asked = withScenarios();
    const words = ['explain', 'drawn.yaml', '--critical-path', '--json', '--replay', longest!];
    expect(await main(words, asked)).toBe(0);
    expect(JSON.parse(asked.out()).endSeconds).toBe(summary.window.endSeconds);
  });

  test.each([
    [['--replay', '1', ...FEW], 'error[bad-option] --replay: it runs one replication alone.'],
    [
      ['--replay', '-1'],
      "error[bad-option] --replay: '-1' is not the number of a replication, from 0 to 99999.",
    ],
    [['--replay', '100000'], "error[bad-option] --replay: '100000' is not the number of a replication"],
  ])('%j is refused', async (words, message) => {
    const io = withScenarios();
    expect(await main(['run', 'drawn.yaml', '-o', 'out', ...words], io)).toBe(2);
    expect(io.err()).toContain(message);
    expect(io.written).toEqual([]);
  });

  test('refuses a folder with unfinished runs before it writes anything, and goes on there with --resume', async () => {
    const broken = memoryIo({
      files: { 'drawn.yaml': DRAWN },
      beforeWrite: (path) => {
        if (path === 'out/replications.csv')
          throw new FileError('cannot-write', path, `'${path}' cannot be written.`);
      },
    });
    const command = ['run', 'drawn.yaml', '-o', 'out', ...FEW];
    expect(await main(command, broken)).toBe(2);
    const left = { 'out/journal.ndjson': textOf(broken, 'out/journal.ndjson') };
    const other = { ...left, 'drawn.yaml': DRAWN.replace('500 MB/s', '400 MB/s') };
    for (const [io, args, why] of [
      [withScenarios(left), command, 'holds 5 runs of an experiment that was not finished.'],
      [withScenarios(other), [...command, '--resume'], 'holds runs of another experiment;'],
    ] as const) {
      expect(await main(args, io)).toBe(2);
      expect([io.out(), io.written]).toEqual(['', []]);
      expect(io.err()).toContain(`error: 'out/journal.ndjson' ${why}`);
    }
    const resumed = withScenarios(left);
    expect(await main([...command, '--resume'], resumed)).toBe(0);
    expect(resumed.files.has('out/journal.ndjson')).toBe(false);
  });

  test('--json prints only the summary; the rest is in files', async () => {
    const io = withScenarios();
    await main(['run', 'drawn.yaml', '-o', 'out', '--json', ...FEW], io);
    expect(io.out()).toBe(io.files.get('out/summary.json'));
    const { replications, jobs, window } = JSON.parse(`${io.files.get('out/replications.json')}`);
    expect(replications).toBe(5);
    expect(Object.keys(window.seconds)).toEqual(['mean', 'sd', 'ci95', 'p50', 'p95', 'p99', 'n']);
    expect(Object.keys(jobs.nightly)).toEqual([
      'window',
      'overrun',
      'meanWindowSeconds',
      'spareSeconds',
      'doneSeconds',
      'sessionCount',
      'meetsWindow',
    ]);
  });

  test('the page of a later run without replications shows none of the earlier run', async () => {
    const io = withScenarios();
    const page = async (...more: readonly string[]) => {
      await main(['run', 'drawn.yaml', '-o', 'out', '--charts', 'none', ...more], io);
      return textOf(io, 'out/report.html');
    };
    const alone = await page();
    expect(await page(...FEW)).toContain('id="replications"');
    expect(await page()).toBe(alone);
  });

  test('report.md shows what the other replications say about the answer, and report makes it again', async () => {
    const io = withScenarios();
    await main(['run', 'drawn.yaml', '-o', 'out', '--charts', 'none', ...FEW], io);
    const markdown = textOf(io, 'out/report.md');
    expect(markdown).toContain(
      '**Over 5 replications**\n\nAll windows hold in 5 of 5 runs: 100%, at 95% confidence at least 56.6%.\n\n| Window of | Mean |',
    );
    expect(await main(['report', 'out', '--charts', 'none'], io)).toBe(0);
    expect(textOf(io, 'out/report.md')).toBe(markdown);
  });

  test('reports a job that started in none of them, or in some: it cannot be late', async () => {
    const chained = DRAWN.replace(
      'jobs: [',
      'jobs: [{ name: archive, vms: [app01], repository: repo1, schedule: { after: nightly }, window: 8h }, ',
    );
    const io = withScenarios({ 'drawn.yaml': chained });
    const charts = ['--charts', 'none'];
    expect(await main(['run', 'drawn.yaml', '--until', '130 min', '-o', 'out', ...charts, ...FEW], io)).toBe(
      0,
    );
    const sentence = 'archive never started in 5 of 5 runs.';
    expect(io.out()).toContain(`\n  ${sentence}\n`);
    for (const file of ['report.md', 'report.html']) expect(textOf(io, `out/${file}`)).toContain(sentence);
    const { neverStarted, jobs } = JSON.parse(textOf(io, 'out/replications.json'));
    expect(neverStarted).toEqual({ archive: 5 });
    expect(jobs.archive).toMatchObject({ sessionCount: { mean: 0 } });
  });

  test('for a scenario in which no job starts it says that nothing ran, not that windows take no time', async () => {
    const io = withScenarios();
    await main(['run', 'drawn.yaml', '--until', '1s', '-o', 'out', '--charts', 'none', ...FEW], io);
    const nothing = 'Nothing ran in any of them: no task ever started.';
    expect(io.out()).toContain('\nOver 5 replications: nothing ran, no task ever started.\n');
    expect(textOf(io, 'out/report.md')).toContain(nothing);
    expect(textOf(io, 'out/report.html')).toContain(nothing);
  });

  test('reports that half of the nights miss a window', async () => {
    const io = withScenarios();
    const windows = async (length: string) => {
      await main(['run', 'drawn.yaml', '--set', `jobs.nightly.window=${length}`, ...FEW, '-o', length], io);
      return JSON.parse(`${io.files.get(`${length}/replications.json`)}`);
    };
    const { jobs } = await windows('8h');
    // The median night and its finishing touches: two of five are longer at least.
    const { p50 } = jobs.nightly.spareSeconds;
    const tight = await windows(`${Math.ceil(8 * 3600 - p50)} s`);
    expect(tight.jobs.nightly.meetsWindow.held).toBeLessThan(5);
    expect(tight.jobs.nightly.meetsWindow.held).toBeGreaterThan(0);
    expect(tight.allMeetWindows).toEqual(tight.jobs.nightly.meetsWindow);
  });
});

describe('compare --replications', () => {
  test('a change without effect differs by exactly zero in every figure of every replication', async () => {
    const io = withScenarios({ 'same.yaml': DRAWN.replace('name: Drawn', 'name: The same') });
    expect(await main(['compare', 'drawn.yaml', 'same.yaml', '--json', ...FEW], io)).toBe(0);
    const { replicated } = JSON.parse(io.out());
    expect(replicated.replications).toBe(5);
    expect(replicated.figures.length).toBeGreaterThan(20);
    for (const { metric, differences } of replicated.figures)
      expect(differences[0], metric).toMatchObject({ mean: 0, sd: 0, ci95: [0, 0], p99: 0 });
  });

  test('shows the difference with its interval', async () => {
    const io = withScenarios({ 'slow.yaml': DRAWN.replace('800 MB/s', '200 MB/s') });
    expect(await main(['compare', 'drawn.yaml', 'slow.yaml', ...FEW], io)).toBe(0);
    expect(io.out()).toMatch(/Means of 5 replications +A +B +B - A +95% interval/);
    expect(io.out()).toMatch(/window, nightly .*\+.* \+.* to \+/);
    expect(io.out()).toMatch(/All windows met, with 95% interval: A 100% \(56\.6% to 100%\), B /);
    expect(io.err()).toBe('');
  });

  test('judges a condition by all replications, not by the first', async () => {
    const io = withScenarios({ 'slow.yaml': DRAWN.replace('800 MB/s', '200 MB/s') });
    const fail = (condition: string) => [
      'compare',
      'drawn.yaml',
      'slow.yaml',
      ...FEW,
      '--fail-on',
      condition,
    ];
    expect(await main(fail('window>+1%'), io)).toBe(1);
    expect(io.err()).toMatch(
      /^failed: window is .* on average in slow\.yaml, was .* in drawn\.yaml: \+.* \(\+.* to \+.*\), \+.*% \(\+.*% to \+.*%\) \(limit > \+1%\)\n$/,
    );
    // 3.6% on average, at least 1.1%.
    expect(await main(fail('window>+3%'), io)).toBe(0);
    expect(io.out()).toContain(
      '(limit > +3%: beyond on average, which may be chance; more replications would show)',
    );
    expect(await main(fail('proxies.px1.peakTasks>3'), io)).toBe(2);
    expect(io.err()).toContain("--fail-on: 'proxies.px1.peakTasks' is not kept for replications.");
  });

  test('says that sides with different seeds do not share random draws, and refuses result folders', async () => {
    const io = withScenarios({ 'other.yaml': DRAWN.replace('seed: 7', 'seed: 8') });
    expect(await main(['compare', 'drawn.yaml', 'other.yaml', ...FEW], io)).toBe(0);
    expect(io.err()).toBe(
      'The sides have different seeds, so their random draws differ: --seed gives all of them the same.\n',
    );
    await main(['run', 'drawn.yaml', '-o', 'out'], io);
    expect(await main(['compare', 'drawn.yaml', 'out', ...FEW], io)).toBe(2);
    expect(io.err()).toContain(
      "'out' is a result folder, which holds one run: --replications needs scenarios, or folders that run --replications has written.",
    );
  });
});
