import { beforeEach, describe, expect, test, vi } from 'vitest';
import { decisionFile, readDecisionFile } from '../../../src/cli/checks/decision-file.ts';
import { main } from '../../../src/cli/program.ts';
import type { Policy, RankKey } from '../../../src/policy/policy.ts';
import type { policyOfRun } from '../../../src/policy/resolve.ts';
import { packedOtherwise } from '../../helpers/packed-otherwise.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/** What the scheduler becomes before a run. */
const faulty = vi.hoisted(() => ({ breaks: (policy: unknown): unknown => policy }));

vi.mock('../../../src/policy/resolve.ts', async (original) => {
  const actual = await original<{ policyOfRun: typeof policyOfRun }>();
  return {
    ...actual,
    policyOfRun: (...args: Parameters<typeof policyOfRun>) => {
      const resolved = actual.policyOfRun(...args);
      return resolved.ok ? { ok: true, policy: faulty.breaks(resolved.policy) } : resolved;
    },
  };
});

// A disk takes 100 s, and each proxy one at a time: a over the SAN and b over the network at 0 s, c over the SAN at 100 s.
const NIGHT = `version: 1
name: Three in a row
clock: { start: 2026-01-05T22:00 }
overheads: none
profile: { full: 100 MB/s, incremental: 100 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, maxSnapshots: unlimited }]
proxies:
  - { name: px1, kind: physical, cores: 2, maxConcurrentTasks: 1, storage: { protocols: [fc] } }
  - { name: px2, kind: physical, cores: 2, maxConcurrentTasks: 1 }
repositories: [{ name: repo1 }]
vms: [{ name: "{a,b,c}", disks: { size: 10 GB, datastores: [ds1] } }]
jobs: [{ name: nightly, vms: ["*"], repository: repo1, run: full }]
`;
const LOG = 'results/a/decisions.bin';
const SUMMARY = 'results/a/summary.json';
const TABLE = 'results/fingerprints.tsv';

const breakBy = (breaks: (policy: Policy) => Policy) => {
  faulty.breaks = (policy) => breaks(policy as Policy);
};
const worstFirst = (key: RankKey): RankKey =>
  key.name === 'connection-class' ? { ...key, of: (_, { connectionClass }) => 0 - connectionClass } : key;
const lifo = (policy: Policy): Policy => ({
  ...policy,
  order: [{ name: 'lifo', changesWith: 'nothing', of: ({ task }) => -task }],
});

beforeEach(() => breakBy((policy) => policy));

async function project(text = NIGHT): Promise<MemoryIo> {
  const io = memoryIo({ files: { 'scenarios/a.yaml': text } });
  expect(await main(['check', 'scenarios/a.yaml', '--update'], io)).toBe(0);
  io.written.length = 0;
  return io;
}

/** What a command adds to the standard output. */
async function said(io: MemoryIo, argv: readonly string[], code: number): Promise<string> {
  const before = io.out().length;
  expect(await main(argv, io)).toBe(code);
  return io.out().slice(before);
}

describe('a check of a scheduler with other decisions', () => {
  test('names the first decision that differs, what was done and is done, and which key decided', async () => {
    const io = await project();
    breakBy((policy) => ({ ...policy, rank: policy.rank.map(worstFirst) }));
    expect(await said(io, ['check'], 1)).toContain(`
  First divergence, decision 4:
    was: a/0 of nightly to px1 by san at Mon 22:00:00
    is:  a/0 of nightly to px1 by nbd at Mon 22:00:00
    why: px1 by nbd is chosen: it is declared first among equals.
         px1 by san, chosen before: connection-class is 0, not -2.
         px2 by nbd: equal in every key, declared later.
    changed in all: -P- (placements, not the times or the order)
`);
  });

  test('says why another task goes first, and when each goes in the other run', async () => {
    const io = await project();
    breakBy(lifo);
    expect(await said(io, ['check'], 1)).toContain(`
  First divergence, decision 4:
    was: a/0 of nightly to px1 by san at Mon 22:00:00
    is:  c/0 of nightly to px1 by san at Mon 22:00:00
    why: c/0 of nightly goes before a/0 of nightly by lifo: -2 before 0.
         a/0 of nightly now starts at Mon 22:01:40, on px1 by san.
         Before, c/0 of nightly started at Mon 22:01:40, on px1 by san.
         px1 by san is chosen: decided by connection-class 0, the next has 2.
         px1 by nbd: connection-class is 2, not 0.
         px2 by nbd: connection-class is 2, not 0.
    changed in all: T-O (times and order, not the placements)
`);
    expect(io.written).toEqual([]);
  });
});

