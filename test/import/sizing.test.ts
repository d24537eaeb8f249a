import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIZING } from '../../src/import/sizing/headers.ts';
import { summarise } from '../../src/import/sizing/summary.ts';
import { importSizing, type SizingImport } from '../../src/import/sizing.ts';
import type { Cell, Table } from '../../src/import/tables/table.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { realExport } from '../helpers/real-exports.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';
import { tablesOfFiles } from './tables-of-files.ts';

const HEADER = ['Site', 'Copy Site', 'Workload Name', 'Backup Type', 'VM Qty', 'VMDK Qty', 'Capacity'];
const FIGURES = [
  'Change Rate %',
  'Yearly Growth %',
  'Backup Window (hours)',
  'Years in Scope',
  'Reduction %',
];
const REST = ['Use ReFS?', 'Use Per-VM?', 'Restore Points', 'Copy Restore Points'];

type Row = Partial<Record<string, Cell>>;

/** Two hundred VMs with three disks each: what tests change one thing of. */
const USUAL: Row = {
  ...{ Site: 'Berlin', 'Workload Name': 'files', 'Backup Type': 'vm', 'VM Qty': 200, 'VMDK Qty': 600 },
  ...{ Capacity: 10, 'Change Rate %': 5, 'Yearly Growth %': 10, 'Backup Window (hours)': 8 },
  ...{
    'Years in Scope': 3,
    'Reduction %': 40,
    'Use ReFS?': 'yes',
    'Use Per-VM?': 'No',
    'Restore Points': 30,
  },
};

function tableOf(...rows: Row[]): Table {
  const header = [...HEADER, ...FIGURES, ...REST];
  const cells = rows.map((row) => header.map((name) => ({ ...USUAL, ...row })[name] ?? null));
  return { name: 'Workloads', rows: [header, ...cells] };
}

function made(...rows: Row[]): { scenario: Scenario; imported: Extract<SizingImport, { ok: true }> } {
  const imported = importSizing([tableOf(...rows)]);
  if (!imported.ok) throw new Error(imported.diagnostics.map(({ message }) => message).join('; '));
  return { scenario: scenarioOf(imported.scenarioYaml), imported };
}

const codesOf = ({ diagnostics }: SizingImport) => diagnostics.map(({ code }) => code);

