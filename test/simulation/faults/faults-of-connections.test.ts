import { describe, expect, it, test } from 'vitest';
import { lives, night, places, times, vm, waited } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

/** Direct SAN at 200 MB/s, network mode at 100: 100 GB are 500 s or 1000 s. */
const san = (proxy = '') => ({
  transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 200 MB/s } }',
  proxies: `[{ name: px1, maxConcurrentTasks: 4, storage: { protocols: [fc] }${proxy} }]`,
});
const STRICT = ', modes: [san], failoverToNetwork: false';
const job = (schedule: string, more = '') =>
  `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: ${schedule}${more} }]`;
const lost = (at: string, more = '') => `[{ kind: connectivity-lost, target: px1, at: ${at}${more} }]`;
const modes = (run: TestRun) => run.tasks.map(({ mode, result }) => `${mode} ${result}`);
const vmResults = ({ trace }: TestRun) => trace.flatMap((r) => (r.kind === 'vm-ended' ? [r.result] : []));

describe('a connection to storage that is lost before the scheduler knows', () => {
  it('a task opened on it takes network mode at the same proxy, and its VM ends with a warning', () => {
    const run = runText(night({ ...san(), jobs: job('{ start: 100s }'), faults: lost('50s') }));
    expect(places(run)).toEqual(['vm1/0 px1 100-1100']);
    expect(times(run, 'task-failed-over')).toEqual([100]);
    expect(vmResults(run)).toEqual(['warning']);
    expect(run.sessions[0]).toMatchObject({ result: 'warning' });
    expect(run.summary.vms).toMatchObject({ protected: 1 });
  });

  it('not where the proxy is deployed after the loss, as what it reaches is found out then', () => {
    const jobs = job('{ start: 2h }');
    const run = runText(night({ ...san(', added: 1h'), jobs, faults: lost('50s') }));
    expect(modes(run)).toEqual(['nbd success']);
    expect(times(run, 'task-failed-over')).toEqual([]);
    expect(vmResults(run)).toEqual(['success']);
    // What waited for this proxy only is given up once the proxy is found to reach nothing.
    const waiting = runText(
      night({
        ...san(`${STRICT}, added: 1h`),
        jobs: job('{ start: 0s }'),
        faults: lost('50s'),
        rescan: '3h',
      }),
    );
    expect(modes(waiting)).toEqual(['null unfinished']);
    expect(times(waiting, 'session-ended')).toEqual([3600]);
  });

  it('a proxy whose list has no other way is believed to have network mode, as it would take on opening', () => {
    // Known from the rescan at 420 on.
    const jobs = job('{ start: 500s }');
    const run = runText(night({ ...san(', modes: [san]'), jobs, faults: lost('50s'), rescan: '7 min' }));
    expect(places(run)).toEqual(['vm1/0 px1 500-1500']);
    expect(modes(run)).toEqual(['nbd success']);
    expect(vmResults(run)).toEqual(['success']);
  });

  it('of a list of allowed modes, its network mode is taken', () => {
    const proxy = san(', modes: [san, nbdssl]');
    const run = runText(night({ ...proxy, jobs: job('{ start: 100s }'), faults: lost('50s') }));
    expect(modes(run)).toEqual(['nbdssl success']);
  });

  it('the place that it leaves among the disks attached by hot-add is free at once', () => {
    const run = runText(
      night({
        transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }',
        overheads: '{ base: none, snapshotCreate: 5s }',
        policy: '{ hotaddMaxDisks: 1, whenBestBusy: wait }',
        proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 4 }]',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
        jobs: job('{ start: 100s }'),
        faults: lost('50s', ', datastore: ds1'),
      }),
    );
    // At 105 a finds its way gone and is read over the network, 1000 s; b has its snapshot at 110 and takes 500 s.
    expect(places(run)).toEqual(['a/0 px1 100-1105', 'b/0 px1 105-610']);
    expect(modes(run)).toEqual(['nbd success', 'hotadd success']);
    expect(waited(run)).toEqual(['b/0 hotadd-disks 5']);
  });

  it('it leaves the disks of its VM that are attached by hot-add: the last of these is detached', () => {
    const run = runText(
      night({
        transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
        overheads: '{ base: none, hotaddAttach: 30s, hotaddDetach: 20s }',
        proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 4 }]',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: '[{ name: v, disks: [{ size: 100 GB, datastore: ds1 }, { size: 100 GB, datastore: ds2 }] }]',
        jobs: job('{ start: 100s }'),
        faults: lost('50s', ', datastore: ds1'),
      }),
    );
    expect(modes(run)).toEqual(['nbd success', 'hotadd success']);
    expect(lives(run)).toEqual(['v/0 100 >100-1100> 1100', 'v/1 100 >130-1130> 1150']);
  });

  it('the connection of the host that it takes is one less for those who wait', () => {
    const run = runText(
      night({
        ...san(', ram: 3 GB'),
        overheads: '{ base: none, snapshotCreate: 5s }',
        enforceRam: 'true',
        hosts: '[{ name: esx1, nbdMaxDisks: 1 }]',
        datastores: '[{ name: ds1 }, { name: ds2, protocol: iscsi }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
        jobs: job('{ start: 100s }'),
        faults: lost('50s', ', datastore: ds1'),
      }),
    );
    // The proxy has memory for one task. From 105 on, a is read over the network, which is asked for before memory.
    expect(places(run)).toEqual(['a/0 px1 100-1105', 'b/0 px1 1105-2110']);
    expect(waited(run)).toEqual(['b/0 nbd-connections 1000', 'b/0 ram 5']);
  });

  it('of a task with two ends each takes network mode, or only the one whose connection is gone', () => {
    const copied = (datastore = '') =>
      runText(
        night({
          ...san(),
          datastores: '[{ name: ds1 }, { name: ds2 }]',
          jobs: '[{ name: copy, type: vm-copy, vms: [vm1], target: { datastore: ds2 }, schedule: { start: 100s } }]',
          faults: lost('50s', datastore),
        }),
      );
    const ways = ({ tasks, summary }: TestRun) => [
      tasks.map(({ mode, secondMode }) => `${mode} to ${secondMode}`),
      summary.proxies['px1']!.modes,
    ];
    expect(ways(copied())).toEqual([['nbd to nbd'], { nbd: 2 }]);
    expect(ways(copied(', datastore: ds1'))).toEqual([['nbd to san'], { nbd: 1, san: 1 }]);
    expect(ways(copied(', datastore: ds2'))).toEqual([['san to nbd'], { nbd: 1, san: 1 }]);
  });

  it('a task that transfers stands still, and goes on when the connection is back', () => {
    // 200 s at 200 MB/s: 40 GB. Back at 260 = 200 + 4 x 15: 60 GB in 300 s.
    const run = runText(night({ ...san(), faults: lost('200s', ', for: 60s') }));
    expect(places(run)).toEqual(['vm1/0 px1 0-560']);
    expect(modes(run)).toEqual(['san success']);
  });

  it('a task of network mode does not notice', () => {
    const run = runText(night({ ...san(', modes: [nbd]'), faults: lost('200s') }));
    expect(places(run)).toEqual(['vm1/0 px1 0-1000']);
  });

  it('is reported once when it goes and once when it is back, however many faults hold it', () => {
    const faults = '[{ at: 200s, for: 100s }, { at: 250s, for: 100s }]'.replaceAll(
      '{ at',
      '{ kind: connectivity-lost, target: px1, at',
    );
    const { trace } = runText(night({ ...san(), faults }));
    const told = trace.filter(({ kind }) => kind.startsWith('connection-'));
    expect(told).toEqual([
      { kind: 'connection-lost', at: 200e6, proxy: 0, datastore: 0 },
      { kind: 'connection-back', at: 350e6, proxy: 0, datastore: 0 },
    ]);
  });

  it('stops only work on the datastores to which it is lost', () => {
    const estate = {
      ...san(),
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
      jobs: job('{ start: 100s }'),
    };
    const run = runText(night({ ...estate, faults: lost('50s', ', datastore: ds2') }));
    expect(places(run)).toEqual(['a/0 px1 100-600', 'b/0 px1 100-1100']);
  });

  it('where the proxy must not fail over, the task fails, and so do its retries until the next rescan', () => {
    const run = runText(
      night({
        ...san(STRICT),
        clock: '{ start: 2026-01-05T20:00 }',
        rescan: '20min',
        jobs: job('{ at: "20:01" }'),
        faults: lost('50s'),
      }),
    );
    // At 60 and 660; ready again for 1260, but at 1200 the scheduler learns that nobody reaches the disk.
    expect(places(run)).toEqual(['vm1/0 px1 60-60', 'vm1/0 px1 660-660', 'vm1/0 unfinished']);
    expect(waited(run)).toEqual(['vm1/0 retry-wait 600', 'vm1/0 no-candidate 60', 'vm1/0 retry-wait 540']);
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
    expect(times(run, 'session-ended')).toEqual([1260]);
  });

  it('a disk that has a way again before its retry is due is read with the others', () => {
    const run = runText(
      night({
        ...san(STRICT),
        clock: '{ start: 2026-01-05T20:00 }',
        rescan: '7 min',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
        jobs: job('{ at: "20:01" }', ', retries: { times: 1, wait: 25 min }'),
        faults: `[{ kind: connectivity-lost, target: px1, datastore: ds1, at: 50s, for: 450s },
          { kind: connectivity-lost, target: px1, datastore: ds2, at: 50s, for: 100s }]`,
      }),
    );
    // Both fail at 60 and are due again at 1560. By the rescans, no proxy reaches a from 420 to 840.
    expect(places(run)).toEqual(['a/0 px1 60-60', 'b/0 px1 60-60', 'a/0 px1 1560-2060', 'b/0 px1 1560-2060']);
    expect(waited(run)).toEqual(['a/0 no-candidate 420', 'a/0 retry-wait 1080', 'b/0 retry-wait 1500']);
  });

  it('a rescan while one disk of a VM is read does not begin the next one where disks are read in turn', () => {
    const run = runText(
      night({
        parallelProcessing: 'false',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: `[${vm('v', [100, 100])}]`,
        faults: lost('50s', ', datastore: ds2'),
        rescan: '7 min',
      }),
    );
    expect(times(run, 'rescanned')).toEqual([420]);
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'v/1 px1 1000-2000']);
  });
});

