import { describe, expect, test } from 'vitest';
import type { SnapshotRow } from '../../src/metrics/columns/snapshot-columns.ts';
import type { TaskRow } from '../../src/metrics/columns/task-rows.ts';
import type { Summary } from '../../src/metrics/summary/summary.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { widthOf } from '../../src/report/text/line-width.ts';
import { type TextReportOptions, textReport } from '../../src/report/text.ts';
import { WAIT_CAUSES } from '../../src/trace/wait-cause.ts';
import { snapshotFigures } from '../helpers/columns-of-rows.ts';
import { MONDAY_20_00_US, runResult, sessionsOf, summary, taskRow } from './sample-result.ts';

const HOUR = 3600;
const OPTIONS: TextReportOptions = {
  clockStartUs: MONDAY_20_00_US,
  reproduce: 'proxysim run scenarios/night.yaml --seed 42',
  folder: 'results/runs/night',
};

/** What each session may take, by job. */
const ALLOWED = new Map([
  ['nightly', 8 * HOUR],
  ['databases', 4 * HOUR],
]);

const report = (
  changes: Parameters<typeof summary>[0] = {},
  options: Partial<TextReportOptions> = {},
  allowed: ReadonlyMap<string, number> = ALLOWED,
): string => {
  const figures = summary(changes);
  const result = runResult({ summary: figures, sessions: sessionsOf(figures, allowed) });
  return textReport(result, { ...OPTIONS, ...options });
};

/** Read by eye on 2026-11-22: figures follow from sample-result.ts by hand. */
const GOLDEN = `Two hosts, one night
YES: both jobs fit their windows; the tightest is databases, 1h to spare.
Backup window 4h 58m, Mon 22:00 to Tue 02:59; jobs closed Tue 03:00.
44 of 44 tasks done, 1 retry, 10 TB read, 5.1 TB transferred; 22 VMs protected.

What limits it
  Bottleneck: Source (reading the data), for 75% of the data that 2 tasks read.
  Bottleneck of databases, the tightest job: Proxy (what one task can process).
  Queue: tasks spent 92.9% of their time waiting, 89.9% of it for
    proxy-slot (the best proxy for it was full).
  Lower bound: 4h 30m, set by datastores.ds1.read. This run is 10.5% above it:
    no schedule on this hardware saves more than 28m 20s.

Jobs         window  ends       margin       read  transferred      rate  bottleneck
  nightly    4h 58m  Tue 03:00  3h to spare  9 TB       4.5 TB  750 MB/s  source
  databases  2h 58m  Tue 01:05  1h to spare  1 TB       600 GB  100 MB/s  proxy
  Load of nightly: Source 86% > Proxy 54% > Network 56% > Target 42%
  Load of databases: Source 20% > Proxy 99% > Network 10% > Target 5%

Proxies    slots  tasks  peak  slot use  CPU  network  modes
  px1          8     30     8       93%  61%      20%  hotadd 28, nbd 2
  san1         4     15     4     30.5%  25%      11%  san 15

Transport modes    tasks  read each  preparing  opening  transfer  closing  transfer share      rate
  san                 15      30 GB         0s       5s    3m 20s       0s           97.6%  150 MB/s
  hotadd              28      16 GB        10s      30s    2m 40s      20s           72.7%  100 MB/s
  nbd                  2       4 GB         0s       2s    1m 40s       0s             98%   40 MB/s

Storage    busy
  ds1       90%  datastore, at most 8 tasks and 4 snapshots
  repo1     60%  repository, slots 50% used, at most 12 tasks
  ds2       40%  datastore, at most 1 task and 1 snapshot

Why tasks waited       task-hours  share
  proxy-slot                 2.50  89.9%  the best proxy for it was full
  datastore-snapshots        0.28    10%  too many snapshots open on the datastore
  ram                       <0.01   0.1%  the proxy had too little RAM for one more

Expectations: 1 of 1 met.

Policy rts, seed 42, fingerprint 00c0ffee00c0ffee@1
Again: proxysim run scenarios/night.yaml --seed 42
Everything: results/runs/night
`;

test('the summary of a night that fits is, word by word, the text above', () => {
  expect(report()).toBe(GOLDEN);
});

