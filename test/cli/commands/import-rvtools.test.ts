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
