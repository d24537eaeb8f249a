import { describe, expect, test } from 'vitest';
import { lives, night, places, type Sections, times, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Every transport mode at 100 MB/s a task, so 100 GB are 1000 s; the default overheads. */
const TIMED: Sections = {
  overheads: 'default',
  transport:
    '{ nbd: { perTask: 100 MB/s }, nbdssl: { perTask: 100 MB/s }, san: { perTask: 100 MB/s }, nfs: { perTask: 100 MB/s }, storage-snapshot: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s }, on-host: { perTask: 100 MB/s }, off-host: { perTask: 100 MB/s } }',
};
const STATIC = 'changeRate: 0%';
const disk = (gigabytes: number, datastore = 'ds1') =>
  `{ size: ${gigabytes} GB, datastore: ${datastore}, ${STATIC} }`;
const OF_ARRAY = '{ name: p, storage: { protocols: [fc] }, modes: [storage-snapshot] }';
const HOTADD = '{ name: ha, kind: virtual, host: esx1, maxConcurrentTasks: 2 }';

describe('one disk of 1000 s with the default overheads', () => {
  // init 15; slots at 15; prepare 15 and snapshot 5 until 35; then the mode's own opening.
  test.each([
    ['nbd', '{ name: p }', '', ['v/0 15 >37-1037> 1037']], // opening 2
    ['san', '{ name: p, storage: { protocols: [fc] } }', '', ['v/0 15 >40-1040> 1040']], // opening 5
    ['nfs', '{ name: p, storage: { protocols: [nfs] } }', ', type: nfs', ['v/0 15 >40-1040> 1040']], // opening 5
    ['hotadd', HOTADD, '', ['v/0 15 >65-1065> 1095']], // attaching 30, detaching 30
    ['nbdssl', '{ name: p, modes: [nbdssl] }', '', ['v/0 15 >37-1037> 1037']], // opening 2
    ['storage-snapshot', OF_ARRAY, ', array: a', ['v/0 15 >65-1065> 1065']], // handed off 10, opening 20
  ])('over %s', (mode, proxy, store, expected) => {
    const run = runText(
      night({
        ...TIMED,
        proxies: `[${proxy}]`,
        arrays: '[{ name: a }]',
        datastores: `[{ name: ds1${store} }]`,
        vms: `[{ name: v, disks: [${disk(100)}] }]`,
      }),
    );
    expect(run.tasks.map((task) => task.mode)).toEqual([mode]);
    expect(lives(run)).toEqual(expected);
  });

  test('ends its VM and its session after removal 10, VM 5 and job 10', () => {
    const run = runText(night({ ...TIMED, vms: `[{ name: v, disks: [${disk(100)}] }]` }));
    const steps = run.trace.filter((r) => r.kind !== 'sample').map((r) => `${r.at / 1e6} ${r.kind}`);
    expect(steps).toEqual([
      '0 session-started',
      '15 task-ready',
      '15 task-started',
      '35 snapshot-created',
      '37 transfer-started',
      '1037 transfer-ended',
      '1037 task-ended',
      '1037 snapshot-removing',
      '1047 snapshot-removed',
      '1052 vm-ended',
      '1062 session-ended',
      '1062 run-ended',
    ]);
    expect(run.summary.window).toEqual({ startSeconds: 15, endSeconds: 1037, seconds: 1022 });
    expect(run.sessions).toMatchObject([
      {
        startSeconds: 0,
        endSeconds: 1062,
        longestSnapshotSeconds: 1002,
        window: { startSeconds: 15, endSeconds: 1037 },
      },
    ]);
  });
});

test('a snapshot takes the longer to remove the more was written to all disks of its VM while it stood', () => {
  // 864 GB at 10 MB/s: the snapshot stands from 100 s on for 86400 s, a day, so 10 % of 864 + 432 GB is written:
  // 129.6 GB of delta, 1296 s at 100 MB/s.
  const run = runText(
    night({
      overheads: '{ base: none, jobInit: 100s, consolidation: 100 MB/s }',
      transport: '{ nbd: { perTask: 10 MB/s } }',
      vms: `[{ name: v, disks: [{ size: 864 GB, datastore: ds1, changeRate: 10% },
        { size: 900 GB, used: 432 GB, datastore: ds1, changeRate: 10% }] }]`,
    }),
  );
  expect([times(run, 'snapshot-removing'), times(run, 'snapshot-removed')]).toEqual([[86_500], [87_796]]);
});

test('disks assigned while the VM prepares hold their slots and open with the first', () => {
  const run = runText(night({ ...TIMED, vms: `[{ name: v, disks: [${disk(100)}, ${disk(50)}] }]` }));
  expect(lives(run)).toEqual(['v/0 15 >37-1037> 1037', 'v/1 15 >37-537> 537']);
});

test('a disk that gets its slots after the snapshot stands opens at once', () => {
  const run = runText(
    night({
      ...TIMED,
      proxies: '[{ name: p, maxConcurrentTasks: 1 }]',
      vms: `[{ name: v, disks: [${disk(100)}, ${disk(50)}] }]`,
    }),
  );
  // Slots free at 1037, opening 2.
  expect(lives(run)).toEqual(['v/0 15 >37-1037> 1037', 'v/1 1037 >1039-1539> 1539']);
});

describe('hot-add', () => {
  const hotadd = (disks: readonly number[], slots = 2, overheads = 'default') =>
    lives(
      runText(
        night({
          ...TIMED,
          overheads,
          proxies: `[{ name: ha, host: esx1, maxConcurrentTasks: ${slots} }]`,
          vms: `[{ name: v, disks: [${disks.map((size) => disk(size)).join(', ')}] }]`,
        }),
      ),
    );

  test('attaches once for the disks of a VM; only the last one holds its slots through the detach', () => {
    expect(hotadd([100, 50])).toEqual(['v/0 15 >65-1065> 1095', 'v/1 15 >65-565> 565']);
  });

  test('a disk that comes while its VM is attached pays nothing', () => {
    // The third gets the slot of the second at 565 and flows at once.
    expect(hotadd([100, 50, 10])).toEqual([
      'v/0 15 >65-1065> 1095',
      'v/1 15 >65-565> 565',
      'v/2 565 >565-665> 665',
    ]);
  });

  test('a disk that comes during the attach waits for its end', () => {
    // Another VM's disk of 20 s leaves a slot at 50, in the middle of the attach of v (35 to 65).
    const run = runText(
      night({
        ...TIMED,
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
        proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 2 }]',
        vms: `[{ name: w, disks: [${disk(1.3, 'ds2')}] }, { name: v, disks: [${disk(100)}, ${disk(50)}] }]`,
      }),
    );
    // w over nbd: 15, opens at 37, 13 s of data.
    expect(lives(run)).toEqual(['w/0 15 >37-50> 50', 'v/0 15 >65-1065> 1095', 'v/1 50 >65-565> 565']);
  });

  test('with one slot every disk is the last: each attaches and detaches', () => {
    expect(hotadd([100, 50], 1)).toEqual(['v/0 15 >65-1065> 1095', 'v/1 1095 >1125-1625> 1655']);
  });

  test('a disk that comes while the last one detaches must attach again', () => {
    // Of two proxies only ha reaches ds1 by hot-add; its second slot is taken by w until 1070, when v/0 detaches.
    const run = runText(
      night({
        ...TIMED,
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
        proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 2 }]',
        vms: `[{ name: w, disks: [${disk(103.3, 'ds2')}] }, { name: v, disks: [${disk(100)}, ${disk(50)}] }]`,
      }),
    );
    expect(lives(run)).toEqual([
      'w/0 15 >37-1070> 1070',
      'v/0 15 >65-1065> 1095',
      'v/1 1070 >1100-1600> 1630',
    ]);
  });

  test('attaches on each proxy that has disks of the VM', () => {
    const run = runText(
      night({
        ...TIMED,
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        proxies:
          '[{ name: a, host: esx1, maxConcurrentTasks: 1 }, { name: b, host: esx2, maxConcurrentTasks: 1 }]',
        vms: `[{ name: v, disks: [${disk(100)}, ${disk(50)}] }]`,
      }),
    );
    expect(lives(run)).toEqual(['v/0 15 >65-1065> 1095', 'v/1 15 >65-565> 595']);
  });
});

