import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UntilItFits } from '../../../src/metrics/doubled.ts';
import { tightestJob } from '../../../src/runs/what-if/tightest-job.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

interface Night {
  /** MB/s of the datastore. */
  readonly read?: number;
  /** MB/s of the repository. */
  readonly write?: number;
  readonly cores?: number;
  readonly slots?: number;
  readonly window: string;
  readonly disks?: number;
  readonly proxies?: number;
}

/** Disks of 36 GB. Without compression a core processes 70 / 0.7 = 100 MB/s. */
const night = ({
  read = 4000,
  write = 4000,
  cores = 2,
  slots = cores,
  window,
  disks = 4,
  proxies = 1,
}: Night) => `
version: 1
overheads: none
clock: { start: 2026-01-05T22:00 }
profile: { full: 70 MB/s, incremental: 70 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: ${read} MB/s }]
proxies: [{ name: "px{1..${proxies}}", kind: physical, cores: ${cores}, maxConcurrentTasks: ${slots}, storage: { protocols: [fc] } }]
repositories: [{ name: repo1, write: ${write} MB/s, maxConcurrentTasks: 64, perVmFiles: true }]
vms: [{ name: "a{1..${disks}}", host: esx1, disks: [{ size: 36 GB, used: 36 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: ["a*"], repository: repo1, run: full, compression: none, schedule: { at: "22:00" }, window: ${window} }]
`;

function untilItFits(text: string, budget = Number.POSITIVE_INFINITY): UntilItFits | undefined {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  return whatIfDoubled(scenario, { result: run(scenario), options, budget })?.untilItFits;
}

const spareWith = (text: string, { set }: UntilItFits) => tightestJob(run(withSettings(text, set)))!;

