import { describe, expect, test } from 'vitest';
import { lives, night, places, type Sections, times, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const job = (name: string, vms: string, rest: string) =>
  `{ name: ${name}, vms: [${vms}], repository: repo, run: full, ${rest} }`;

/** `job started-ended result`, hours where the test says so. */
const sessions = (run: ReturnType<typeof runText>, unit = 1) =>
  run.sessions.map(
    ({ job: name, startSeconds, endSeconds, result }) =>
      `${name} ${startSeconds / unit}-${endSeconds === null ? '' : endSeconds / unit} ${result}`,
  );

describe('a window that closes with onClose: stop', () => {
  const closing = (length: string, sections: Sections = {}) =>
    runText(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        jobs: `[${job('night', '"*"', `window: { length: ${length}, onClose: stop }`)}]`,
        ...sections,
      }),
    );

  test('fails what still transfers with the bytes read by then, and drops what waits', () => {
    const run = closing('600s');
    expect(places(run)).toEqual(['a/0 px1 0-600', 'b/0 window-closed']);
    expect(run.tasks.map((t) => [t.result, t.readBytes, t.transferredBytes])).toEqual([
      ['window-closed', 60e9, 30e9],
      ['window-closed', 0, 0],
    ]);
    expect(waited(run)).toEqual(['b/0 proxy-slot 600']);
    expect(run.summary.totals).toMatchObject({ tasks: 2, succeeded: 0, failed: 2, unfinished: 0 });
    expect(run.summary.jobs['night']).toMatchObject({ window: 600, overrun: 0 });
    expect(run.summary.vms).toMatchObject({ protected: 0, unprotected: ['a', 'b'] });
  });

  test('keeps what was done before, and the session has failed', () => {
    const run = closing('1500s');
    expect(run.tasks.map((task) => task.result)).toEqual(['success', 'window-closed']);
    expect(run.sessions[0]).toMatchObject({ result: 'failed', readBytes: 150e9, succeeded: 1 });
    expect(run.summary.vms).toMatchObject({ protected: 1, unprotected: ['b'] });
  });

  test('concerns nobody once the session has ended: the run ends with the work', () => {
    const run = closing('8h');
    expect(run.trace.at(-1)).toMatchObject({ kind: 'run-ended', at: 2000e6 });
  });

  test('a transfer that ends at the very moment has succeeded', () => {
    const run = closing('1000s');
    expect(run.tasks.map((task) => [task.result, task.readBytes])).toEqual([
      ['success', 100e9],
      ['window-closed', 0],
    ]);
  });

  test('hot-add still detaches, and the snapshot is removed', () => {
    const run = closing('500s', {
      overheads: 'default',
      proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 1 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      vms: '[{ name: a, disks: [{ size: 100 GB, datastore: ds1, changeRate: 0% }] }]',
    });
    // 15 + 20 + 30 = 65 to 500: 43.5 GB; detached at 530; removal 10, VM 5, job 10.
    expect(lives(run)).toEqual(['a/0 15 >65-500> 530']);
    expect(run.tasks[0]?.readBytes).toBe(43.5e9);
    expect(sessions(run)).toEqual(['night 0-555 failed']);
  });

  test('a disk that is read and still detaches has succeeded', () => {
    const run = closing('1075s', {
      overheads: 'default',
      proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 1 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      vms: '[{ name: a, disks: [{ size: 100 GB, datastore: ds1, changeRate: 0% }] }]',
    });
    expect(lives(run)).toEqual(['a/0 15 >65-1065> 1095']);
    expect(run.sessions[0]).toMatchObject({ result: 'success', overrunSeconds: 20 });
  });

  test('stops a VM that still prepares: its slots are freed, its snapshot removed', () => {
    const run = closing('20s', { overheads: 'default', vms: `[${vm('a', [100])}]` });
    expect(lives(run)).toEqual(['a/0 15 >null-null> 20']);
    expect([times(run, 'snapshot-created'), times(run, 'snapshot-removed')]).toEqual([[], [30]]);
  });

  test('stops a disk that is being opened: it never flows', () => {
    const run = closing('36s', { overheads: 'default', vms: `[${vm('a', [100])}]` });
    expect(lives(run)).toEqual(['a/0 15 >null-null> 36']);
    expect(run.tasks.map((task) => task.result)).toEqual(['window-closed']);
  });

  test('that closes before its tasks are there starts none of them', () => {
    const run = closing('10s', { overheads: 'default' });
    expect(places(run)).toEqual(['a/0 window-closed', 'b/0 window-closed']);
    expect(sessions(run)).toEqual(['night 0-25 failed']);
  });

  test('with one VM at a time, those whose turn has not come are dropped too', () => {
    const run = closing('600s', { parallelProcessing: 'false' });
    expect(places(run)).toEqual(['a/0 px1 0-600', 'b/0 window-closed']);
    expect(waited(run)).toEqual(['b/0 sequential 600']);
    expect(sessions(run)).toEqual(['night 0-600 failed']);
  });

  test('gives its slots to the jobs that may go on', () => {
    const run = closing('600s', {
      jobs: `[${job('short', 'a', 'window: { length: 600s, onClose: stop }')}, ${job('other', 'b', 'schedule: { start: 1s }')}]`,
    });
    expect(places(run)).toEqual(['a/0 px1 0-600', 'b/0 px1 600-1600']);
  });
});

