import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import { policyFrom } from '../../src/policy/user-policy/user-policy.ts';
import { checkConformance } from '../../src/runs/conformance/conformance.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';

const FOLDER = new URL('../../scenarios/study/policies/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));

async function policyOf(name: string): Promise<Policy> {
  const { default: exported } = await import(/* @vite-ignore */ new URL(name, FOLDER).href);
  const read = policyFrom(exported, name);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.policy;
}

test('there are examples of an order, a filter and a ranking', () => {
  expect(FILES).toEqual(['large-disks-first.js', 'slot-for-restores.js', 'small-disks-by-network.js']);
});

test.each(FILES)('%s keeps every law and is named after its file', async (name) => {
  const policy = await policyOf(name);
  expect(`${policy.name}.js`).toBe(name);
  expect(checkConformance(policy).filter(({ breach }) => breach !== null)).toEqual([]);
});

/** Three disks, 200, 4 and 50 GB, full, and a proxy that can hot-add; the other proxy reads over the network. */
const NIGHT = `version: 1
hosts: [{ name: esx1, managementNetwork: 10 Gbit/s }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 1 GB/s }]
proxies:
  - { name: attach, kind: virtual, host: esx1, cores: 2, modes: [hotadd] }
  - { name: wire, kind: physical, cores: 2, modes: [nbd] }
repositories: [{ name: repo1, write: 1 GB/s }]
vms:
  - { name: a, host: esx1, disks: [{ size: 200 GB, used: 200 GB, datastore: ds1 }] }
  - { name: b, host: esx1, disks: [{ size: 4 GB, used: 4 GB, datastore: ds1 }] }
  - { name: c, host: esx1, disks: [{ size: 50 GB, used: 50 GB, datastore: ds1 }] }
jobs: [{ name: j, vms: [b, c, a], repository: repo1, schedule: { daily: "22:00" }, run: full }]
`;

/** `b: wire nbd`, in the order of their starts. */
async function placements(policy: Policy | 'rts', night = NIGHT): Promise<string[]> {
  const { tasks } = run(scenarioOf(night), { policy });
  return [...tasks]
    .sort((x, y) => x.startSeconds! - y.startSeconds!)
    .map(({ vm, proxy, mode }) => `${vm}: ${proxy} ${mode}`);
}

test('small-disks-by-network: below 5 GB a disk goes over the network though hot-add is free', async () => {
  expect((await placements('rts'))[0]).toBe('b: attach hotadd');
  const own = await placements(await policyOf('small-disks-by-network.js'));
  expect(own.sort()).toEqual(['a: attach hotadd', 'b: wire nbd', 'c: attach hotadd']);
});

test('large-disks-first: 200 GB before 50 GB before 4 GB, whatever the list says', async () => {
  // One slot in all: the starts are in the order of the queue.
  const one = NIGHT.replace(/ {2}- \{ name: wire.*\n/, '').replace(
    'cores: 2,',
    'cores: 2, maxConcurrentTasks: 1,',
  );
  const vms = async (policy: Policy | 'rts') => (await placements(policy, one)).map((line) => line[0]);
  expect(await vms('rts')).toEqual(['b', 'c', 'a']);
  expect(await vms(await policyOf('large-disks-first.js'))).toEqual(['a', 'c', 'b']);
});

test('slot-for-restores: of two slots backups get one', async () => {
  const peak = (policy: Policy | 'rts') => run(scenarioOf(NIGHT), { policy }).summary.proxies['attach']!;
  expect(peak('rts').peakTasks).toBe(2);
  expect(peak(await policyOf('slot-for-restores.js')).peakTasks).toBe(1);
});

test('the types in their comments are right', () => {
  const names = FILES.map((name) => fileURLToPath(new URL(name, FOLDER)));
  const program = ts.createProgram(names, {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
    paths: { proxysim: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))] },
  });
  const found = names.flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test('things are numbered as src/policy/README.md says, also where one is not enabled', async () => {
  const sameTenant = {
    name: 'same-tenant',
    differsByTask: true,
    of: (job: { job: number }, { proxy }: { proxy: number }) => (Math.floor(proxy / 2) === job.job ? 0 : 1),
  };
  const read = policyFrom({ name: 'mine', extends: 'rts', rank: [sameTenant] }, 'mine.js');
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const night = `version: 1
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc }]
proxies:
  - { name: acme-px1, enabled: false, kind: virtual, host: esx1, cores: 2 }
  - { name: "{acme-px2,bolt-px1,bolt-px2}", kind: virtual, host: esx1, cores: 2 }
repositories: [{ name: repo1 }]
vms: [{ name: "{acme,bolt}", disks: [{ size: 9 GB, datastore: ds1 }, { size: 9 GB, datastore: ds1 }] }]
jobs: [{ name: "{acme,bolt}-nightly", vms: "{acme,bolt}", repository: repo1, schedule: { daily: "22:00" } }]
`;
  const apart = [
    'acme: acme-px2 hotadd',
    'acme: acme-px2 hotadd',
    'bolt: bolt-px1 hotadd',
    'bolt: bolt-px1 hotadd',
  ];
  expect((await placements('rts', night)).sort()).not.toEqual(apart);
  expect((await placements(read.policy, night)).sort()).toEqual(apart);
});
