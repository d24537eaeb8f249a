import { describe, expect, it } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** `second datastore milliseconds`, in the order of the trace. */
function samples(text: string): string[] {
  return runText(text).trace.flatMap((record) =>
    record.kind === 'latency-sampled'
      ? [`${record.at / 1e6} ${record.datastore} ${record.latencyUs / 1000}`]
      : [],
  );
}

describe('latency is sampled before a pass where tasks wait', () => {
  const datastores = '[{ name: ds1, latency: { base: 1ms } }, { name: ds2, latency: { base: 2ms } }]';

  it('in the order of the datastores, whichever task is first in the queue', () => {
    // vm b, on ds2, has the longer disk and goes first.
    const vms = `[${vm('a', [1])}, ${vm('b', [2], 'ds2')}]`;
    expect(samples(night({ datastores, vms })).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
    const backwards = `[${vm('b', [1], 'ds2')}, ${vm('a', [2])}]`;
    expect(samples(night({ datastores, vms: backwards })).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
  });

  it('also for a task that is kept by something else, which is checked first', () => {
    // One slot: b waits for it from 0 on.
    const vms = `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`;
    const text = night({ datastores, vms, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' });
    expect(samples(text).slice(0, 2)).toEqual(['0 0 1', '0 1 2']);
  });

  it('not for a copy, which reads no datastore', () => {
    // The copy of b waits for the slot that a's has.
    const text = night({
      datastores,
      repositories: '[{ name: old, maxConcurrentTasks: 1 }, { name: repo }]',
      vms: `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`,
      jobs: '[{ name: copy, type: backup-copy, vms: ["*"], source: old, repository: repo, run: full }]',
    });
    expect(samples(text)).toEqual([]);
  });

  it('not where no task waits', () => {
    expect(samples(night({ datastores, vms: `[${vm('a', [1])}]` }))).toEqual(['0 0 1']);
  });
});

describe('latency control', () => {
  const shares = (text: string) =>
    runText(text).trace.flatMap((record) =>
      record.kind === 'latency-sampled' ? [[record.at / 1e6, record.latencyUs / 1000, record.share]] : [],
    );
  /** Production alone reads 40 ms once the task has started. */
  const overloaded = (read: string) =>
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 21s }',
      datastores: `[{ name: ds1${read}, latency: { perTask: 10ms, production: { "20:00:10-21:00": 40ms } } }]`,
      vms: `[${vm('a', [100])}]`,
    });

  it('leaves backups 5 % of the bandwidth, however slow the storage is', () => {
    expect(shares(overloaded(', read: 100 MB/s')).at(-1)).toEqual([20, 40.5, 0.05]);
  });

  it('leaves them 5 % also where they add nothing to it themselves', () => {
    const alone = overloaded(', read: 100 MB/s').replace('perTask: 10ms, ', '');
    expect(shares(alone).at(-1)).toEqual([20, 40, 0.05]);
  });

  it('leaves all to readers that add nothing to just what production may have', () => {
    const just = overloaded(', read: 100 MB/s').replace('perTask: 10ms, ', '').replace('40ms', '30ms');
    expect(shares(just).at(-1)).toEqual([20, 30, 1]);
  });

  it.each([
    ['of a scheduler that is always there', ''],
    ['also between the looks of one that polls', 'schedulerTick: 1 min'],
  ])('that rises is what a task waits for that starts too soon besides, %s', (_, policy) => {
    // The first disk reads 3 GB at 100 MB/s; at 20 s a sample tells 19 + 12 ms, at 40 s, when starts are 40 s apart, 19 again.
    const text = night({
      datastores: '[{ name: ds1, read: 100 MB/s, latency: { base: 19ms, perTask: 12ms } }]',
      vms: `[${vm('a', [3, 1])}]`,
      policy: `{ ${policy} }`,
    });
    const causes = runText(text).tasks[1]!.waitedFor.map(({ cause, seconds }) => `${cause} ${seconds}`);
    const tick = policy === '' ? [] : ['scheduler-tick 20'];
    expect(causes).toEqual(['datastore-latency 20', 'start-spacing 20', ...tick]);
  });

  it('on one datastore holds up nothing on another that the same proxies read', () => {
    // 20 ms stop starts on ds1 until 20:10; its latency is sampled every 20 s.
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: `[
          { name: ds1, maxSnapshots: unlimited, latency: { production: { "20:00-20:10": 25ms } } },
          { name: ds2, maxSnapshots: unlimited }]`,
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
      }),
    );
    expect(places(run)).toEqual(['b/0 px1 0-1000', 'a/0 px1 600-1600']);
    expect(waited(run)).toEqual(['a/0 datastore-latency 600']);
  });

  it('that is switched off leaves them all of it', () => {
    const found = shares(`${overloaded(', read: 100 MB/s')}latencyControl: false\n`);
    expect(new Set(found.map(([, , share]) => share))).toEqual(new Set([1]));
    expect(found.at(-1)).toEqual([20, 50, 1]);
  });

  it('cannot slow down a datastore whose bandwidth is not stated', () => {
    expect(shares(overloaded('')).at(-1)).toEqual([20, 50, 1]);
  });

  it('of a Hyper-V host knows what was sampled within 10 s', () => {
    const hyperV = night({
      clock: '{ horizon: 21s }',
      hosts: '[{ name: hv1, platform: hyperv }]',
      datastores: '[{ name: ds1, type: csv, read: 1 MB/s, latency: { perTask: 10ms } }]',
      proxies: '[]',
      vms: `[${vm('a', [100])}]`,
    });
    expect(shares(hyperV).map(([at]) => at)).toEqual([0, 10, 20]);
  });

  it.each(['vsan', 'vvol'])(
    'does not act on a %s: tasks start at once and read at the full rate, and its latency is told',
    (type) => {
      // 100 GB at 100 MB/s each; three of them at 10 ms, where 20 ms stop and 30 ms throttle.
      const run = runText(
        night({
          datastores: `[{ name: ds1, type: ${type}, read: 300 MB/s, latency: { base: 10ms, perTask: 10ms } }]`,
          vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
          latencyControl: 'true',
        }),
      );
      expect(run.tasks.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
        [0, 1000],
        [0, 1000],
        [0, 1000],
      ]);
      expect(run.summary.datastores['ds1']).toMatchObject({
        peakLatencySeconds: 0.04,
        secondsStopped: 0,
        secondsThrottled: 0,
      });
    },
  );

  it('lets no task start while production alone is at the threshold, and the first as soon as it is below', () => {
    // 20 ms stop. They end at 50 s; the next sample is at 60 s.
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: '[{ name: ds1, latency: { production: { "19:00-20:00:50": 20ms } } }]',
      }),
    );
    expect(places(run)).toEqual(['vm1/0 px1 60-1060']);
    expect(waited(run)).toEqual(['vm1/0 datastore-latency 60']);
  });

  it('finds that production is below the threshold from some time of the next day on', () => {
    // From 22:00 to 00:30 are 9000 s.
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T22:00 }',
        datastores: '[{ name: ds1, latency: { production: { "21:00-00:30": 20ms } } }]',
      }),
    );
    expect(places(run)).toEqual(['vm1/0 px1 9000-10000']);
  });

  it('does not space out what writes to a datastore', () => {
    const restore = night({
      datastores: '[{ name: ds1, latency: { base: 1ms } }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: back, type: restore, vms: ["*"], repository: repo }]',
    });
    expect(runText(restore).tasks.map(({ startSeconds }) => startSeconds)).toEqual([0, 0]);
    const backup = night({
      datastores: '[{ name: ds1, latency: { base: 1ms } }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    });
    expect(runText(backup).tasks.map(({ startSeconds }) => startSeconds)).toEqual([0, 40]);
  });

  it.each([
    ['a restore', '{ name: back, type: restore, vms: ["*"], repository: repo, target: { datastore: ds2 } }'],
    ['a copy of a backup', '{ name: copy, type: backup-copy, vms: ["*"], source: repo, repository: repo2 }'],
  ])(
    'holds back nobody who reads a repository: %s of disks whose datastore is too slow to be read',
    (_, job) => {
      const slow = (jobs: string) =>
        runText(
          night({
            clock: '{ horizon: 1h }',
            datastores: '[{ name: ds1, latency: { base: 25ms } }, { name: ds2, latency: { base: 1ms } }]',
            repositories: '[{ name: repo }, { name: repo2 }]',
            vms: `[${vm('a', [100, 100], 'ds1', 'lastBackup: 24h')}, ${vm('b', [100], 'ds2', 'lastBackup: 24h')}]`,
            jobs: `[${jobs}]`,
          }),
        );
      const backup = '{ name: nightly, vms: ["*"], repository: repo }';
      expect(slow(backup).tasks.map(({ result }) => result)).toEqual(['success', 'unfinished', 'unfinished']);
      const run = slow(job);
      expect(run.tasks.map(({ result, queueWaitSeconds }) => `${result} ${queueWaitSeconds}`)).toEqual([
        'success 0',
        'success 0',
        'success 0',
      ]);
      expect(run.summary.diagnostics.map(({ code }) => code)).not.toContain('datastore-never-calm');
    },
  );
});
