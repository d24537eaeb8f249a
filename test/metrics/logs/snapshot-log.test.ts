import { describe, expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { snapshotFigures, snapshotRows } from '../../../src/metrics/columns/snapshot-columns.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { modelOf, night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { record } from '../records.ts';

const DAY = 86_400;

/** One disk of 100 GB of which 5 % changes in a day; snapshots are consolidated at 100 MB/s. */
const ONE: Sections = {
  overheads: '{ consolidation: 100 MB/s }',
  vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 5% }] }]',
};

function figures(records: readonly TraceRecord[], sections: Sections = ONE) {
  const collector = new Collector(modelOf(sections));
  for (const each of [
    record.session(0),
    record.ready(0, 0, { attempt: 2 }),
    record.started(0, 0),
    ...records,
  ])
    collector.record(each);
  return snapshotFigures(collector);
}

const rows = (...of: Parameters<typeof figures>) => [...snapshotRows(figures(...of))];

describe('the snapshot log', () => {
  test('has the life of a snapshot, its removal, and the stuns of the VM', () => {
    // The removal takes a day, in which 5 GB change. These take 50 s, which is less than 10 min. In that time 3 MB change:
    // the VM is stopped for less than creating a snapshot takes.
    const found = rows([
      record.snapshot(15, 0),
      record.removing(115, 0, 7e9),
      record.removed(115 + DAY, 0),
      record.end(115 + DAY),
    ]);
    expect(found).toEqual([
      {
        job: 'night',
        session: 1,
        attempt: 2,
        vm: 'vm1',
        createdSeconds: 15,
        removalStartSeconds: 115,
        goneSeconds: 115 + DAY,
        lifeSeconds: 100,
        deltaBytes: 7e9,
        removalSeconds: DAY,
        creationStunSeconds: 0.5,
        removalStunSeconds: 0.5,
        idleSeconds: 0,
      },
    ]);
  });

  test('has the delta of a snapshot that is still open when the run ends', () => {
    // 5 % of 100 GB in a day.
    const open = [record.snapshot(15, 0), record.end(15 + DAY)];
    expect(rows(open)).toMatchObject([{ lifeSeconds: DAY, deltaBytes: 5e9, removalSeconds: null }]);
  });

  test('has no removal stun that is shorter than that of a creation', () => {
    // In 10 s less than 1 MB changes: about 0.006 s at 100 MB/s.
    const short = [record.snapshot(0, 0), record.removing(10, 0), record.removed(20, 0), record.end(20)];
    expect(rows(short)).toMatchObject([{ removalStunSeconds: 0.5 }]);
    expect(rows(short, { ...ONE, overheads: 'none' })).toMatchObject([{ removalStunSeconds: 0.5 }]);
  });

  test('has both stuns of the VM together, as far as they happened', () => {
    const stuns = (...records: TraceRecord[]) => [...figures(records).stunSeconds];
    expect(
      stuns(record.snapshot(0, 0), record.removing(10, 0), record.removed(20, 0), record.end(20)),
    ).toEqual([1]);
    expect(stuns(record.snapshot(0, 0), record.removing(10, 0), record.end(15))).toEqual([0.5]);
    expect(stuns(record.removing(5, 0), record.removed(15, 0), record.end(15))).toEqual([0.5]);
  });

  /** Stun at the end of a removal of `seconds`; the VM has `size` and writes to `changeRate` of it in a day. */
  function stunAfter(seconds: number, size: string, changeRate: string) {
    const disk = `{ size: ${size}, datastore: ds1, changeRate: ${changeRate} }`;
    const found = rows(
      [
        record.snapshot(0, 0),
        record.removing(10, 0),
        record.removed(10 + seconds, 0),
        record.end(10 + seconds),
      ],
      {
        ...ONE,
        vms: `[{ name: vm1, disks: [${disk}] }]`,
      },
    );
    return found[0]!.removalStunSeconds;
  }

  test('stops the VM for what it wrote in the first cycle that is over in time', () => {
    // 5 % of 100 TB a day: 17.81 GB in 300 s. A second of consolidation more makes it two cycles: 17.87 GB take 178.7 s,
    // in which 10.6 GB change.
    expect(stunAfter(300, '100 TB', '5%')).toBeCloseTo(178.09, 2);
    expect(stunAfter(301, '100 TB', '5%')).toBeCloseTo(106.07, 2);
  });

  test('stops the VM for all that is left when no cycle was over in time', () => {
    // All of it changes at once, so every cycle is as long as the one before.
    expect(stunAfter(20_000, '360 GB', '100%')).toBe(3600);
    expect(stunAfter(20_000, '1 TB', '100%')).toBe(10_000);
  });

  test('counts the life of a snapshot that still exists when the run is cut up to then', () => {
    expect(rows([record.snapshot(15, 0), record.end(75)])).toMatchObject([
      { lifeSeconds: 60, removalStartSeconds: null, goneSeconds: null, removalStunSeconds: null },
    ]);
    expect(rows([record.snapshot(15, 0), record.removing(45, 0), record.end(75)])).toMatchObject([
      { lifeSeconds: 30, removalStartSeconds: 45, goneSeconds: null, removalSeconds: null },
    ]);
  });

  test('accepts a removal that was requested before the snapshot was created', () => {
    expect(rows([record.removing(5, 0), record.removed(15, 0), record.end(15)])).toMatchObject([
      { createdSeconds: null, lifeSeconds: 0, creationStunSeconds: 0, removalSeconds: 10 },
    ]);
  });
});

