import { describe, expect, test } from 'vitest';
import type { Calibration } from '../../../src/history/calibration.ts';
import type { PastSession } from '../../../src/history/past-session.ts';
import { type CalibrationOptions, calibrateScenario } from '../../../src/runs/calibration/calibration.ts';
import { runScenario } from '../../../src/runs/run.ts';
import type { ScenarioSources } from '../../../src/scenario/sources.ts';
import { HOUR_US } from '../../../src/units/civil-time.ts';
import { sourcesOf } from '../../helpers/swept.ts';
import { NIGHT, nightlyPast } from './nightly-past.ts';

function calibrated(
  past: readonly PastSession[],
  text = NIGHT,
  options: CalibrationOptions = {},
  more: Partial<ScenarioSources> = {},
): Calibration {
  const result = calibrateScenario({ ...sourcesOf(text), ...more }, past, options);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

const settings = ({ values }: Calibration) => values.map(({ path, value }) => `${path}=${value}`);

describe('twelve nights of 40 s and 10 s for each GB', () => {
  const found = calibrated(nightlyPast());

  test('give rate, fixed time, reduction and change rate, each with its former value', () => {
    // Of the 40 s 5 are the snapshot and 2 the opening; 4 GB of 100 change in the usual day.
    expect(found.values).toMatchObject([
      { path: 'profile', was: '80 MB/s', short: '100 MB/s' },
      { path: 'transport.nbd.perTask', was: 'unlimited', value: '100 MB/s', from: 'slope of 10 sessions' },
      {
        path: 'jobs.nightly.vmPrepare',
        subject: { kind: 'job', job: 'nightly', field: 'vmPrepare' },
        was: '15s',
        value: '33s',
      },
      { path: 'jobs.nightly.compressionRatio', was: '0.5', value: '0.4', from: '10 increments' },
      {
        path: 'vms.app1.disks.*.changeRate',
        subject: { kind: 'disks', vm: 'app1' },
        was: '5%',
        value: '4%',
        from: '10 increments',
      },
    ]);
    expect(found.modes).toEqual([
      { mode: 'nbd', kind: 'line', bytesPerSecond: 100e6, points: 10, of: 'sessions' },
    ]);
  });

  test('are reproduced by simulation after the fit', () => {
    // Before: 22 s and 5 GB at 80 MB/s.
    expect(found.jobs).toMatchObject([
      {
        name: 'nightly',
        pastName: 'Nightly',
        increments: 12,
        used: 10,
        seconds: 80,
        dataBytes: 4e9,
        check: {
          secondsBefore: 84.5,
          secondsAfter: 80,
          queueWaitSeconds: 0,
          waitCause: null,
          otherModes: [],
        },
      },
    ]);
  });

  test('are forecast by the median of the days before, because every night covers a day', () => {
    expect(found.jobs[0]!.forecasts).toEqual(found.forecasts);
    // 70 s for the 90 of 5 GB, 75 s for the 100 of 6 GB.
    const { sessions, forecast, rollingMedian } = found.forecasts!;
    expect(sessions).toBe(2);
    expect(forecast.medianError).toBeCloseTo((20 / 90 + 25 / 100) / 2, 9);
    expect(forecast.total).toBeCloseTo(145 / 190, 9);
    expect(forecast.p90Error).toBeCloseTo(rollingMedian.p90Error, 9);
  });

  test('leave a scenario that matches them unchanged', () => {
    const fitted = `${NIGHT}set:\n${settings(found)
      .map((line) => `  ${line.replace('=', ': ')}\n`)
      .join('')}`;
    expect(calibrated(nightlyPast(), fitted).values).toEqual([]);
  });
});

describe('matching of jobs and VMs', () => {
  test("ignores case or follows the user's aliases, and reports the rest", () => {
    const text = `${NIGHT}  - { name: files, vms: [app1], repository: repo1 }\n`.replace(
      'vms:\n',
      'vms:\n  - { name: app2, disks: [{ size: 10 GB, datastore: ds1 }] }\n',
    );
    const past = [...nightlyPast(), ...nightlyPast({ job: 'Old job' }, 'gone')];
    expect(calibrated(past, text).unmatched).toEqual({
      pastJobs: ['Old job'],
      withoutIncrements: [],
      scenarioJobs: ['files'],
      pastVms: [],
      scenarioVms: ['app2'],
    });
    const options = { jobs: new Map([['OLD JOB', 'Files']]), vms: new Map([['gone', 'app1']]) };
    const named = calibrated(past, text, options);
    expect(named.unmatched).toEqual({
      pastJobs: [],
      withoutIncrements: [],
      scenarioJobs: [],
      pastVms: [],
      scenarioVms: ['app2'],
    });
    expect(named.jobs.map(({ pastName }) => pastName)).toEqual(['Nightly', 'Old job']);
  });

  test('accepts the names of a scenario that was made from the reports', () => {
    const written = NIGHT.replaceAll('name: app1', 'name: "app(1)_"').replace(
      'name: nightly',
      'name: "Nightly (a, b)"',
    );
    const { jobs, unmatched } = calibrated(nightlyPast({ job: 'Nightly {a; b}' }, 'app{1}*'), written);
    expect(jobs.map(({ name, pastName }) => [name, pastName])).toEqual([
      ['Nightly (a, b)', 'Nightly {a; b}'],
    ]);
    expect(Object.values(unmatched).flat()).toEqual([]);
  });

  test('may find nothing: nothing is fitted then', () => {
    const found = calibrated(nightlyPast({ job: 'other' }));
    expect(found).toMatchObject({ jobs: [], values: [], modes: [], unmatched: { pastJobs: ['other'] } });
    expect(found.forecasts).toBeUndefined();
  });

  test('leaves out a job whose sessions were all retries', () => {
    expect(calibrated(nightlyPast({ isRetry: true }))).toMatchObject({
      jobs: [],
      unmatched: { pastJobs: [], withoutIncrements: ['Nightly'], scenarioJobs: [] },
    });
  });
});

describe('change rates', () => {
  const rates = (found: Calibration) => settings(found).filter((line) => line.startsWith('vms.'));
  const withDisks = (disks: string) => NIGHT.replace(/disks: \[.*\] }/, `${disks} }`);

  test('of disks that differ keep their proportions: each is scaled by the factor of the VM', () => {
    // 100 GB of which 50 change 4 % and 50 change 2 %: 3 GB a day. At 4 GB (1 - 0.96^f + 1 - 0.98^f) / 2 is 4 %.
    const disks =
      'disks: [{ size: 50 GB, datastore: ds1, changeRate: 4% }, { name: data, size: 50 GB, datastore: ds1, changeRate: 2% }]';
    const found = rates(calibrated(nightlyPast(), withDisks(disks)));
    expect(found.map((line) => line.split('=')[0])).toEqual([
      'vms.app1.disks.0.changeRate',
      'vms.app1.disks.data.changeRate',
    ]);
    const [first, second] = found.map((line) => Number.parseFloat(line.split('=')[1]!) / 100);
    expect((first! + second!) / 2).toBeCloseTo(0.04, 3);
    expect(Math.log(1 - first!) / Math.log(1 - second!)).toBeCloseTo(Math.log(0.96) / Math.log(0.98), 2);
  });

  test('of a population are the same for all disks of a VM', () => {
    const disks = 'disks: { count: 2, size: 50 GB, changeRate: { uniform: [1%, 9%] }, datastores: [ds1] }';
    expect(rates(calibrated(nightlyPast(), withDisks(disks)))).toEqual(['vms.app1.disks.changeRate=4%']);
  });

  test('are per day, however often the job runs', () => {
    const sixHours = nightlyPast().map((session, row) => ({
      ...session,
      startUs: session.startUs + row * (6 - 24) * HOUR_US,
    }));
    // 4 % in six hours, so 1 - 0.96^4 in a day.
    expect(rates(calibrated(sixHours))).toEqual(['vms.app1.disks.*.changeRate=15.1%']);
  });

  test('are for blocks of 1 MB, if larger blocks read more than has changed', () => {
    const text = NIGHT.replace('repository: repo1 }', 'repository: repo1, blockSize: 4 MB }');
    // 4 GB read in blocks that read twice what has changed.
    expect(rates(calibrated(nightlyPast(), `${text}blockGrowth: { 4 MB: 2 }\n`))).toEqual([
      'vms.app1.disks.*.changeRate=2%',
    ]);
  });

  test('are 100% if more changes than is in use, with a doubt', () => {
    const found = calibrated(nightlyPast(), NIGHT.replace('used: 100 GB', 'used: 2 GB'));
    expect(rates(found)).toEqual(['vms.app1.disks.*.changeRate=100%']);
    expect(found.doubts.join(' ')).toContain(
      "app1: more than the used space changed in a day, so the change rate is 100%; check 'used'",
    );
  });

  test('stay if change tracking is off, because everything is read then', () => {
    // 4 GB of 5 GB in use: it may well be all.
    const text = NIGHT.replace('used: 100 GB', 'used: 5 GB').replace(
      'name: app1',
      'name: app1, tracking: none',
    );
    const found = calibrated(nightlyPast(), text);
    expect(rates(found)).toEqual([]);
    expect(found.doubts.join(' ')).toContain('app1: read in full without change tracking');
  });

  test('stay if it is off, though far less than everything was read: that is the first doubt, with advice', () => {
    // 4 GB of 100 GB in use.
    const found = calibrated(nightlyPast(), NIGHT.replace('name: app1', 'name: app1, tracking: none'));
    expect(rates(found)).toEqual([]);
    expect(found.doubts[0]).toMatch(/^app1: read in full here, .* Give them tracking /);
    expect(found.doubts.join(' ')).not.toContain('without change tracking');
  });

  test("of reports without VMs are spread over all VMs of the job in the scenario's proportions", () => {
    const text = NIGHT.replace(
      'vms:\n',
      'vms:\n  - { name: app2, disks: [{ size: 100 GB, datastore: ds1, changeRate: 15% }] }\n',
    );
    const past = nightlyPast().map((session) => ({ ...session, tasks: [], seconds: 100 }));
    const found = calibrated(past, text);
    // 4 GB of 200 in a day, where 5 % and 15 % of either 100 were assumed: (1 - 0.95^f) + (1 - 0.85^f) = 4 %.
    expect(rates(found)).toEqual(['vms.app2.disks.*.changeRate=3.03%', 'vms.app1.disks.*.changeRate=0.967%']);
    expect(found.modes).toEqual([]);
    expect(found.doubts.join(' ')).toContain('No report gives the transport mode');
  });
});