test('the summary of an ordinary night fits a screen of 45 lines and 100 columns', () => {
  const lines = report().split('\n');
  expect(lines.length).toBeLessThanOrEqual(45);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

describe('the answer', () => {
  /** In one line again. */
  const answer = (text: string): string => text.replace(/\n +/g, ' ').split('\n')[1] ?? '';
  const { jobs } = summary();

  test('is NO, with the worst job, how late it is and when it ended', () => {
    const { nightly } = jobs;
    // Tasks end 1h 30m after the window, and the job half an hour later, when the last snapshot is gone.
    const session = { ...nightly!.sessions[0]!, endSeconds: 7200 + 10 * HOUR };
    const late = { ...jobs, nightly: { ...nightly!, overrun: 5400, sessions: [session] } };
    expect(answer(report({ jobs: late }))).toBe(
      'NO: 1 job of 2 past the window; nightly is 2h late, Tue 08:00.',
    );
    const alone = { nightly: late.nightly };
    expect(answer(report({ jobs: alone }))).toBe('NO: nightly is 2h late, Tue 08:00.');
  });

  test('is NO with what the closing window left undone, and claims no bound for it', () => {
    const { jobs: base, vms } = summary();
    const session = { ...base['nightly']!.sessions[0]!, endSeconds: 7200 + 8 * HOUR + 60 };
    const figures = summary({
      jobs: { nightly: { ...base['nightly']!, overrun: 30, sessions: [session] } },
      vms: { ...vms, unprotected: ['sql01', 'sql02'] },
      totals: { ...summary().totals, succeeded: 41, unfinished: 3 },
    });
    const tasks = ['0', '1', '2'].map((disk) => taskRow({ disk, result: 'unfinished' }));
    const sessions = sessionsOf(figures, ALLOWED);
    const text = textReport(runResult({ summary: figures, tasks, sessions }), OPTIONS);
    expect(answer(text)).toBe(
      'NO: nightly is 1m late, Tue 06:01; 3 tasks without success, 2 VMs not protected.',
    );
    expect(text).toContain('\n  Lower bound of what was done: 4h 30m, set by datastores.ds1.read.\n');
    expect(text).not.toContain('no schedule');
  });

  test('is YES only for jobs with a window', () => {
    const { nightly, databases } = jobs;
    const more = { nightly: nightly!, databases: databases!, copy: databases! };
    expect(answer(report({ jobs: more }))).toBe(
      'YES: both jobs with a window fit it; the tightest is databases, 1h to spare.',
    );
  });

  test('says that work was left at the end', () => {
    const session = { ...jobs['nightly']!.sessions[0]!, endSeconds: null, result: 'unfinished' as const };
    const cut = { ...jobs, nightly: { ...jobs['nightly']!, sessions: [session] } };
    expect(answer(report({ jobs: cut }))).toBe('NOT FINISHED: 1 job of 2 not done when the run ended.');
    expect(report({ jobs: cut })).toMatch(/nightly .* unfinished/);
  });

  /** A task that failed in its first attempt, and then what follows. */
  const failing = (...rest: Partial<TaskRow>[]) =>
    [{ result: 'failed' as const }, ...rest].map((changes) => taskRow(changes));
  const answerOf = (tasks: TaskRow[], allowed: ReadonlyMap<string, number> = ALLOWED): string => {
    const { totals } = summary();
    const figures = summary({ totals: { ...totals, succeeded: 43, failed: 1 } });
    const sessions = sessionsOf(figures, allowed);
    return answer(textReport(runResult({ summary: figures, tasks, sessions }), OPTIONS));
  };
  const NO_WINDOWS = new Map<string, number>();

  test('is not YES if tasks failed for good or VMs are unprotected', () => {
    expect(answerOf(failing())).toBe('NOT ALL: 1 task without success.');
    expect(answerOf(failing({ attempt: 2, result: 'failed' }))).toBe('NOT ALL: 1 task without success.');
    expect(answerOf(failing({ session: 2, result: 'failed' }))).toBe('NOT ALL: 1 task without success.');
    expect(answerOf(failing(), NO_WINDOWS)).toBe('NOT ALL: 1 task without success.');
    expect(answer(report({ vms: { ...summary().vms, protected: 21, unprotected: ['sql01'] } }))).toBe(
      'NOT ALL: 1 VM not protected.',
    );
    expect(answerOf([taskRow(), taskRow({ disk: '1', result: 'unfinished' })])).toBe(
      'NOT ALL: 1 task without success.',
    );
  });

  test('is YES if what failed was done later, and says how', () => {
    const retried = failing({ attempt: 2 });
    expect(answerOf(retried)).toBe(
      'YES: both jobs fit their windows; the tightest is databases, 1h to spare; all VMs protected after retries.',
    );
    expect(answerOf(retried, NO_WINDOWS)).toBe(
      'All VMs protected after retries. No job states a window to compare with.',
    );
    expect(answerOf(failing({ session: 2 }), NO_WINDOWS)).toBe(
      'All VMs protected, after failures in earlier sessions. No job states a window to compare with.',
    );
  });

  test('is YES if a disk that nothing could reach in one session was done in a later one', () => {
    const tasks = [taskRow({ result: 'unfinished' }), taskRow({ session: 2 })];
    const figures = summary({ totals: { ...summary().totals, succeeded: 43, unfinished: 1 } });
    const sessions = sessionsOf(figures, NO_WINDOWS);
    expect(answer(textReport(runResult({ summary: figures, tasks, sessions }), OPTIONS))).toBe(
      'All VMs protected, after failures in earlier sessions. No job states a window to compare with.',
    );
  });

  test('claims nothing about windows that no job states', () => {
    const text = report({}, {}, NO_WINDOWS);
    expect(answer(text)).toBe('Everything finished. No job states a window to compare with.');
  });

  test('says how many jobs never started, for which nothing can be late', () => {
    const never = { code: 'job-never-starts' as const, severity: 'warning' as const, message: '', path: '' };
    expect(answer(report({ diagnostics: [never] }))).toBe(
      'YES: both jobs fit their windows; the tightest is databases, 1h to spare; 1 job never started.',
    );
    expect(answer(report({ diagnostics: [never, never] }, {}, NO_WINDOWS))).toBe(
      'Everything that started finished; 2 jobs never started. No job states a window to compare with.',
    );
  });

  test('counts protected VMs only if a job protects some', () => {
    const vms = { ...summary().vms, protected: 0 };
    expect(report({ vms })).toContain('\n44 of 44 tasks done, 1 retry, 10 TB read, 5.1 TB transferred.\n');
    expect(report({ vms: { ...vms, unprotected: ['sql01'] } })).toContain('; 0 VMs protected.\n');
  });

  test('says that nothing ran if no task started', () => {
    expect(answer(report({ window: null, bound: null, jobs: {} }))).toBe(
      'Nothing ran: no task ever started.',
    );
  });

  test('takes the worst of several sessions of a job', () => {
    const [first] = jobs['nightly']!.sessions;
    const second = { ...first!, startSeconds: 93_600, endSeconds: 93_600 + 7 * HOUR };
    const two = { nightly: { ...jobs['nightly']!, sessions: [first!, second] } };
    expect(answer(report({ jobs: two }))).toBe('YES: nightly fits its window, 1h to spare.');
  });
});

describe('sections', () => {
  test('with a gap of less than a percent, no schedule is said to be 1% faster', () => {
    // With these words the sentence has no room in 96 columns.
    const text = report({ bound: { seconds: 17_899, by: 'proxies.px1.hotaddDisks', gap: 1 / 17_899 } });
    expect(text).toContain('(disks attached at once).\n    No schedule can be 1% faster.\n');
    const short = report({ bound: { seconds: 17_900, by: 'links.wan', gap: 0 } });
    expect(short).toContain(' set by links.wan. No schedule can be 1% faster.\n');
    expect(report({ bound: null })).not.toContain('Lower bound');
  });

  test('a queue that hardly matters is not listed among the limits', () => {
    const none = Object.fromEntries(WAIT_CAUSES.map((cause) => [cause, 0])) as Summary['waits'];
    expect(report({ waits: { ...none, 'proxy-slot': 1 } })).not.toContain('Queue:');
    expect(report({ waits: { ...none, 'nbd-connections': 1e9 } })).toContain(
      '100% of it for\n    nbd-connections',
    );
  });

  test('the longest task is not taken for the name of a thing', () => {
    const text = report({ bound: { seconds: 16_200, by: 'longest-task sql01/0', gap: 0.1 } });
    expect(text).toContain('Lower bound: 4h 30m, set by the longest task, sql01/0.');
  });

  test('a bound that is mostly the time until the last session starts says so', () => {
    const { nightly } = summary().jobs;
    const again = { ...nightly!.sessions[0]!, startSeconds: 7215.5 + 4 * HOUR };
    const sessions = [...nightly!.sessions, again];
    const text = report({ jobs: { nightly: { ...nightly!, sessions } } });
    expect(text.replace(/\n +/g, ' ')).toContain(
      'set by datastores.ds1.read (the last session starts 4h after the first task).',
    );
  });

  test.each([
    [
      'repositories.repo1.slots',
      'no schedule saves more than 28m 20s unless maxConcurrentTasks of repo1 changes.',
    ],
    [
      'datastores.ds1.maxSnapshots after jobs.a',
      'no schedule saves more than 28m 20s unless maxSnapshots of ds1 changes.',
    ],
    [
      'repositories.repo1.perStream',
      'no schedule saves more than 28m 20s unless perStream or perVmFiles of repo1 changes.',
    ],
    ['proxies.px1.ram', 'no schedule on this hardware saves more than 28m 20s.'],
  ])('a lower bound by %s: %s', (by, words) => {
    const { bound } = summary();
    expect(report({ bound: { ...bound!, by } })).toContain(`    ${words}\n`);
  });

  describe('lifetimes of snapshots', () => {
    const lives = (...seconds: number[]) => {
      const base = runResult();
      const rows: SnapshotRow[] = seconds.map((lifeSeconds, i) => ({
        job: 'nightly',
        session: 1,
        attempt: 1,
        vm: `app0${i}`,
        createdSeconds: 0,
        removalStartSeconds: lifeSeconds,
        goneSeconds: lifeSeconds,
        lifeSeconds,
        deltaBytes: 0,
        removalSeconds: 0,
        creationStunSeconds: 0,
        removalStunSeconds: 0,
        idleSeconds: 0,
      }));
      const columns = { ...base.columns, snapshots: snapshotFigures(rows) };
      return textReport({ ...base, columns }, OPTIONS);
    };

    test('are a line with median, P95 and maximum if one lasted an hour', () => {
      expect(lives(600, 1200, 3600)).toContain(
        '\nSnapshots\n  lifetime of 3 snapshots: median 20m, P95 1h, longest 1h\n\n',
      );
    });

    test('are not shown if all were shorter, or there is only one', () => {
      expect(lives(600, 3599)).not.toContain('Snapshots');
      expect(lives(3600)).not.toContain('Snapshots');
    });
  });

  test('the next step is below the limits, with the setting that tries it to be copied', () => {
    const next = [
      {
        text: 'Doubling the cores of px1 shortens the window from 4h 58m to 4h.',
        set: ['proxies.px1.cores=16'],
      },
      { text: `Look at ${'many '.repeat(20)}things.`, set: [] },
    ];
    // 96 columns hold the indent, 'Look at' and 17 times 'many'; what goes on is indented by two more.
    expect(report({}, { next })).toContain(`
    no schedule on this hardware saves more than 28m 20s.

What to do next
  Doubling the cores of px1 shortens the window from 4h 58m to 4h.
    Try it with --set proxies.px1.cores=16
  Look at ${'many '.repeat(17).trim()}
    many many many things.

Jobs `);
  });

  test('a long answer, and a long list of names, are wrapped', () => {
    const never = { code: 'job-never-starts' as const, severity: 'warning' as const, message: '', path: '' };
    // 96 columns, and 97.
    expect(report({ diagnostics: Array.from({ length: 12 }, () => never) })).toContain(
      '\nYES: both jobs fit their windows; the tightest is databases, 1h to spare; 12 jobs never started.\n',
    );
    expect(report({ diagnostics: Array.from({ length: 123 }, () => never) })).toContain(
      '\nYES: both jobs fit their windows; the tightest is databases, 1h to spare; 123 jobs never\n  started.\n',
    );
    const unprotected = [
      { vm: `${'a'.repeat(60)} ${'b'.repeat(60)}`, reason: 'nightly: failed', usedBytes: 0 },
    ];
    const figures = summary();
    const long = textReport(
      { ...runResult({ summary: figures, sessions: sessionsOf(figures, ALLOWED) }), unprotected },
      OPTIONS,
    );
    expect(long).toContain(
      `Not protected (1 VM)\n  nightly: failed: ${'a'.repeat(60)}\n    ${'b'.repeat(60)}\n`,
    );
  });

  test('a limit that ends in brackets gets the note on the last session inside them', () => {
    const { nightly } = summary().jobs;
    const again = { ...nightly!.sessions[0]!, startSeconds: 7215.5 + 4 * HOUR };
    const text = report({
      bound: { seconds: 16_200, by: 'datastores.ds1.maxSnapshots', gap: 0.105 },
      jobs: { nightly: { ...nightly!, sessions: [...nightly!.sessions, again] } },
    });
    expect(text.replace(/\n +/g, ' ')).toContain(
      'set by datastores.ds1.maxSnapshots (VM snapshots at once; the last session starts 4h after the first task).',
    );
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test('a large gap is given as a multiple', () => {
    expect(report({ bound: { seconds: 8950, by: 'x', gap: 1 } })).toContain('This run is 2.0 times as long:');
  });

  test('a repository without a limit has no share of slots, one without tasks nothing to count', () => {
    const { repo1 } = summary().repositories;
    const repositories = {
      open: { ...repo1!, slotUtilisation: 0 },
      idle: { ...repo1!, slotUtilisation: 0, peakTasks: 0 },
    };
    const text = report({ repositories });
    expect(text).toMatch(/ {2}open +60% {2}repository, at most 12 tasks\n/);
    expect(text).toMatch(/ {2}idle +60% {2}repository, no task\n/);
  });

  test('missed expectations are listed with value and limit, met ones are counted', () => {
    const met = { metric: 'totals.tasks', value: 1, min: 1, ok: true };
    const missed = { metric: 'jobs.nightly.window', value: 17_900, max: 10_000, ok: false };
    const text = report({ expect: [met, missed] });
    expect(text).toContain('Expectations: 1 of 2 missed\n  jobs.nightly.window is 4h 58m (17900)');
    expect(text).not.toContain('totals.tasks');
  });

  test('warnings are listed in short, or only counted if they have been printed in full', () => {
    const diagnostics = [
      { code: 'few-cores', severity: 'warning' as const, message: 'px1 has 1 core', path: '' },
    ];
    expect(report({ diagnostics })).toContain('\nWarnings\n  px1 has 1 core [few-cores]\n');
    expect(report({ diagnostics }, { warningsShown: true })).toContain('\nWarnings: 1, see above.\n');
  });

  test('of many proxies the busiest and the idlest are shown, and the others counted', () => {
    const one = summary().proxies['px1']!;
    const proxies = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`p${i}`, { ...one, slotUtilisation: i / 20 }]),
    );
    const text = report({ proxies });
    expect(text).toMatch(/\n {2}p19 /);
    expect(text).toMatch(/\n {2}p0 /);
    expect(text).not.toMatch(/\n {2}p5 /);
    expect(text).toContain('and 12 more between the last two');
  });

  test('of many jobs those with the least time to spare are shown', () => {
    const one = summary().jobs['nightly']!;
    const jobs = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`j${i}`, one]));
    const allowedSeconds = new Map(Array.from({ length: 30 }, (_, i) => [`j${i}`, 18_000 + (30 - i) * 60]));
    const text = report({ jobs }, {}, allowedSeconds);
    expect(text).toMatch(/\n {2}j29 /);
    expect(text).not.toMatch(/\n {2}j0 /);
    expect(text).toContain('and 24 more jobs, with more to spare\n');
    allowedSeconds.delete('j0');
    expect(report({ jobs }, {}, allowedSeconds)).toContain(
      'and 24 more jobs, with more to spare or without a limit\n',
    );
    expect(report({ jobs }, {}, new Map())).toContain('and 24 more jobs, without a limit\n');
  });

  test('columns stay aligned with wide characters', () => {
    const { proxies } = summary();
    const text = report({ proxies: { 日本: proxies['px1']!, px1: proxies['px1']! } });
    const rows = text.split('\n').filter((line) => line.includes('hotadd 28'));
    // Each of the two characters takes two columns of a terminal and one of a string.
    expect(rows.map((row) => row.indexOf('hotadd'))).toEqual([
      rows[1]!.indexOf('hotadd') - 2,
      rows[1]!.indexOf('hotadd'),
    ]);
  });

  test('no line is too wide, whatever the names: sentences 96 columns, tables 120', () => {
    const one = summary().jobs['nightly']!;
    const names = ['Daily backup of all customer facing production servers (Frankfurt)', '日'.repeat(50)];
    const message = `Job '${names[1]}' has a window of 10m, and a disk takes longer in its first session. Widen the window.`;
    const text = report(
      {
        jobs: Object.fromEntries(names.map((name) => [name, one])),
        diagnostics: [{ code: 'window-shorter-than-disk', severity: 'warning', message, path: '' }],
      },
      {},
      new Map(names.map((name) => [name, 8 * HOUR])),
    );
    const widths = text.split('\n').map(widthOf);
    // A wide name in one piece can only be broken behind it: 2 x 50 columns, its quotes, and the indent of four.
    expect(Math.max(...widths)).toBeLessThanOrEqual(120);
    expect(text).toContain('  Load of Daily backup of all customer faci…: Source');
    expect(text).toContain(' [window-shorter-than-disk]\n');
  });

  test('sections without content are left out', () => {
    const waits = Object.fromEntries(Object.keys(summary().waits).map((cause) => [cause, 0])) as ReturnType<
      typeof summary
    >['waits'];
    const text = report({ waits, expect: [] });
    for (const heading of ['Why tasks waited', 'Expectations', 'Warnings', 'Not protected']) {
      expect(text).not.toContain(heading);
    }
  });

  test('a name cannot send control codes to the terminal', () => {
    const text = report({
      scenario: { name: 'a\u001b[2Jb\rc', file: 'x', sha256: '' },
      diagnostics: [{ code: 'x', severity: 'warning', message: 'bad\u001b[31m', path: '' }],
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  test('colour does not change the alignment', () => {
    const code = (text: string): string => `\u001b[1m${text}\u001b[22m`;
    const text = report({}, { paint: { ...PLAIN, good: code, bad: code, heading: code, quiet: code } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking the codes out again
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(GOLDEN);
    expect(text).not.toBe(GOLDEN);
  });
});

test('links between sites have a table of their own, those that carried most first, at most five', () => {
  const links = Object.fromEntries(
    [1, 40, 3, 2, 5, 4].map((gigabytes, n) => [
      `site-${n}`,
      { utilisation: gigabytes / 100, transferredBytes: gigabytes * 1e9 },
    ]),
  );
  const text = textReport(runResult({ summary: { ...summary(), links } }), OPTIONS);
  expect(
    text.slice(text.indexOf('Links '), text.indexOf('Why tasks waited')),
  ).toBe(`Links     busy  transferred
  site-1   40%        40 GB
  site-4    5%         5 GB
  site-5    4%         4 GB
  site-2    3%         3 GB
  site-3    2%         2 GB
  and 1 more, which carried less

`);
  expect(textReport(runResult(), OPTIONS)).not.toContain('Links');
});

test('a summary asks for no table with a row per task or step: of a large run they take more memory than the run', () => {
  const asked: string[] = [];
  const result = runResult();
  for (const table of ['tasks', 'utilisation', 'snapshots'] as const) {
    Object.defineProperty(result, table, {
      enumerable: true,
      get: () => {
        asked.push(table);
        return [];
      },
    });
  }
  expect(textReport(result, OPTIONS)).toContain('Backup window');
  expect(asked).toEqual([]);
});