describe('a sizing', () => {
  test('becomes as many VMs and disks as it counts, a job with its window, and a repository as it wants one', () => {
    const { scenario, imported } = made({});
    expect(imported.diagnostics).toEqual([]);
    expect(imported.summary).toEqual({
      ...{ workloads: 1, vms: 200, disks: 600, bytes: 10e12, sites: ['Berlin'] },
      // 200 VMs at 25 a host are 8 hosts, at 4 a proxy 2 proxies with 8 cores, and so many slots of the repository.
      repositorySlots: 16,
      ...{ proxies: 2, windowHours: 8, growth: { share: 0.1, years: 3 } },
    });
    expect(scenario.hosts).toHaveLength(8);
    expect(scenario.proxies.map(({ name, host }) => [name, host])).toEqual([
      ['Berlin-px1', 'Berlin-esx1'],
      ['Berlin-px2', 'Berlin-esx5'],
    ]);
    // 600 disks at 70 a datastore.
    expect(scenario.datastores).toHaveLength(9);
    expect(scenario.repositories).toMatchObject([
      { name: 'Berlin-repository', blockCloning: true, perVmFiles: false, maxConcurrentTasks: 16 },
    ]);
    // 40% less is kept of what is read.
    expect(scenario.jobs).toMatchObject([
      { name: 'files', restorePoints: 30, compressionRatio: 0.6, window: { lengthUs: 8 * 3_600_000_000 } },
    ]);
    expect(scenario.expect).toMatchObject([{ metric: 'jobs.files.window', max: 8 * 3600 }]);
  });

  test('holds what it counts to the last disk: a first night of fulls reads its whole capacity', () => {
    const { imported } = made({});
    const { totals } = runText(imported.scenarioYaml.replace('run: incremental', 'run: full')).summary;
    expect(totals).toMatchObject({ tasks: 600, succeeded: 600 });
    // Sizes are told to the kilobyte: half of one is lost or won of each of 600 disks at most.
    expect(Math.abs(totals.readBytes - 10e12)).toBeLessThanOrEqual(600 * 500);
  });

  test('shares disks out evenly where they do not come out even: of 5 disks on 2 VMs the first has 3', () => {
    const { imported } = made({ 'VM Qty': 2, 'VMDK Qty': 5 });
    expect(imported.scenarioYaml).toContain('{ name: files-1, ');
    expect(imported.scenarioYaml).toMatch(/name: files-1,.*count: 3,/);
    expect(imported.scenarioYaml).toMatch(/name: files-2,.*count: 2,/);
    expect(runText(imported.scenarioYaml).summary.totals.tasks).toBe(5);
  });

  // 5% is what is taken where nothing is told: so another.
  test.each<[string, Cell, string, string[]]>([
    ['a number', 7, '7%', []],
    ['percent', '7%', '7%', []],
    ['percent with a decimal comma', '7,0 %', '7%', []],
    ['the share that a spreadsheet keeps', 0.07, '7%', ['shares-taken']],
    ['less than one percent', '0.5%', '0.5%', []],
    ['one percent, which is no share', 1, '1%', []],
    ['none', 0, '0%', []],
    ['all', 100, '100%', []],
    ['more than all, which cannot be', 101, '5%', ['change-unknown']],
    ['less than none, which cannot be', -7, '5%', ['change-unknown']],
    ['nothing', null, '5%', ['change-unknown']],
  ])('reads a change rate as %s', (_, rate, expected, codes) => {
    const { imported } = made({ 'Change Rate %': rate });
    expect(imported.scenarioYaml).toContain(`changeRate: ${expected} `);
    expect(codesOf(imported)).toEqual(codes);
  });

  test('has files for each VM and no block cloning where it does not say, and half is kept then', () => {
    const { scenario, imported } = made({ 'Use ReFS?': null, 'Use Per-VM?': null, 'Reduction %': null });
    expect(scenario.repositories).toMatchObject([{ blockCloning: false, perVmFiles: true }]);
    expect(imported.scenarioYaml).not.toContain('compressionRatio');
    expect(codesOf(imported)).toEqual(['reduction-unknown']);
    expect(made({ 'Reduction %': 0 }).scenario.jobs).toMatchObject([{ compressionRatio: 1 }]);
  });

  test('is of VMs by its type, if it has one', () => {
    const types = ['VM', 'vms', 'Virtual machines', 'VMware', 'vSphere', 'Image-level', null];
    const others = ['Agent of a VM', 'NAS', 'vmfs'];
    const rows = [...types, ...others].map((type): Row => ({ 'Backup Type': type }));
    const { imported } = made(...rows);
    expect(imported.summary.workloads).toBe(7);
    expect(imported.diagnostics.find(({ code }) => code === 'other-work')?.rows).toEqual([9, 10, 11]);
  });

  test('has at most a thousand disks a VM, of what a disk can hold, and an exabyte', () => {
    const { imported } = made(
      { 'VM Qty': 2, 'VMDK Qty': 2000 },
      { 'VM Qty': 2, 'VMDK Qty': 2001 },
      // 10^9 MiB are 1,048.576 TB: two such disks, and a byte more than they hold for every disk.
      { 'VM Qty': 2, 'VMDK Qty': 2, Capacity: 2 * 1048.576 },
      { 'VM Qty': 2, 'VMDK Qty': 2, Capacity: 2 * 1048.577 },
      { 'VM Qty': 1000, 'VMDK Qty': 2000, Capacity: 1e6 },
      { 'VM Qty': 1000, 'VMDK Qty': 2000, Capacity: 1_000_001 },
    );
    expect(imported.summary.workloads).toBe(3);
    expect(imported.diagnostics.map(({ code, rows }) => [code, rows])).toEqual([
      ['workload-without-size', [5, 7]],
      ['workload-too-large', [3]],
      ['name-replaced', []],
    ]);
    const inGigabytes = (capacity: number) =>
      importSizing([
        {
          name: 'x',
          rows: [
            ['VMs', 'Capacity GB'],
            [1000, capacity],
          ],
        },
      ]).ok;
    expect([inGigabytes(1e9), inGigabytes(1_000_000_001)]).toEqual([true, false]);
  });

  test('has a million disks at most: what no longer fits is left out, and what stands below may fit', () => {
    const imported = importSizing([
      tableOf(
        { 'Workload Name': 'a', 'VM Qty': 1000, 'VMDK Qty': 600_000 },
        { 'Workload Name': 'b', 'VM Qty': 1000, 'VMDK Qty': 400_001 },
        { 'Workload Name': 'c', 'VM Qty': 1000, 'VMDK Qty': 400_000 },
        { 'Workload Name': 'd', 'VM Qty': 1, 'VMDK Qty': 1 },
      ),
    ]);
    expect(imported).toMatchObject({
      summary: { workloads: 2, vms: 2000, disks: 1_000_000 },
      diagnostics: [{ code: 'workload-too-large', message: expect.stringMatching(/: 2 \(b, d\)$/) }],
    });
  });

  test('tells no window and no growth where it has none', () => {
    const { imported, scenario } = made({ 'Backup Window (hours)': null, 'Yearly Growth %': 0 });
    expect(imported.summary).not.toHaveProperty('windowHours');
    expect(imported.summary).not.toHaveProperty('growth');
    expect(scenario.jobs[0]).not.toHaveProperty('window');
    expect(imported.scenarioYaml).not.toContain('expect:');
    // Beside one that has them, it changes neither.
    const both = made({ 'Backup Window (hours)': null, 'Years in Scope': null }, { 'Workload Name': 'mail' });
    expect(both.imported.summary).toMatchObject({ windowHours: 8, growth: { years: 3 } });
    expect(both.scenario.expect).toMatchObject([{ metric: 'jobs.mail.window' }]);
  });

  test('names a site in a way that a scenario takes, and says so', () => {
    const { imported, scenario } = made({ Site: 'a{1..2}', 'VM Qty': 1, 'VMDK Qty': 1 });
    expect(scenario.sites.map(({ name }) => name)).toEqual(['a(1..2)']);
    expect(imported.diagnostics).toMatchObject([
      { code: 'name-replaced', message: expect.stringMatching(/: 1 \(a\{1\.\.2\}\)$/) },
    ]);
    // One host is not numbered through.
    expect(imported.scenarioYaml).toContain('name: a(1..2)-esx1,');
  });

  test.each([
    [8, '8h'],
    [7.5, '7h30m'],
    // As a spreadsheet has 22 / 3: seven hours and twenty minutes.
    [7.333333333333333, '7h20m'],
    ['0,25', '15m'],
    // 90 s are 0.025 hours, 3,661 s an hour, a minute and a second.
    [0.025, '1m30s'],
    [3661 / 3600, '1h1m1s'],
    [168, '168h'],
  ])('a window of %s hours is told as %s, in the job and in what is expected of it', (hours, text) => {
    const { imported, scenario } = made({ 'Backup Window (hours)': hours });
    expect(imported.scenarioYaml).toContain(`window: ${text},`);
    expect(imported.scenarioYaml).toContain(`max: ${text} }`);
    expect(scenario.expect).toHaveLength(1);
  });

  test.each([168.5, 0, -1, 1e-7, 'night'])('a window of %s hours is none', (hours) => {
    const { imported, scenario } = made({ 'Backup Window (hours)': hours });
    expect(scenario.jobs[0]).not.toHaveProperty('window');
    expect(codesOf(imported)).toEqual(['window-unknown']);
  });

  test('takes capacity as terabytes, or as gigabytes where the header says so', () => {
    const header = ['Workload', 'VMs', 'Capacity GB', 'Change Rate', 'Window', 'Reduction'];
    const rows = [header, ['a', 10, '2.500,5', 3, 6, 50]];
    const imported = importSizing([{ name: 'Plan', decimal: ',', rows }]);
    expect(imported).toMatchObject({
      ok: true,
      summary: { bytes: 2_500_500_000_000, disks: 10, windowHours: 6 },
    });
    expect(codesOf(imported)).toEqual(['disks-unknown', 'site-unnamed']);
  });

  test.each([
    ['10 TB', 10e12],
    ['1,5 TiB', 1.5 * 1024 ** 4],
    ['1.5tb', 1.5e12],
    ['500 GB', 500e9],
    ['800000 MB', 800e9],
    ['1 PB', 1e15],
  ])('takes a capacity of %s in the unit that its cell says', (capacity, bytes) => {
    const { imported } = made({ Capacity: capacity });
    expect(imported.summary.bytes).toBe(bytes);
    expect(imported.scenarioYaml).not.toContain('capacities without a unit');
  });

  test('says in the scenario that a capacity without a unit is taken for terabytes', () => {
    const said = 'ASSUMED: capacities without a unit are in TB';
    expect(made({}).imported.scenarioYaml).toContain(said);
    const rows = [
      ['Workload', 'VMs', 'Capacity TB'],
      ['a', 10, 2],
    ];
    const imported = importSizing([{ name: 'Plan', rows }]);
    expect(imported).toMatchObject({ ok: true, scenarioYaml: expect.not.stringContaining(said) });
  });

  test.each(['8 h', '8h', '8 hours', '8 hrs', '8,0 h'])('a window of %s is one of eight hours', (window) => {
    expect(made({ 'Backup Window (hours)': window }).imported.summary).toMatchObject({ windowHours: 8 });
  });

  test('more workloads than a function takes arguments are added up', () => {
    const one = { site: 's', vms: 1, disks: 1, bytes: 1, changeRate: 0.05 };
    const workloads = Array.from({ length: 150_000 }, (_, at) => ({
      ...{ ...one, label: `w${at}`, blockCloning: false, perVmFiles: true, windowHours: 5 + (at % 3) },
    }));
    expect(summarise(workloads, [], [])).toMatchObject({ vms: 150_000, windowHours: 5 });
  });

  test('copies go to a repository at their site, over a link that is assumed, when the backup is done', () => {
    const { scenario } = made(
      { 'Copy Site': 'Bonn', 'Copy Restore Points': 30 },
      {
        'Workload Name': 'mail',
        Site: 'Bonn',
        'Use ReFS?': 'no',
        'Copy Site': 'Berlin',
        'Copy Restore Points': 0,
      },
    );
    expect(scenario.links).toMatchObject([{ between: ['Berlin', 'Bonn'], bandwidth: 125e6 }]);
    expect(scenario.repositories.map(({ name, blockCloning }) => [name, blockCloning])).toEqual([
      ['Berlin-repository', true],
      ['Bonn-repository', true],
      ['Bonn-repository2', false],
    ]);
    expect(scenario.jobs.map(({ name, repository }) => [name, repository])).toEqual([
      ['files', 'Berlin-repository'],
      ['files copy', 'Bonn-repository'],
      ['mail', 'Bonn-repository2'],
    ]);
    expect(scenario.jobs[1]).toMatchObject({
      type: 'backup-copy',
      schedule: { kind: 'after', job: 'files' },
    });
  });

  test('a site that only copies come to has no machines; copies of both ways go over one link', () => {
    const bothWays = made(
      { 'Copy Site': 'Bonn', 'Copy Restore Points': 30 },
      { 'Workload Name': 'mail', Site: 'Bonn', 'Copy Site': 'Berlin', 'Copy Restore Points': 30 },
    );
    expect(bothWays.scenario.links).toMatchObject([{ between: ['Berlin', 'Bonn'] }]);
    const oneWay = made({ 'Copy Site': 'Bonn', 'Copy Restore Points': 30 });
    expect(oneWay.scenario.sites.map(({ name }) => name)).toEqual(['Berlin', 'Bonn']);
    expect(oneWay.imported.summary.sites).toEqual(['Berlin']);
    expect(new Set(oneWay.scenario.hosts.map(({ site }) => site))).toEqual(new Set(['Berlin']));
    expect(new Set(oneWay.scenario.datastores.map(({ site }) => site))).toEqual(new Set(['Berlin']));
    // From the other side of the alphabet it is the same link.
    expect(made({ 'Copy Site': 'Aachen', 'Copy Restore Points': 30 }).scenario.links).toMatchObject([
      { between: ['Aachen', 'Berlin'] },
    ]);
  });

  test('goes to a repository of its own way: files for each VM, or one for all', () => {
    const { scenario } = made({}, { 'Workload Name': 'mail', 'Use Per-VM?': 'yes' });
    expect(scenario.jobs.map(({ repository }) => repository)).toEqual([
      'Berlin-repository',
      'Berlin-repository2',
    ]);
  });

  test('growth of several workloads is that of all their data; the shortest window and the longest time count', () => {
    // 10 TB at 10% and 30 TB at 20%: 7 of 40.
    const { summary } = made(
      {},
      { Capacity: 30, 'Yearly Growth %': 20, 'Years in Scope': 5, 'Backup Window (hours)': 6 },
    ).imported;
    expect(summary).toMatchObject({ bytes: 40e12, windowHours: 6, growth: { share: 0.175, years: 5 } });
  });

  test('tells what it leaves out, and what it has to assume', () => {
    const imported = importSizing([
      tableOf(
        { 'Backup Type': 'agent' },
        { 'VM Qty': 0 },
        { 'VM Qty': 12.5 },
        { Capacity: null },
        { 'VM Qty': 1, 'VMDK Qty': 1001 },
        { 'VMDK Qty': 100 },
        {
          'Change Rate %': 500,
          'Backup Window (hours)': null,
          'Reduction %': 100,
          'Copy Site': 'Berlin',
          'Copy Restore Points': 7,
        },
      ),
      { name: 'Notes', rows: [['Text'], ['hello']] },
    ]);
    expect(imported.diagnostics.map(({ code, rows }) => [code, rows])).toEqual([
      ['not-a-sizing-table', []],
      ['workload-without-vms', [3, 4]],
      ['workload-without-size', [5]],
      ['workload-too-large', [6]],
      ['other-work', [2]],
      ['disks-fewer', [7]],
      ['change-unknown', [8]],
      ['window-unknown', [8]],
      ['reduction-unknown', [8]],
      ['copies-at-home', [8]],
      ['name-replaced', []],
    ]);
    expect(imported).toMatchObject({ ok: true, summary: { workloads: 2, disks: 800 } });
  });

  test.each<[string, Cell[][]]>([
    ['nothing', []],
    [
      'sizes without VMs',
      [
        ['Workload', 'Capacity TB'],
        ['a', 1],
      ],
    ],
    [
      'VMs without sizes',
      [
        ['Workload', 'VMs'],
        ['a', 1],
      ],
    ],
  ])('is no table of %s', (_, rows) => {
    expect(codesOf(importSizing([tableOf({}), { name: 'other', rows }]))).toEqual(['not-a-sizing-table']);
  });

  test('is none without its columns, and of no use without a workload of VMs', () => {
    expect(
      codesOf(
        importSizing([
          {
            name: 'x',
            rows: [
              ['VM', 'Host'],
              ['a', 'b'],
            ],
          },
        ]),
      ),
    ).toContain('no-sizing-table');
    expect(codesOf(importSizing([tableOf({ 'Backup Type': 'NAS' })]))).toContain('no-workloads');
    expect(importSizing([]).ok).toBe(false);
  });
});

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(
    null,
    '',
    0,
    1,
    3,
    0.5,
    -1,
    200,
    1e9,
    1e300,
    Number.NaN,
    '1.000',
    '1,5',
    '5%',
    '%',
    'N/A',
  ),
  fc.constantFrom<Cell>(
    'vm',
    'VM',
    'agent',
    'yes',
    'No',
    true,
    'a',
    'b',
    'a copy',
    'app{1..3}',
    'x*',
    'a;b',
    'a.b',
    'a\nb',
  ),
  fc.string(),
);

