import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

const ESTATE = join(import.meta.dirname, '../../fixtures/rvtools/estate');
const SERVER = join(import.meta.dirname, '../../fixtures/backup-server');

test('the tables of a backup server become a scenario and its inventory, which are valid together', async () => {
  const io = memoryIo();
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', '--name', 'Our night'], io)).toBe(0);
  expect(io.written).toEqual(['night/inventory.csv', 'night/scenario.schema.json', 'night/scenario.yaml']);
  expect(io.out()).toBe(
    [
      'Taken: 2 proxies with 10 task slots, 1 repository',
      'Jobs: 1 for 2 VMs',
      'Written: night/scenario.yaml, night/inventory.csv and night/scenario.schema.json',
      'Next: read the assumptions at its top, then proxysim run night/scenario.yaml',
      '',
    ].join('\n'),
  );
  expect(await main(['validate', 'night/scenario.yaml'], io)).toBe(0);
  expect(`${io.files.get('night/scenario.yaml')}`).toContain('name: Our night');
});

test('what the files lack and a night needs is listed as assumed, and not as taken', async () => {
  const head = async (file: string) => {
    const io = memoryIo();
    expect(await main(['import', 'powershell', join(SERVER, file), '-o', 'night'], io)).toBe(0);
    return io.out().split('\n').slice(0, 3);
  };
  expect(await head('_Repositories.csv')).toEqual([
    'Taken: 1 repository',
    'Assumed: the proxy on the backup server, the job, 10 VMs',
    'Jobs: 1 for 10 VMs',
  ]);
  expect(await head('_Proxies.csv')).toEqual([
    'Taken: 2 proxies with 10 task slots',
    'Assumed: 1 repository, the job, 10 VMs',
    'Jobs: 1 for 10 VMs',
  ]);
  expect((await head('_Jobs.csv')).slice(0, 2)).toEqual([
    'Assumed: the proxy on the backup server, 1 repository, 10 VMs',
    'Jobs: 1 for 10 VMs',
  ]);
});

test('with an inventory only the backup system is written, and the scenario of the inventory is included', async () => {
  const io = memoryIo();
  await main(['import', 'rvtools', ESTATE, '-o', 'plan'], io);
  expect(await main(['import', 'powershell', SERVER, '-o', 'a/night', '--inventory', 'plan'], io)).toBe(0);
  expect(io.written.slice(3)).toEqual(['a/night/scenario.schema.json', 'a/night/scenario.yaml']);
  expect(`${io.files.get('a/night/scenario.yaml')}`).toContain('include: { file: ../../plan/scenario.yaml,');
  const seen = io.out().length;
  expect(await main(['validate', 'a/night/scenario.yaml'], io)).toBe(0);
  expect(io.out().slice(seen)).toBe('a/night/scenario.yaml: fine (8 VMs, 15 disks, 2 proxies, 1 job)\n');
  const again = ['import', 'powershell', SERVER, '-o', 'a/night', '--inventory', 'plan/inventory.csv'];
  expect(await main(again, io)).toBe(2);
  expect(io.err()).toContain("'a/night/scenario.yaml' exists");
  expect(await main([...again, '--force'], io)).toBe(0);
});

test('files that do not describe a backup server are reported one by one, and nothing is written', async () => {
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

test('a folder without such a file, an invalid inventory, and a change rate beside an inventory are bad input', async () => {
  const io = memoryIo();
  expect(await main(['import', 'powershell', ESTATE, '-o', 'night'], io)).toBe(2);
  expect(io.err()).toContain('error[not-of-a-backup-server] nothing in this folder can be used; give');
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', '--inventory', 'nowhere.csv'], io)).toBe(
    2,
  );
  expect(io.err()).toContain(
    "error[bad-option] --inventory: There is no scenario.yaml beside 'nowhere.csv'.",
  );
  const both = ['--inventory', 'x', '--change-rate', '3%'];
  expect(await main(['import', 'powershell', SERVER, '-o', 'night', ...both], io)).toBe(2);
  expect(io.err()).toContain('error[bad-option] --change-rate: ');
  expect(io.written).toEqual([]);
});
