import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { compile } from '../../../src/model/compile.ts';
import type { RankKey } from '../../../src/policy/policy.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { runScenario } from '../../../src/runs/run.ts';
import { RecordTexts } from '../../../src/runs/verification/record-text.ts';
import { verifyScenario, withOtherOrder } from '../../../src/runs/verification/verification.ts';
import { VmTable } from '../../../src/scenario/vms/vm-table.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { memoryIo } from '../memory-io.ts';

const NIGHT = `version: 1
name: Night
seed: 1
clock: { start: 2026-01-05T22:00 }
overheads: none
hosts: [{ name: "esx{1..2}" }]
datastores: [{ name: "ds{1..2}", protocol: fc, read: 500 MB/s }]
proxies: [{ name: "px{1..2}", kind: physical, cores: 2 }]
repositories: [{ name: repo1, write: 300 MB/s, maxConcurrentTasks: unlimited }]
vms: [{ name: "vm{1..9}", hosts: ["esx{1..2}"], disks: { size: { uniform: [10 GB, 90 GB] }, datastores: ["ds{1..2}"] } }]
jobs: [{ name: nightly, vms: ["vm*"], repository: repo1, run: full, schedule: { at: "22:00" } }]
`;

/** A policy that counts on between runs: the very thing that verify is for. */
const COUNTING = `let asked = 0;
export default { name: 'counting', extends: 'rts', order: [{ name: 'turn', of: () => asked++ % 7 }] };`;

const options = { ways: ['twice', 'interleaved', 'permuted'], file: { name: 'x.yaml', sha256: '' } } as const;

describe('verify', () => {
  test('exits with 0 if all three runs are equal, with one line per file', async () => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT, 'b.yaml': NIGHT.replace('seed: 1', 'seed: 2') } });
    expect(await main(['verify', 'a.yaml', 'b.yaml'], io)).toBe(0);
    expect(io.out()).toMatch(
      /^a\.yaml: every record is the same: run twice, interleaved with other runs, with declarations in reverse \(\d+ records, fingerprint \S+@1\)\nb\.yaml: every record is the same: /,
    );
    expect(io.err()).toBe('');
    expect(io.written).toEqual([]);
  });

  test('runs only the requested ways', async () => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT } });
    expect(await main(['verify', 'a.yaml', '--permuted', '--twice'], io)).toBe(0);
    expect(io.out()).toMatch(
      /^a\.yaml: every record is the same: run twice, with declarations in reverse \(/,
    );
  });

  test('a policy with memory is found: the first record that differs, with its time, from both runs', async () => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT, 'counting.mjs': COUNTING } });
    expect(await main(['verify', 'a.yaml', '--policy', './counting.mjs', '--twice'], io)).toBe(1);
    expect(io.out()).toMatch(
      /^a\.yaml: DIFFERENT run twice\n {2}first at record \d+, 2026-01-05 22:00:00\n {2}was 0 s: task-started: task vm\d\/0 of nightly#1, proxy px\d, .*\n {2}is {2}0 s: task-started: task vm\d\/0 of nightly#1, proxy px\d, .*\n$/,
    );
  });

  test.each([
    ['a scenario that is not there', ['verify', 'c.yaml'], /'c\.yaml' does not exist/],
    ['one that is none', ['verify', 'bad.yaml'], /error\[/],
    ['an unknown policy', ['verify', 'a.yaml', '--policy', 'rst'], /Did you mean 'rts'\?/],
    ['no file', ['verify'], /missing required argument/],
  ])('%s exits with 2', async (_, argv, message) => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT, 'bad.yaml': 'version: 2\n' } });
    expect(await main(argv, io)).toBe(2);
    expect(io.err()).toMatch(message);
  });
});

