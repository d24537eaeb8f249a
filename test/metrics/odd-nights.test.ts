import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../helpers/night.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';

/** A slot for two VMs of 100 GB. Alone, one is read in 1000 s, at a quarter of what datastore and repository can do. */
const ONE_SLOT: Sections = {
  datastores: '[{ name: ds1, read: 400 MB/s, maxSnapshots: unlimited }]',
  proxies: '[{ name: px1, cores: 4, maxConcurrentTasks: 1 }]',
  repositories: '[{ name: repo, write: 200 MB/s, maxConcurrentTasks: 2 }]',
  vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
};

const job = (rest: string) => `[{ name: night, vms: ["*"], repository: repo, run: full, ${rest} }]`;

/** What `sessions.csv` says of the only session. */
function onlySession({ sessions }: TestRun) {
  expect(sessions).toHaveLength(1);
  return sessions[0]!;
}

describe('a run that is cut off while a task transfers and another one waits', () => {
  // From 500 to 1100 s a is read, 60 GB; b waits all the time. The window of the job closes at 1000 s.
  const run = () =>
    runText(
      night({
        ...ONE_SLOT,
        clock: '{ start: 2026-01-05T20:00, horizon: 1100s }',
        jobs: job('schedule: { start: 500s }, window: { length: 500s, onClose: report }'),
      }),
    );

  test('has the window, the amounts and the lateness up to the cut', () => {
    const found = run();
    const window = { startSeconds: 500, endSeconds: 1100, seconds: 600 };
    expect(found.summary.window).toEqual(window);
    expect(found.summary.totals).toMatchObject({
      tasks: 2,
      succeeded: 0,
      failed: 0,
      unfinished: 2,
      retries: 0,
      readBytes: 60e9,
      transferredBytes: 30e9,
    });
    expect(onlySession(found)).toMatchObject({
      kind: 'full',
      result: 'unfinished',
      startSeconds: 500,
      endSeconds: null,
      tasks: 2,
      succeeded: 0,
      failedVms: 0,
      window,
      closesSeconds: 1000,
      overrunSeconds: 100,
      longestSnapshotSeconds: 600,
      readBytes: 60e9,
      transferredBytes: 30e9,
      processingRate: 100e6,
      load: { source: 1, proxy: 0, network: 0, target: 0.25 },
      queueWait: { mean: 300, p95: 600, max: 600 },
    });
    expect(found.summary.jobs['night']).toMatchObject({ window: 600, overrun: 100 });
    expect(found.summary.waits['proxy-slot']).toBe(600);
    expect(found.summary.nights).toEqual({ count: 1, medianSeconds: 600, longestSeconds: 600 });
  });

  test('counts slots and capacities up to the cut', () => {
    const { summary, capacityUse } = run();
    expect(summary.proxies['px1']).toMatchObject({ slotUtilisation: 1, peakTasks: 1, tasks: 1 });
    expect(summary.repositories['repo']).toMatchObject({ slotUtilisation: 0.5, peakTasks: 1 });
    expect(summary.repositories['repo']!.writeUtilisation).toBeCloseTo(0.25, 12);
    expect(summary.datastores['ds1']!.utilisation).toBeCloseTo(0.25, 12);
    expect(capacityUse.get('datastores.ds1.read')).toBeCloseTo(0.25, 12);
    expect(capacityUse.get('repositories.repo.write')).toBeCloseTo(0.25, 12);
  });

  test('has no bound and no mode, which are of tasks that were done, and protects nobody', () => {
    const { summary, work } = run();
    expect([summary.bound, summary.modes]).toEqual([null, {}]);
    // The snapshot of a was created, which stuns it for a moment; nothing has removed it.
    expect(summary.vms).toEqual({
      protected: 0,
      unprotected: ['a', 'b'],
      longestSnapshotSeconds: 600,
      worstStunSeconds: 0.5,
    });
    expect(work).toEqual({ bytes: { source: 60e9 }, judged: 1, heldSeconds: 600 });
  });
});

const NO_USE = { slotUtilisation: 0, cpuUtilisation: 0, networkUtilisation: 0, shareAboveKnee: 0 };