test('the worst stun of a run is that of the longest removal, whichever came first', () => {
  // All of a changes at once, which takes 3600 s to consolidate; of b hardly anything changes in 20 s.
  const disk = (name: string, changeRate: string) =>
    vm(name, [360]).replace('ds1 }', `ds1, changeRate: ${changeRate} }`);
  const collector = new Collector(modelOf({ ...ONE, vms: `[${disk('a', '100%')}, ${disk('b', '5%')}]` }));
  collector.record(record.session(0));
  for (const task of [0, 1]) {
    collector.record(record.ready(0, task));
    collector.record(record.started(0, task));
    collector.record(record.snapshot(0, task));
    collector.record(record.removing(task === 0 ? 10 : 20_010, task));
  }
  collector.record(record.removed(20_010, 0));
  collector.record(record.removed(20_030, 1));
  expect(collector.snapshots.worstStunUs).toBe(3600e6);
});

test('the summary has the longest life and the worst stun of a run', () => {
  const { summary, snapshots } = runText(
    night({
      overheads: '{ jobInit: 0s, vmPrepare: 10s, snapshotCreate: 5s, openNbd: 2s, snapshotRemove: 10s }',
      vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 0% }] }]',
    }),
  );
  // Created after 15 s; its removal starts after 2 s of opening and 1000 s of transfer, and takes 10 s because nothing changed.
  expect(snapshots).toMatchObject([
    { createdSeconds: 15, removalStartSeconds: 1017, goneSeconds: 1027, lifeSeconds: 1002 },
  ]);
  expect(summary.vms).toEqual({
    protected: 1,
    unprotected: [],
    longestSnapshotSeconds: 1002,
    worstStunSeconds: 0.5,
  });
});

describe('a snapshot without work', () => {
  /** The parts of its life in which no disk of the VM holds slots. Task 0 of `rows` starts at 0; task 1 is its second disk. */
  const idle = (...records: readonly TraceRecord[]) =>
    rows(records, { vms: `[${vm('vm1', [100, 100])}]` }).map(({ idleSeconds }) => idleSeconds);
  const second = record.ready(0, 1, { vmRun: 0, disk: 1 });
  const gone = [record.removed(500, 0), record.end(500)];

  test('stands while the disk that is left waits', () => {
    expect(
      idle(
        ...[second, record.snapshot(10, 0), record.ended(100, 0), record.started(160, 1)],
        ...[record.ended(400, 1), record.removing(400, 0), ...gone],
      ),
    ).toEqual([60]);
  });

  test('is in work while any of its disks is', () => {
    const both = [second, record.snapshot(10, 0), record.started(20, 1), record.ended(100, 0)];
    expect(idle(...both, record.ended(400, 1), record.removing(400, 0), ...gone)).toEqual([0]);
  });

  test('counts from its creation on, up to the start of its removal or the end of the run', () => {
    const failed = [second, record.ended(5, 0), record.snapshot(10, 0)];
    expect(idle(...failed, record.removing(70, 0), ...gone)).toEqual([60]);
    expect(idle(...failed, record.end(100))).toEqual([90]);
  });
});

test('a VM of two disks stays open for 2000 s while another job goes first', () => {
  // One slot, disks of 1000 s. At 1000 s the two disks of the job of high priority go before the second disk of vm1.
  const { snapshots } = runText(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('vm1', [100, 100])}, ${vm('vm2', [100, 100])}]`,
      jobs: '[{ name: low, vms: [vm1], repository: repo, run: full }, { name: high, vms: [vm2], repository: repo, run: full, priority: high, schedule: { start: 500s } }]',
    }),
  );
  const found = snapshots.map((row) => [row.vm, row.createdSeconds, row.lifeSeconds, row.idleSeconds]);
  expect(found).toEqual([
    ['vm1', 0, 4000, 2000],
    ['vm2', 1000, 2000, 0],
  ]);
});