describe('accepting decisions', () => {
  test('rewrites their file only if they changed', async () => {
    const io = await project();
    expect(await said(io, ['check', '--update'], 0)).toContain('scenarios/a.yaml: unchanged\n');
    expect(io.written).toEqual([SUMMARY, TABLE]);
    breakBy(lifo);
    io.written.length = 0;
    const text = await said(io, ['check', '--update'], 0);
    expect(text).toContain('scenarios/a.yaml: accepted; fingerprint: was ');
    expect(text).toContain('\n  First divergence, decision 4:\n');
    expect(io.written).toEqual([LOG, SUMMARY, TABLE]);
    expect(await said(io, ['check'], 0)).toContain('all fine');
  });

  test('does not rewrite a file that differs only in compression', async () => {
    const io = await project();
    const repacked = packedOtherwise(io.files.get(LOG) as Uint8Array);
    expect(repacked).not.toEqual(Buffer.from(io.files.get(LOG) as Uint8Array));
    io.files.set(LOG, repacked);
    expect(await said(io, ['check'], 0)).toContain('all fine');
    expect(await main(['check', '--update'], io)).toBe(0);
    expect(io.written).toEqual([SUMMARY, TABLE]);
  });

  test('says that it keeps them from now on if none were kept', async () => {
    const io = await project();
    io.files.delete(LOG);
    expect(await said(io, ['check', '--update'], 0)).toContain(
      'scenarios/a.yaml: unchanged; its decisions are kept from now on\n',
    );
    expect(io.files.has(LOG)).toBe(true);
  });
});

describe('what is unknown about a divergence is stated', () => {
  test('if no decisions are kept', async () => {
    const io = await project();
    io.files.delete(LOG);
    expect(await said(io, ['check'], 0)).toContain('scenarios/a.yaml: same\n');
    breakBy(lifo);
    const text = await said(io, ['check'], 1);
    expect(text).toContain('  The first decision that differs cannot be named');
    expect(text).toContain('proxysim check scenarios/a.yaml --update\n');
  });

  test('if it comes after those that are kept', async () => {
    const io = await project();
    const read = readDecisionFile(io.files.get(LOG) as Uint8Array);
    if (!read.ok) throw new Error(read.problem);
    const { file } = decisionFile({ ...read.log, decisions: read.log.decisions.slice(0, 4) });
    io.files.set(LOG, file);
    breakBy(lifo);
    expect(await said(io, ['check'], 1)).toContain(
      `  The first 4 decisions are unchanged; the rest of the ${read.log.total} was not kept.\n`,
    );
  });

  test('if declarations are in another order, and everything else is unchanged', async () => {
    const io = await project(
      NIGHT.replace('hosts: [', 'hosts: [{ name: esx0 }, ').replace('name: "{a', 'host: esx1, name: "{a'),
    );
    const text = `${io.files.get('scenarios/a.yaml')}`;
    io.files.set('scenarios/a.yaml', text.replace('px2, kind', 'pz9, kind'));
    const renamed = await said(io, ['check'], 1);
    expect(renamed).toContain('b/0 of nightly to px2 by nbd');
    expect(renamed).toContain('b/0 of nightly to pz9 by nbd');
    expect(renamed).toContain('px2 by nbd, chosen before, is no longer a candidate.');
  });
});