describe('a run in which no task starts', () => {
  test('because its job would start after the end, has nothing but zeros', () => {
    const { summary, sessions, work } = runText(
      night({ ...ONE_SLOT, clock: '{ horizon: 400s }', jobs: job('schedule: { start: 500s }') }),
    );
    expect([summary.window, summary.bound, summary.nights, sessions]).toEqual([null, null, null, []]);
    expect(summary.jobs).toEqual({ night: { window: 0, overrun: 0, sessions: [] } });
    expect(summary.totals).toMatchObject({ tasks: 0, succeeded: 0, failed: 0, unfinished: 0, readBytes: 0 });
    expect(summary.proxies['px1']).toMatchObject({ ...NO_USE, tasks: 0, peakTasks: 0 });
    expect(summary.repositories['repo']).toMatchObject({ slotUtilisation: 0, writeUtilisation: 0 });
    expect(summary.datastores['ds1']).toMatchObject({ utilisation: 0, peakTasks: 0, peakSnapshots: 0 });
    expect(summary.vms).toEqual({
      protected: 0,
      unprotected: [],
      longestSnapshotSeconds: 0,
      worstStunSeconds: 0,
    });
    expect([summary.modes, work]).toEqual([{}, { bytes: {}, judged: 0, heldSeconds: 0 }]);
  });

  test('because its session is cut off while it starts, has a session without a window, which is not late', () => {
    const found = runText(
      night({
        ...ONE_SLOT,
        overheads: '{ base: none, jobInit: 300s }',
        clock: '{ horizon: 700s }',
        jobs: job('schedule: { start: 500s }, window: { length: 100s, onClose: report }'),
      }),
    );
    expect(onlySession(found)).toMatchObject({
      result: 'unfinished',
      startSeconds: 500,
      endSeconds: null,
      closesSeconds: 600,
      window: null,
      overrunSeconds: 0,
      tasks: 0,
      readBytes: 0,
      processingRate: 0,
      load: { source: 0, proxy: 0, network: 0, target: 0 },
      bottleneck: 'none',
      queueWait: { mean: 0, p95: 0, max: 0 },
    });
    expect([found.summary.window, found.summary.nights]).toEqual([null, null]);
    expect(found.summary.proxies['px1']).toMatchObject(NO_USE);
    expect(found.summary.vms).toMatchObject({ protected: 0, unprotected: ['a', 'b'] });
  });
});

describe('a disk without a byte', () => {
  const empty = (overheads: string) =>
    runText(
      night({
        ...ONE_SLOT,
        overheads,
        vms: '[{ name: a, disks: [{ size: 100 GB, used: 0 GB, datastore: ds1 }] }]',
      }),
    );

  test('takes only what opening it takes, and has no rate', () => {
    const found = empty('{ base: none, openNbd: 5s }');
    expect(found.summary.window).toMatchObject({ seconds: 5 });
    expect(found.summary.bound).toEqual({ seconds: 5, by: 'longest-task a/0', gap: 0 });
    expect(onlySession(found)).toMatchObject({
      result: 'success',
      succeeded: 1,
      readBytes: 0,
      processingRate: 0,
      load: { source: 0, proxy: 0, network: 0, target: 0 },
      bottleneck: 'none',
    });
    expect(found.summary.modes).toEqual({
      nbd: {
        tasks: 1,
        readBytes: 0,
        preparingSeconds: 0,
        openingSeconds: 5,
        transferSeconds: 0,
        closingSeconds: 0,
        taskRate: 0,
      },
    });
    expect(found.summary.proxies['px1']).toMatchObject({ ...NO_USE, slotUtilisation: 1 });
    expect(found.summary.vms).toMatchObject({ protected: 1, unprotected: [] });
  });

  test('that takes no time at all has a window of 0 s with shares of 0, and is at its bound', () => {
    const { summary } = empty('none');
    expect(summary.diagnostics).toEqual([]);
    expect(summary.window).toMatchObject({ seconds: 0 });
    expect(summary.bound).toEqual({ seconds: 0, by: 'longest-task a/0', gap: 0 });
    expect(summary.proxies['px1']).toMatchObject({ ...NO_USE, tasks: 1, peakTasks: 1 });
    expect(summary.repositories['repo']).toMatchObject({ slotUtilisation: 0, writeUtilisation: 0 });
    expect(summary.datastores['ds1']!.utilisation).toBe(0);
  });
});

