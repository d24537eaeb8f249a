import { describe, expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { modelOf, vm } from '../../helpers/night.ts';
import { record } from '../records.ts';

/** VM a has two disks on ds1 and one on ds2, read through esx1; the replica is written to ds3 through esx3. */
const model = modelOf({
  hosts: '[{ name: esx1 }, { name: esx2 }, { name: esx3 }]',
  datastores:
    '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx1] }, { name: ds3, hosts: [esx2, esx3] }]',
  proxies: `[{ name: px1, cores: 1, maxConcurrentTasks: 3 }, { name: px2, cores: 1, maxConcurrentTasks: 3 }]`,
  repositories:
    '[{ name: repo, perVmFiles: true, slotUnit: chain, maxConcurrentTasks: 8 }, { name: plain, maxConcurrentTasks: 8 }]',
  vms: `[{ name: a, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] },
    ${vm('b', [1], 'ds1', 'host: esx1')}]`,
  jobs: `[
    { name: backup, vms: [a], repository: repo },
    { name: replica, type: replication, vms: [a], target: { datastore: ds3, host: esx3 } },
    { name: back, type: restore, vms: [a], repository: repo },
    { name: copy, type: backup-copy, vms: [a], source: repo, repository: plain },
    { name: other, vms: [a], repository: plain }]`,
});
const [BACKUP, REPLICA, RESTORE, COPY, OTHER] = [0, 1, 2, 3, 4];

/** The peaks after some records, by row. */
function heldAfter(...records: readonly TraceRecord[]) {
  const collector = new Collector(model);
  for (const each of records) collector.record(each);
  const { occupancy } = collector;
  const rows = (count: number, of: (row: number) => number) => Array.from({ length: count }, (_, i) => of(i));
  return {
    occupancy,
    proxies: rows(2, (row) => occupancy.proxyTasks.peak(row)),
    repositories: rows(2, (row) => occupancy.repositoryTasks.peak(row)),
    slots: rows(2, (row) => occupancy.repositorySlots.peak(row)),
    datastores: rows(3, (row) => occupancy.datastoreTasks.peak(row)),
    snapshots: rows(3, (row) => occupancy.datastoreSnapshots.peak(row)),
    connections: rows(3, (row) => occupancy.hostNbdDisks.peak(row)),
    modes: rows(2, (row) => Object.fromEntries(occupancy.modesOf(row)) as unknown as number),
  };
}

/** A session of a job with one task; `disk` is a row, by default a's first disk. */
const readied = (task: number, job: number, disk = 0): TraceRecord[] => [
  record.session(0, task, job),
  record.ready(0, task, { session: task, disk }),
];

describe('a task holds', () => {
  test('for a backup its proxy, the datastore it reads, a connection of its host, and its repository', () => {
    const found = heldAfter(
      ...readied(0, BACKUP),
      record.started(0, 0, { proxy: 1, mode: 'nbd' }),
      record.ended(10, 0),
    );
    expect(found).toMatchObject({
      proxies: [0, 1],
      repositories: [1, 0],
      datastores: [1, 0, 0],
      connections: [1, 0, 0],
      modes: [{}, { nbd: 1 }],
    });
  });

  test('for a replication both ends, each with its own mode', () => {
    const second = { proxy: 1, mode: 'nbdssl' } as const;
    const started = { proxy: 0, mode: 'hotadd', repository: -1 } as const;
    expect(heldAfter(...readied(0, REPLICA), record.started(0, 0, { ...started, second }))).toMatchObject({
      proxies: [1, 1],
      repositories: [0, 0],
      slots: [0, 0],
      datastores: [1, 0, 1],
      // Hot-add needs no connection at the end that reads.
      connections: [0, 0, 1],
      modes: [{ hotadd: 1 }, { nbdssl: 1 }],
    });
    // The other way round: over the network where it reads, by hot-add where it writes.
    const turned = {
      proxy: 1,
      mode: 'nbdssl',
      repository: -1,
      second: { proxy: 0, mode: 'hotadd' },
    } as const;
    expect(heldAfter(...readied(0, REPLICA), record.started(0, 0, turned))).toMatchObject({
      proxies: [1, 1],
      datastores: [1, 0, 1],
      connections: [1, 0, 0],
      modes: [{ hotadd: 1 }, { nbdssl: 1 }],
    });
  });

  test('for a replication with the same proxy at both ends two of its slots', () => {
    const started = { proxy: 0, mode: 'nbd', repository: -1, second: { proxy: 0, mode: 'nbd' } } as const;
    expect(heldAfter(...readied(0, REPLICA), record.started(0, 0, started))).toMatchObject({
      proxies: [2, 0],
      datastores: [1, 0, 1],
      modes: [{ nbd: 2 }, {}],
    });
  });

  test('for a restore the datastore that it writes, and no snapshot', () => {
    const found = heldAfter(...readied(0, RESTORE, 2), record.started(0, 0, { proxy: 0, mode: 'nbd' }));
    expect(found).toMatchObject({
      datastores: [0, 1, 0],
      connections: [1, 0, 0],
      repositories: [1, 0],
      snapshots: [0, 0, 0],
    });
  });

  test('for a backup copy both repositories, and nothing else', () => {
    const copying = { proxy: -1, mode: 'repository', repository: 1, source: 0 } as const;
    expect(heldAfter(...readied(0, COPY), record.started(0, 0, copying))).toMatchObject({
      proxies: [0, 0],
      datastores: [0, 0, 0],
      connections: [0, 0, 0],
      repositories: [1, 1],
      modes: [{}, {}],
    });
  });

  test('everything until it ends: two consecutive tasks never hold it together', () => {
    const second = { proxy: 1, mode: 'nbd' } as const;
    const started = { proxy: 0, mode: 'nbd', repository: -1, second } as const;
    const found = heldAfter(
      ...readied(0, REPLICA),
      ...readied(1, REPLICA),
      record.started(0, 0, started),
      record.ended(10, 0),
      record.started(10, 1, started),
      record.ended(20, 1),
    );
    expect(found).toMatchObject({
      proxies: [1, 1],
      datastores: [1, 0, 1],
      connections: [1, 0, 1],
      modes: [{ nbd: 2 }, { nbd: 2 }],
    });
    expect(found.occupancy.running.peak(0)).toBe(1);
    // Both are ready at 0 s, and one of them waits until 10 s.
    expect([found.occupancy.waiting.peak(0), found.occupancy.waiting.integralUs(0, 20e6)]).toEqual([2, 10e6]);
  });
});

describe('slots of a repository', () => {
  test('that counts chains are taken by chains, and by tasks that write no file: restores and reading copies', () => {
    const opened: TraceRecord = { kind: 'chain-opened', at: 0, repository: 0 };
    const closed: TraceRecord = { kind: 'chain-closed', at: 30e6, repository: 0 };
    const found = heldAfter(
      ...readied(0, BACKUP),
      ...readied(1, BACKUP, 1),
      opened,
      record.started(0, 0),
      record.started(0, 1),
      record.ended(10, 0),
      record.ended(20, 1),
      closed,
      ...readied(2, RESTORE),
      ...readied(3, COPY),
      record.started(30, 2, { repository: 0 }),
      record.started(30, 3, { proxy: -1, mode: 'repository', repository: 1, source: 0 }),
      record.ended(40, 2),
      record.ended(50, 3),
    );
    // A chain for 30 s, then two tasks for 10 s and one for 10 s. The copy takes a slot of the other repository for 20 s.
    const { repositorySlots } = found.occupancy;
    expect([0, 1].map((row) => repositorySlots.integralUs(row, 100e6) / 1e6)).toEqual([60, 20]);
    expect(found.slots).toEqual([2, 1]);
    expect(found.repositories).toEqual([2, 1]);
  });

  test('that counts disks are taken by every task', () => {
    const found = heldAfter(
      ...readied(0, OTHER),
      ...readied(1, OTHER, 1),
      record.started(0, 0, { repository: 1 }),
      record.started(0, 1, { repository: 1 }),
    );
    expect(found.slots).toEqual([0, 2]);
  });
});

describe('snapshots of a datastore', () => {
  test('count once per VM with a disk there, from its first task to the removal, however many disks and tasks it has', () => {
    const ofRun = (task: number, vmRun: number, disk: number) =>
      record.ready(0, task, { session: 0, vmRun, disk });
    const first = [
      record.session(0, 0, BACKUP),
      ...[0, 1, 2].map((disk) => ofRun(disk, 0, disk)),
      record.started(0, 0),
      record.started(0, 1),
      record.started(0, 2),
    ];
    expect(heldAfter(...first).snapshots).toEqual([1, 1, 0]);
    const second = [record.session(10, 1, BACKUP), record.ready(10, 3, { session: 1, vmRun: 1, disk: 0 })];
    // The first snapshot still exists.
    expect(heldAfter(...first, ...second, record.started(20, 3)).snapshots).toEqual([2, 2, 0]);
    const removed = [record.removed(15, 0), ...second, record.started(20, 3)];
    expect(heldAfter(...first, ...removed).snapshots).toEqual([1, 1, 0]);
  });
});

describe('a task that fails over', () => {
  const failedOver = (at: number, isSecond: boolean): TraceRecord => ({
    ...{ kind: 'task-failed-over', at: at * 1e6, task: 0 },
    ...{ mode: 'nbd', isSecond },
  });

  test('counts under the mode that it really used, and takes a connection from then to its end', () => {
    const found = heldAfter(
      ...readied(0, BACKUP),
      ...readied(1, BACKUP, 1),
      record.started(0, 0, { mode: 'hotadd' }),
      failedOver(5, false),
      record.ended(10, 0),
      record.started(10, 1, { mode: 'nbd' }),
    );
    expect(found.modes).toEqual([{ nbd: 2 }, {}]);
    // The first task has released its connection before the second one takes it.
    expect(found.connections).toEqual([1, 0, 0]);
  });

  test('may do so at either of its two ends, and at one after the other', () => {
    const started = {
      proxy: 0,
      mode: 'hotadd',
      repository: -1,
      second: { proxy: 1, mode: 'hotadd' },
    } as const;
    const begun = [...readied(0, REPLICA), record.started(0, 0, started)];
    expect(heldAfter(...begun, failedOver(5, true))).toMatchObject({
      connections: [0, 0, 1],
      modes: [{ hotadd: 1 }, { nbd: 1 }],
    });
    expect(heldAfter(...begun, failedOver(5, false))).toMatchObject({
      connections: [1, 0, 0],
      modes: [{ nbd: 1 }, { hotadd: 1 }],
    });
    const both = [...begun, failedOver(5, true), failedOver(6, false), record.ended(10, 0)];
    const again = [...readied(1, REPLICA), record.started(10, 1, { ...started, mode: 'nbd' })];
    expect(heldAfter(...both, ...again)).toMatchObject({
      connections: [1, 0, 1],
      modes: [{ nbd: 2 }, { nbd: 1, hotadd: 1 }],
    });
  });
});

test('a proxy is above its knee while it runs more tasks than that: two on one core', () => {
  const found = heldAfter(
    ...[0, 1, 2].flatMap((task) => readied(task, BACKUP, task)),
    record.started(0, 0),
    record.started(10, 1),
    record.started(20, 2),
    record.ended(30, 0),
    record.ended(50, 1),
    record.ended(90, 2),
  );
  expect(found.occupancy.knees).toEqual([1, 1]);
  // From 10 to 50 s.
  expect(found.occupancy.proxyAboveKnee.integralUs(0, 100e6)).toBe(40e6);
});

test('a task waits from when it is ready until it starts, or is dropped', () => {
  const found = heldAfter(
    ...readied(0, BACKUP),
    ...readied(1, BACKUP, 1),
    record.started(10, 0),
    record.dropped(30, 1),
  );
  // Both for 10 s, one for 20 s more.
  expect(found.occupancy.waiting.integralUs(0, 100e6)).toBe(40e6);
});
