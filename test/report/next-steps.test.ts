import { describe, expect, test } from 'vitest';
import type { DoubledChange, TightestJob, UntilItFits } from '../../src/metrics/doubled.ts';
import type { WaitCause } from '../../src/metrics/summary/summary.ts';
import { nextSteps } from '../../src/report/next-steps.ts';
import { sampleReport } from './data/sample-report.ts';
import { summary } from './sample-result.ts';

const NOW = 17_900;

function steps(
  changes: readonly Partial<DoubledChange>[],
  unprotected: readonly string[] = [],
  tightest?: TightestJob,
  linkBytes?: number,
  now = NOW,
): string[] {
  const base = summary();
  const waits = { ...base.waits, 'proxy-slot': 1e6 };
  const doubled = {
    of: 'run' as const,
    windowSeconds: now,
    ...(tightest === undefined ? {} : { tightest }),
    ...(linkBytes === undefined ? {} : { linkBytes }),
    undone: 2,
    untried: 0,
    changes: changes.map((change) => ({
      what: 'proxies.*.slots',
      set: ['proxies.*.maxConcurrentTasks=16'],
      windowSeconds: now - (change.savedSeconds ?? 0),
      savedSeconds: 0,
      byDefault: [],
      unprotected: unprotected.length,
      undone: 2,
      ...change,
    })),
  };
  const data = sampleReport(
    {
      summary: { ...base, waits, vms: { ...base.vms, unprotected } },
      unprotected: unprotected.map((vm) => ({ vm, reason: 'nightly: the window closed', usedBytes: 0 })),
    },
    { doubled: { kind: 'found', value: doubled } },
  );
  return nextSteps(data).map(({ text }) => text);
}