describe('after the rescan', () => {
  it('the scheduler knows: network mode from the start is no failure', () => {
    const run = runText(
      night({ ...san(), rescan: '1min', jobs: job('{ start: 100s }'), faults: lost('50s') }),
    );
    expect(times(run, 'rescanned')).toEqual([60]);
    expect(modes(run)).toEqual(['nbd success']);
    expect(vmResults(run)).toEqual(['success']);
  });

  it('a connection that is back is used from the next rescan on', () => {
    const faults = lost('0s', ', for: 90s');
    const at = (start: string) =>
      modes(runText(night({ ...san(), rescan: '1min', jobs: job(`{ start: ${start} }`), faults })));
    // Looked at at 60 and 120; back at 90.
    expect(at('59s')).toEqual(['nbd success']);
    expect(at('61s')).toEqual(['nbd success']);
    expect(at('119s')).toEqual(['nbd success']);
    expect(at('121s')).toEqual(['san success']);
  });

  const two = {
    ...san(STRICT),
    rescan: '1min',
    datastores: '[{ name: ds1 }, { name: ds2 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
    jobs: job('{ start: 100s }'),
  };

  it('a disk that no proxy reached is read as soon as one does again while its session goes on', () => {
    const run = runText(night({ ...two, faults: lost('0s', ', for: 150s, datastore: ds2') }));
    // Believed lost from 60 to 180.
    expect(places(run)).toEqual(['a/0 px1 100-600', 'b/0 px1 180-680']);
    expect(waited(run)).toEqual(['b/0 no-candidate 80']);
    expect(run.sessions[0]).toMatchObject({ result: 'success' });
  });

  it('a waiting disk that no proxy reaches any more is given up when all else is done', () => {
    const busy = two.proxies.replace('maxConcurrentTasks: 4', 'maxConcurrentTasks: 1');
    const run = runText(night({ ...two, proxies: busy, faults: lost('110s', ', datastore: ds2') }));
    // b waits for the slot until the rescan at 120.
    expect(places(run)).toEqual(['a/0 px1 100-600', 'b/0 unfinished']);
    expect(waited(run)).toEqual(['b/0 proxy-slot 20', 'b/0 no-candidate 480']);
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
  });

  it('a window that closes before a retry that no proxy could take ends the session, too', () => {
    const run = runText(
      night({
        ...san(STRICT),
        clock: '{ start: 2026-01-05T20:00 }',
        rescan: '5min',
        jobs: job('{ at: "20:01" }', ', window: { length: 8min, onClose: stop }'),
        faults: lost('50s'),
      }),
    );
    // Failed at 60, to be tried at 660; from 300 on nobody reaches it; the window closes at 540.
    expect(places(run)).toEqual(['vm1/0 px1 60-60', 'vm1/0 unfinished']);
    expect(times(run, 'session-ended')).toEqual([540]);
  });
});

