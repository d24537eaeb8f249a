import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { realExport } from '../../helpers/real-exports.ts';
import { memoryIo } from '../memory-io.ts';

const LISTS = join(import.meta.dirname, '../../fixtures/inventory');
const HYPERV = join(LISTS, 'hyperv');
const POWERCLI = join(LISTS, 'powercli');

test('lists of Hyper-V become a scenario and its inventory, which are valid together and run', async () => {
  const io = memoryIo();
  expect(await main(['import', 'inventory', HYPERV, '-o', 'plan', '--name', 'Our cluster'], io)).toBe(0);
  expect(io.written).toEqual(['plan/inventory.csv', 'plan/scenario.schema.json', 'plan/scenario.yaml']);
  // 100 + 200 + 60 + 40 + 500 GiB, of which 38.5 + 200 + 21.25 + 10 + 300 are used.
  expect(io.out()).toBe(
    [
      'Taken: 3 VMs with 5 disks on 4 datastores and 2 hosts',
      'Size: 966 GB, 612 GB used; largest disk 537 GB',
      'Planned: each host a proxy of its own VMs; one job for all VMs',
      'VMs left out: 1 suspended, 1 powered off, 1 without a disk to back up',
      'Disks left out: 1 that cannot be snapshotted',
      'Written: plan/scenario.yaml, plan/inventory.csv and plan/scenario.schema.json',
      'Next: read the assumptions at its top, then proxysim run plan/scenario.yaml',
      '',
    ].join('\n'),
  );
  expect(io.err()).toMatch(/hyperv: warning\[owner-assumed\] .*: 2 \(Volume1, Volume2\)\n/);
  const seen = io.out().length;
  expect(await main(['validate', 'plan/scenario.yaml'], io)).toBe(0);
  expect(io.out().slice(seen)).toBe('plan/scenario.yaml: fine (3 VMs, 5 disks, 2 proxies, 1 job)\n');
  expect(`${io.files.get('plan/scenario.yaml')}`).toContain('name: Our cluster');
  expect(await main(['run', 'plan/scenario.yaml', '-o', 'out', '--charts', 'none'], io)).toBe(0);
});

test('the files one by one, in any order, give the same as the folder', async () => {
  const io = memoryIo();
  const files = ['vms.csv', 'vhds.csv'].map((file) => join(HYPERV, file));
  await main(['import', 'inventory', HYPERV, '-o', 'folder'], io);
  expect(await main(['import', 'inventory', ...files, '-o', 'files'], io)).toBe(0);
  for (const file of ['inventory.csv', 'scenario.yaml']) {
    expect(io.files.get(`files/${file}`)).toBe(io.files.get(`folder/${file}`));
  }
});

test('a backup server can be imported on top: its on-host proxies are the hosts of the inventory', async () => {
  const io = memoryIo();
  await main(['import', 'inventory', HYPERV, '-o', 'plan'], io);
  const server = join(import.meta.dirname, '../../fixtures/inventory/backup-server/_HvProxies.csv');
  expect(await main(['import', 'powershell', server, '-o', 'night', '--inventory', 'plan'], io)).toBe(0);
  const scenario = `${io.files.get('night/scenario.yaml')}`;
  expect(scenario).toContain('include: { file: ../plan/scenario.yaml,');
  expect(scenario).toContain('{ name: hv1, maxConcurrentTasks: 6 }');
  expect(await main(['validate', 'night/scenario.yaml'], io)).toBe(0);
});

test('lists of PowerCLI and of VM details become scenarios too, including powered-off VMs on request', async () => {
  const io = memoryIo();
  expect(await main(['import', 'inventory', POWERCLI, '-o', 'esx', '--powered-off'], io)).toBe(0);
  expect(io.out()).toMatch(/^Taken: 3 VMs with 4 disks on 2 datastores and 2 hosts\n/);
  // One proxy with 8 cores, and a slot of the repository for each: more proxies need more of both.
  const question =
    "proxysim plan esx/scenario.yaml --vary 'proxies.px*.count=1..8' --vary 'repositories.*.maxConcurrentTasks=8,16,32'";
  expect(io.out()).toContain(`\nHow many proxies it takes: ${question}\n`);
  const list = join(LISTS, 'vm-details.csv');
  expect(await main(['import', 'inventory', list, '-o', 'sites', '--change-rate', '3%'], io)).toBe(0);
  expect(`${io.files.get('sites/inventory.csv')}`).toContain(',3%,windows,');
  for (const folder of ['esx', 'sites']) {
    expect(await main(['validate', `${folder}/scenario.yaml`], io)).toBe(0);
  }
});

test('lists of two systems are refused, and so are, one by one, files that list nothing', async () => {
  const io = memoryIo();
  expect(await main(['import', 'inventory', HYPERV, POWERCLI, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toBe(
    '2 sources: error[several-systems] the lists come from several systems; import each of them separately: 2 (Hyper-V, PowerCLI)\n',
  );
  const other = memoryIo();
  const rvtools = join(import.meta.dirname, '../../fixtures/rvtools/estate/RVTools_tabvInfo.csv');
  expect(await main(['import', 'inventory', rvtools, 'none.csv', '-o', 'plan'], other)).toBe(2);
  expect(other.err().split('\n')).toEqual([
    expect.stringMatching(
      /vInfo\.csv: error\[not-an-inventory\] neither .*its columns are VM, .*an RVTools export is for import rvtools$/,
    ),
    'none.csv: error[file-not-found] no such file or folder',
    '',
  ]);
  expect([io.written, other.written]).toEqual([[], []]);
});

test('existing files are kept, and an invalid change rate is an option error', async () => {
  const io = memoryIo({ files: { 'plan/inventory.csv': 'mine' } });
  expect(await main(['import', 'inventory', HYPERV, '-o', 'plan'], io)).toBe(2);
  expect(await main(['import', 'inventory', HYPERV, '-o', 'x', '--change-rate', '300%'], io)).toBe(2);
  expect(io.err()).toMatch(/exists[\s\S]*error\[bad-option\] --change-rate: /);
  expect(io.written).toEqual([]);
});

const { path: SAMPLE, isAbsent } = realExport(
  'inventories/rhtools-site-example-VM-Details.csv',
  'the test of a real list of VM details',
);

test.skipIf(isAbsent)('a real list of 1,245 VMs at four sites, 43 of them powered off', async () => {
  const io = memoryIo();
  expect(await main(['import', 'inventory', SAMPLE, '-o', 'plan'], io)).toBe(0);
  expect(io.out()).toMatch(/^Taken: 1202 VMs with 1202 disks /);
  expect(`${io.files.get('plan/scenario.yaml')}`).toContain('sites: [ Site1, Site2, Site3, Site4 ]');
});
