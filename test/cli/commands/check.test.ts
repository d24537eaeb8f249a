import { beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import type { Summary } from '../../../src/metrics/summary/summary.ts';
import { runScenario } from '../../../src/runs/run.ts';
import { runResult, summary } from '../../report/sample-result.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

vi.mock('../../../src/runs/run.ts', () => ({ runScenario: vi.fn() }));

const BASELINE = 'results/a/summary.json';
const DECISIONS = 'results/a/decisions.bin';
const FINGERPRINTS = 'results/fingerprints.tsv';
let changes: Partial<Summary> = {};

beforeEach(() => {
  changes = {};
  vi.mocked(runScenario).mockImplementation((_, options) => {
    const { name } = summary().scenario;
    const file = options!.file!;
    const figures = summary({ scenario: { name, file: file.name, sha256: file.sha256 }, ...changes });
    return { ok: true, result: runResult({ summary: figures }), warnings: [] };
  });
});

/** A project whose scenario a.yaml has an accepted result, b.yaml has none. */
async function project(): Promise<MemoryIo> {
  const io = memoryIo({ files: { 'scenarios/a.yaml': SMALL_SCENARIO, 'scenarios/b.yaml': SMALL_SCENARIO } });
  expect(await main(['check', 'scenarios/a.yaml', '--update'], io)).toBe(0);
  io.written.length = 0;
  return io;
}

describe('check', () => {
  test('runs the scenarios that have a result, and exits with 0 if nothing changed', async () => {
    const io = await project();
    expect(await main(['check'], io)).toBe(0);
    expect(io.out()).toContain('scenarios/a.yaml: same\n1 scenario checked: all fine\n');
    expect(io.out()).not.toContain('b.yaml');
    expect(io.written).toEqual([]);
  });

  test('does not depend on how the file is written on the command line', async () => {
    const io = await project();
    expect(await main(['check', './scenarios/../scenarios/a.yaml', '/project/scenarios/a.yaml'], io)).toBe(0);
    expect(io.out()).toContain('scenarios/a.yaml: same\n1 scenario checked: all fine\n');
  });

  test('names the scenario and the first paths that differ, with both values, and rewrites nothing', async () => {
    const io = await project();
    changes = {
      window: { startSeconds: 7215.5, endSeconds: 25_116, seconds: 17_900.5 },
      fingerprint: 'ffff@1',
    };
    expect(await main(['check'], io)).toBe(1);
    expect(io.out()).toContain('scenarios/a.yaml: DIFFERENT in 5 places\n');
    expect(io.out()).toContain('  fingerprint: was "00c0ffee00c0ffee@1", is "ffff@1"\n');
    expect(io.out()).toContain('  window.seconds: was 17900, is 17900.5\n');
    expect(io.out()).toContain('  fingerprints.tsv.windowSeconds: was "17900", is "17900.5"\n');
    expect(io.written).toEqual([]);
  });

  test('a changed scenario file is a difference too', async () => {
    const io = await project();
    io.files.set('scenarios/a.yaml', `${SMALL_SCENARIO}# more\n`);
    expect(await main(['check'], io)).toBe(1);
    expect(io.out()).toBe(
      'scenarios/a.yaml: accepted, new\n' +
        'scenarios/a.yaml: DIFFERENT in 1 place, all decisions unchanged\n' +
        '  the text of the scenario has changed\n' +
        '1 scenario checked: 1 not fine\n',
    );
  });

  test('a missed expectation exits with 1, even if the result is the accepted one', async () => {
    const io = await project();
    changes = { expect: [{ metric: 'jobs.nightly.window', value: 17_900, max: 1, ok: false }] };
    expect(await main(['check', '--update'], io)).toBe(1);
    expect(await main(['check'], io)).toBe(1);
    expect(io.out()).toContain(
      'scenarios/a.yaml: MISSED: jobs.nightly.window is 4h 58m (17900); expected at most 1s (1)\n',
    );
    expect(io.out()).toContain('1 scenario checked: 1 not fine\n');
  });

  test('results of run are no baselines', async () => {
    const io = await project();
    io.files.set('results/runs/gone/summary.json', '{}');
    expect(await main(['check'], io)).toBe(0);
  });
});

describe('check --update', () => {
  test('accepts what changed and lists it', async () => {
    const io = await project();
    changes = { fingerprint: 'ffff@1' };
    expect(await main(['check', '--update'], io)).toBe(0);
    expect(io.out()).toContain(
      'scenarios/a.yaml: accepted; fingerprint: was "00c0ffee00c0ffee@1", is "ffff@1" and 1 more\n',
    );
    expect(io.written).toEqual([DECISIONS, BASELINE, FINGERPRINTS]);
    expect(await main(['check'], io)).toBe(0);
  });

  test('--all includes scenarios without a result, and leaves out files that others include', async () => {
    const io = await project();
    io.files.set('scenarios/c.yaml', 'version: 1\ninclude: b.yaml\nname: C\n');
    expect(await main(['check', '--update', '--all'], io)).toBe(0);
    expect(io.files.has('results/c/summary.json')).toBe(true);
    expect(io.files.has('results/b/summary.json')).toBe(false);
    const lines = `${io.files.get(FINGERPRINTS)}`.split('\n').map((line) => line.split('\t')[0]);
    expect(lines).toEqual(['scenario', 'scenarios/a.yaml', 'scenarios/c.yaml', '']);
  });

  test('tells the verdicts of the others if one of the scenarios does not run', async () => {
    const io = await project();
    io.files.set('scenarios/b.yaml', 'version: 2\n');
    expect(await main(['check', 'scenarios/b.yaml', 'scenarios/a.yaml'], io)).toBe(2);
    expect(io.err()).toContain('scenarios/b.yaml:1:10: error[');
    expect(io.out()).toMatch(
      /scenarios\/a\.yaml: same\n1 scenario checked: all fine; 1 cannot be checked\n$/,
    );
    changes = { fingerprint: 'ffff@1' };
    expect(await main(['check', 'scenarios/b.yaml', 'scenarios/a.yaml'], io)).toBe(2);
    expect(io.out()).toMatch(/\n1 scenario checked: 1 not fine; 1 cannot be checked\n$/);
  });

  test('rewrites nothing if one of the scenarios does not run', async () => {
    const io = await project();
    io.files.set('scenarios/b.yaml', 'version: 2\n');
    changes = { fingerprint: 'ffff@1' };
    expect(await main(['check', 'scenarios/a.yaml', 'scenarios/b.yaml', '--update'], io)).toBe(2);
    expect(io.err()).toContain('Nothing was rewritten.');
    expect(io.written).toEqual([]);
  });
});

describe('what cannot be compared exits with 2 and a message, and nothing is rewritten', () => {
  const refused = async (io: MemoryIo, argv: readonly string[], message: RegExp): Promise<void> => {
    for (const words of [argv, [...argv, '--update']]) {
      expect(await main(words, io)).toBe(2);
      expect(io.err()).toMatch(message);
    }
    expect(io.written).toEqual([]);
  };

  test('a named scenario without a result', async () => {
    const io = await project();
    expect(await main(['check', 'scenarios/b.yaml'], io)).toBe(2);
    expect(io.err()).toContain('Accept a result with: proxysim check scenarios/b.yaml --update');
  });

  test('no results at all', async () => {
    const io = memoryIo({ files: { 'scenarios/a.yaml': SMALL_SCENARIO } });
    await refused(io, ['check'], /no scenario here has a result/);
  });

  test.each([
    ['half of a file', '{ "format": "proxysim-su', 'it is not JSON'],
    [
      'another format',
      '{ "format": "proxysim-summary/9" }',
      "its format is 'proxysim-summary/9', not 'proxysim-summary/1'",
    ],
    ['another kind of JSON', '{ "rows": 3 }', "it does not state the format 'proxysim-summary/1'"],
    [
      'a summary of nobody',
      '{ "format": "proxysim-summary/1", "policy": "rts" }',
      "'fingerprint' is not text",
    ],
    ['a list', '[]', 'it is not a map'],
    ['nothing', '', 'it is not JSON'],
  ])('a baseline that is %s', async (_, text, why) => {
    const io = await project();
    io.files.set(BASELINE, text);
    await refused(
      io,
      ['check'],
      new RegExp(`'results/a/summary\\.json' is not a summary .*: ${why}\\. Restore it`),
    );
  });

  test('a missing line of fingerprints is one difference, reported by the fingerprint', async () => {
    const io = await project();
    io.files.delete(FINGERPRINTS);
    expect(await main(['check'], io)).toBe(1);
    expect(io.out()).toMatch(/ {2}fingerprints\.tsv: was not there, is "[0-9a-f-]+@1"\n/);
  });

  test('a table of fingerprints with conflict markers', async () => {
    const io = await project();
    io.files.set(FINGERPRINTS, `<<<<<<< HEAD\n${io.files.get(FINGERPRINTS)}`);
    await refused(io, ['check'], /'results\/fingerprints\.tsv' is not a table .*: line 1 .*\. Restore it/);
  });

  test('a result whose scenario is missing', async () => {
    const io = await project();
    io.files.delete('scenarios/a.yaml');
    await refused(
      io,
      ['check'],
      /scenarios\/a\.yaml.*does not exist|'results\/a\/summary\.json' is the result of a scenario/,
    );
  });

  test('a line of fingerprints whose scenario is missing', async () => {
    const io = await project();
    const text = `${io.files.get(FINGERPRINTS)}scenarios/old.yaml\trts\t1\t0\tx@1\t1\n`;
    io.files.set(FINGERPRINTS, text);
    await refused(io, ['check'], /has a line for 'scenarios\/old\.yaml', which does not exist/);
  });

  test('a scenario that never existed', async () => {
    const io = await project();
    await refused(
      io,
      ['check', 'scenarios/z.yaml'],
      /error\[file-not-found\] 'scenarios\/z\.yaml' does not exist\. Did you mean 'scenarios\/b\.yaml'\?/,
    );
    await refused(
      io,
      ['check', 'scenarios/z.yaml', '--update'],
      /does not exist\.[\s\S]*\nNothing was rewritten\.\n/,
    );
  });

  test('a scenario from outside the project', async () => {
    const io = await project();
    io.files.set('x.yaml', SMALL_SCENARIO);
    await refused(io, ['check', 'x.yaml'], /'x\.yaml' is not below scenarios\//);
  });
});
