import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

test('a sizing becomes a scenario, and the question is how many proxies it takes', async () => {
  const workloads = join(import.meta.dirname, '../../fixtures/sizing/workloads.csv');
  const io = memoryIo();
  expect(await main(['import', 'sizing', workloads, '-o', 'plan', '--name', 'New estate'], io)).toBe(0);
  expect(io.written).toEqual(['plan/scenario.schema.json', 'plan/scenario.yaml']);
  expect(io.err()).toContain('warning[other-work] workloads that are not VMs');
  const [taken, planned] = io.out().split('\n');
  // 12 + 150 + 20 VMs; 48 + 300 + 20 disks; 6 + 24 + 2 TB.
  expect(taken).toBe('Taken: 3 workloads with 182 VMs and 368 disks, 32 TB');
  expect(planned).toBe('Planned: 3 proxies at 2 sites');
  // (6 x 20% + 24 x 10% + 2 x 5%) / 32.
  expect(io.out()).toContain(
    "proxysim plan plan/scenario.yaml --window 6h --vary 'proxies.Main-px*.count=1..8' --vary 'proxies.Branch-px*.count=1..8' --vary 'repositories.*.maxConcurrentTasks=16,32,64' --growth 11.6%/y --years 3\n",
  );
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
  expect(await main(['import', 'sizing', workloads, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain("'plan/scenario.yaml' exists");
});

test('a sizing without a window asks for one in the command that plans', async () => {
  const io = memoryIo();
  const folder = mkdtempSync(join(tmpdir(), 'sizing-'));
  const file = join(folder, 'workloads.csv');
  writeFileSync(file, 'Workload Name,VM Qty,VMDK Qty,Capacity,Change Rate %\nweb,100,200,10,5\n');
  expect(await main(['import', 'sizing', file, '-o', 'plan'], io)).toBe(0);
  rmSync(folder, { recursive: true });
  expect(io.out()).toContain(
    "\nHow many proxies it takes (the sizing has no window: put in yours): proxysim plan plan/scenario.yaml --window 8h --vary 'proxies.site1-px*.count=1..8' ",
  );
});

test('a file that is no sizing is reported as such', async () => {
  const io = memoryIo();
  const rvtools = join(import.meta.dirname, '../../fixtures/rvtools/estate/RVTools_tabvInfo.csv');
  expect(await main(['import', 'sizing', rvtools, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain('error[no-sizing-table] no sizing (its columns are VM, ');
  expect(io.written).toEqual([]);
});
