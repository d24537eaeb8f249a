import { describe, expect, test } from 'vitest';
import { readXml } from '../../report/xml-reader.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { said } from '../said.ts';

// One disk of 10 GB at 100 MB/s: the window of the job is 100 s.
const NIGHT = `version: 1
name: One disk
clock: { start: 2026-01-05T22:00 }
overheads: none
profile: { full: 100 MB/s, incremental: 100 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, maxSnapshots: unlimited }]
proxies: [{ name: px1, kind: physical, cores: 1, storage: { protocols: [fc] } }]
repositories: [{ name: repo1 }]
vms: [{ name: a, disks: [{ size: 10 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: ["*"], repository: repo1, run: full }]
`;
const expecting = (max: string) => `${NIGHT}expect: [{ metric: jobs.nightly.window, max: ${max} }]\n`;
const IN_TIME = expecting('100s');
const LATE = expecting('99s');

function project(files: Readonly<Record<string, string>>): MemoryIo {
  return memoryIo({ files });
}

describe('a scenario without an accepted result is judged by its expectations', () => {
  test('all met: exit code 0, and the missing result is named and counted', async () => {
    const io = project({ 'scenarios/a.yaml': IN_TIME });
    expect(await said(io, ['check', 'scenarios/a.yaml'])).toEqual({
      code: 0,
      out:
        'scenarios/a.yaml: no accepted result to compare with; its expectations are met\n' +
        '1 scenario checked: all fine, 1 without an accepted result\n',
      err: 'Accept the missing result with: proxysim check scenarios/a.yaml --update\n',
    });
    expect(io.written).toEqual([]);
  });

  test('one missed: exit code 1, with its figures', async () => {
    const io = project({ 'scenarios/a.yaml': LATE });
    const { code, out } = await said(io, ['check', 'scenarios/a.yaml']);
    expect(code).toBe(1);
    expect(out).toBe(
      'scenarios/a.yaml: no accepted result to compare with\n' +
        'scenarios/a.yaml: MISSED: jobs.nightly.window is 1m 40s (100); expected at most 1m 39s (99)\n' +
        '1 scenario checked: 1 not fine, 1 without an accepted result\n',
    );
  });

  test('in pipeline reports the comparison is skipped, and the expectation passes or fails', async () => {
    const io = project({ 'scenarios/a.yaml': IN_TIME, 'scenarios/b.yaml': LATE });
    const files = ['scenarios/a.yaml', 'scenarios/b.yaml'];
    expect((await said(io, ['check', ...files, '--junit', 'out.xml', '--markdown', 'out.md'])).code).toBe(1);
    const [suite] = readXml(`${io.files.get('out.xml')}`).children;
    expect(suite!.attributes).toMatchObject({ tests: '4', failures: '1', skipped: '2' });
    expect(suite!.children.map(({ children }) => children[0]?.name ?? 'passed')).toEqual([
      'skipped',
      'passed',
      'skipped',
      'failure',
    ]);
    expect(io.files.get('out.md')).toContain(
      '### proxysim check: 1 of 2 scenarios not fine, 2 without an accepted result\n',
    );
    expect(io.files.get('out.md')).toContain('| scenarios/a.yaml | no accepted result | 1m 40s | - |');
    const json = JSON.parse((await said(io, ['check', ...files, '--json'])).out);
    expect(json.scenarios).toMatchObject([
      { verdict: 'new', differences: [], fingerprint: { was: null } },
      { verdict: 'missed', differences: [], fingerprint: { was: null } },
    ]);
  });

  test('a GitHub workflow gets a warning at the file, even if an expectation is missed', async () => {
    const io = memoryIo({ files: { 'scenarios/b.yaml': LATE }, env: { GITHUB_ACTIONS: 'true' } });
    const { err } = await said(io, ['check', 'scenarios/b.yaml']);
    expect(err).toMatch(/^::warning file=scenarios\/b\.yaml,title=No accepted result::/m);
    expect(err).toMatch(/^::error file=scenarios\/b\.yaml,line=12,col=\d+,title=Missed expectation::/m);
  });

  test('a file outside scenarios/ is judged, too; its bare name is not confused with another scenario', async () => {
    const io = project({ 'scenarios/a.yaml': NIGHT, 'a.yaml': IN_TIME });
    expect((await said(io, ['check', 'scenarios/a.yaml', '--update'])).code).toBe(0);
    const { code, out, err } = await said(io, ['check', 'a.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('a.yaml: no accepted result to compare with; its expectations are met\n');
    expect(err).toBe(
      "No result can be accepted: 'a.yaml' is not below scenarios/: accepted results are kept by the path below that folder. Move it there first.\n",
    );
    expect((await said(io, ['check', 'a.yaml', '--update'])).code).toBe(2);
  });

  test('with --policy, it is the result under that policy that is missing', async () => {
    const io = project({ 'scenarios/a.yaml': IN_TIME });
    await said(io, ['check', 'scenarios/a.yaml', '--update']);
    const { code, out, err } = await said(io, ['check', 'scenarios/a.yaml', '--policy', 'rts']);
    expect(code).toBe(0);
    expect(out).toContain('scenarios/a.yaml under rts: no accepted result to compare with;');
    expect(err).toContain('proxysim check scenarios/a.yaml --policy rts --update\n');
  });

  test('once accepted, it is compared from then on', async () => {
    const io = project({ 'scenarios/a.yaml': IN_TIME });
    expect((await said(io, ['check', 'scenarios/a.yaml', '--update'])).out).toBe(
      'scenarios/a.yaml: accepted, new\n',
    );
    expect((await said(io, ['check', 'scenarios/a.yaml'])).out).toContain('scenarios/a.yaml: same\n');
  });
});

describe('a baseline that was forgotten or lost does not go unnoticed', () => {
  test('scenarios without one are named when only accepted ones are run; files that others include are not', async () => {
    const io = project({
      'scenarios/a.yaml': NIGHT,
      'scenarios/b.yaml': 'version: 1\ninclude: part.yaml\nname: B\n',
      'scenarios/part.yaml': NIGHT,
    });
    await said(io, ['check', 'scenarios/a.yaml', '--update']);
    const { code, out, err } = await said(io, ['check']);
    expect(code).toBe(0);
    expect(out).toBe('scenarios/a.yaml: same\n1 scenario checked: all fine\n');
    expect(err).toBe(
      'Not checked, since no result is accepted: scenarios/b.yaml. Accept one with: proxysim check FILE --update\n',
    );
  });

  test('a missing result whose fingerprint exists exits with 2, whatever the expectations say', async () => {
    const io = project({ 'scenarios/a.yaml': IN_TIME });
    await said(io, ['check', 'scenarios/a.yaml', '--update']);
    io.files.delete('results/a/summary.json');
    io.files.delete('results/a/decisions.bin');
    const { code, err } = await said(io, ['check', 'scenarios/a.yaml']);
    expect(code).toBe(2);
    expect(err).toContain(
      "'results/a/summary.json' is missing, though scenarios/a.yaml has a fingerprint. Restore it, or accept a new one with --update.",
    );
    expect((await said(io, ['check', 'scenarios/a.yaml', '--update'])).code).toBe(0);
  });

  test('neither a result nor expectations: exit code 2, with both remedies', async () => {
    const io = project({ 'scenarios/a.yaml': NIGHT, 'x.yaml': NIGHT });
    const below = await said(io, ['check', 'scenarios/a.yaml']);
    expect(below.code).toBe(2);
    expect(below.err).toBe(
      'error[bad-baseline] scenarios/a.yaml has no result to compare with (results/a/summary.json), and states no expectations. Accept a result with: proxysim check scenarios/a.yaml --update\n',
    );
    const outside = await said(io, ['check', 'x.yaml']);
    expect(outside.code).toBe(2);
    expect(outside.err).toMatch(
      /^error\[bad-baseline\] x\.yaml states no expectations .*'x\.yaml' is not below scenarios\//,
    );
  });
});

describe('every baseline has its own path', () => {
  test.each(['runs', 'sweeps', 'plans', 'by-policy', 'By-Policy'])(
    'scenarios/%s would share the folder of the results of another command, so its result cannot be accepted',
    async (folder) => {
      for (const file of [`scenarios/${folder}/a.yaml`, `scenarios/${folder}.yaml`]) {
        const io = project({ [file]: IN_TIME });
        for (const argv of [
          [file, '--update'],
          ['--update', '--all'],
        ]) {
          const { code, err } = await said(io, ['check', ...argv]);
          expect(code).toBe(2);
          expect(err).toContain(
            `a result of '${file}' would lie in results/${folder}/, which is for those of `,
          );
        }
        expect(io.written).toEqual([]);
        expect((await said(io, ['check', file])).code).toBe(0);
      }
    },
  );

  test('two scenarios whose names differ only in their extensions are refused, because one would overwrite the other', async () => {
    const io = project({ 'scenarios/a.yaml': NIGHT, 'scenarios/a.yml': NIGHT });
    for (const argv of [
      ['scenarios/a.yaml', 'scenarios/a.yml', '--update'],
      ['--update', '--all'],
    ]) {
      const { code, err } = await said(io, ['check', ...argv]);
      expect(code).toBe(2);
      expect(err).toContain(
        "'scenarios/a.yaml' and 'scenarios/a.yml' have the same result, results/a/summary.json. Rename one of them.",
      );
    }
    expect(io.written).toEqual([]);
  });

  test('results of sweeps and plans are no baselines', async () => {
    const io = project({ 'scenarios/a.yaml': NIGHT });
    await said(io, ['check', 'scenarios/a.yaml', '--update']);
    // A sweep writes such a table beside sweep.json; beside a summary it would be accepted replications.
    io.files.set('results/sweeps/a/replications.csv', 'replication\n');
    io.files.set('results/plans/a/summary.json', '{}');
    expect((await said(io, ['check'])).code).toBe(0);
  });
});
