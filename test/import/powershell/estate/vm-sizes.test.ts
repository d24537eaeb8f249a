import { expect, test } from 'vitest';
import type { Cell } from '../../../../src/import/tables/table.ts';
import type { Disk } from '../../../../src/scenario/vms/vm.ts';
import { table } from '../../tables.ts';
import { importedServer, jobTable, proxyTable, repositoryTable, SERVERS } from '../backup-server.ts';

const GB = 1e9;
const LIST = ['Name', 'PowerState', 'ProvisionedSize', 'UsedSize', 'Path'];

/** Sessions of the job `apps` from day to day: of each VM the kind and the bytes that were read, each in a minute. */
function sessionsOf(...days: (readonly [vm: string, kind: string, read: number])[][]) {
  const header = ['JobName', 'VMName', 'Status', 'CreationTime', 'TaskAlgorithm', 'WorkDuration', 'ReadSize'];
  const rows = days.flatMap((tasks, day) =>
    tasks.map(([vm, kind, read]): Cell[] => {
      return ['apps', vm, 'Success', `2024-03-0${day + 1}T22:00:00`, kind, '60', read];
    }),
  );
  return table('VeeamSessionReport', header, ...rows);
}

/** Size and used space of each VM, the codes that are about them, and what the scenario says of where they come from. */
function sizesOf(...tables: Parameters<typeof importedServer>[0]) {
  const server = [SERVERS, proxyTable(), repositoryTable(), jobTable({ Name: 'apps' })];
  const { scenario, codes, yaml } = importedServer([...server, ...tables]);
  const sizes = scenario.vms.names.map((name, row) => {
    const [disk] = scenario.vms.disksOf(row) as readonly Disk[];
    return [name, disk!.size / GB, disk!.used / GB];
  });
  const said = /Used space of[^:]*: ([^.]*)\./.exec(yaml.replace(/\n *# ?/g, ' '))?.[1];
  return { sizes, said, codes: codes.filter((code) => code.startsWith('vm-')) };
}

test('sizes that no list tells are what past sessions tell of them, each with its standing', () => {
  const { sizes, said, codes } = sizesOf(
    sessionsOf(
      [
        ['full', 'Full', 80 * GB],
        ['app', 'Increment', 2 * GB],
      ],
      [
        ['full', 'Increment', 4 * GB],
        ['app', 'Increment', 2 * GB],
      ],
    ),
  );
  // 2 GB are 5 % of 40 GB.
  expect(sizes).toEqual([
    ['full', 80, 80],
    ['app', 40, 40],
  ]);
  expect(said).toBe('1 read by their last full; 1 ASSUMED so that what they read is a daily change of 5%');
  expect(codes).toEqual(['vm-change-of-sessions', 'vm-size-of-sessions']);
});

test('change rates are what increments have read in a day, of the used space, whoever tells that', () => {
  const list = table(
    '_ViProtected',
    LIST,
    ['listed', 'PoweredOn', 500 * GB, 200 * GB, 'vc\\dc'],
    ['small', 'PoweredOn', 10 * GB, 3 * GB, 'vc\\dc'],
    ['silent', 'PoweredOn', 10 * GB, 10 * GB, 'vc\\dc'],
  );
  const day = (kind: string, full: number, listed: number): [string, string, number][] => [
    ['full', kind, full * GB],
    ['listed', kind, listed * GB],
    ['small', kind, listed * GB],
  ];
  const server = [SERVERS, proxyTable(), repositoryTable(), jobTable({ Name: 'apps' }), list];
  const sessions = sessionsOf(day('Full', 80, 80), day('Increment', 2, 20), day('Increment', 2, 20));
  const rates = (options = {}) => {
    const { scenario, yaml, codes } = importedServer([...server, sessions], options);
    const found = scenario.vms.names.map((name, row) => [
      name,
      Number((scenario.vms.disksOf(row) as readonly Disk[])[0]!.changeRate.toFixed(6)),
    ]);
    return { rates: Object.fromEntries(found), yaml: yaml.replace(/\n *# ?/g, ' '), codes };
  };
  const told = rates();
  // 2 of 80 GB; 20 of 200 GB; 20 GB of 3 is more than all; nothing is told of the last.
  expect(told.rates).toEqual({ listed: 0.1, small: 0.5, silent: 0.05, full: 0.025 });
  expect(told.yaml).toContain(
    'Change per day: for 3 VMs what their last increments read; for 1 VM ASSUMED: 5% of',
  );
  expect(told.codes).toContain('vm-change-of-sessions');
  // 2 % of the 293 GB that they use.
  expect(rates({ changeBytes: 5.86 * GB }).rates).toEqual({
    listed: 0.02,
    small: 0.02,
    silent: 0.02,
    full: 0.02,
  });
  expect(rates({ changeRate: '2%' }).rates).toEqual({ listed: 0.02, small: 0.02, silent: 0.02, full: 0.02 });
});

test('of a VM that is off nothing changes, whatever its increments have read, and each report says so', () => {
  const list = table(
    '_ViUnprotected',
    LIST,
    ['on', 'PoweredOn', 100 * GB, 40 * GB, 'vc\\dc'],
    ['off', 'PoweredOff', 100 * GB, 40 * GB, 'vc\\dc'],
  );
  const past = sessionsOf([
    ['on', 'Increment', 2 * GB],
    ['off', 'Increment', 2 * GB],
  ]);
  const server = [SERVERS, proxyTable(), repositoryTable(), jobTable({ Name: 'apps' }), list, past];
  const imported = (options = {}) => {
    const { scenario, yaml, messages } = importedServer(server, options);
    const rates = scenario.vms.names.map((_, row) => (scenario.vms.disksOf(row) as Disk[])[0]!.changeRate);
    const about = messages.filter((message) => /daily change is taken|not running/.test(message));
    const words = /Change per day: ([^.]*)/.exec(yaml.replace(/\n *# ?/g, ' '))?.[1];
    return { rates, words, about };
  };
  expect(imported()).toEqual({
    rates: [0.05, 0],
    words: 'for 1 VM what their last increments read; none for 1 VM that is not running',
    about: [
      'VMs whose daily change is taken from their past increments: 1 (on)',
      'VMs that are not running are backed up, but nothing changes on their disks: 1 (off)',
    ],
  });
  expect(imported({ changeRate: '3%' })).toEqual({
    rates: [0.03, 0],
    words:
      'none for 1 VM that is not running; for 1 VM ASSUMED: 3% of the used space (for planning: databases 10 to 20 %, idle servers 1 %)',
    about: ['VMs that are not running are backed up, but nothing changes on their disks: 1 (off)'],
  });
  // Of the 40 GB of the one that runs.
  expect(imported({ changeBytes: 4 * GB })).toMatchObject({
    rates: [0.1, 0],
    words: expect.stringMatching(
      /ASSUMED: 10% of the used space, so that 4 GB change in all VMs together \(/,
    ),
  });
});

test('a list goes before, and sessions add what it leaves out', () => {
  const list = table(
    '_ViProtected',
    LIST,
    ['whole', 'PoweredOn', 500 * GB, 200 * GB, 'vc\\dc'],
    ['open', 'PoweredOn', 50 * GB, null, 'vc\\dc'],
    ['used', 'PoweredOn', null, 90 * GB, 'vc\\dc'],
    ['none', 'PoweredOn', null, null, 'vc\\dc'],
  );
  const full = (...vms: string[]) => vms.map((vm) => [vm, 'Full', 80 * GB] as const);
  const { sizes, said, codes } = sizesOf(
    list,
    sessionsOf([...full('whole', 'open', 'used'), ['none', 'Full', 0]]),
  );
  expect(sizes).toEqual([
    ['whole', 500, 200],
    // Not more than it has.
    ['open', 50, 50],
    ['used', 90, 90],
    ['none', 100, 100],
  ]);
  expect(said).toBe('2 as the lists say; 1 read by their last full; 1 ASSUMED, their whole size or 100 GB');
  expect(codes).toEqual(['vm-size-of-sessions', 'vm-size-unknown', 'vm-used-unknown']);
});

test('names of VMs are one and the same in any case of letters', () => {
  const list = table('_ViProtected', LIST, ['APP', 'PoweredOn', null, null, 'vc\\dc']);
  const { sizes } = sizesOf(list, sessionsOf([['app', 'Full', 30 * GB]]));
  expect(sizes).toEqual([['APP', 30, 30]]);
});
