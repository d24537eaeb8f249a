import { expect, test } from 'vitest';
import { runScenario } from '../../../src/runs/run.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

// More than a 16-bit index can address.
const DISKS = 66_000;

test('each task has the names of its own VM and disk, even with more than 65536 names', () => {
  const rows = Array.from({ length: DISKS }, (_, disk) => `vm${disk % 10},d${disk},esx1,ds1,1 MB`);
  const source = { name: 'inventory.csv', text: ['vm,disk,host,datastore,size', ...rows, ''].join('\n') };
  const scenario = scenarioOf(
    `
version: 1
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies: [{ name: px1, kind: physical, cores: 64, storage: { protocols: [fc] } }]
repositories: [{ name: repo1 }]
vms: [{ inventory: inventory.csv }]
jobs: [{ name: j, vms: ["*"], repository: repo1, run: full }]
`,
    { tables: { 'inventory.csv': { source } } },
  );
  const outcome = runScenario(scenario, { file: { name: 'test.yaml', sha256: '' } });
  if (!outcome.ok) throw new Error('it does not run');
  const { vm, vms, disk, disks, count } = outcome.result.columns.tasks;
  expect(count).toBe(DISKS);
  // Disk n belongs to VM n mod 10.
  const strangers = Array.from(disk, (row, task) => [vms[vm[task]!]!, disks[row]!]).filter(
    ([ofVm, name]) => ofVm !== `vm${Number(name!.slice(1)) % 10}`,
  );
  expect(strangers).toEqual([]);
  expect(new Set(disk).size).toBe(DISKS);
});
