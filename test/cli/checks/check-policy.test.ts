import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

// One slot and two disks of 10 and 20 GB at 100 MB/s, the larger one declared last: whoever is first by the policy takes it.
const NIGHT = `version: 1
name: Two in a row
clock: { start: 2026-01-05T22:00 }
overheads: none
profile: { full: 100 MB/s, incremental: 100 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, maxSnapshots: unlimited }]
proxies: [{ name: px1, kind: physical, cores: 1, maxConcurrentTasks: 1, storage: { protocols: [fc] } }]
repositories: [{ name: repo1 }]
vms:
  - { name: a, disks: [{ size: 10 GB, datastore: ds1 }] }
  - { name: b, disks: [{ size: 20 GB, datastore: ds1 }] }
jobs: [{ name: nightly, vms: ["*"], repository: repo1, run: full }]
`;
const policyBy = (order: string) => `export default { name: 'mine', extends: 'rts', order: ${order} };\n`;
const LARGEST = policyBy("[{ name: 'largest', of: (task) => -task.readBytes }]");
const MINE = 'results/by-policy/mine';

function project(): MemoryIo {
  return memoryIo({ files: { 'scenarios/a.yaml': NIGHT, 'mine.mjs': LARGEST } });
}

async function accepted(io: MemoryIo): Promise<MemoryIo> {
  expect(await main(['check', '--update', '--all'], io)).toBe(0);
  expect(await main(['check', '--policy', './mine.mjs', '--update', '--all'], io)).toBe(0);
  io.written.length = 0;
  return io;
}

test('results under a policy are stored separately, and do not change those of scenarios as they are', async () => {
  const io = await accepted(project());
  expect([...io.files.keys()].filter((file) => file.startsWith('results/')).sort()).toEqual([
    'results/a/decisions.bin',
    'results/a/summary.json',
    `${MINE}/a/decisions.bin`,
    `${MINE}/a/summary.json`,
    `${MINE}/fingerprints.tsv`,
    'results/fingerprints.tsv',
  ]);
  expect(JSON.parse(`${io.files.get(`${MINE}/a/summary.json`)}`)).toMatchObject({ policy: 'mine' });
  expect(await main(['check'], io)).toBe(0);
  expect(await main(['check', '--policy', './mine.mjs'], io)).toBe(0);
  expect(io.out()).toContain('scenarios/a.yaml under mine: same\n1 scenario checked: all fine\n');
  expect(io.written).toEqual([]);
});

test('a policy with other decisions is reported by its first decision, with the command that accepts it', async () => {
  const io = await accepted(project());
  io.files.set('mine.mjs', policyBy("[{ name: 'smallest', of: (task) => task.readBytes }]"));
  expect(await main(['check', '--policy', './mine.mjs', 'scenarios/a.yaml'], io)).toBe(1);
  expect(io.out()).toContain('    was: b/0 of nightly to px1 by san at Mon 22:00:00\n');
  expect(io.out()).toContain('    is:  a/0 of nightly to px1 by san at Mon 22:00:00\n');
  // 10 GB are 10,000,000,000 bytes to read.
  expect(io.out()).toContain(
    'a/0 of nightly goes before b/0 of nightly by smallest: 10000000000 before 20000000000.',
  );
  expect(io.err()).toContain(
    'If a change is intended, accept it with: proxysim check scenarios/a.yaml --policy ./mine.mjs --update\n',
  );
  // Accepted, it is the result; the scenario's own is as it was.
  expect(await main(['check', 'scenarios/a.yaml', '--policy', './mine.mjs', '--update'], io)).toBe(0);
  expect(io.written.every((file) => file.startsWith(`${MINE}/`))).toBe(true);
  expect(await main(['check'], io)).toBe(0);
});

test('pipeline reports name the policy, so that two checks of one scenario are distinct', async () => {
  const io = await accepted(project());
  const files = ['--junit', 'junit.xml', '--markdown', 'check.md'];
  expect(await main(['check', '--policy', './mine.mjs', ...files], io)).toBe(0);
  expect(io.files.get('junit.xml')).toContain(
    '<testcase classname="scenarios.a under mine" name="scenarios/a.yaml under mine"',
  );
  expect(io.files.get('check.md')).toContain('| scenarios/a.yaml under mine | as accepted |');
});

test('a policy without a result is told how to get one; an invalid policy, or one whose name cannot be a folder, is refused', async () => {
  const io = project();
  expect(await main(['check', '--policy', './mine.mjs'], io)).toBe(2);
  expect(io.err()).toContain(
    'no scenario here has a result under mine to compare with. Name files to check their expectations alone, or accept first results with: proxysim check --policy ./mine.mjs --update --all\n',
  );
  io.files.set('mine.mjs', LARGEST.replace("'mine'", "'../mine'"));
  expect(await main(['check', '--policy', './mine.mjs', '--update', '--all'], io)).toBe(2);
  expect(io.err()).toContain(
    "results are kept in a folder of the policy's name, and '../mine' cannot be one.",
  );
  expect(await main(['check', '--policy', 'largest'], io)).toBe(2);
  expect(io.err()).toContain("'largest' is not a policy.");
  expect(io.written).toEqual([]);
});

test('replications are stored and run again under the policy', async () => {
  const io = project();
  io.files.set(
    'scenarios/a.yaml',
    NIGHT.replace(
      '[{ size: 10 GB, datastore: ds1 }]',
      '{ size: { uniform: [10 GB, 30 GB] }, datastores: [ds1] }',
    ),
  );
  const check = ['check', 'scenarios/a.yaml', '--policy', 'largest-first'];
  expect(await main([...check, '--update', '--replications', '3'], io)).toBe(0);
  expect(io.files.has('results/by-policy/largest-first/a/replications.csv')).toBe(true);
  io.files.set('scenarios/a.yaml', `${io.files.get('scenarios/a.yaml')}# more\n`);
  expect(await main(check, io)).toBe(1);
  expect(io.out()).toContain('The decisions are the same in all of 3 replications.');
});