describe('a proxy that is lost while it reads', () => {
  const lost = (rest: string, schedule: string) =>
    runText(
      night({
        ...ONE_SLOT,
        clock: '{ start: 2026-01-05T20:00 }',
        vms: `[${vm('a', [100])}]`,
        faults: `[{ at: 300s, ${rest} kind: proxy-down, target: px1 }]`,
        jobs: job(schedule),
      }),
    );

  test('for a while stretches the window, but no rate: what was paused is no transfer time', () => {
    // 30 GB until 300 s, back at 500 s. Tried every 15 s after 300 s, so 70 GB from 510 to 1210 s.
    const found = lost('for: 200s,', 'schedule: { start: 0s }');
    expect(found.summary.window!.seconds).toBe(1210);
    expect(onlySession(found)).toMatchObject({ processingRate: 100e6, result: 'success' });
    expect(onlySession(found).load.source).toBeCloseTo(1, 12);
    expect(found.summary.modes['nbd']).toMatchObject({ transferSeconds: 1000, taskRate: 100e6 });
    // The slot is held all the time; the datastore gives 250 s worth of its bandwidth.
    expect(found.summary.proxies['px1']!.slotUtilisation).toBe(1);
    expect(found.summary.datastores['ds1']!.utilisation).toBeCloseTo(250 / 1210, 12);
    expect(found.summary.faults).toEqual([
      { kind: 'proxy-down', name: 'px1', startSeconds: 300, endSeconds: 500 },
    ]);
  });

  test('for good: the first attempt fails, the retry is stopped by the window, and both count as failed', () => {
    // Resuming is given up after 30 min, at 2100 s. The retry is due 10 min later, and waits for a proxy until 3600 s.
    const found = lost('', 'schedule: { daily: "20:00" }, window: { length: 1h, onClose: stop }');
    expect(found.summary.totals).toMatchObject({
      tasks: 2,
      succeeded: 0,
      failed: 2,
      unfinished: 0,
      retries: 1,
      readBytes: 30e9,
      transferredBytes: 15e9,
    });
    expect(onlySession(found)).toMatchObject({
      result: 'failed',
      attempts: 2,
      failedVms: 1,
      window: { startSeconds: 0, endSeconds: 2100, seconds: 2100 },
      endSeconds: 3600,
      overrunSeconds: 0,
      processingRate: 100e6,
      // The first attempt did not wait, the second from 2100 s on.
      queueWait: { mean: 750, p95: 1500, max: 1500 },
    });
    expect(found.summary.waits).toMatchObject({ 'retry-wait': 600, 'no-candidate': 900 });
    expect(found.summary.proxies['px1']!.slotUtilisation).toBe(1);
    expect(found.summary.vms).toMatchObject({ protected: 0, unprotected: ['a'] });
    expect(found.summary.faults).toMatchObject([{ startSeconds: 300, endSeconds: null }]);
  });
});

