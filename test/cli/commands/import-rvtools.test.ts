import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

const ESTATE = join(import.meta.dirname, '../../fixtures/rvtools/estate');

test('an RVTools export becomes a scenario and its inventory, which are valid together', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--name', 'Our estate'], io)).toBe(0);
  expect(io.written).toEqual(['plan/inventory.csv', 'plan/scenario.schema.json', 'plan/scenario.yaml']);
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

test('existing files are kept unless --force is given', async () => {
  const io = memoryIo({ files: { 'plan/inventory.csv': 'mine' } });
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toContain("'plan/inventory.csv' exists");
  expect(io.written).toEqual([]);
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--force'], io)).toBe(0);
  expect(io.files.get('plan/inventory.csv')).not.toBe('mine');
});

test('a missing export is bad input', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', 'none.xlsx', '-o', 'plan'], io)).toBe(2);
  expect(io.err()).toBe('none.xlsx: error[file-not-found] no such file or folder\n');
  expect(io.out()).toBe('');
  expect(io.written).toEqual([]);
});

test('an invalid change rate is an option error, as in every command', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--change-rate', '300%'], io)).toBe(2);
  expect(io.err()).toMatch(
    /^error\[bad-option\] --change-rate: '300%' is too large: a share is at most 100%/,
  );
  expect(io.written).toEqual([]);
});

test('an amount as the daily change is shared among all VMs in proportion to their used space', async () => {
  const io = memoryIo();
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan', '--change-rate', '300 GB'], io)).toBe(0);
  const [header, ...rows] = `${io.files.get('plan/inventory.csv')}`.trim().split('\n');
  expect(header).toBe('vm,host,datastore,size,used,changeRate,guest,tracking,tags');
  const cells = rows.map((row) => row.replace(/"[^"]*"/g, 'quoted').split(','));
  const changed = cells.map((row) => (parseFloat(row[4]!) * 2 ** 20 * parseFloat(row[5]!)) / 100);
  expect(changed.reduce((sum, bytes) => sum + bytes) / 300e9).toBeCloseTo(1, 6);
  expect(new Set(cells.map((row) => row[5])).size).toBe(1);
  expect(io.out()).toContain('\nChange: 300 GB a day, 10.9% of the used space\n');
  expect(io.err()).toContain(' info[change-shared] ');
  expect(`${io.files.get('plan/scenario.yaml')}`.replace(/\n# /g, ' ')).toContain(
    'ASSUMED in it: 10.90477% of the used space changes per day, so that 300 GB change in all VMs together (',
  );
});

test('an amount that changes in a day is at most what is used, and is an amount', async () => {
  const io = memoryIo();
  const asked = (change: string) =>
    main(['import', 'rvtools', ESTATE, '-o', 'plan', '--change-rate', change], io);
  expect(await asked('3 TB')).toBe(2);
  expect(io.err()).toContain('error[change-above-used] ');
  expect(io.err()).toContain('(3 TB, but 2.75 TB are used)');
  for (const change of ['3 TB/day', '3 percent', 'much']) {
    expect(await asked(change)).toBe(2);
    expect(io.err()).toMatch(
      /Write for example 3% for a share of the used space, or "3 TB" for all VMs together\.\n$/,
    );
  }
  expect(io.written).toEqual([]);
});

test('the schema is written where the first line of the scenario points editors to', async () => {
  const io = memoryIo();
  await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io);
  expect(`${io.files.get('plan/scenario.yaml')}`).toMatch(
    /^# yaml-language-server: \$schema=\.\/scenario\.schema\.json\n/,
  );
  const printed = memoryIo();
  await main(['schema'], printed);
  expect(io.files.get('plan/scenario.schema.json')).toBe(printed.out());
});

test('an existing schema is kept, does not stop the import, and is not listed', async () => {
  const io = memoryIo({ files: { 'plan/scenario.schema.json': 'mine' } });
  expect(await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io)).toBe(0);
  expect(io.files.get('plan/scenario.schema.json')).toBe('mine');
  expect(io.out()).toContain('Written: plan/scenario.yaml and plan/inventory.csv\n');
});