describe('what to do next', () => {
  test.each([
    ['repositories.repo1.slots', 'No schedule is faster unless maxConcurrentTasks of repo1 changes.'],
    [
      'datastores.ds1.read',
      'No schedule is faster on this hardware; only more or faster hardware shortens it.',
    ],
  ])('for a night at its bound set by %s: %s', (by, words) => {
    const base = summary();
    const data = sampleReport({
      summary: {
        ...base,
        bound: { seconds: NOW, by, gap: 0 },
        expect: [],
        vms: { ...base.vms, unprotected: [] },
      },
      unprotected: [],
    });
    expect(nextSteps(data).map(({ text }) => text)).toEqual([words]);
  });

  test('where the last job starts late, an earlier start is the advice, and no hardware', () => {
    const base = summary();
    const { nightly } = base.jobs;
    const late = {
      ...nightly!,
      sessions: [{ ...nightly!.sessions[0]!, startSeconds: base.window!.startSeconds + 9000 }],
    };
    const data = sampleReport({
      summary: {
        ...base,
        jobs: { ...base.jobs, late },
        bound: { seconds: NOW, by: 'longest-task sql01/0', gap: 0 },
        expect: [],
        vms: { ...base.vms, unprotected: [] },
      },
      unprotected: [],
    });
    expect(nextSteps(data).map(({ text }) => text)).toEqual([
      'Most of the window passes before the last job starts, 2h 30m after the first task: an earlier start shortens it, and no hardware does.',
    ]);
  });

  test('to give up the protection of production is no advice, whatever it costs', () => {
    const off = { what: 'latencyControl', set: ['latencyControl=false'], savedSeconds: 9000 };
    expect(steps([off, { savedSeconds: 900 }])).toEqual([
      'Doubling the task slots of all proxies shortens the window from 4h 58m to 4h 43m.',
    ]);
  });

  test('faster cores come after what can be bought more easily, and are named where nothing else helps', () => {
    const speed = { what: 'proxies.*.speed', set: ['proxies.*.speed=2'], savedSeconds: 9000 };
    const faster = 'Doubling the core speed of all proxies shortens the window from 4h 58m to 2h 28m.';
    expect(steps([speed, { savedSeconds: 900 }])).toEqual([
      'Doubling the task slots of all proxies shortens the window from 4h 58m to 4h 43m.',
      faster,
    ]);
    const read = { what: 'datastores.ds1.read', set: [], savedSeconds: 600 };
    expect(steps([speed, { savedSeconds: 900 }, read])).not.toContain(faster);
    expect(steps([speed])).toEqual([faster]);
  });

  test('the largest disks first come with how to do it, as backup products have no setting for it', () => {
    const order = { what: 'policy.order', set: ['policy.order=largest-first'], savedSeconds: 900 };
    expect(steps([order])).toEqual([
      'Starting the largest disks first shortens the window from 4h 58m to 4h 43m. Guides advise listing their VMs first in the jobs.',
    ]);
  });

  const read = { what: 'datastores.ds1.read', set: [], savedSeconds: 600 };
  const slots = { what: 'proxies.px1.slots', set: [], savedSeconds: 500 };
  const more = { what: 'proxies.*.numberAndSlots', set: [] };
  const twice = 'Doubling the number of proxies and the task slots of full repositories';

  test('twice as many proxies come after single parts, and are told beside them where they bring twice as much', () => {
    expect(steps([{ ...more, savedSeconds: 1199 }, read, slots]).join()).not.toContain(twice);
    expect(steps([{ ...more, savedSeconds: 1200 }, read, slots])).toEqual([
      'Doubling the read bandwidth of ds1 shortens the window from 4h 58m to 4h 48m.',
      'Doubling the task slots of px1 shortens the window from 4h 58m to 4h 50m.',
      `${twice} shortens the window from 4h 58m to 4h 38m.`,
    ]);
    expect(steps([{ ...more, savedSeconds: 300 }])).toEqual([
      `${twice} shortens the window from 4h 58m to 4h 53m.`,
    ]);
  });

  test('change tracking costs nothing, so it is told beside whatever brings more; with how to try it in an inventory', () => {
    const tracking = { what: 'vms.*.tracking', savedSeconds: 200 };
    const words =
      'Change tracking on the VMs without it shortens the window from 4h 58m to 4h 55m. Without it, each backup reads them in full.';
    expect(steps([read, slots, { ...tracking, set: ['vms.*.tracking=cbt'] }])[2]).toBe(words);
    expect(steps([{ ...tracking, set: [] }])).toEqual([
      `${words} To try it, give them the tracking cbt (a field of a VM, a column of an inventory).`,
    ]);
  });

  test('is the step that saves most of the window', () => {
    expect(steps([{ savedSeconds: 900 }])).toEqual([
      'Doubling the task slots of all proxies shortens the window from 4h 58m to 4h 43m.',
    ]);
  });

  test('is never a step that the page has found to gain nothing', () => {
    expect(steps([{ savedSeconds: -900 }])).toEqual([
      'Tasks wait most for proxy-slot, but doubling the task slots of all proxies alone gains nothing: the next limit has to grow with it.',
    ]);
  });

  test('is advice for the main wait cause if no doubling was tried', () => {
    expect(steps([])).toEqual([
      'Give the full proxies more slots where they have cores for them, or add a proxy that reaches the same datastores.',
    ]);
  });

  test('begins with what the faults cost where that is most of the window, and with less of it not', () => {
    const noFaults = { what: 'faults', set: ['faults=[]'] };
    expect(steps([{ ...noFaults, savedSeconds: 9000 }, { savedSeconds: 900 }])).toEqual([
      'Faults cost 2h 30m of the window of 4h 58m: see what went wrong.',
      expect.stringMatching(/^Doubling the task slots of all proxies/),
    ]);
    expect(steps([{ ...noFaults, savedSeconds: 8900 }, { savedSeconds: 900 }])).toEqual([
      expect.stringMatching(/^Doubling the task slots of all proxies/),
    ]);
  });

  test('names what was down for the longest waiting where faults cost most of the window', () => {
    const change = {
      what: 'faults',
      set: [],
      windowSeconds: 900,
      savedSeconds: 9000,
      byDefault: [],
      unprotected: 0,
      undone: 0,
    };
    const row = (job: string, thing: string | null, seconds: number, cause: WaitCause = 'no-candidate') => ({
      job,
      cause,
      thing,
      seconds,
    });
    const data = sampleReport(
      { summary: { ...summary(), expect: [] }, unprotected: [] },
      {
        doubled: {
          kind: 'found',
          value: { of: 'run', windowSeconds: 9900, undone: 0, untried: 0, changes: [change] },
        },
        waitsByThing: {
          kind: 'found',
          value: [
            row('a', 'hosts.esx3', 500),
            row('a', 'proxies.px1+px2', 300),
            row('b', 'proxies.px1+px2', 300),
            row('b', 'proxies.px3', 9000, 'proxy-slot'),
            row('b', null, 9000),
          ],
        },
      },
    );
    expect(nextSteps(data).map(({ text }) => text)).toEqual([
      'Faults cost 2h 30m of the window of 2h 45m: see what went wrong. What was down and kept tasks waiting longest: px1+px2.',
    ]);
  });

  test('puts unprotected VMs before time: fewer of them count, whatever the window', () => {
    const left = ['sql01', 'sql02', 'sql03'];
    const found = steps(
      [
        { what: 'repositories.repo1.write', savedSeconds: 900, unprotected: 4 },
        { what: 'proxies.px1.cores', savedSeconds: 800, unprotected: 1 },
        { what: 'datastores.ds1.read', savedSeconds: -100, unprotected: 0 },
      ],
      left,
    );
    expect(found).toEqual([
      'First look at the unprotected VMs: sql01 (nightly: the window closed) and 2 more.',
      'Doubling the read bandwidth of ds1 leaves no VM unprotected instead of 3.',
      'Doubling the cores of px1 leaves 1 VM unprotected instead of 3, and shortens the window from 4h 58m to 4h 45m.',
    ]);
  });

  test('tells with fewer unprotected VMs how much work is still left undone', () => {
    const found = steps([{ what: 'proxies.px1.cores', unprotected: 0, undone: 1 }], ['sql01']);
    expect(found[1]).toBe(
      'Doubling the cores of px1 leaves no VM unprotected instead of 1, and 1 task without success instead of 2.',
    );
  });

  test('adds what costs nothing and takes data off the links, unless it makes the window longer', () => {
    const nearest = { what: 'jobs.*.proxies', linkBytes: 600e9 };
    const others = [
      { what: 'links.*.bandwidth', savedSeconds: 9000, linkBytes: 900e9 },
      { what: 'sites.b1.proxy', savedSeconds: 900, linkBytes: 500e9 },
    ];
    expect(steps([...others, nearest], [], undefined, 1000e9)).toEqual([
      'Doubling the bandwidth of all links shortens the window from 4h 58m to 2h 28m.',
      "A proxy with 4 cores at b1 shortens the window from 4h 58m to 4h 43m, and takes 500 GB of 1 TB off the links. To try it, write it under 'proxies', on a host there: copies by proxies.NAME.count stay at the site of their model.",
      'Keeping jobs that read over links to their nearest proxies takes 400 GB of 1 TB off the links.',
    ]);
    expect(steps([...others, { ...nearest, savedSeconds: -1000 }], [], undefined, 1000e9)).toHaveLength(2);
    expect(steps([...others, { ...nearest, linkBytes: 960e9 }], [], undefined, 1000e9)).toHaveLength(2);
  });

  test('names nothing that gains nothing, also where the window takes no time and links carry no data', () => {
    const connections = { what: 'hosts.esx1.nbdMaxDisks', set: ['hosts.esx1.nbdMaxDisks=56'] };
    const tightest = { job: 'nightly', spareSeconds: 3600 };
    const advice = [
      'Tasks wait most for proxy-slot, but doubling the task slots of all proxies alone gains nothing: the next limit has to grow with it.',
    ];
    expect(steps([connections, {}], [], undefined, undefined, 0)).toEqual(advice);
    expect(steps([{ ...connections, tightest }, { tightest }], [], tightest, undefined, 0)).toEqual(advice);
    expect(steps([{ what: 'jobs.*.proxies', linkBytes: 0 }, {}], [], undefined, 0)).toEqual(advice);
  });

  test('tells what leaves less work undone before what saves time, and nothing that leaves more of it', () => {
    const found = steps([
      { what: 'jobs.*.retries.wait', savedSeconds: 9000, undone: 3 },
      { what: 'proxies.px1.cores', savedSeconds: 1700, undone: 2 },
      { what: 'proxies.*.failoverToNetwork', savedSeconds: -100, undone: 0 },
      { what: 'proxies.px1.count', savedSeconds: 900, undone: 1 },
    ]);
    expect(found).toEqual([
      'Failover to the network on all proxies leaves no task without success instead of 2.',
      'A second proxy like px1 that stays up leaves 1 task without success instead of 2, and shortens the window from 4h 58m to 4h 43m.',
    ]);
  });
});