describe('an interruption', () => {
  test('while a disk is being opened delays its transfer, and takes nothing off the time of that', () => {
    // Lost after 3 s of 10. Tried every 15 s, it is back 210 s later, and the disk is opened once more.
    const found = runText(
      night({
        overheads: '{ base: none, openNbd: 10s }',
        faults: '[{ at: 3s, for: 200s, kind: proxy-down, target: px1 }]',
      }),
    );
    expect(found.tasks).toMatchObject([
      { transferStartSeconds: 223, transferEndSeconds: 1223, interruptions: 1, interruptedSeconds: 210 },
    ]);
    expect(found.summary.modes['nbd']).toMatchObject({ openingSeconds: 223, transferSeconds: 1000 });
    expect(onlySession(found).processingRate).toBe(100e6);
  });

  test('that nothing ends while a disk is being opened fails after half an hour, without any transfer', () => {
    const found = runText(
      night({
        overheads: '{ base: none, openNbd: 10s }',
        faults: '[{ at: 3s, kind: proxy-down, target: px1 }]',
      }),
    );
    expect(found.tasks).toMatchObject([
      { transferStartSeconds: null, endSeconds: 1803, interruptedSeconds: 1800, result: 'failed' },
    ]);
    expect(onlySession(found)).toMatchObject({ processingRate: 0, window: { seconds: 1803 } });
    expect(found.summary.modes).toEqual({});
  });

  test('ends where the disk fails, not where it has been detached', () => {
    // 30 GB until 310 s. It fails at 2110 s, and then takes 20 s to detach.
    const { tasks, summary } = runText(
      night({
        overheads: '{ base: none, hotaddAttach: 10s, hotaddDetach: 20s }',
        transport: '{ hotadd: { perTask: 100 MB/s } }',
        proxies:
          '[{ name: px1, kind: virtual, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }]',
        faults: '[{ at: 310s, kind: datastore-down, target: ds1 }]',
      }),
    );
    expect(tasks).toMatchObject([{ endSeconds: 2130, interruptedSeconds: 1800, result: 'failed' }]);
    expect(summary.modes['hotadd']).toMatchObject({
      transferSeconds: 300,
      closingSeconds: 20,
      taskRate: 100e6,
    });
  });

  test('of one disk is no transfer time of its session while no other disk transfers', () => {
    // a stands from 200 to 800 s and ends at 1600 s; b is read from 0 to 500 s. Some data flowed in 500 + 800 s.
    const found = runText(
      night({
        proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [50])}]`,
        faults: '[{ at: 200s, for: 600s, kind: proxy-down, target: px1 }]',
      }),
    );
    expect(found.summary.window!.seconds).toBe(1600);
    expect(onlySession(found).processingRate).toBeCloseTo(150e9 / 1300, 3);
  });
});

test('a disk that is held up while it is opened takes nothing off the transfer time of those beside it', () => {
  // px2 reads b from 10 to 1010 s. px1 reads a until 110 s and is lost at 115 s, while it opens c; c is read from 230 to 330 s.
  const found = runText(
    night({
      overheads: '{ base: none, openNbd: 10s }',
      proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [100])}, ${vm('c', [10])}]`,
      faults: '[{ at: 115s, for: 100s, kind: proxy-down, target: px1 }]',
    }),
  );
  expect(found.tasks.map(({ vm: name, transferEndSeconds }) => [name, transferEndSeconds])).toEqual([
    ['a', 110],
    ['b', 1010],
    ['c', 330],
  ]);
  expect(onlySession(found).processingRate).toBeCloseTo(120e9 / 1000, 3);
});

test('work that its window stops counts as far as it came, and its rate is that of the time that it had', () => {
  const { summary, events } = runText(
    night({ ...ONE_SLOT, jobs: job('window: { length: 400s, onClose: stop }') }),
  );
  expect(summary.window!.seconds).toBe(400);
  expect(summary.totals).toMatchObject({ tasks: 2, failed: 2, succeeded: 0, readBytes: 40e9 });
  expect(summary.modes['nbd']).toMatchObject({
    tasks: 1,
    readBytes: 40e9,
    transferSeconds: 400,
    taskRate: 100e6,
  });
  // b had not started, so nothing of it was stopped.
  expect(events.map(({ seconds, kind, name }) => `${seconds} ${kind} ${name}`)).toEqual([
    '400 task-stopped a/0',
    '400 vm-failed b',
    '400 vm-failed a',
    '400 vm-unprotected a',
    '400 vm-unprotected b',
  ]);
});

test('a night that begins late is at its bound all the same, and has none where none is asked for', () => {
  const text = night({ jobs: job('schedule: { start: 500s }') });
  expect(runText(text).summary).toMatchObject({
    window: { startSeconds: 500, endSeconds: 1500, seconds: 1000 },
    bound: { seconds: 1000, by: 'longest-task vm1/0', gap: 0 },
  });
  expect(runText(text, { leavesOutBound: true }).summary.bound).toBeNull();
});

test('a warm-up longer than the work leaves the window as it is, and utilisations of 0', () => {
  const { summary } = runText(night({ ...ONE_SLOT, clock: '{ start: 2026-01-05T20:00, warmUp: 3000s }' }));
  expect(summary.window).toEqual({ startSeconds: 0, endSeconds: 2000, seconds: 2000 });
  expect(summary.jobs['night']!.window).toBe(2000);
  expect(summary.proxies['px1']).toMatchObject({ ...NO_USE, tasks: 2, peakTasks: 1 });
  expect(summary.repositories['repo']).toMatchObject({ slotUtilisation: 0, writeUtilisation: 0 });
});

test('an increment is no full, and a session is a full if one of its tasks is', () => {
  const kinds = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
      vms: `[${vm('a', [100])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" }, run: auto }]',
    }),
  ).sessions.map(({ kind, tasks, succeeded }) => [kind, tasks, succeeded]);
  expect(kinds).toEqual([
    ['full', 1, 1],
    ['incremental', 1, 1],
  ]);
});
