import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { DRAWN } from '../experiment/fixture.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { said } from '../said.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const SLOW = DRAWN.replace('read: 800 MB/s', 'read: 80 MB/s');
/** Another order of the queue: other decisions. */
const OTHER = `${DRAWN}policy: list\n`;

describe('compare of two result folders with replications', () => {
  async function folders(): Promise<MemoryIo> {
    const io = memoryIo({ files: { 'a.yaml': DRAWN, 'slow.yaml': SLOW } });
    const run = (file: string, folder: string, ...more: string[]) =>
      main(
        ['run', file, '-o', folder, '--replications', '6', '--workers', '1', '--charts', 'none', ...more],
        io,
      );
    expect(await run('a.yaml', 'before')).toBe(0);
    expect(await run('slow.yaml', 'after')).toBe(0);
    expect(await run('a.yaml', 'luck', '--seed', '8')).toBe(0);
    return io;
  }

  test('--fail-on distribution exits with 1 if the datastore has become slow, and names what differs', async () => {
    const io = await folders();
    const { code, out, err } = await said(io, ['compare', 'before', 'after', '--fail-on', 'distribution']);
    expect(code).toBe(1);
    expect(out).toContain('Means of 6 replications');
    expect(out).toContain('  B: The decisions differ in 6 of 6 replications. DIFFERENT beyond chance, of ');
    expect(out).toMatch(/window, all jobs: mean .*, was .*: \+.*\(p /);
    expect(err).toMatch(/^failed: window, all jobs: mean /m);
  });

  test("a folder does not differ from itself; with different seeds Welch's test is used, and it exits with 0", async () => {
    const io = await folders();
    const same = await said(io, ['compare', 'before', 'before', '--fail-on', 'distribution']);
    expect(same.code).toBe(0);
    expect(same.out).toMatch(
      /The decisions are the same in all of 6 replications\. All of \d+ figures are the same/,
    );
    const luck = await said(io, ['compare', 'before', 'luck', '--fail-on', 'distribution', '--json']);
    expect(luck.code).toBe(0);
    expect(JSON.parse(luck.out)).toMatchObject({ distributions: [{ tests: 'welch', otherDecisions: null }] });
  });

  test('a folder can be compared with a scenario that is run as often', async () => {
    const io = await folders();
    const options = ['--replications', '6', '--workers', '1', '--fail-on', 'distribution'];
    expect((await said(io, ['compare', 'before', 'a.yaml', ...options])).code).toBe(0);
    expect((await said(io, ['compare', 'before', 'slow.yaml', ...options])).code).toBe(1);
  });

  test('a single run has no distribution', async () => {
    const io = memoryIo({ files: { 'a.yaml': DRAWN, 'b.yaml': SLOW } });
    const { code, err } = await said(io, ['compare', 'a.yaml', 'b.yaml', '--fail-on', 'distribution']);
    expect(code).toBe(2);
    expect(err).toContain("--fail-on: 'distribution' needs replications of every side.");
  });

  test('a table of another kind is an error', async () => {
    const io = await folders();
    io.files.set('after/replications.csv', 'replication,fingerprint,window.seconds\n0,f,1\n2,f,1\n');
    expect((await said(io, ['compare', 'before', 'after'])).err).toContain(
      "'after/replications.csv' has no row of replication 1 where it belongs.",
    );
    io.files.set('after/replications.csv', 'replication,fingerprint,window.seconds\n0,f,1\n1,f,x\n');
    expect((await said(io, ['compare', 'before', 'after'])).err).toContain(
      "'after/replications.csv', replication 1: 'x' in column 'window.seconds' is no number.",
    );
  });
});

describe('check with accepted replications', () => {
  const KEPT = 'results/a/replications.csv';

  async function project(): Promise<MemoryIo> {
    const io = memoryIo({ files: { 'scenarios/a.yaml': DRAWN, 'scenarios/still.yaml': SMALL_SCENARIO } });
    const { code, out } = await said(io, ['check', 'scenarios/a.yaml', '--update', '--replications', '5']);
    expect(code).toBe(0);
    expect(out).toContain('  5 replications kept, to tell a real change of the figures from chance.\n');
    io.written.length = 0;
    return io;
  }

  test('runs none while nothing differs, and does not update unchanged ones', async () => {
    const io = await project();
    expect((await said(io, ['check'])).out).toBe('scenarios/a.yaml: same\n1 scenario checked: all fine\n');
    expect((await said(io, ['check', '--update'])).out).toBe('scenarios/a.yaml: unchanged\n');
    expect(io.written).not.toContain(KEPT);
  });

  test('reports whether the figures differ wherever it reports that decisions differ', async () => {
    const io = await project();
    io.files.set('scenarios/a.yaml', SLOW);
    const outputs = ['--junit', 'c.xml', '--markdown', 'c.md'];
    const { code, out } = await said(io, ['check', ...outputs]);
    expect(code).toBe(1);
    const line =
      'Replications, 5 as accepted and 5 now: The decisions differ in 5 of 5 replications. DIFFERENT beyond chance';
    expect(out).toContain(`  ${line}`);
    expect(io.files.get('c.xml')).toContain(line);
    expect(io.files.get('c.md')).toContain(line);
    const json = await said(io, ['check', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ scenarios: [{ distribution: { tests: 'paired' } }] });
  });

  test('--update accepts as many as before, and says what it accepts', async () => {
    const io = await project();
    const before = io.files.get(KEPT);
    io.files.set('scenarios/a.yaml', OTHER.replace('seed: 7', 'seed: 9'));
    const { code, out } = await said(io, ['check', '--update']);
    expect(code).toBe(0);
    expect(out).toContain('  Replications, 5 as accepted and 5 now: ');
    expect(out).toContain('of 5 and 5 independent replications');
    expect(io.files.get(KEPT)).not.toEqual(before);
    expect((await said(io, ['check'])).code).toBe(0);
  });

  test('keeps none of a scenario without randomness', async () => {
    const io = await project();
    const { code, out } = await said(io, [
      'check',
      'scenarios/still.yaml',
      '--update',
      '--replications',
      '3',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('  No chance in it: all 3 replications are alike, and none are kept.\n');
    expect(io.files.has('results/still/replications.csv')).toBe(false);
  });

  test('--replications needs --update, file names, and at least two; a damaged table is not compared', async () => {
    const io = await project();
    expect((await said(io, ['check', '--replications', '5'])).code).toBe(2);
    expect((await said(io, ['check', '--update', '--replications', '5'])).code).toBe(2);
    const one = await said(io, ['check', 'scenarios/a.yaml', '--update', '--replications', '1']);
    expect([one.code, one.err]).toEqual([2, expect.stringContaining('one replication has no spread.')]);
    io.files.set(KEPT, 'replication,fingerprint\n0,f\n');
    const damaged = await said(io, ['check']);
    expect([damaged.code, damaged.err]).toEqual([
      2,
      expect.stringContaining(`'${KEPT}' has fewer than two replications. Restore it, or delete it`),
    ]);
  });
});