describe('where the tightest job does not end the window', () => {
  const files = (spareSeconds: number) => ({ job: 'files', spareSeconds });
  const late = files(-600);
  const speed = { what: 'proxies.px1.speed', savedSeconds: 60 };
  const link = { what: 'links.wan.bandwidth', savedSeconds: 9000 };

  test('what gives it more to spare comes first, and what only shortens the window says so', () => {
    expect(
      steps(
        [
          { ...link, tightest: files(-590) },
          { ...speed, tightest: files(1200) },
        ],
        [],
        late,
      ),
    ).toEqual([
      'Doubling the core speed of px1 leaves files, the tightest job, 20m to spare instead of 10m late.',
      'Doubling the bandwidth of wan shortens the window from 4h 58m to 2h 28m, but helps files, the tightest job, little or not at all.',
    ]);
  });

  test('where another job is then the tightest, both are named', () => {
    expect(steps([{ ...speed, tightest: { job: 'copy', spareSeconds: 7200 } }], [], files(3600))).toEqual([
      'Doubling the core speed of px1 leaves the tightest job 2h to spare (copy) instead of 1h (files).',
    ]);
  });

  test.each([
    ['that makes it later', files(-700)],
    ['in which it does not end', null],
  ])('a shorter window %s is no advice', (_, tightest) => {
    expect(steps([{ ...link, tightest }], [], late)[0]).not.toContain('wan');
  });

  test('work that gets done is worth less to spare', () => {
    expect(steps([{ ...speed, undone: 0, tightest: files(-700) }], [], late)).toEqual([
      'Doubling the core speed of px1 leaves no task without success instead of 2.',
    ]);
  });
});