describe('Hyper-V', () => {
  const hyperV = (disks: readonly number[], proxies: string) =>
    lives(
      runText(
        night({
          ...TIMED,
          hosts: '[{ name: hv1, platform: hyperv, maxConcurrentTasks: 1 }]',
          datastores: '[{ name: ds1, type: csv }]',
          proxies,
          policy: '{ whenBestBusy: wait }',
          vms: `[{ name: v, disks: [${disks.map((size) => disk(size)).join(', ')}] }]`,
        }),
      ),
    );
  const offHost = (slots: number) =>
    `[{ name: off, platform: hyperv, storage: { protocols: [fc] }, maxConcurrentTasks: ${slots} }]`;

  test('on-host the disks are open at once', () => {
    expect(hyperV([100, 50], '[]')).toEqual(['v/0 15 >35-1035> 1035', 'v/1 1035 >1035-1535> 1535']);
  });

  test('off-host the volume snapshot is brought to the proxy once, 180 s, for all disks of the VM', () => {
    expect(hyperV([100, 50], offHost(2))).toEqual(['v/0 15 >215-1215> 1215', 'v/1 15 >215-715> 715']);
  });

  test('also for those that come after the others have been read', () => {
    expect(hyperV([100, 50], offHost(1))).toEqual(['v/0 15 >215-1215> 1215', 'v/1 1215 >1215-1715> 1715']);
  });
});

