import { expect, test } from 'vitest';
import { FIRST_SCENARIO } from '../../../src/cli/first-scenario.ts';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

test('a file without errors is reported as fine, with its contents', async () => {
  const io = memoryIo({ files: { 'night.yaml': SMALL_SCENARIO } });
  expect(await main(['validate', 'night.yaml'], io)).toBe(0);
  expect(io.out()).toBe('night.yaml: fine (1 VM, 1 disk, 1 proxy, 1 job)\n');
});

test('a random number of disks counts as at least one for every VM', async () => {
  const drawn = SMALL_SCENARIO.replace(
    /vms:\n[\s\S]*?jobs:/,
    'vms:\n  - { name: "app{01..10}", host: esx1, disks: { count: { uniform: [1, 3] }, size: 1 GB, datastores: [ds1] } }\njobs:',
  );
  const io = memoryIo({ files: { 'night.yaml': drawn } });
  expect(await main(['validate', 'night.yaml'], io)).toBe(0);
  expect(io.out()).toBe('night.yaml: fine (10 VMs, 10 or more disks, 1 proxy, 1 job)\n');
});

test('settings are applied, and their errors are reported at the option', async () => {
  const io = memoryIo({ files: { 'night.yaml': SMALL_SCENARIO } });
  const set = (value: string) => main(['validate', 'night.yaml', '--set', value], io);
  expect(await set('vms.app01.disks=[{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds1 }]')).toBe(
    0,
  );
  expect(io.out()).toBe('night.yaml: fine (1 VM, 2 disks, 1 proxy, 1 job)\n');
  expect(await set('proxies.px1.cores=many')).toBe(2);
  expect(io.err()).toMatch(/^--set:1:19: error\[wrong-type\]/m);
  expect(await set('proxies.px1.cores')).toBe(2);
  expect(io.err()).toContain("'proxies.px1.cores' is not PATH=VALUE.");
});

test('the files of init are valid', async () => {
  const io = memoryIo({ files: { 'first-night.yaml': FIRST_SCENARIO } });
  expect(await main(['validate', 'first-night.yaml'], io)).toBe(0);
  expect(io.out()).toBe('first-night.yaml: fine (12 VMs, 22 disks, 2 proxies, 2 jobs)\n');
  expect(io.err()).toBe('');
});

test('all problems of all files are shown with their positions; one bad file exits with 2', async () => {
  const bad = SMALL_SCENARIO.replace('host: esx1, cores: 8', 'host: esx9, cores: 8').replace(
    'read: 800 MB/s',
    'read: 800 Mb/s',
  );
  const io = memoryIo({ files: { 'bad.yaml': bad, 'good.yaml': SMALL_SCENARIO } });
  expect(await main(['validate', 'bad.yaml', 'none.yaml', 'good.yaml'], io)).toBe(2);
  expect(io.err()).toMatch(/^bad\.yaml:9:\d+: error\[ambiguous-unit\]/m);
  expect(io.err()).toMatch(/^bad\.yaml:11:\d+: error\[unknown-reference\] 'esx9'/m);
  expect(io.err()).toContain("'none.yaml' does not exist");
  expect(io.out()).toBe('good.yaml: fine (1 VM, 1 disk, 1 proxy, 1 job)\n');
});

test('names that only a run knows are reported together, with the warnings of the file, in order of position', async () => {
  const text = `version: 1
expect: [{ metric: jobs.night.widow, max: 8h }]
policy: { order: fifoo, select: nearest }
proxies: [{ name: px1, cores: 1 }]
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
repositories: [{ name: repo1 }]
vms: [{ name: app1, disks: [{ size: 1 GB, datastore: ds1 }] }]
jobs: [{ name: night, vms: [app1], repository: repo1 }]
`;
  const io = memoryIo({ files: { 'night.yaml': text } });
  expect(await main(['validate', 'night.yaml'], io)).toBe(2);
  expect(io.err().match(/^night\.yaml:\d+:\d+: \w+\[[\w-]+\]/gm)).toEqual([
    'night.yaml:2:20: error[unknown-metric]',
    'night.yaml:3:18: error[unknown-policy]',
    'night.yaml:3:33: error[unknown-policy]',
    'night.yaml:4:31: warning[few-cores]',
  ]);
});