test('of several nights, tasks without success are those of all sessions', () => {
  const change = {
    what: 'proxies.px1.slots',
    set: [],
    windowSeconds: NOW,
    savedSeconds: 0,
    byDefault: [],
    unprotected: 0,
    undone: 312,
  };
  const value = {
    of: 'longest-night' as const,
    windowSeconds: NOW,
    undone: 328,
    untried: 0,
    changes: [change],
  };
  const texts = nextSteps(sampleReport({}, { doubled: { kind: 'found', value } })).map(({ text }) => text);
  expect(texts).toContain(
    'Doubling the task slots of px1 leaves 312 tasks of all sessions without success instead of 328.',
  );
});

describe('what makes a late night fit', () => {
  const READ = 'datastores.ds1.read';
  const SLOTS = 'proxies.*.slots';
  const found: UntilItFits = {
    changes: [READ],
    set: ['datastores.ds1.read=800 MB/s'],
    times: 2,
    before: { job: 'nightly', spareSeconds: -3600 },
    after: { job: 'nightly', spareSeconds: 720 },
    stops: false,
    unprotected: 0,
    byDefault: [],
  };
  const stepsOf = (untilItFits: UntilItFits, changes: readonly DoubledChange[] = []) => {
    const doubled = { of: 'run' as const, windowSeconds: NOW, undone: 0, untried: 0, changes, untilItFits };
    return nextSteps(sampleReport({}, { doubled: { kind: 'found', value: doubled } }));
  };
  const textOf = (parts: Partial<UntilItFits>) =>
    stepsOf({ ...found, ...parts })
      .map(({ text }) => text)
      .find((text) => text.includes('fit its window'));

  test('one change', () => {
    expect(textOf({})).toBe(
      'Doubling the read bandwidth of ds1 makes every job fit its window: nightly, the tightest, with 12m to spare.',
    );
  });

  test('several changes: all that is doubled at once, then what is more than doubled, then the rest', () => {
    expect(
      textOf({
        changes: [READ, SLOTS, 'policy.order', READ, 'proxies.*.number', 'repositories.repo1.network'],
      }),
    ).toBe(
      'Doubling the task slots of all proxies, the number of proxies and the network of repo1, and 4 times the read bandwidth of ds1, and starting the largest disks first together make every job fit its window: nightly, the tightest, with 12m to spare.',
    );
  });

  test('several things of one kind in one phrase', () => {
    const links = ['links.hq-b1.bandwidth', 'links.hq-b2.bandwidth', 'links.hq-b3.bandwidth'];
    expect(textOf({ changes: links })).toMatch(
      /^Doubling the bandwidth of hq-b1, hq-b2 and hq-b3 makes every job fit /,
    );
    expect(textOf({ changes: [...links, links[0]!] })).toMatch(
      /^Doubling the bandwidth of hq-b2 and hq-b3, and 4 times the bandwidth of hq-b1 together make /,
    );
  });

  test('one thing that has still more than all of its kind', () => {
    expect(textOf({ changes: ['datastores.*.read', READ] })).toMatch(
      /^Doubling the read bandwidth of all other datastores, and 4 times the read bandwidth of ds1 together make /,
    );
  });

  test('where nothing is enough, that it needs more time or less data', () => {
    const after = { job: 'offsite', spareSeconds: -600 };
    expect(textOf({ changes: [], set: [], after, times: 8, stops: true })).toBe(
      'Left to run, nightly would end 1h after its window. Nothing that can be bought or set makes every job fit its window: with 8 times as much of everything, and cores twice as fast, offsite would still end 10m after its window. It needs more time, or less data.',
    );
  });

  test.each([
    [
      'the end without them',
      { changes: [], set: [], withoutFaults: { job: 'nightly', spareSeconds: 60 } },
      'With the faults of this run, nothing that can be bought or set makes every job fit its window. Without them every job fits: nightly, the tightest, with 1m to spare.',
    ],
    [
      'what is enough without them',
      { withoutFaults: { job: 'nightly', spareSeconds: -60 } },
      'With the faults of this run, nothing that can be bought or set makes every job fit its window. Without them, nightly would still end 1m after its window; then doubling the read bandwidth of ds1 makes every job fit its window: nightly, the tightest, with 12m to spare.',
    ],
    [
      'that a job does not end',
      { before: null, withoutFaults: { job: 'nightly', spareSeconds: -60 } },
      'With the faults of this run, not every job would end. Without them, nightly would still end 1m after its window; then doubling the read bandwidth of ds1 makes every job fit its window: nightly, the tightest, with 12m to spare.',
    ],
  ])('where nothing is enough with faults, %s', (_, parts, words) => {
    expect(textOf(parts)).toBe(words);
  });

  test('where its window stops the job, the end that it would have had', () => {
    expect(textOf({ stops: true, unprotected: 2 })).toBe(
      'Left to run, nightly would end 1h after its window. Doubling the read bandwidth of ds1 makes every job fit its window: nightly, the tightest, with 12m to spare. 2 VMs would stay unprotected.',
    );
  });

  test('is told before what each change brings alone, and the same change not again', () => {
    const alone = {
      what: READ,
      set: found.set,
      windowSeconds: NOW - 900,
      savedSeconds: 900,
      byDefault: [],
      unprotected: 0,
      undone: 0,
    };
    const other = { ...alone, what: SLOTS, set: ['proxies.*.maxConcurrentTasks=16'], savedSeconds: 800 };
    const sets = stepsOf(found, [alone, other]).map(({ set }) => set);
    expect(sets.filter((set) => set.length > 0)).toEqual([found.set, other.set]);
    const both = ['hosts.hv1.cores=8', 'hosts.hv1.maxConcurrentTasks=8'];
    const size = { ...alone, what: 'proxies.hv1.size', set: both };
    const steps = stepsOf({ ...found, set: both.toReversed() }, [size, other]);
    expect(steps.map(({ set }) => set).filter((set) => set.length > 0)).toEqual([
      both.toReversed(),
      other.set,
    ]);
  });
});
