import { describe, expect, test } from 'vitest';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const OVERHEADS =
  '{ jobInit: 0 s, vmPrepare: 10 s, snapshotCreate: 5 s, openNbd: 2 s, hotaddAttach: 30 s, hotaddDetach: 20 s, snapshotRemove: 0 s, vmFinalise: 0 s, jobFinalise: 0 s }';

const modesOf = (sections: Parameters<typeof night>[0]) =>
  runText(night({ overheads: OVERHEADS, ...sections })).summary.modes;

const HOTADD = {
  hosts: '[{ name: esx1 }]',
  proxies: '[{ name: px1, kind: virtual, host: esx1, maxConcurrentTasks: 4 }]',
  transport: '{ hotadd: { perTask: 100 MB/s } }',
};

describe('what a transport mode costs a task', () => {
  test('by nbd: 15 s until the snapshot is created, 2 s to open, 100 GB at 100 MB/s, nothing to close', () => {
    expect(modesOf({})).toEqual({
      nbd: {
        tasks: 1,
        readBytes: 100e9,
        preparingSeconds: 15,
        openingSeconds: 2,
        transferSeconds: 1000,
        closingSeconds: 0,
        taskRate: 100e6,
      },
    });
  });

  test('by hot-add, both disks of a VM wait for one attach, and only the last one detaches', () => {
    // Disks of 100 and 300 GB: 1000 s and 3000 s of transfer, 2000 s on average; 20 s to detach for one of two.
    expect(modesOf({ ...HOTADD, vms: `[${vm('vm1', [100, 300])}]` })).toEqual({
      hotadd: {
        tasks: 2,
        readBytes: 400e9,
        preparingSeconds: 15,
        openingSeconds: 30,
        transferSeconds: 2000,
        closingSeconds: 10,
        taskRate: 100e6,
      },
    });
  });

  test('a disk that starts after its VM’s snapshot was created has no time for preparing', () => {
    // One slot: the second disk starts at 1017 s and opens in 2 s. Mean of preparing: (15 + 0) / 2 = 7.5 s.
    const proxies = '[{ name: px1, maxConcurrentTasks: 1 }]';
    expect(modesOf({ proxies, vms: `[${vm('vm1', [100, 100])}]` })).toMatchObject({
      nbd: { tasks: 2, preparingSeconds: 7.5, openingSeconds: 2 },
    });
  });

  test('closing counts up to the cut of a run', () => {
    // Prepared at 15 s, attached at 45 s, read by 1045 s; the 20 s to detach are cut after 12.
    const run = runText(night({ overheads: OVERHEADS, ...HOTADD }), { untilUs: 1057e6 });
    expect(run.summary.modes['hotadd']).toMatchObject({
      tasks: 1,
      transferSeconds: 1000,
      closingSeconds: 12,
    });
  });

  test('the rate is total bytes over total time, not a mean of rates', () => {
    // 100 GB at 100 MB/s and 100 GB at 50 MB/s: 200 GB in 3000 s of transfer.
    const datastores =
      '[{ name: ds1, maxSnapshots: unlimited }, { name: slow, read: 50 MB/s, maxSnapshots: unlimited }]';
    const { nbd } = modesOf({ datastores, vms: `[${vm('vm1', [100])}, ${vm('vm2', [100], 'slow')}]` });
    expect(nbd!.taskRate).toBeCloseTo(200e9 / 3000, 0);
  });

  test('a mode without transfers is left out', () => {
    expect(
      modesOf({ faults: '[{ kind: proxy-down, target: px1, at: 0s }]', clock: '{ horizon: 1h }' }),
    ).toEqual({});
  });

  test('an interruption of ten minutes does not count as transfer time', () => {
    const links = '[{ name: wan, between: [hq, branch], bandwidth: 10 Gbit/s }]';
    const run = modesOf({
      sites: '[{ name: hq }, { name: branch }]',
      links,
      hosts: '[{ name: esx1, site: branch }]',
      datastores: '[{ name: ds1, site: branch, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, site: branch, maxConcurrentTasks: 4 }]',
      repositories: '[{ name: repo, site: hq, maxConcurrentTasks: unlimited }]',
      faults: '[{ kind: link-down, target: wan, at: 500s, for: 10min }]',
    });
    expect(run).toMatchObject({ nbd: { tasks: 1, transferSeconds: 1000, taskRate: 100e6 } });
  });
});