const INVENTORY = SMALL_SCENARIO.replace(
  /vms:\n[\s\S]*?jobs:/,
  'vms:\n  - inventory: parts/vms.csv\njobs:',
).replace('[app01]', '["*"]');

test('an inventory is read relative to the file that names it', async () => {
  const rows = 'vm,host,datastore,size,used,changeRate\na,esx1,ds1,10 GB,5 GB,5%\nb,esx1,ds1,10 GB,5 GB,5%\n';
  const io = memoryIo({ files: { 'plans/night.yaml': INVENTORY, 'plans/parts/vms.csv': rows } });
  expect(await main(['validate', 'plans/night.yaml'], io)).toBe(0);
  expect(io.out()).toBe('plans/night.yaml: fine (2 VMs, 2 disks, 1 proxy, 1 job)\n');
});

test('a bad row of an inventory is shown with its line', async () => {
  const rows =
    'vm,host,datastore,size,used,changeRate\n\na,esx1,ds1,10 GB,5 GB,5%\n"b",esx7,ds1,10 GB,5 GB,5%\n';
  const io = memoryIo({ files: { 'night.yaml': INVENTORY, 'parts/vms.csv': rows } });
  expect(await main(['validate', 'night.yaml'], io)).toBe(2);
  expect(io.err()).toMatch(/parts\/vms\.csv:4:\d+: error\[unknown-reference\]/);
});

test('a missing inventory is reported where it is named', async () => {
  const io = memoryIo({ files: { 'night.yaml': INVENTORY } });
  expect(await main(['validate', 'night.yaml'], io)).toBe(2);
  expect(io.err()).toMatch(/^night\.yaml:15:\d+: error\[file-not-found\]/m);
});

test('included files are found relative to the file that includes them, each of them once', async () => {
  const base = SMALL_SCENARIO.replace(/^version: 1\n/, '');
  const io = memoryIo({
    files: {
      'a/night.yaml': 'version: 1\ninclude: ../parts/base.yaml\nname: Night\n',
      'parts/base.yaml': base,
    },
  });
  expect(await main(['validate', 'a/night.yaml'], io)).toBe(0);
  expect(io.out()).toContain('a/night.yaml: fine');
});

test('a hundred problems of one kind are shown and the rest is counted, while those of other kinds are all shown', async () => {
  const inventory = (rows: number) =>
    memoryIo({
      files: {
        'night.yaml': INVENTORY.replace('host: esx1, cores: 8', 'hots: esx1, cores: 8'),
        'parts/vms.csv': [
          'vm,host,datastore,size,used',
          ...Array.from(
            { length: rows },
            (_, row) => `vm${row},esx9,ds1,10 GB,${row === rows - 1 ? 20 : 5} GB`,
          ),
        ].join('\n'),
      },
    });
  const shown = async (rows: number) => {
    const io = inventory(rows);
    expect(await main(['validate', 'night.yaml'], io)).toBe(2);
    const lines = io.err().split('\n');
    return {
      alike: lines.filter((line) => line.includes('error[unknown-reference] ')).length,
      others: lines.filter((line) => /error\[(unknown-key|used-over-size)\] /.test(line)).length,
      more: lines.filter((line) => line.startsWith('and ')),
    };
  };
  expect(await shown(100)).toEqual({ alike: 100, others: 2, more: [] });
  expect(await shown(101)).toEqual({
    alike: 100,
    others: 2,
    more: ['and 1 more of error[unknown-reference]'],
  });
  expect(await shown(5000)).toEqual({
    alike: 100,
    others: 2,
    more: ['and 900 or more of error[unknown-reference]'],
  });
});