test('a restore prepares its VM and makes no snapshot', () => {
  const run = runText(
    night({
      ...TIMED,
      vms: `[{ name: v, disks: [${disk(100)}] }]`,
      jobs: '[{ name: night, type: restore, vms: ["*"], repository: repo }]',
    }),
  );
  // 15 to begin, 15 to prepare, 2 to open; afterwards 5 for the VM and 10 for the job.
  expect(lives(run)).toEqual(['v/0 15 >32-1032> 1032']);
  expect([times(run, 'snapshot-created'), times(run, 'session-ended')]).toEqual([[], [1047]]);
});

test('a disk with nothing to read goes through all the steps, with a transfer of no time', () => {
  const run = runText(
    night({
      ...TIMED,
      vms: `[{ name: v, disks: [${disk(100)}] }]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: incremental }]',
    }),
  );
  expect(lives(run)).toEqual(['v/0 15 >37-37> 37']);
  expect(run.summary.jobs['night']?.sessions).toMatchObject([{ result: 'success', readBytes: 0 }]);
});

describe('without overheads', () => {
  test('V27: of 6 disks of a VM on a proxy of 4 slots 4 run and 2 wait', () => {
    const run = runText(night({ vms: `[${vm('v', [100, 100, 100, 100, 100, 100])}]` }));
    expect(places(run)).toEqual([
      'v/0 px1 0-1000',
      'v/1 px1 0-1000',
      'v/2 px1 0-1000',
      'v/3 px1 0-1000',
      'v/4 px1 1000-2000',
      'v/5 px1 1000-2000',
    ]);
    expect(run.summary.waits['proxy-slot']).toBe(2000);
  });

  test('V28: 4 VMs of 2 disks on 8 slots all run at once', () => {
    const run = runText(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
        vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [100, 100])).join(', ')}]`,
      }),
    );
    expect(places(run)).toEqual(
      ['a', 'b', 'c', 'd'].flatMap((name) => [`${name}/0 px1 0-1000`, `${name}/1 px1 0-1000`]),
    );
  });

  test('parallel processing off: one VM at a time, one disk at a time, and the waiting is charged as sequential', () => {
    const run = runText(
      night({ parallelProcessing: 'false', vms: `[${vm('a', [100, 50])}, ${vm('b', [100])}]` }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'a/1 px1 1000-1500', 'b/0 px1 1500-2500']);
    expect(run.summary.waits).toMatchObject({ sequential: 2500, 'proxy-slot': 0 });
  });

  test('parallel processing off: the next VM waits for the end of the one before, its snapshot removed', () => {
    const run = runText(
      night({
        overheads: '{ base: none, snapshotRemove: 10s, vmFinalise: 5s }',
        parallelProcessing: 'false',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 1015-2015']);
  });

  test('parallel processing off: the further disks of a VM need no room for its snapshot', () => {
    const run = runText(
      night({
        parallelProcessing: 'false',
        datastores: '[{ name: ds1, maxSnapshots: 1 }]',
        vms: `[${vm('a', [100, 50])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'a/1 px1 1000-1500']);
  });

  test('parallel processing off: a rescan that finds something new gives nobody a turn', () => {
    const run = runText(
      night({
        ...TIMED,
        parallelProcessing: 'false',
        rescan: '1min',
        faults: '[{ kind: connectivity-lost, target: px1, datastore: ds2, at: 50s }]',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        proxies: '[{ name: px1, storage: { protocols: [fc] } }]',
        vms: `[{ name: v, disks: [${disk(100)}, ${disk(50)}] }]`,
      }),
    );
    expect(times(run, 'rescanned')).toEqual([60]);
    expect(lives(run)).toEqual(['v/0 15 >40-1040> 1040', 'v/1 1040 >1045-1545> 1545']);
  });

  test('parallel processing off holds per job: two jobs go side by side', () => {
    const run = runText(
      night({
        parallelProcessing: 'false',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        jobs: '[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: repo, run: full }]',
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 0-1000']);
  });
});

test('a job may state its own time to prepare its VMs; the others take that of the overheads', () => {
  const run = runText(
    night({
      overheads: '{ base: none, vmPrepare: 10s }',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: `[{ name: aware, vms: [a], repository: repo, run: full, vmPrepare: 90s },
        { name: plain, vms: [b], repository: repo, run: full }]`,
    }),
  );
  expect(lives(run)).toEqual(['a/0 0 >90-1090> 1090', 'b/0 0 >10-1010> 1010']);
  // No schedule is faster than a alone, which the bound knows.
  expect(run.summary.bound).toEqual({ seconds: 1090, by: 'longest-task a/0', gap: 0 });
});
