import { describe, expect, test } from 'vitest';
import type { CalibratedJob, Calibration, FittedValue } from '../../../src/history/calibration.ts';
import { calibrationText } from '../../../src/report/calibration/text.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { parseDateTime } from '../../../src/units/parse-time.ts';

const day = (text: string) => {
  const read = parseDateTime(text);
  if (!read.ok) throw new Error(text);
  return read.value;
};

const NIGHTLY: CalibratedJob = {
  name: 'nightly',
  pastName: 'Nightly',
  increments: 200,
  used: 10,
  firstUs: day('2026-01-01T22:00'),
  lastUs: day('2026-01-10T22:00'),
  seconds: 100,
  check: {
    secondsBefore: 250,
    secondsAfter: 110,
    bottleneck: 'proxy',
    queueWaitSeconds: 0,
    waitCause: null,
    otherModes: [],
  },
};

function calibration(changes: Partial<Calibration> = {}, job: Partial<CalibratedJob> = {}): Calibration {
  return {
    scenario: { name: 'Estate', file: 'estate.yaml' },
    last: 10,
    jobs: [{ ...NIGHTLY, ...job }],
    unmatched: { pastJobs: [], withoutIncrements: [], scenarioJobs: [], pastVms: [], scenarioVms: [] },
    modes: [],
    values: [],
    inventories: [],
    doubts: [],
    ...changes,
  };
}

const text = (changes: Partial<Calibration> = {}, job: Partial<CalibratedJob> = {}) =>
  calibrationText(calibration(changes, job), PLAIN);