describe('the difference that verify finds is the first one', () => {
  /** Runs whose policy changes its mind at the n-th question: the trace is right up to there. */
  function changingAt(turn: number) {
    let run = 0;
    let asked = 0;
    const resolved = resolvePolicy({ preset: 'rts' });
    if (!resolved.ok) throw new Error('rts ships');
    const key = {
      name: 'mind',
      changesWith: 'nothing',
      of: (task: { task: number }) => {
        if (task.task === 0) {
          run += 1;
          asked = 0;
        }
        asked += 1;
        return run > 1 && asked > turn ? -asked : 0;
      },
    } as const;
    return { ...resolved.policy, order: [key, ...resolved.policy.order] };
  }

  test('as in two whole traces side by side', () => {
    const scenario = scenarioOf(NIGHT);
    const lines = (policy: ReturnType<typeof changingAt>): string[] => {
      const texts = new RecordTexts(compile(scenario, { seed: scenario.seed, replication: 0 }));
      const told: string[] = [];
      runScenario(scenario, {
        ...options,
        policy,
        trace: { record: (record) => told.push(`${record.at / 1e6} s: ${texts.text(record)}`) },
      });
      return told;
    };
    const shared = changingAt(3);
    const [was, is] = [lines(shared), lines(shared)];
    const index = was.findIndex((line, i) => line !== is[i]);
    expect(index).toBeGreaterThan(0);
    const verified = verifyScenario(scenario, {
      ...options,
      ways: ['twice'],
      policy: changingAt(3),
      between: { scenario },
    });
    expect(verified).toMatchObject({
      ok: true,
      ways: [{ way: 'twice', first: { index, was: was[index], is: is[index] } }],
    });
  });

  test('interleaved runs do take place, and are reported if they leave a mark', () => {
    const scenario = scenarioOf(NIGHT);
    const resolved = resolvePolicy({ preset: 'rts' });
    if (!resolved.ok) throw new Error('rts ships');
    let mark = 0;
    // Proxies the other way round, once a run with the other seed has been there.
    const key: RankKey = {
      name: 'mark',
      differsByTask: true,
      of: (_task, candidate, { seed }) => {
        if (seed.includes('inner')) mark = 1;
        return -mark * candidate.proxy;
      },
    };
    const policy = { ...resolved.policy, rank: [key, ...resolved.policy.rank] };
    const verified = verifyScenario(scenario, {
      ...options,
      ways: ['twice', 'interleaved'],
      policy,
      between: { scenario, seed: 'inner' },
    });
    expect(verified.ok && verified.ways.map(({ first }) => first === null)).toEqual([true, false]);
  });
});

describe('declarations in another order', () => {
  const shipped = (path: string) =>
    scenarioOf(readFileSync(new URL(`../../../scenarios/${path}.yaml`, import.meta.url), 'utf8'));
  const rts = resolvePolicy({ preset: 'rts' });
  const policy = rts.ok ? rts.policy : undefined;

  test('any two datastores, repositories, hosts and VMs change places; a job keeps the order of its VMs', () => {
    const scenario = shipped('first-night');
    const other = withOtherOrder(scenario, policy);
    const names = (list: Iterable<{ readonly name: string }>) => Array.from(list, ({ name }) => name);
    for (const section of ['vms', 'hosts', 'datastores', 'repositories', 'sites'] as const) {
      expect(names(other[section])).toEqual(names(scenario[section]).reverse());
    }
    const members = ({ jobs, vms }: typeof scenario) =>
      jobs.map((job) => job.vms.map((row) => vms.names[row]!));
    expect(members(other)).toEqual(members(scenario));
    expect(names(other.proxies)).toEqual(names(scenario.proxies));
  });

  test('what depends on order stays: VMs if lots are drawn by position, hosts if a VM names none', () => {
    const scenario = scenarioOf(NIGHT);
    const random = resolvePolicy({ preset: 'random' });
    expect(withOtherOrder(scenario, random.ok ? random.policy : undefined).vms.names).toEqual(
      scenario.vms.names,
    );
    const homeless = {
      ...scenario,
      vms: VmTable.of(Array.from(scenario.vms, ({ host: _host, ...vm }) => vm)),
    };
    expect(withOtherOrder(homeless, policy).hosts).toEqual(homeless.hosts);
  });

  test('what can fail stays if a burst of faults draws its victims by position', () => {
    const burst = 'faults: [{ kind: datastore-down, target: "ds*", mtbf: 1h, mttr: 1min, burst: 1 }]\n';
    const names = (faults: string) =>
      withOtherOrder(scenarioOf(`${NIGHT}${faults}`), policy).datastores.map(({ name }) => name);
    expect(names('')).toEqual(['ds2', 'ds1']);
    expect(names(burst)).toEqual(['ds1', 'ds2']);
  });

  test('sites stay if there are two routes from one to another', () => {
    const scenario = scenarioOf(NIGHT);
    const origin = scenario.hosts[0]!.origin;
    const sites = ['a', 'b', 'c'].map((name) => ({ name, origin }));
    const link = (from: string, to: string) => ({
      name: `${from}-${to}`,
      between: [from, to] as const,
      bandwidth: 1e9,
      latencyUs: 0,
      origin,
    });
    const chain = [link('a', 'b'), link('b', 'c')];
    const names = (links: typeof chain) =>
      withOtherOrder({ ...scenario, sites, links }, policy).sites.map(({ name }) => name);
    expect(names(chain)).toEqual(['c', 'b', 'a']);
    expect(names([...chain, link('a', 'c')])).toEqual(['a', 'b', 'c']);
    expect(names([link('a', 'b'), link('a', 'b')])).toEqual(['a', 'b', 'c']);
  });
});

test('the included scenarios are the same run in all three ways', () => {
  for (const name of ['first-night', 'study/random-faults', 'study/scale-out', 'study/hyper-v-on-host']) {
    const text = readFileSync(new URL(`../../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
    const scenario = scenarioOf(text);
    const verified = verifyScenario(scenario, { ...options, between: { scenario, seed: 'other' } });
    expect(verified.ok && verified.ways).toEqual(options.ways.map((way) => ({ way, first: null })));
  }
});
