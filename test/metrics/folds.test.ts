import { describe, expect, test } from 'vitest';
import { Collector } from '../../src/metrics/collector.ts';
import { taskFigures } from '../../src/metrics/columns/task-columns.ts';
import { taskRows } from '../../src/metrics/columns/task-rows.ts';
import { waitRows } from '../../src/metrics/limits/wait-rows.ts';
import { summarise } from '../../src/metrics/summary/summarise.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { modelOf, type Sections, vm } from '../helpers/night.ts';
import { ownLimits } from '../helpers/own-policy.ts';
import { record, waits } from './records.ts';

const TWO: Sections = {
  datastores: '[{ name: ds1, read: 100 MB/s }]',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  repositories: '[{ name: repo, write: 100 MB/s, maxConcurrentTasks: 4 }]',
  hosts: '[{ name: esx1, managementNetwork: 10 Gbit/s }]',
  vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
};

function collected(records: readonly TraceRecord[], sections: Sections = TWO): Collector {
  const collector = new Collector(modelOf(sections));
  for (const each of records) collector.record(each);
  return collector;
}

const rowsOf = (collector: Collector) => [...taskRows(taskFigures(collector))];

const figures = (collector: Collector) =>
  summarise(
    collector,
    { scenario: { name: 'n', file: 'f', sha256: '' }, seed: 1, replication: 0, policy: 'rts' },
    ownLimits(collector.model),
  );

/** Two tasks in one session: a runs 10 to 120 and transfers 20 to 100, b waits until 60 and transfers 70 to 150. */
const STORY: readonly TraceRecord[] = [
  record.session(0, 0, 0, { closesAt: 100e6 }),
  record.ready(10, 0),
  record.ready(10, 1),
  record.started(10, 0),
  record.snapshot(15, 0),
  record.flowing(20, 0),
  record.started(60, 1, {
    waitedUs: waits({ 'proxy-slot': 30, 'repository-slot': 20 }),
    decidedBy: 'load-ratio',
  }),
  record.snapshot(65, 1),
  record.flowing(70, 1),
  record.flowed(100, 0, { busy: [0.8, 0.2, 0, 0.4, 0] }),
  record.ended(120, 0),
  record.removing(120, 0),
  record.removed(125, 0),
  record.vm(130, 0),
  record.flowed(150, 1, { busy: [0.4, 0.6, 0, 0.4, 0] }),
  record.ended(150, 1),
  record.removing(150, 1),
  record.removed(155, 1),
  record.vm(160, 1),
  record.over(170),
  record.end(170, [70, 14, 35]),
];

describe('the task log', () => {
  test('has every step of a task, in order of start', () => {
    expect(rowsOf(collected(STORY))).toEqual([
      {
        job: 'night',
        session: 1,
        attempt: 1,
        vm: 'a',
        disk: '0',
        proxy: 'px1',
        mode: 'nbd',
        repository: 'repo',
        readySeconds: 10,
        startSeconds: 10,
        transferStartSeconds: 20,
        transferEndSeconds: 100,
        endSeconds: 120,
        queueWaitSeconds: 0,
        readBytes: 100e9,
        transferredBytes: 50e9,
        result: 'success',
        bottleneck: 'source',
        waitedFor: [],
        decidedBy: 'only-candidate',
        secondProxy: null,
        secondMode: null,
        interruptions: 0,
        interruptedSeconds: 0,
      },
      {
        job: 'night',
        session: 1,
        attempt: 1,
        vm: 'b',
        disk: '0',
        proxy: 'px1',
        mode: 'nbd',
        repository: 'repo',
        readySeconds: 10,
        startSeconds: 60,
        transferStartSeconds: 70,
        transferEndSeconds: 150,
        endSeconds: 150,
        queueWaitSeconds: 50,
        readBytes: 100e9,
        transferredBytes: 50e9,
        result: 'success',
        bottleneck: 'proxy',
        waitedFor: [
          { cause: 'proxy-slot', seconds: 30 },
          { cause: 'repository-slot', seconds: 20 },
        ],
        decidedBy: 'load-ratio',
        secondProxy: null,
        secondMode: null,
        interruptions: 0,
        interruptedSeconds: 0,
      },
    ]);
  });

  test('is in the order of decisions at the same instant; tasks that never started come last, as they became ready', () => {
    const rows = rowsOf(
      collected(
        [
          record.session(0),
          record.ready(0, 0),
          record.ready(0, 1),
          record.ready(0, 2),
          record.ready(0, 3),
          record.started(5, 3),
          record.started(5, 1),
          record.dropped(9, 0, { result: 'window-closed', waitedUs: waits({ sequential: 9 }) }),
          record.end(9),
        ],
        { vms: `[${vm('v', [1, 1, 1, 1])}]` },
      ),
    );
    expect(rows.map((t) => `${t.disk} ${t.startSeconds} ${t.result} ${t.queueWaitSeconds}`)).toEqual([
      '3 5 unfinished 0',
      '1 5 unfinished 0',
      '0 null window-closed 9',
      '2 null unfinished 0',
    ]);
    expect(rows[2]).toMatchObject({ proxy: null, mode: null, decidedBy: null, bottleneck: null });
  });

  test('counts bytes as they were read, not as planned', () => {
    const [row] = rowsOf(
      collected([
        record.session(0),
        record.ready(0, 0),
        record.started(0, 0),
        record.flowing(0, 0),
        record.flowed(30, 0, { readBytes: 3e9, transferredBytes: 1e9 }),
        record.ended(30, 0, 'window-closed'),
        record.end(30),
      ]),
    );
    expect(row).toMatchObject({ readBytes: 3e9, transferredBytes: 1e9, result: 'window-closed' });
  });
});

