import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { readXml } from '../../report/xml-reader.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { said } from '../said.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const EXPECTING = `${SMALL_SCENARIO}expect:
  - { metric: totals.failed, equals: 0 }
  - { metric: jobs.nightly.window, max: 1s }
`;
const OUTPUTS = ['--junit', 'out/check.xml', '--markdown', 'out/check.md'];

/** `fine.yaml` is as accepted; `late.yaml` misses an expectation; `other.yaml` was accepted with a faster proxy. */
async function project(env: Readonly<Record<string, string>> = {}): Promise<MemoryIo> {
  const io = memoryIo({
    env,
    files: {
      'scenarios/fine.yaml': SMALL_SCENARIO,
      'scenarios/late.yaml': EXPECTING,
      'scenarios/other.yaml': SMALL_SCENARIO,
    },
  });
  expect(await main(['check', '--update', '--all'], io)).toBe(1);
  io.files.set('scenarios/other.yaml', SMALL_SCENARIO.replace('cores: 8', 'cores: 4'));
  io.written.length = 0;
  return io;
}

describe('check for pipelines', () => {
  test('--junit writes a case per scenario and expectation, with the same failures as on the terminal', async () => {
    const io = await project();
    const { code, out } = await said(io, ['check', ...OUTPUTS]);
    expect(code).toBe(1);
    expect(out).toContain('3 scenarios checked: 2 not fine\n');
    const suite = readXml(`${io.files.get('out/check.xml')}`).children[0]!;
    const bad = suite.children.filter(({ children }) => children.length > 0);
    expect(suite.attributes).toMatchObject({ tests: '5', failures: '2', errors: '0', skipped: '0' });
    expect(bad.map(({ attributes }) => attributes['name'])).toEqual([
      'expect jobs.nightly.window at most 1s (1)',
      'scenarios/other.yaml',
    ]);
    expect(bad[0]!.children[0]!.text).toMatch(
      /^scenarios\/late\.yaml:23:15: MISSED: jobs\.nightly\.window is /,
    );
    expect(bad[1]!.children[0]!.text).toContain('the text of the scenario has changed\n');
  });

  test('--markdown writes the same for a comment', async () => {
    const io = await project();
    await said(io, ['check', ...OUTPUTS]);
    const text = `${io.files.get('out/check.md')}`;
    expect(text).toMatch(/^### proxysim check: 2 of 3 scenarios not fine\n/);
    expect(text).toMatch(/\| scenarios\/late\.yaml \| 1 expectation missed \|/);
    expect(text).toMatch(/\| scenarios\/other\.yaml \| different \|/);
    expect(io.written).toEqual(['out/check.xml', 'out/check.md']);
  });

  test('--json prints only JSON; text goes to standard error', async () => {
    const io = await project();
    const { code, out, err } = await said(io, ['check', '--json']);
    expect(code).toBe(1);
    const { format, scenarios } = JSON.parse(out);
    expect(format).toBe('proxysim-check/1');
    expect(scenarios.map(({ scenario, verdict }: Record<string, string>) => [scenario, verdict])).toEqual([
      ['scenarios/fine.yaml', 'same'],
      ['scenarios/late.yaml', 'missed'],
      ['scenarios/other.yaml', 'different'],
    ]);
    expect(scenarios[1].expectations).toMatchObject([
      { metric: 'totals.failed', met: true, file: 'scenarios/late.yaml', line: 22 },
      { metric: 'jobs.nightly.window', met: false, line: 23 },
    ]);
    expect(err).toContain('3 scenarios checked: 2 not fine\n');
  });

  test('only a GitHub workflow gets annotations on standard error', async () => {
    const io = await project({ GITHUB_ACTIONS: 'true' });
    const { err, out } = await said(io, ['check']);
    expect(err).toMatch(
      /^::error file=scenarios\/late\.yaml,line=23,col=15,title=Missed expectation::MISSED: jobs\.nightly\.window is /m,
    );
    expect(err).toMatch(
      /^::error file=scenarios\/other\.yaml,title=Another result::DIFFERENT in \d+ places, [^%]+%0A/m,
    );
    expect(out).not.toContain('::');
    expect((await said(await project(), ['check'])).err).not.toContain('::error');
  });

  test('a scenario that does not run is an error in the report, at its position, and the exit code is 2', async () => {
    const io = await project({ GITHUB_ACTIONS: 'true' });
    io.files.set('scenarios/fine.yaml', SMALL_SCENARIO.replace('sites: [hq]', 'sits: [hq]'));
    const { code, err } = await said(io, ['check', ...OUTPUTS]);
    expect(code).toBe(2);
    const suite = readXml(`${io.files.get('out/check.xml')}`).children[0]!;
    expect(suite.attributes['errors']).toBe('1');
    expect(err).toMatch(/^::error file=scenarios\/fine\.yaml,line=5,col=1,title=unknown-key::'sits'/m);
    expect(`${io.files.get('out/check.md')}`).toContain('| scenarios/fine.yaml | does not run |');
  });

  test('an expectation of an included file is reported at its position there', async () => {
    const io = await project();
    io.files.set('scenarios/part.yaml', 'expect:\n  - { metric: jobs.nightly.window, max: 1s }\n');
    io.files.set('scenarios/fine.yaml', `${SMALL_SCENARIO}include: part.yaml\n`);
    await said(io, ['check', 'scenarios/fine.yaml', ...OUTPUTS]);
    expect(`${io.files.get('out/check.xml')}`).toContain('>scenarios/part.yaml:2:15: MISSED: ');
  });

  test('a file that cannot be written exits with 2 and a message', async () => {
    const io = await project();
    const broken = Object.assign(io, {
      writeFileAtomically: async (path: string) => {
        const { FileError } = await import('../../../src/cli/files/file-error.ts');
        throw new FileError('cannot-write', path, `'${path}' cannot be written: the disk is full.`);
      },
    });
    const { code, err } = await said(broken, ['check', '--junit', 'x.xml']);
    expect(code).toBe(2);
    expect(err).toContain("'x.xml' cannot be written");
  });
});