describe('a calibration as text', () => {
  test('says what it is fitted to, and compares the scenario with the past', () => {
    expect(text()).toBe(`Estate
Fitted to the last 10 increments of 1 job: 10 of 200 sessions.

What is fitted
  Nothing that would change the scenario.

Simulated against the past
  Compared: the longest task of an increment, made as long after the previous backup as in the past.
job          past  simulated before   after  off by
  nightly  1m 40s            4m 10s  1m 50s    +10%
`);
  });

  test('names what limits a job that is still far off', () => {
    const check = {
      ...NIGHTLY.check,
      secondsAfter: 150,
      queueWaitSeconds: 12.4,
      waitCause: 'proxy-slot',
    } as const;
    expect(text({}, { check })).toContain(
      '  nightly: limited by proxy, tasks wait 12s on average.\n    Look at the profile, and the cores of proxies.\n    They mostly wait for proxy-slot (the best proxy for it was full).\n',
    );
    expect(text({}, { check: { ...check, bottleneck: 'none', waitCause: null } })).toContain(
      '  nightly: nothing shared limits it, no task waits.\n',
    );
  });

  test('names VMs that used another transport mode than in the simulation, however close the times are', () => {
    const otherModes = [{ vm: 'sql01', past: 'nbd', simulated: 'hotadd' }] as const;
    expect(text({}, { check: { ...NIGHTLY.check, otherModes } })).toContain(
      '    1 VM used nbd in the past and hotadd here (sql01): look at its datastore, hosts and proxies.\n',
    );
  });

  test('says once for all VMs that changed from one mode to another, and names the first of them', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const otherModes = [
      { vm: 'x', past: 'off-host', simulated: 'on-host' },
      ...names.map((vm) => ({ vm, past: 'on-host', simulated: 'off-host' }) as const),
    ] as const;
    expect(text({}, { check: { ...NIGHTLY.check, otherModes } })).toContain(
      `    1 VM used off-host in the past and on-host here (x): look at its datastore, hosts and proxies.
    7 VMs used on-host in the past and off-host here (a, b, c, d, e and 2 more): look at their datastores, hosts and proxies.
`,
    );
  });

  test('says that a job without an increment in the scenario cannot be compared with the past', () => {
    const check = { ...NIGHTLY.check, secondsBefore: null, secondsAfter: null };
    expect(text({}, { check })).toContain('  nightly makes no increment in the scenario');
  });

  test('reports drift with both levels, the day and the VM', () => {
    const drift = {
      kind: 'slower',
      sinceUs: day('2026-01-04T22:00'),
      before: { sessions: 90, medianSeconds: 60, p95Seconds: 90, bytes: 8e9 },
      since: { sessions: 110, medianSeconds: 600, p95Seconds: 1200, bytes: 9e9 },
      vm: { name: 'sql01', secondsBefore: 50, secondsSince: 590 },
    } as const;
    expect(text({}, { drift })).toContain(`Changes that the amount of data does not explain
job        since                 usually   1 in 20 over          data
  nightly  2026-01-04, slower  1m to 10m  1m 30s to 20m  8 GB to 9 GB
  nightly: most of it is the VM sql01, usually 50s to 9m 50s.
`);
    const { bytes: _, ...since } = drift.since;
    expect(text({}, { drift: { ...drift, since } })).toMatch(/ 1m 30s to 20m\n/);
  });

  test('shows errors beside those of the plain median, and the total where there are several jobs', () => {
    const errors = { medianError: 0.16, p90Error: 0.587, total: 0.874 };
    const forecasts = {
      sessions: 190,
      forecast: errors,
      rollingMedian: { ...errors, medianError: 0.165, total: 1.2 },
    };
    const shown = text({
      forecasts,
      jobs: [
        { ...NIGHTLY, forecasts },
        { ...NIGHTLY, name: 'files' },
      ],
    });
    expect(shown).toContain('How far to trust it\n  Each increment is forecast from the 10 before it alone.');
    expect(shown).toMatch(/^ {2}nightly +190 +16% +59% +87% +17% +59% +120%$/m);
    expect(shown).not.toMatch(/^ {2}files +\d+ /m);
    expect(shown).not.toMatch(/^ {2}all /m);
  });

  test('of two jobs that could be forecast, the last row is all of their sessions', () => {
    const errors = { medianError: 0.1, p90Error: 0.2, total: 1 };
    const forecasts = (sessions: number) => ({ sessions, forecast: errors, rollingMedian: errors });
    const shown = text({
      forecasts: forecasts(70),
      jobs: [
        { ...NIGHTLY, forecasts: forecasts(30) },
        { ...NIGHTLY, name: 'files', forecasts: forecasts(40) },
      ],
    });
    const numbers = [...shown.matchAll(/^ {2}(nightly|files|all) +(\d+) +10% +20% +100%/gm)];
    expect(numbers.map(([, name, sessions]) => [name, sessions])).toEqual([
      ['nightly', '30'],
      ['files', '40'],
      ['all', '70'],
    ]);
  });

  test('says that nothing is fitted where no job of the scenario is in the reports', () => {
    expect(text({ jobs: [] })).toBe('Estate\nNo job of the scenario is in the reports: nothing is fitted.\n');
  });

  test('shows values of tasks and of jobs under their own heads, then the inventories', () => {
    const value = { was: '1', value: '0.12345', short: '0.12', from: '10 increments' };
    const values: FittedValue[] = [
      { ...value, path: 'profile.incremental', subject: { kind: 'tasks' } },
      { ...value, path: 'jobs.a.vmPrepare', subject: { kind: 'job', job: 'a', field: 'vmPrepare' } },
    ];
    expect(
      text({ values, inventories: [{ name: 'vms.csv', path: 'vms.csv', disks: 1, rows: [] }] }),
    ).toContain(
      `What is fitted
tasks                  was    is  from
  profile.incremental    1  0.12  10 increments
vmPrepare of jobs    was    is  from
  a                    1  0.12  10 increments
Change rates of 1 disk of the inventory vms.csv
`,
    );
  });

  test('leaves twenty jobs in their order', () => {
    const jobs = Array.from({ length: 20 }, (_, row) => ({
      ...NIGHTLY,
      name: `job${row}`,
      check: { ...NIGHTLY.check, secondsAfter: 100 + row },
    }));
    expect(text({ jobs })).toMatch(/\n {2}job0 .*\n {2}job19 /s);
  });

  test('names a kind of value once for all that have it, and counts the rows that are too many to read', () => {
    const rate = (vm: number): FittedValue => ({
      path: `vms.app${vm}.disks.*.changeRate`,
      subject: { kind: 'disks', vm: `app${vm}` },
      was: '5%',
      value: '3%',
      from: '10 increments',
    });
    const disk: FittedValue = {
      path: 'vms.a.disks.b.disks.0.changeRate',
      subject: { kind: 'disks', vm: 'a.disks.b', disk: '0' },
      was: '5%',
      value: '4%',
      from: '1 increment',
    };
    const population: FittedValue = {
      path: 'vms.p.disks.changeRate',
      subject: { kind: 'disks', vm: 'p' },
      was: '1% to 9%',
      value: '4%',
      from: '1 increment',
    };
    const values = [disk, population, ...Array.from({ length: 30 }, (_, vm) => rate(vm))];
    const shown = text({ values });
    expect(shown).toMatch(/^ {2}a\.disks\.b\/0 +5% +4% {2}1 increment$/m);
    expect(shown).toMatch(/^ {2}p +1% to 9% +4% {2}1 increment$/m);
    expect(shown).toContain('\n  and 12 more (--json)\n');
  });

  test('shows the jobs that are farthest off where there are many', () => {
    const jobs = Array.from({ length: 30 }, (_, row) => ({
      ...NIGHTLY,
      name: `job${row}`,
      check: { ...NIGHTLY.check, secondsAfter: 100 + row },
    }));
    const shown = text({ jobs });
    expect(shown).toMatch(/^job +past.*\n {2}job29 /m);
    expect(shown).toContain('  job10 ');
    expect(shown).not.toContain('  job9 ');
    expect(shown).toContain('\n  and 10 more (--json)\n');
  });

  test('lists what is only in the reports or only in the scenario, and the doubts', () => {
    const unmatched = {
      pastJobs: ['a', 'b', 'c', 'd', 'e', 'f'],
      withoutIncrements: ['idle'],
      scenarioJobs: ['new'],
      pastVms: ['gone'],
      scenarioVms: ['fresh'],
    };
    expect(text({ unmatched, doubts: ['This and that.'] })).toMatch(
      new RegExp(
        [
          'Jobs only in the reports .*: a, b, c, d and 2 more\\.',
          'Jobs without an increment .*: idle\\.',
          'Jobs only in the scenario, left as they are: new\\.',
          'VMs only in the reports .*: gone\\.',
          'VMs only in the scenario, left as they are: fresh\\.',
          '[^]*What to doubt\n {2}This and that\\.\n$',
        ].join('\n'),
      ),
    );
  });
});