describe('the session log', () => {
  test('sums up a session: rate over the time with transfers, waits, the longest snapshot', () => {
    const [row] = collected(STORY).sessionRows;
    expect(row).toMatchObject({
      job: 'night',
      session: 1,
      startSeconds: 0,
      endSeconds: 170,
      result: 'success',
      kind: 'full',
      tasks: 2,
      succeeded: 2,
      readBytes: 200e9,
      transferredBytes: 100e9,
      // 20 to 150 without a break: 130 s.
      processingRate: 200e9 / 130,
      window: { seconds: 140 },
      // The window closed at 100, the last task ended at 150.
      overrunSeconds: 50,
      // a: 15 to 120; b: 65 to 150.
      longestSnapshotSeconds: 105,
      queueWait: { mean: 25, p95: 50, max: 50 },
    });
  });

  test('the load line weights each task by its transfer time', () => {
    // Both transferred for 80 s: source (0.8 + 0.4) / 2, proxy (0.2 + 0.6) / 2.
    const [row] = collected(STORY).sessionRows;
    expect(row?.load.source).toBeCloseTo(0.6, 12);
    expect(row?.load.proxy).toBeCloseTo(0.4, 12);
    expect(row?.load).toMatchObject({ network: 0, target: 0.4 });
    expect(row?.bottleneck).toBe('source');
  });

  test('time without any transfer does not count as transfer time', () => {
    const [row] = collected([
      record.session(0),
      record.ready(0, 0),
      record.ready(0, 1),
      record.started(0, 0),
      record.flowing(0, 0),
      record.flowed(100, 0),
      record.ended(100, 0),
      record.started(500, 1),
      record.flowing(500, 1),
      record.flowed(600, 1),
      record.ended(600, 1),
      record.end(600),
    ]).sessionRows;
    expect(row).toMatchObject({
      processingRate: 1e9,
      window: { seconds: 600 },
      result: 'unfinished',
      endSeconds: null,
    });
  });
});

describe('waits', () => {
  test('are summed by job and cause, with the tasks that waited', () => {
    expect(waitRows(collected(STORY))).toEqual([
      { job: 'night', cause: 'proxy-slot', tasks: 1, seconds: 30 },
      { job: 'night', cause: 'repository-slot', tasks: 1, seconds: 20 },
    ]);
    expect(figures(collected(STORY)).waits).toMatchObject({
      'proxy-slot': 30,
      'repository-slot': 20,
      ram: 0,
    });
  });
});

describe('the summary', () => {
  test('observes the window from the first start to the last end', () => {
    const { window, totals, jobs } = figures(collected(STORY));
    expect(window).toEqual({ startSeconds: 10, endSeconds: 150, seconds: 140 });
    expect(totals).toMatchObject({ tasks: 2, succeeded: 2, failed: 0, unfinished: 0, readBytes: 200e9 });
    expect(jobs['night']).toMatchObject({ window: 140, overrun: 50 });
  });

  test('slot utilisation counts slots while tasks hold them, other utilisations the share in use', () => {
    const { proxies, repositories, datastores, hosts } = figures(collected(STORY));
    // Slots held: 110 + 90 = 200 task-seconds of 140 s x 2 slots; the repository has 4.
    expect(proxies['px1']).toMatchObject({ tasks: 2, peakTasks: 2, modes: { nbd: 2 } });
    expect(proxies['px1']?.slotUtilisation).toBeCloseTo(200 / 280, 12);
    expect(repositories['repo']?.slotUtilisation).toBeCloseTo(200 / 560, 12);
    expect(repositories['repo']?.writeUtilisation).toBeCloseTo(35 / 140, 12);
    expect(datastores['ds1']).toMatchObject({ utilisation: 0.5, peakTasks: 2, peakSnapshots: 2 });
    expect(hosts['esx1']).toMatchObject({ managementUtilisation: 0.1, peakNbdDisks: 2 });
  });

  test('utilisations leave out the warm-up', () => {
    const warm = collected(STORY, { ...TWO, clock: '{ warmUp: 50s }' });
    // Of 50 to 150: a until 120, b from 60: 70 + 90 = 160 task-seconds of 100 s x 2.
    expect(figures(warm).proxies['px1']?.slotUtilisation).toBeCloseTo(160 / 200, 12);
    expect(figures(warm).datastores['ds1']?.utilisation).toBeCloseTo(0.7, 12);
  });

  test('a VM is protected when its last session in every job succeeded', () => {
    const failed = collected([
      ...STORY.slice(0, -1),
      record.session(200, 1, 0, { number: 2 }),
      record.ready(200, 2, { session: 1, disk: 1 }),
      record.dropped(210, 2, { result: 'window-closed' }),
      record.vm(210, 1, 'failed', 1),
      record.over(210, 'failed', 1),
      record.end(210),
    ]);
    // The snapshot of a existed from 15 to 120, that of b from 65 to 150; consolidating takes no time, so the stun is the least one.
    const snapshots = { longestSnapshotSeconds: 105, worstStunSeconds: 0.5 };
    expect(figures(collected(STORY)).vms).toEqual({ protected: 2, unprotected: [], ...snapshots });
    expect(figures(failed).vms).toEqual({ protected: 1, unprotected: ['b'], ...snapshots });
  });

  test('has neither window nor bound if nothing started', () => {
    const { window, bound, vms } = figures(
      collected([record.session(0), record.ready(0, 0), record.dropped(9, 0), record.end(9)]),
    );
    const noSnapshots = { longestSnapshotSeconds: 0, worstStunSeconds: 0 };
    expect([window, bound]).toEqual([null, null]);
    expect(vms).toEqual({ protected: 0, unprotected: ['a'], ...noSnapshots });
  });
});
