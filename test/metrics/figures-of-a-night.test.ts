import { describe, expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/**
 * The figures of one night, worked out by hand. A core does 100 MB/s, a task uses one, and there are two slots. A snapshot takes
 * 10 s, opening 5 s, removing a snapshot 20 s; no other overheads, no changes on the disks. Half of what is read is sent.
 *
 *     slot 1   a/0  0 snapshot 10, open 15, 20 GB to 215   |  c/0  215 snapshot 225, open 230, 10 GB to 330
 *     slot 2   a/1  0 snapshot 10, open 15, 10 GB to 115   |  b/0  115 snapshot 125, open 130, 30 GB to 430
 *
 * `late` is ready at 100 s and queues behind the running job. Snapshots have been removed at 235, 350 and 450 s.
 */
const NIGHT = {
  overheads: '{ base: none, snapshotCreate: 10s, openNbd: 5s, snapshotRemove: 20s }',
  profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
  transport: '{}',
  datastores: '[{ name: ds1, read: 200 MB/s, maxSnapshots: unlimited }]',
  proxies: '[{ name: px1, cores: 4, maxConcurrentTasks: 2 }]',
  repositories: '[{ name: repo, write: 125 MB/s, maxConcurrentTasks: 8 }]',
  vms: `[${[
    ['a', 20, 10],
    ['b', 30],
    ['c', 10],
  ]
    .map(([name, ...sizes]) =>
      vm(name as string, sizes as number[]).replaceAll('ds1 }', 'ds1, changeRate: 0% }'),
    )
    .join(', ')}]`,
  jobs: `[{ name: early, vms: [a, b], repository: repo, run: full, window: { length: 400s, onClose: report } },
    { name: late, vms: [c], repository: repo, run: full, schedule: { start: 100s } }]`,
};
const { summary, tasks, sessions, snapshots, work } = runText(night(NIGHT));
const { early, late } = summary.jobs as Record<'early' | 'late', (typeof summary.jobs)[string]>;

test('the run follows the drawing above', () => {
  expect(
    tasks.map(
      (t) =>
        `${t.vm}/${t.disk} ${t.startSeconds} ${t.transferStartSeconds} ${t.transferEndSeconds} ${t.endSeconds}`,
    ),
  ).toEqual(['a/0 0 15 215 215', 'a/1 0 15 115 115', 'b/0 115 130 430 430', 'c/0 215 230 330 330']);
});

describe('windows', () => {
  test('of the run, of a job, of a session: first start to last finish of their tasks', () => {
    expect(summary.window).toEqual({ startSeconds: 0, endSeconds: 430, seconds: 430 });
    expect([early.window, late.window]).toEqual([430, 330 - 215]);
    expect(sessions.map(({ window }) => window)).toEqual([
      { startSeconds: 0, endSeconds: 430, seconds: 430 },
      { startSeconds: 215, endSeconds: 330, seconds: 115 },
    ]);
  });

  test('a session lasts from its start to the removal of its last snapshot', () => {
    expect(sessions.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0, 450],
      [100, 350],
    ]);
  });

  test('overrun: finish minus the end of the allowed window', () => {
    expect([early.overrun, late.overrun]).toEqual([430 - 400, 0]);
    expect(sessions.map(({ closesSeconds }) => closesSeconds)).toEqual([400, null]);
  });

  test('of a job with several sessions the longest', () => {
    // 100 GB at 100 MB/s, then twice the tenth of it that changes in a day.
    const week = runText(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
        vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
      }),
    );
    expect(week.sessions.map(({ window }) => window!.seconds)).toEqual([1000, 100, 100]);
    expect(week.summary.jobs['night']!.window).toBe(1000);
    // From 22:00 of the first day to 22:00 and 100 s of the third.
    expect(week.summary.window!.seconds).toBe(2 * 86_400 + 100);
  });
});

test('queue wait: start minus ready, by cause', () => {
  // For a slot of the proxy: b/0 from 0 to 115, c/0 from 100 to 215.
  expect(tasks.map(({ vm: name, queueWaitSeconds }) => [name, queueWaitSeconds])).toEqual([
    ['a', 0],
    ['a', 0],
    ['b', 115],
    ['c', 115],
  ]);
  expect(summary.waits['proxy-slot']).toBe(230);
  expect(early.sessions[0]!.queueWait).toEqual({ mean: 115 / 3, p95: 115, max: 115 });
  expect(late.sessions[0]!.queueWait).toEqual({ mean: 115, p95: 115, max: 115 });
});

test('work: bytes by what limited them, tasks of which that is known, and slots held in all', () => {
  // a/1 and c/0 always have the datastore and a core at their limits, of which the first stage counts; a/0 and b/0 are longer alone.
  // Slots: a 215 + 115 s, b from 115 to 430 s, c from 215 to 330 s.
  expect(work).toEqual({ bytes: { proxy: 50e9, source: 20e9 }, judged: 4, heldSeconds: 330 + 315 + 115 });
});