describe('a result with fingerprints of an older recipe', () => {
  const OLD = '00000000-00000000@0';

  /** As a version would have left it that hashed the same decisions otherwise. */
  async function oldProject(): Promise<MemoryIo> {
    const io = await project();
    const read = readDecisionFile(io.files.get(LOG) as Uint8Array);
    if (!read.ok) throw new Error(read.problem);
    for (const name of [SUMMARY, TABLE])
      io.files.set(name, `${io.files.get(name)}`.replaceAll(read.log.fingerprint, OLD));
    io.files.set(LOG, decisionFile({ ...read.log, fingerprint: OLD }).file);
    return io;
  }

  test('is compared by its decisions: the first and the last line say that only the recipe differs', async () => {
    const io = await oldProject();
    const text = await said(io, ['check'], 1);
    expect(text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{8}@1/g, 'NEW@1')).toBe(`\
scenarios/a.yaml: DIFFERENT in 2 places, fingerprint by another recipe
  fingerprint: was "${OLD}", is "NEW@1" (of recipes @0 and @1, which always differ)
  fingerprints.tsv.fingerprint: was "${OLD}", is "NEW@1" (of recipes @0 and @1, which always differ)
  Every decision is the same by name: they are hashed by recipe @1 now and were by @0 before.
1 scenario checked: 1 not fine
`);
    expect(await said(io, ['check', '--update'], 0)).toContain('(of recipes @0 and @1, which always differ)');
    expect(await said(io, ['check'], 0)).toContain('all fine');
  });

  test('with a decision that differs is reported as usual', async () => {
    const io = await oldProject();
    breakBy(lifo);
    const text = await said(io, ['check'], 1);
    expect(text).toMatch(/DIFFERENT in \d+ places, from decision 4 on: times and order\n/);
    expect(text).toContain('(of recipes @0 and @1, which always differ)');
    expect(text).toContain('\n  First divergence, decision 4:\n');
  });

  test('without its decisions cannot be compared, which is stated', async () => {
    const io = await oldProject();
    io.files.delete(LOG);
    expect(await said(io, ['check'], 1)).toContain(
      '  Fingerprints of two recipes cannot show whether any decision differs: its decisions are not kept with the result.\n',
    );
  });
});

describe('an invalid decision file exits with 2 and a message, and nothing is rewritten', () => {
  const refused = async (io: MemoryIo, message: RegExp): Promise<void> => {
    for (const argv of [['check'], ['check', '--update'], ['check', 'scenarios/a.yaml']]) {
      const before = io.err().length;
      expect(await main(argv, io)).toBe(2);
      expect(io.err().slice(before)).toMatch(message);
    }
    expect(io.written).toEqual([]);
  };
  const bytes = (io: MemoryIo) => io.files.get(LOG) as Uint8Array;

  test('cut off', async () => {
    const io = await project();
    io.files.set(LOG, bytes(io).subarray(0, -1));
    await refused(io, /'results\/a\/decisions\.bin' is damaged or cut off\. Restore it, or delete it/);
  });

  test('one bit changed', async () => {
    const io = await project();
    const changed = Uint8Array.from(bytes(io));
    changed[changed.length - 20]! ^= 4;
    io.files.set(LOG, changed);
    await refused(io, /is damaged or cut off/);
  });

  test.each([
    ['empty', ''],
    ['text with conflict marks', '<<<<<<< HEAD\n'],
  ])('%s', async (_, text) => {
    const io = await project();
    io.files.set(LOG, text);
    await refused(io, /is not a log of decisions/);
  });

  test('of another version', async () => {
    const io = await project();
    const next = Uint8Array.from(bytes(io));
    next[19] = 0x39;
    io.files.set(LOG, next);
    await refused(io, /is of another version \('proxysim-decisions\/9'\) than this program reads \(1\)/);
  });

  test('of another run than the summary beside it', async () => {
    const io = await project();
    const old = bytes(io);
    breakBy(lifo);
    expect(await main(['check', '--update'], io)).toBe(0);
    io.files.set(LOG, old);
    io.written.length = 0;
    await refused(io, /comes from another run \(.*@\d+\) than the result beside it/);
  });

  test('without a summary beside it', async () => {
    const io = await project();
    io.files.delete(SUMMARY);
    for (const argv of [['check'], ['check', '--update', '--all']]) expect(await main(argv, io)).toBe(2);
    expect(io.err()).toContain("'results/a/decisions.bin' has no summary.json beside it");
    expect(io.written).toEqual([]);
  });
});
