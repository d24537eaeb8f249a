import { describe, expect, test } from 'vitest';
import { terminalColumns } from '../../src/cli/files/node-io.ts';
import { main } from '../../src/cli/program.ts';
import { widthOf } from '../../src/report/text/line-width.ts';
import { memoryIo } from './memory-io.ts';

/** Names of machines are long, and each kind of text has something to say. */
const NIGHT = `version: 1
name: A night with a name that is longer than a narrow terminal is wide, as names of scenarios may well be
seed: 1
clock: { start: 2026-01-05T22:00 }
hosts: [{ name: esx-of-the-first-data-centre-01, managementNetwork: 1 Gbit/s }]
datastores: [{ name: datastore-of-the-first-data-centre-01, protocol: fc, maxSnapshots: 2 }]
proxies:
  - { name: proxy-of-the-first-data-centre-01, kind: physical, cores: 2, maxConcurrentTasks: 2 }
  - { name: proxy-of-the-first-data-centre-02, kind: physical, cores: 2, maxConcurrentTasks: 4 }
repositories: [{ name: repository-of-the-first-data-centre-01, write: 200 MB/s, maxConcurrentTasks: 3, perVmFiles: true }]
vms: [{ name: "machine-of-an-application-{1..6}", disks: { count: 2, size: 100 GB, used: 60%, datastores: [datastore-of-the-first-data-centre-01] } }]
jobs:
  - { name: nightly-of-all-applications, vms: ["*"], repository: repository-of-the-first-data-centre-01, run: full, schedule: { at: "22:00" }, window: 10min }
faults: [{ at: 5min, kind: proxy-down, target: proxy-of-the-first-data-centre-02, for: 2min }]
expect: [{ metric: jobs.nightly-of-all-applications.window, max: 1min }]
`;
const WRONG = NIGHT.replace('fc, maxSnapshots: 2', 'fc, maxSnapshot: 2').replace('run: full', 'run: ful');
const FILE = 'a.yaml';

const COMMANDS = [
  ['run', FILE, '--charts', 'none', '--analysis', 'full', '--replications', '3', '--workers', '1'],
  ['explain', FILE, '--task', 'machine-of-an-application-3/1'],
  ['explain', FILE, '--task', 'machine-of-an-application-3/1', '--at', '2min'],
  ['explain', FILE, '--wait', 'proxy-slot'],
  ['explain', FILE, '--critical-path'],
  ['compare', FILE, '--policy', 'rts,largest-first,random', '--replications', '3', '--workers', '1'],
  [
    'sweep',
    FILE,
    '--vary',
    'proxies.*.maxConcurrentTasks=1,2,4',
    '--vary',
    'repositories.*.write=100 MB/s,400 MB/s',
    '--workers',
    '1',
  ],
  [
    'plan',
    FILE,
    '--window',
    '1h',
    '--vary',
    'proxies.*.maxConcurrentTasks=1,2,4',
    '--replications',
    '3',
    '--workers',
    '1',
  ],
  ['verify', FILE],
  ['validate', FILE],
  ['validate', 'wrong.yaml'],
  ['policy', 'list'],
  ['policy', 'check', 'rts'],
  ['--help'],
];

/** What is to be copied stays on one line: commands, options, and the folder. */
const COPIED = /proxysim |--set |--vary |^Everything: /;

describe('lines fit the terminal', () => {
  test.each(COMMANDS.flatMap((argv) => [60, 80].map((columns) => ({ argv, columns }))))(
    '$argv in $columns columns',
    async ({ argv, columns }) => {
      const io = memoryIo({
        files: { [FILE]: NIGHT, 'wrong.yaml': WRONG },
        terminal: true,
        columns,
        env: { NO_COLOR: '1' },
      });
      await main(argv, io);
      // A progress bar rewrites its line.
      const lines = `${io.out()}\n${io.err()}`
        .split('\n')
        .filter((line) => !line.includes('\u001B') && !line.includes('\r'));
      expect(lines.length).toBeGreaterThan(1);
      const wide = lines.filter((line) => widthOf(line) > columns && !COPIED.test(line));
      expect(wide).toEqual([]);
    },
  );

  test('the output to a pipe does not depend on the terminal', async () => {
    const said = async (columns: number) => {
      const io = memoryIo({ files: { [FILE]: NIGHT }, columns, env: { COLUMNS: `${columns}` } });
      await main(['run', FILE, '--charts', 'none'], io);
      return `${io.out()}${io.err()}`;
    };
    expect(await said(60)).toBe(await said(200));
  });
});

test('the width comes from the terminal, or else from COLUMNS; if that is invalid, it is 80', () => {
  expect(terminalColumns(132, '90')).toBe(132);
  expect(terminalColumns(0, '90')).toBe(90);
  expect(terminalColumns(undefined, '90')).toBe(90);
  expect([undefined, '', '0', '-3', 'wide', '1e9'].map((said) => terminalColumns(undefined, said))).toEqual(
    Array.from({ length: 6 }, () => 80),
  );
});