test('work: slots held and waits count up to the cut of a run', () => {
  // a would be read from 0 to 1000, and b waits for its slot from 0 on: 600 s each when the run is cut.
  const cut = runText(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
    { untilUs: 600e6 },
  );
  expect([cut.work.heldSeconds, cut.summary.waits['proxy-slot']]).toEqual([600, 600]);
});

test('snapshot life: creation to the start of its removal', () => {
  expect(snapshots.map(({ vm: name, lifeSeconds }) => [name, lifeSeconds])).toEqual([
    ['a', 215 - 10],
    ['b', 430 - 125],
    ['c', 330 - 225],
  ]);
  expect(summary.vms.longestSnapshotSeconds).toBe(305);
});

describe('utilisation, the mean over the window', () => {
  test('of slots: held over available slot-seconds', () => {
    // 215 + 115 + 315 + 115 of 2 x 430 slot-seconds.
    expect(summary.proxies['px1']).toMatchObject({ slots: 2, tasks: 4, peakTasks: 2 });
    expect(summary.proxies['px1']!.slotUtilisation).toBeCloseTo(760 / 860, 12);
    // The repository has 8 slots.
    expect(summary.repositories['repo']!.slotUtilisation).toBeCloseTo(760 / (8 * 430), 12);
  });

  test('of resources: used over capacity', () => {
    // 70 GB read at 200 MB/s take 350 s, on four cores of 100 MB/s 175 s; 35 GB written at 125 MB/s 280 s.
    expect(summary.datastores['ds1']!.utilisation).toBeCloseTo(350 / 430, 12);
    expect(summary.proxies['px1']!.cpuUtilisation).toBeCloseTo(175 / 430, 12);
    expect(summary.repositories['repo']!.writeUtilisation).toBeCloseTo(280 / 430, 12);
  });

  test('without the warm-up', () => {
    const warm = runText(night({ ...NIGHT, clock: '{ start: 2026-01-05T20:00, warmUp: 115s }' })).summary;
    // Of the 315 s left a/0 holds its slot for 100, b/0 for all of them, c/0 for 115.
    expect(warm.proxies['px1']!.slotUtilisation).toBeCloseTo(530 / 630, 12);
    // 50 of the 70 GB: at 100 MB/s for 15 s, 200 for 85, 100 for 15, 200 for 100 and 100 for 100.
    expect(warm.datastores['ds1']!.utilisation).toBeCloseTo(250 / 315, 12);
  });
});

test('load line: how busy each stage was while tasks transferred, weighted by their transfer times', () => {
  // The datastore is fully used by two tasks, half used by one. During a/0: 185 s full, 15 s half; a/1: 100 s full; b/0: 185 s full,
  // 115 s half. The core of each task is always busy. The repository uses 0.8 of its rate with two tasks, 0.4 with one.
  const source = (185 + 15 / 2 + 100 + 185 + 115 / 2) / 600;
  expect(early.sessions[0]!.load.source).toBeCloseTo(source, 12);
  expect(early.sessions[0]!.load.target).toBeCloseTo(0.8 * source, 12);
  expect(early.sessions[0]!.load).toMatchObject({ proxy: 1, network: 0 });
  expect(early.sessions[0]!.bottleneck).toBe('proxy');
  // c/0 always reads beside b/0.
  expect(late.sessions[0]!.load).toEqual({ source: 1, proxy: 1, network: 0, target: 0.8 });
});

test('processing rate: bytes read over the time in which any flowed', () => {
  // `early`: 60 GB from 15 to 430 s; `late`: 10 GB in 100 s.
  expect(early.sessions[0]!.processingRate).toBeCloseTo(60e9 / 415, 3);
  expect(late.sessions[0]!.processingRate).toBeCloseTo(100e6, 3);
  expect([early.sessions[0]!.readBytes, early.sessions[0]!.transferredBytes]).toEqual([60e9, 30e9]);
});

test('lower bound: the largest of the single bounds, and the gap to it', () => {
  // Longest task: b/0, 10 + 5 + 300 s. The datastore: 15 + 350 s, the repository 15 + 280 s, the cores 15 + 175 s. Slots: a
  // 10 + 205 + 105, b 315, c 115; 750 s on two.
  expect(summary.bound).toEqual({
    seconds: 375,
    by: 'proxies.px1.slots',
    gap: expect.closeTo(430 / 375 - 1, 12),
  });
});

test('protected: VMs whose last session in each of their jobs succeeded', () => {
  expect(summary.vms).toMatchObject({ protected: 3, unprotected: [] });
  // If the window stops tasks at 400 s, b is not done; c, of the other job, is.
  const stopped = runText(night({ ...NIGHT, jobs: NIGHT.jobs.replace('report', 'stop') }));
  expect(stopped.summary.vms).toMatchObject({ protected: 2, unprotected: ['b'] });
});