test('a window with onClose: report lets the work go on and tells by how much it was late', () => {
  const run = runText(
    night({ jobs: `[${job('night', '"*"', 'window: { length: 600s, onClose: report }')}]` }),
  );
  expect(run.tasks.map((task) => task.result)).toEqual(['success']);
  expect(run.summary.jobs['night']).toMatchObject({ window: 1000, overrun: 400 });
});

describe('a chained job', () => {
  const chain = (first: string) =>
    runText(
      night({
        overheads: '{ base: none, jobFinalise: 10s, snapshotRemove: 5s }',
        vms: `[${vm('a', [100])}, ${vm('b', [50])}]`,
        jobs: `[${job('one', 'a', first)}, ${job('two', 'b', 'schedule: { after: one }')}]`,
      }),
    );

  test('starts when the session of the one before has ended, finalising included', () => {
    expect(sessions(chain('schedule: { start: 7s }'))).toEqual([
      'one 7-1022 success',
      'two 1022-1537 success',
    ]);
  });

  test('also starts when that one failed', () => {
    expect(sessions(chain('window: { length: 100s, onClose: stop }'))).toEqual([
      'one 0-115 failed',
      'two 115-630 success',
    ]);
  });
});

describe('nights in a row', () => {
  const HOUR = 3600;
  const nights = (sections: Sections) =>
    runText(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
        vms: '[{ name: a, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
        ...sections,
      }),
    );
  const daily = (rest: string) =>
    `[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" }, ${rest} }]`;

  test('a full run first, then increments of a day: exactly 10 % of 100 GB', () => {
    const run = nights({ jobs: daily('run: full') });
    expect(run.sessions.map((s) => [s.startSeconds / HOUR, s.kind, s.readBytes])).toEqual([
      [2, 'full', 100e9],
      [26, 'incremental', 10e9],
      [50, 'incremental', 10e9],
    ]);
  });

  test('auto is a full run without a restore point, an increment of its age with one', () => {
    const bytes = (rest: string) =>
      nights({
        jobs: daily('run: auto'),
        vms: `[{ name: a, ${rest} disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]`,
      }).sessions[0]?.readBytes;
    expect([bytes(''), bytes('lastBackup: 24h,'), bytes('lastBackup: 48h,')]).toEqual([100e9, 10e9, 19e9]);
  });

  test('an increment without a known restore point covers a day', () => {
    expect(nights({ jobs: daily('run: incremental') }).sessions[0]?.readBytes).toBe(10e9);
  });

  test('an active full reads everything every night', () => {
    const run = nights({ jobs: daily('method: active-full, run: full') });
    expect(run.sessions.map((s) => s.readBytes)).toEqual([100e9, 100e9, 100e9]);
  });

  test('a missed night makes the next run bigger', () => {
    // At 1 MB/s 10 GB take 10000 s. The window of 5000 s stops every night; the restore point stays the one before the
    // run: 10 % after a day, 19 % after two, 27.1 % after three.
    const run = nights({
      transport: '{ nbd: { perTask: 1 MB/s } }',
      jobs: daily('run: incremental, window: { length: 5000s, onClose: stop }'),
    });
    const planned = run.trace.flatMap((r) => (r.kind === 'task-ready' ? [r.readBytes] : []));
    expect(planned).toEqual([10e9, 19e9, 27.1e9]);
    expect(run.tasks.map((task) => task.readBytes)).toEqual([5e9, 5e9, 5e9]);
  });

  test('a restore point bears the start of its session, however long that took', () => {
    // The first night reads 100 GB in 10000 s; the second still finds a day of changes.
    const transport = '{ nbd: { perTask: 10 MB/s } }';
    const run = nights({ overheads: 'default', transport, jobs: daily('run: full') });
    expect(run.sessions[1]?.readBytes).toBe(10e9);
  });

  test('a start that falls into the last run is missed: the job takes its next slot', () => {
    // 100 GB at 1 MB/s: 100000 s, nearly 28 h from 22:00; the night after is missed, the third starts.
    const run = nights({
      transport: '{ nbd: { perTask: 1 MB/s } }',
      jobs: daily('run: full, method: active-full'),
    });
    expect(times(run, 'session-missed').map((at) => at / HOUR)).toEqual([26]);
    expect(times(run, 'session-started').map((at) => at / HOUR)).toEqual([2, 50]);
  });

  test('V31: a job every 4 h that runs five hours starts next at eight', () => {
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T00:00, horizon: 9h }',
        transport: '{ nbd: { perTask: 10 MB/s } }',
        vms: `[${vm('a', [180])}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { every: 4h } }]',
      }),
    );
    expect(times(run, 'session-started').map((at) => at / HOUR)).toEqual([0, 8]);
  });

  test('without a horizon a calendar starts runs for a day, and what has started is finished', () => {
    const run = nights({
      clock: '{ start: 2026-01-05T22:00 }',
      transport: '{ nbd: { perTask: 1 MB/s } }',
      jobs: daily('run: full'),
    });
    expect(sessions(run)).toEqual(['night 0-100000 success']);
  });

  test('each job keeps its own restore points', () => {
    const run = nights({
      jobs: `[{ name: first, vms: [a], repository: repo, run: full, schedule: { daily: "22:00" } },
        { name: second, vms: [a], repository: repo, run: full, schedule: { daily: "23:00" } }]`,
    });
    expect(run.sessions.slice(0, 4).map((s) => `${s.job} ${s.readBytes / 1e9}`)).toEqual([
      'first 100',
      'second 100',
      'first 10',
      'second 10',
    ]);
  });

  test('a job that is switched off never starts, nor do the jobs chained to it', () => {
    const run = nights({
      jobs: `[{ name: off, vms: [a], repository: repo, enabled: false },
        { name: on, vms: [a], repository: repo, schedule: { after: off } }]`,
    });
    expect(run.sessions).toEqual([]);
  });
});

test('what runs or waits at the horizon is unfinished', () => {
  const run = runText(
    night({
      clock: '{ horizon: 600s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
  );
  expect(run.tasks.map((t) => `${t.vm} ${t.startSeconds} ${t.endSeconds} ${t.result}`)).toEqual([
    'a 0 null unfinished',
    'b null null unfinished',
  ]);
  expect(run.summary).toMatchObject({
    window: { startSeconds: 0, endSeconds: 600, seconds: 600 },
    totals: { succeeded: 0, failed: 0, unfinished: 2 },
    vms: { protected: 0, unprotected: ['a', 'b'] },
  });
  expect(sessions(run)).toEqual(['night 0- unfinished']);
  expect(waited(run)).toEqual(['b/0 proxy-slot 600']);
});

test('what ends exactly at the horizon is finished', () => {
  const run = runText(night({ clock: '{ horizon: 1000s }' }));
  expect(run.tasks.map((task) => task.result)).toEqual(['success']);
  expect(sessions(run)).toEqual(['night 0-1000 success']);
});