describe('what it takes until all windows hold', () => {
  test('one change, where one is enough', () => {
    // Two after the other, 720 s; all four at a time, 360 s.
    const found = untilItFits(night({ window: '{ length: 400s, onClose: report }' }))!;
    expect(found).toMatchObject({
      changes: ['proxies.*.number'],
      set: ['proxies.*.count=2'],
      before: { job: 'nightly', spareSeconds: 400 - 720 },
      after: { job: 'nightly', spareSeconds: 400 - 360 },
      stops: false,
      unprotected: 0,
    });
  });

  test('where the window stops the work, the end without that is told', () => {
    const found = untilItFits(night({ window: '400s' }))!;
    expect(found).toMatchObject({
      changes: ['proxies.*.number'],
      before: { job: 'nightly', spareSeconds: 400 - 720 },
      stops: true,
    });
  });

  test('several changes, where each alone brings a part of it', () => {
    // 144 GB at 150 MB/s: 960 s. Twice the datastore: the cores' 200 MB/s, 720 s. Four cores: the 300 MB/s of the datastore, 480 s.
    const found = untilItFits(night({ read: 150, window: '500s' }))!;
    expect(found.changes).toEqual(['proxies.*.number', 'datastores.ds1.read']);
    expect(found.after.spareSeconds).toBe(500 - 480);
  });

  test('several changes, where none helps alone', () => {
    // Datastore, cores and repository: 200 MB/s each.
    const found = untilItFits(night({ read: 200, write: 200, window: '400s' }))!;
    expect([...found.changes].sort()).toEqual([
      'datastores.ds1.read',
      'proxies.*.number',
      'repositories.repo1.write',
    ]);
    expect(found.after.spareSeconds).toBe(400 - 360);
  });

  test('the same part twice, where twice is not enough', () => {
    // 100, 200 and 400 MB/s: 1440, 720 and 360 s.
    const found = untilItFits(night({ read: 100, cores: 16, window: '400s' }))!;
    expect(found.changes).toEqual(['datastores.ds1.read', 'datastores.ds1.read']);
    expect(found.set).toEqual(['datastores.ds1.read=400 MB/s']);
  });

  test('nothing, where every window holds', () => {
    expect(untilItFits(night({ window: '720s' }))).toBeUndefined();
  });

  test('a repository without free slots and its full proxy', () => {
    // One disk at a time: 1440 s. Two proxies and two slots: 720 s.
    const text = night({ cores: 1, window: '800s' }).replace(
      'maxConcurrentTasks: 64',
      'maxConcurrentTasks: 1',
    );
    expect(untilItFits(text)).toMatchObject({
      changes: ['proxies.*.number', 'repositories.repo1.slots'],
      set: ['proxies.*.count=2', 'repositories.repo1.maxConcurrentTasks=2'],
      after: { job: 'nightly', spareSeconds: 800 - 720 },
    });
  });

  test('one thing, where not all of its kind are needed', () => {
    // 2 disks of 360 s, one after the other on each of two proxies.
    const found = untilItFits(night({ cores: 1, proxies: 2, disks: 3, window: '400s' }))!;
    expect(found.set).toEqual(['proxies.*.count=4']);
    const slots = untilItFits(night({ cores: 2, slots: 1, proxies: 2, disks: 3, window: '400s' }))!;
    expect(slots.changes).toEqual(['proxies.px1.slots']);
    expect(slots.set).toEqual(['proxies.px1.maxConcurrentTasks=2']);
  });

  test('the things that limit late jobs, where one is too little and all are not needed', () => {
    // Alone a job sends 36 GB at 10 MB/s in 3600 s. b1 and b2 send twice as much as the others; b4 is busiest, but has more time.
    const job = (site: number, disks: number, window: string) =>
      `{ name: j${site}, vms: ["v${site}-*"], exclude: [${disks === 1 ? `"v${site}-2"` : ''}], repository: hq, run: full, compression: none, schedule: { at: "22:00" }, window: ${window} }`;
    const sites = `
version: 1
overheads: none
clock: { start: 2026-01-05T22:00 }
profile: { full: 70 MB/s, incremental: 70 MB/s }
sites: [hq, "b{1..5}"]
links: [{ between: ["b{1..5}", hq], bandwidth: 80 Mbit/s }]
hosts: [{ name: "esx{1..5}", site: "b{1..5}" }]
datastores: [{ name: "ds{1..5}", site: "b{1..5}", protocol: fc }]
proxies: [{ name: "px{1..5}", site: "b{1..5}", kind: physical, cores: 4, storage: { protocols: [fc] } }]
repositories: [{ name: hq, site: hq, maxConcurrentTasks: 64, perVmFiles: true }]
vms: [{ name: "v{1..5}-{1..2}", host: "esx{1..5}", disks: [{ size: 36 GB, used: 36 GB, datastore: "ds{1..5}" }] }]
jobs: [${job(1, 2, '5000s')}, ${job(2, 2, '5000s')}, ${job(3, 1, '5000s')}, ${job(4, 2, '9000s')}, ${job(5, 2, '9000s')}]
`;
    const found = untilItFits(sites)!;
    expect(found.changes).toEqual(['links.b1-hq.bandwidth', 'links.b2-hq.bandwidth']);
    expect(found.set).toEqual(['links.b1-hq.bandwidth=160 Mbit/s', 'links.b2-hq.bandwidth=160 Mbit/s']);
    expect(found.after.spareSeconds).toBe(5000 - 3600);
  });

  test('that nothing is enough, with what 8 times as much of everything would do', () => {
    // One core of twice the speed reads the disk in 180 s, whatever else there is.
    expect(untilItFits(night({ disks: 1, read: 50, window: '10s' }))).toMatchObject({
      changes: [],
      set: [],
      times: 8,
      before: { spareSeconds: 10 - 720 },
      after: { job: 'nightly', spareSeconds: 10 - 180 },
    });
  });

  test('faster cores, where nothing else is enough', () => {
    // One core reads the disk in 360 s.
    expect(untilItFits(night({ disks: 1, window: '200s' }))?.changes).toEqual(['proxies.px1.speed']);
  });

  test('no faster cores, where more of everything else is enough', () => {
    // Two at a time on one proxy, 1440 s; with 4 times as many proxies, 360 s. With faster cores, twice as many would do.
    const text = night({ disks: 8, window: '400s' }).replace('fc,', 'fc, maxSnapshots: 8,');
    expect(untilItFits(text)?.changes).toEqual(['proxies.*.number', 'proxies.*.number']);
  });

  describe('with faults', () => {
    const faulty = (window: string, faults: string, disks = 4) =>
      `${night({ window: `{ length: ${window}, onClose: report }`, disks })}faults: [${faults}]\n`;
    const DOWN = '{ at: 0s, for: 1000s, kind: datastore-down, target: ds1 }';

    test('changes that are enough with them', () => {
      // The disks wait for 100 s: two after the other are done after 820 s, all four at a time after 460 s.
      const text = faulty('500s', DOWN.replace('1000s', '100s'));
      const found = untilItFits(text)!;
      expect(found).toMatchObject({ changes: ['proxies.*.number'], after: { spareSeconds: 500 - 460 } });
      expect(found).not.toHaveProperty('withoutFaults');
      expect(spareWith(text, found)).toEqual(found.after);
    });

    test('where nothing is enough, the end without them', () => {
      expect(untilItFits(faulty('800s', DOWN))).toMatchObject({
        changes: [],
        set: [],
        before: { spareSeconds: 800 - 1720 },
        withoutFaults: { job: 'nightly', spareSeconds: 800 - 720 },
        after: { job: 'nightly', spareSeconds: 800 - 720 },
      });
    });

    test('where nothing is enough, and the job is late without them, too, what is enough without them', () => {
      const text = faulty('400s', DOWN);
      const found = untilItFits(text)!;
      expect(found).toMatchObject({
        changes: ['proxies.*.number'],
        set: ['faults=[]', 'proxies.*.count=2'],
        before: { spareSeconds: 400 - 1720 },
        withoutFaults: { spareSeconds: 400 - 720 },
        after: { spareSeconds: 400 - 360 },
      });
      expect(spareWith(text, found)).toEqual(found.after);
    });

    test('where a job does not end, what it does without them', () => {
      const text = faulty('800s', '{ at: 0s, kind: datastore-down, target: ds1 }');
      expect(run(scenarioOf(text)).sessions.map(({ endSeconds }) => endSeconds)).toEqual([null]);
      expect(untilItFits(text)).toMatchObject({
        changes: [],
        before: null,
        withoutFaults: { job: 'nightly', spareSeconds: 800 - 720 },
      });
    });

    test('where a job ends only since its window stops it, what it does without them', () => {
      const text = faulty('800s', '{ at: 0s, kind: datastore-down, target: ds1 }').replace(
        'report }',
        'stop }',
      );
      expect(run(scenarioOf(text)).sessions.map(({ endSeconds }) => endSeconds)).toEqual([800]);
      expect(untilItFits(text)).toMatchObject({
        before: null,
        withoutFaults: { job: 'nightly', spareSeconds: 800 - 720 },
      });
    });

    test('changes that leave no more VMs unprotected, although a night is short when all of them fail', () => {
      // Two of four disks are in transfer when the datastore fails, and give up after 30 minutes. With more slots, four do.
      const down = '{ at: 300s, for: 4000s, kind: datastore-down, target: ds1 }';
      const text = faulty('4500s', down).replace(
        'compression: none,',
        'compression: none, retries: { times: 0, wait: 0s },',
      );
      expect(run(withSettings(text, ['proxies.*.count=2'])).summary.vms.unprotected).toHaveLength(4);
      const left = run(scenarioOf(text)).summary.vms.unprotected.length;
      expect(left).toBe(2);
      expect(untilItFits(text)!.unprotected).toBeLessThanOrEqual(left);
    });
  });

  test('that nothing is enough, where the limit is what a task can read in its mode', () => {
    const limited = `${night({ disks: 1, cores: 16, window: '10s' })}transport: { san: { perTask: 50 MB/s } }\n`;
    expect(untilItFits(limited)).toMatchObject({ changes: [], after: { spareSeconds: 10 - 720 } });
  });

  test('nothing, where the budget ends before a change was found', () => {
    const text = night({ window: '400s' });
    expect(untilItFits(text, 2500 * 20)).toBeDefined();
    const scenario = scenarioOf(text);
    const options = { file: { name: 'night.yaml', sha256: '' } };
    // Enough for four doubled runs, and the run without a stop.
    const found = whatIfDoubled(scenario, { result: run(scenario), options, budget: 9000 });
    expect(found).toMatchObject({ untried: expect.any(Number) });
    expect(found?.untilItFits).toBeUndefined();
  });

  test('law: its settings give what it says, none of several changes is needless, and the stop at the close of a window changes nothing', () => {
    let several = 0;
    fc.assert(
      fc.property(
        fc.record({
          read: fc.integer({ min: 50, max: 800 }),
          write: fc.integer({ min: 50, max: 800 }),
          cores: fc.integer({ min: 1, max: 4 }),
          slots: fc.integer({ min: 1, max: 6 }),
          disks: fc.integer({ min: 1, max: 6 }),
          proxies: fc.integer({ min: 1, max: 2 }),
          seconds: fc.integer({ min: 100, max: 1200 }),
          stops: fc.boolean(),
        }),
        ({ seconds, stops, ...parts }) => {
          const window = stops ? `${seconds}s` : `{ length: ${seconds}s, onClose: report }`;
          const text = night({ ...parts, window });
          const found = untilItFits(text);
          if (found === undefined || found.changes.length === 0) return;
          const left = night({ ...parts, window: `{ length: ${seconds}s, onClose: report }` });
          expect(spareWith(left, found)).toEqual(found.after);
          expect(spareWith(text, found)).toEqual(found.after);
          if (found.set.length < 2) return;
          several++;
          // Settings of one change go together, so leaving one out is less than leaving out a change.
          for (const one of new Set(found.changes.map((what) => what.split('.')[0]!))) {
            const rest = found.set.filter((setting) => !setting.startsWith(`${one}.`));
            if (rest.length === 0) continue;
            expect(tightestJob(run(withSettings(left, rest)))!.spareSeconds).toBeLessThan(0);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(several).toBeGreaterThan(0);
  });
});