test('whatever a table holds, what has workloads becomes a scenario that runs', () => {
  const columns = Object.values(SIZING).map(([first]) => first!);
  const usual = fc.record({
    vms: fc.integer({ min: 1, max: 9 }),
    size: fc.constantFrom<Cell>(0.01, '2', 30),
  });
  const row = fc.tuple(usual, fc.array(anyCell, { minLength: columns.length, maxLength: columns.length }));
  let runs = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.boolean(), (rows, isUsual) => {
      const cells = rows.map(([{ vms, size }, any]) => {
        const known: Row = isUsual
          ? { 'VM Qty': vms, Capacity: size, 'Backup Type': 'vm', 'VMDK Qty': null }
          : {};
        return any.map((cell, at) => (columns[at]! in known ? known[columns[at]!]! : cell));
      });
      const imported = importSizing([{ name: 'any', rows: [columns, ...cells] }]);
      expect(imported.ok).toBe(!imported.diagnostics.some(({ severity }) => severity === 'error'));
      if (!imported.ok || imported.summary.disks > 5000) return;
      const { totals } = runText(imported.scenarioYaml).summary;
      expect(totals.tasks).toBeGreaterThanOrEqual(imported.summary.disks);
      runs++;
    }),
    { numRuns: 60 },
  );
  expect(runs).toBeGreaterThan(10);
});

const { path: SAMPLES, isAbsent } = realExport('', 'tests of a real sizing');

describe.skipIf(isAbsent)('a real sizing', () => {
  test('the sheet of workloads of the vendor’s tool: 200 VMs with 600 disks on 10 TB, in 8 hours', async () => {
    const imported = importSizing(await tablesOfFiles(join(SAMPLES, 'inventories/VSE_Workloads.xlsx')));
    expect(imported).toMatchObject({
      ok: true,
      diagnostics: [],
      summary: {
        workloads: 1,
        vms: 200,
        disks: 600,
        bytes: 10e12,
        windowHours: 8,
        growth: { share: 0.1, years: 3 },
      },
    });
  });
});