describe('an inventory', () => {
  const csv = 'vm,datastore,size,used,changeRate\napp1,ds1,150 GB,100 GB,5%\nother,ds1,10 GB,,7%\n';
  const text = NIGHT.replace(/ {2}- { name: app1.*\n/, '  - inventory: lab/vms.csv\n');
  const tables = (content: string) => ({ tables: [{ source: { name: 'lab/vms.csv', text: content } }] });

  test('is copied with other change rates and otherwise unchanged', () => {
    const found = calibrated(nightlyPast(), text, {}, tables(csv));
    expect(settings(found).some((line) => line.startsWith('vms.'))).toBe(false);
    expect(found.inventories).toEqual([
      {
        name: 'lab/vms.csv',
        path: 'vms.0.inventory',
        disks: 1,
        rows: [
          ['vm', 'datastore', 'size', 'used', 'changeRate'],
          ['app1', 'ds1', '150 GB', '100 GB', '4%'],
          ['other', 'ds1', '10 GB', '', '7%'],
        ],
      },
    ]);
    expect(found.jobs[0]!.check.secondsAfter).toBe(80);
  });

  test('may have its columns in any order, and blanks around its cells', () => {
    const turned = 'changeRate, vm ,datastore,size,used\n 5% , app1 ,ds1,150 GB,100 GB\n';
    expect(calibrated(nightlyPast(), text, {}, tables(turned)).inventories[0]!.rows).toEqual([
      ['changeRate', ' vm ', 'datastore', 'size', 'used'],
      ['4%', ' app1 ', 'ds1', '150 GB', '100 GB'],
    ]);
  });

  test('without the column gets it; a row that does not change has an empty cell', () => {
    const without = csv.replace(/,[^,\n]*$/gm, '');
    expect(calibrated(nightlyPast(), text, {}, tables(without)).inventories[0]!.rows).toEqual([
      ['vm', 'datastore', 'size', 'used', 'changeRate'],
      ['app1', 'ds1', '150 GB', '100 GB', '4%'],
      ['other', 'ds1', '10 GB', ''],
    ]);
  });
});

/** A second job with a VM and a proxy of its own; px1 takes one task at a time. */
const TWO_JOBS = NIGHT.replace(
  '[{ name: px1, modes: [nbd] }]',
  '[{ name: px1, modes: [nbd], maxConcurrentTasks: 1 }, { name: px2, modes: [nbd] }]',
)
  .replace('vms:\n', 'vms:\n  - { name: app2, disks: [{ size: 150 GB, used: 100 GB, datastore: ds1 }] }\n')
  .replace(
    '{ name: nightly, vms: ["*"], repository: repo1 }',
    '{ name: nightly, vms: [app1], repository: repo1, proxies: [px1], run: incremental }',
  )
  .concat('  - { name: other, vms: [app2], repository: repo1, proxies: [px2] }\n');
const twoPasts = [...nightlyPast(), ...nightlyPast({ job: 'Other' }, 'app2')];

test('what the tasks of a job wait for is told of no other job', () => {
  const twoDisks = TWO_JOBS.replace(
    'app1, disks: [{ size: 150 GB, used: 100 GB, datastore: ds1 }]',
    'app1, disks: [{ size: 75 GB, used: 50 GB, datastore: ds1 }, { size: 75 GB, used: 50 GB, datastore: ds1 }]',
  );
  const { jobs } = calibrated(twoPasts, twoDisks);
  expect(jobs.map(({ name, check }) => [name, check.waitCause])).toEqual([
    ['nightly', 'proxy-slot'],
    ['other', null],
  ]);
});

test('reports without VMs tell how long after the previous backup an increment is, too', () => {
  // 4 GB either way: after the fit they come in a day, or in two. Fitted rates have three digits.
  const afterwards = (days: number) => {
    const past = nightlyPast().map((session, day) => {
      return { ...session, tasks: [], seconds: 100, startUs: (18_000 + day * days) * 24 * HOUR_US };
    });
    return calibrated(past).jobs[0]!.check.secondsAfter;
  };
  expect(afterwards(1)).toBeGreaterThan(0);
  expect(afterwards(2)).toBeCloseTo(afterwards(1)!, 1);
});

describe('doubts', () => {
  test('are reported where reports give the bytes of whole sessions only, and not where one gives those of VMs', () => {
    const doubt = /^Reports give the bytes of whole sessions only, .* \(nbd\)\.$/;
    const [first, ...rest] = nightlyPast();
    expect(calibrated([first!, ...rest]).doubts).toContainEqual(expect.stringMatching(doubt));
    const known = rest.map((session) => ({
      ...session,
      tasks: session.tasks.map((task) => ({ ...task, readBytes: session.dataBytes! })),
    }));
    const found = calibrated([first!, ...known]);
    expect(found.modes).toMatchObject([{ of: 'tasks' }]);
    expect(found.doubts).not.toContainEqual(expect.stringMatching(doubt));
  });

  test('are reported for fulls of any job, on some days too', () => {
    const doubt = 'Rates are fitted to increments and also used for fulls, which may be faster.';
    const told = (more: string) =>
      calibrated(twoPasts, TWO_JOBS.replace('proxies: [px2]', `proxies: [px2], run: ${more}`)).doubts;
    expect(told('incremental')).not.toContain(doubt);
    expect(told('full')).toContain(doubt);
    expect(told('incremental, activeFull: { days: [mon] }')).toContain(doubt);
  });

  test('are reported for fulls, which have rates of their own', () => {
    const told = (run: string) =>
      calibrated(nightlyPast(), NIGHT.replace('repository: repo1 }\n', `repository: repo1, run: ${run} }\n`))
        .doubts;
    expect(told('full').join(' ')).toContain('also used for fulls');
    expect(told('incremental').join(' ')).not.toContain('fulls');
  });

  test('are reported for jobs with so many VMs that one of them is always unusual', () => {
    const past = nightlyPast().map((session) => ({
      ...session,
      tasks: ['app1', 'b', 'c', 'd', 'e'].map((vm) => ({ ...session.tasks[0]!, vm })),
    }));
    expect(calibrated(past).doubts.join(' ')).toContain('Every VM changes at its usual rate');
    expect(calibrated(nightlyPast()).doubts.join(' ')).not.toContain('Every VM');
  });

  test('are reported for jobs with no more increments than those that are fitted', () => {
    const told = (nights: number) => calibrated(nightlyPast().slice(0, nights)).doubts.join(' ');
    expect(told(10)).toContain('How well this forecasts nightly is unknown');
    expect(told(11)).not.toContain('How well');
  });

  test('are reported for jobs whose bytes are unknown, which are not fitted', () => {
    const past = nightlyPast().map(({ dataBytes: _, backupBytes: __, ...session }) => session);
    const found = calibrated(past);
    expect(found.values).toEqual([]);
    expect(found.doubts).toEqual(['No report says how much nightly read, so nothing is fitted to it.']);
    expect(found.jobs[0]!.seconds).toBe(80);
  });
});

describe('task durations', () => {
  test('respect the rate at which the slowest existing proxy can process', () => {
    const text = NIGHT.replace(
      'proxies: [',
      'proxies: [{ name: fast, modes: [nbd], speed: 2 }, { name: off, modes: [nbd], speed: 0.5, enabled: false }, ',
    );
    expect(calibrated(nightlyPast(), text).values).toContainEqual(
      expect.objectContaining({ path: 'profile', short: '100 MB/s' }),
    );
  });

  test('that do not grow with the bytes read leave the fixed time as assumed, with a doubt', () => {
    const past = nightlyPast().map((session, row) => ({
      ...session,
      tasks: session.tasks.map((task) => ({ ...task, seconds: row % 2 === 0 ? 122 : 62 })),
    }));
    const found = calibrated(past);
    expect(found.modes).toMatchObject([{ mode: 'nbd', kind: 'assumed' }]);
    expect(found.doubts.join(' ')).toContain('nbd');
  });

  test('shorter than the assumed time to open a disk shorten that time', () => {
    const text = NIGHT.replace('name: A night', 'name: A night\noverheads: { openNbd: 75s }');
    // 5 s and 75 s are to be over in 40.
    expect(settings(calibrated(nightlyPast(), text))).toEqual(
      expect.arrayContaining([
        'overheads.snapshotCreate=2.5s',
        'overheads.openNbd=37.5s',
        'jobs.nightly.vmPrepare=0s',
      ]),
    );
  });

  test('of too few tasks give no fit', () => {
    const found = calibrated(nightlyPast().slice(0, 4));
    expect(found.modes).toEqual([]);
    expect(found.doubts).toContain('nbd has only 4 tasks to fit to, and needs 5: its rate stays as it is.');
  });

  test('in another mode than the scenario uses are reported VM by VM', () => {
    const past = nightlyPast().map((session) => ({
      ...session,
      tasks: session.tasks.map((task) => ({ ...task, mode: 'hotadd' as const })),
    }));
    expect(calibrated(past).jobs[0]!.check.otherModes).toEqual([
      { vm: 'app1', past: 'hotadd', simulated: 'nbd' },
    ]);
  });
});

test('the time of a VM whose disks take turns runs from the first start to the last end, and its wait cause is the one with the most waiting', () => {
  // 5 GB in two disks at 80 MB/s: 22 s before the first, 31.25 s; the second may start at 60 s, opens for 2 s, 31.25 s.
  const turns = NIGHT.replace('modes: [nbd]', 'modes: [nbd], maxConcurrentTasks: 1').replace(
    'disks: [{ size: 150 GB, used: 100 GB, datastore: ds1 }]',
    'disks: [{ size: 75 GB, used: 50 GB, datastore: ds1 }, { size: 75 GB, used: 50 GB, datastore: ds1 }]',
  );
  const { check } = calibrated(nightlyPast(), `${turns}policy: { schedulerTick: 10s }\n`).jobs[0]!;
  expect(check.secondsBefore).toBe(93.25);
  expect(check.waitCause).toBe('proxy-slot');
});

test('a job that begins with a full is compared by its first increment, a day later', () => {
  const weekly = NIGHT.replace(
    'vms: ["*"],',
    'vms: ["*"], schedule: { daily: "22:00" }, activeFull: { days: [mon] },',
  );
  const monday = `${weekly}clock: { start: 2026-01-05T20:00, horizon: 2d }\n`;
  expect(calibrated(nightlyPast(), monday).jobs[0]!.check.secondsBefore).toBe(84.5);
});

test('an invalid scenario is refused with its diagnostics', () => {
  const result = calibrateScenario(sourcesOf('version: 2\n'), nightlyPast());
  expect(result.ok).toBe(false);
});

test('the simulations for comparison skip the lower bound, without a warning about it', () => {
  const asked: (boolean | undefined)[] = [];
  calibrated(nightlyPast(), NIGHT, {
    run: (scenario, how) => {
      asked.push(how?.leavesOutBound);
      return runScenario(scenario, how);
    },
  });
  expect(asked).toEqual([true, true]);
});