describe('a datastore that is down', () => {
  it('is charged with the waiting of its disks, also while no proxy has a slot', () => {
    const text = night({
      ...san(),
      proxies: '[{ name: px1, maxConcurrentTasks: 1, storage: { protocols: [fc] } }]',
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [20], 'ds2')}, ${vm('c', [20])}]`,
      jobs: job('{ start: 0s }'),
      faults: '[{ kind: datastore-down, target: ds2, at: 100s, for: 200s }]',
    });
    const run = runText(text);
    // a has the slot until 500; b, whose datastore is down from 100 to 300, has it until 600, then c.
    expect(places(run)).toEqual(['a/0 px1 0-500', 'b/0 px1 500-600', 'c/0 px1 600-700']);
    expect(waited(run)).toEqual(['b/0 proxy-slot 300', 'b/0 no-candidate 200', 'c/0 proxy-slot 600']);
  });
});

describe('a link that is down', () => {
  it.each([
    ['reads from', 'dr'],
    ['writes for', 'hq'],
  ])('between a proxy and the host that it %s is waited for, also while the proxy has no slot', (_, site) => {
    const near = site === 'hq' ? 'ds1' : 'ds2';
    const run = runText(
      night({
        sites: '[hq, dr]',
        links: '[{ name: wan, between: [hq, dr] }]',
        hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
        datastores: '[{ name: ds1, hosts: [esx1], site: hq }, { name: ds2, hosts: [esx2], site: dr }]',
        proxies: `[{ name: px1, site: ${site}, maxConcurrentTasks: 2 }]`,
        repositories: '[{ name: repo, site: dr }]',
        vms: `[${vm('a', [100], near)}, ${vm('b', [100])}]`,
        jobs: `[{ name: here, type: replication, vms: [a], run: full, target: { datastore: ${near} } },
          { name: there, type: replication, vms: [b], run: full, target: { datastore: ds2 } }]`,
        faults: '[{ kind: link-down, target: wan, at: 200s, for: 500s }]',
      }),
    );
    // Both ends of a are at px1, until 1000 s.
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 1000-2000']);
    expect(waited(run)).toEqual(['b/0 proxy-slot 500', 'b/0 no-candidate 500']);
  });
});

test('one rescan that takes the way of one disk and gives another its own back does not end their session', () => {
  // px1 reads x until 3000 s. From 1000 s on b is known to have no way; at 2000 s it has one again, and a has none any more.
  const disk = (name: string, datastore: string, size: number) =>
    `{ name: ${name}, disks: [{ size: ${size} GB, datastore: ${datastore} }] }`;
  const lost = (datastore: string, at: string, more = '') =>
    `{ kind: connectivity-lost, target: px1, datastore: ${datastore}, at: ${at}${more} }`;
  const run = runText(
    night({
      transport: '{ san: { perTask: 200 MB/s } }',
      datastores: '[{ name: "ds{1..3}", protocol: fc, maxSnapshots: unlimited }]',
      proxies: `[{ name: px1, maxConcurrentTasks: 1, kind: physical, storage: { protocols: [fc], bandwidth: 1 GB/s }${STRICT} }]`,
      vms: `[${disk('x', 'ds3', 600)}, ${disk('a', 'ds1', 100)}, ${disk('b', 'ds2', 100)}]`,
      jobs: `[{ name: before, vms: [x], repository: repo, run: full }, { name: night, vms: [a, b], repository: repo, run: full, retries: 0 }]`,
      faults: `[${lost('ds2', '500s', ', for: 1000s')}, ${lost('ds1', '1500s')}]`,
      rescan: '1000s',
    }),
  );
  expect(places(run)).toEqual(['x/0 px1 0-3000', 'b/0 px1 3000-3500', 'a/0 unfinished']);
});
