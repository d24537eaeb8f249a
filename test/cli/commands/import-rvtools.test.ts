import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

const ESTATE = join(import.meta.dirname, '../../fixtures/rvtools/estate');

test('an RVTools export becomes a scenario and its inventory, which are fine together', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--name', 'Our estate'], io)).toBe(0);
  expect(io.written).toEqual(['plan/inventory.csv', 'plan/scenario.yaml']);
  expect(io.out()).toMatch(/^Taken: 8 VMs with 15 disks on \d+ datastores and \d+ hosts\n/);
  expect(io.out()).toContain('proxysim run plan/scenario.yaml\n');
  const seen = io.out().length;
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
  expect(io.out().slice(seen)).toMatch(/^plan\/scenario\.yaml: fine \(8 VMs, 15 disks, /);
  expect(`${io.files.get('plan/scenario.yaml')}`).toContain('Our estate');
});

test('findings about the export go to standard error, each with its code', async () => {
  const io = memoryIo();
  await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io);
  expect(io.err()).toMatch(/estate: (?:info|warning)\[[a-z-]+\] /);
});

test('files that are there stay as they are unless --force is said', async () => {
  const io = memoryIo({ files: { 'plan/inventory.csv': 'mine' } });
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain("'plan/inventory.csv' exists");
  expect(io.written).toEqual([]);
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--force'], io)).toBe(0);
  expect(io.files.get('plan/inventory.csv')).not.toBe('mine');
});

test('an export that does not exist is bad input', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', 'none.xlsx', '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toBe('none.xlsx: error[file-not-found] no such file or folder\n');
  expect(io.out()).toBe('');
  expect(io.written).toEqual([]);
});

test('a change rate that is none is an option in error, as in every command', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--change-rate', '300%'], io)).toBe(2);
  expect(io.err()).toMatch(/^error\[bad-option\] --change-rate: '300%' is more than the whole/);
  expect(io.written).toEqual([]);
});

const SERVER = join(import.meta.dirname, '../../fixtures/backup-server');

test('what a backup server knows becomes a scenario and its inventory, which are fine together', async () => {
  const io = memoryIo();
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', '--name', 'Our night'], io)).toBe(0);
  expect(io.written).toEqual(['night/inventory.csv', 'night/scenario.yaml']);
  expect(io.out()).toBe(
    [
      'Taken: 2 proxies with 10 task slots, 1 repository',
      'Jobs: 1 for 2 VMs',
      'Written: night/scenario.yaml and night/inventory.csv',
      'Next: read the assumptions at its top, then proxysim run night/scenario.yaml',
      '',
    ].join('\n'),
  );
  expect(await main(['validate', 'night/scenario.yaml'], io)).toBe(0);
  expect(`${io.files.get('night/scenario.yaml')}`).toContain('name: Our night');
});

test('over an inventory only the backup system is written, and the inventory’s scenario included', async () => {
  const io = memoryIo();
  await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io);
  expect(await main(['import', 'powershell', SERVER, '-o', 'a/night', '--inventory', 'plan'], io)).toBe(0);
  expect(io.written.slice(2)).toEqual(['a/night/scenario.yaml']);
  expect(`${io.files.get('a/night/scenario.yaml')}`).toContain('include: { file: ../../plan/scenario.yaml,');
  const seen = io.out().length;
  expect(await main(['validate', 'a/night/scenario.yaml'], io)).toBe(0);
  expect(io.out().slice(seen)).toBe('a/night/scenario.yaml: fine (8 VMs, 15 disks, 2 proxies, 1 job)\n');
  const again = ['import', 'powershell', SERVER, '-o', 'a/night', '--inventory', 'plan/inventory.csv'];
  expect(await main(again, io)).toBe(2);
  expect(io.err()).toContain("'a/night/scenario.yaml' exists");
  expect(await main([...again, '--force'], io)).toBe(0);
});

test('files that are nothing of a backup server are told one by one, and nothing is written', async () => {
  const io = memoryIo();
  const files = [join(ESTATE, 'RVTools_tabvInfo.csv'), 'none.csv', join(SERVER, '_Proxies.csv')];
  expect(await main(['import', 'powershell', ...files, '-o', 'night'], io)).toBe(2);
  expect(io.err().split('\n')).toEqual([
    expect.stringMatching(
      /RVTools_tabvInfo\.csv: error\[not-of-a-backup-server\] neither proxies.*its columns are VM, /,
    ),
    'none.csv: error[file-not-found] no such file or folder',
    '',
  ]);
  expect([io.written, io.out()]).toEqual([[], '']);
});

test('a folder without any such file, an inventory that is none and a change rate beside one are bad input', async () => {
  const io = memoryIo();
  expect(await main(['import', 'powershell', ESTATE, '-o', 'night'], io)).toBe(2);
  expect(io.err()).toContain('error[not-of-a-backup-server] no file in this folder');
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', '--inventory', 'nowhere.csv'], io)).toBe(
    2,
  );
  expect(io.err()).toContain(
    "error[bad-option] --inventory: There is no scenario.yaml with it: 'nowhere.csv'.",
  );
  const both = ['--inventory', 'x', '--change-rate', '3%'];
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', ...both], io)).toBe(2);
  expect(io.err()).toContain('error[bad-option] --change-rate: ');
  expect(io.written).toEqual([]);
});

test('a sizing becomes a scenario, and the question how many proxies it takes', async () => {
  const workloads = join(import.meta.dirname, '../../fixtures/sizing/workloads.csv');
  const io = memoryIo();
  expect(await main(['import', 'sizing', workloads, '-o', 'plan', '--name', 'New estate'], io)).toBe(0);
  expect(io.written).toEqual(['plan/scenario.yaml']);
  expect(io.err()).toContain('warning[other-work] workloads that are no VMs');
  const [taken, planned] = io.out().split('\n');
  // 12 + 150 + 20 VMs; 48 + 300 + 20 disks; 6 + 24 + 2 TB.
  expect(taken).toBe('Taken: 3 workloads with 182 VMs and 368 disks, 32 TB');
  expect(planned).toBe('Planned: 3 proxies at 2 sites');
  // (6 x 20% + 24 x 10% + 2 x 5%) / 32.
  expect(io.out()).toContain(
    "proxysim plan plan/scenario.yaml --window 6h --vary 'proxies.Main-px*.count=1..8' --vary 'proxies.Branch-px*.count=1..8' --growth 11.6%/y --years 3\n",
  );
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
  expect(await main(['import', 'sizing', workloads, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain("'plan/scenario.yaml' exists");
});

test('what is no sizing is said to be none', async () => {
  const io = memoryIo();
  const rvtools = join(ESTATE, 'RVTools_tabvInfo.csv');
  expect(await main(['import', 'sizing', rvtools, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain('error[no-sizing-table] nothing here is a sizing table');
  expect(io.written).toEqual([]);
});
