import { describe, expect, test } from 'vitest';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { lives, night, places, type Sections, times, vm, waited } from '../../helpers/night.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';

const three = (gigabytes = 100) => `[${['a', 'b', 'c'].map((name) => vm(name, [gigabytes])).join(', ')}]`;

test('V43: doubling the slots halves the window while slots are what is short', () => {
  const window = (slots: number) =>
    runText(
      night({
        proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
        vms: '[{ name: "v{1..16}", disks: [{ size: 100 GB, datastore: ds1 }] }]',
      }),
    ).summary.window?.seconds;
  // 16 disks of 1000 s.
  expect([2, 4, 8].map(window)).toEqual([8000, 4000, 2000]);
});

test('a task takes its proxy slot and its repository slot together or neither', () => {
  const run = runText(night({ vms: three(), repositories: '[{ name: repo, maxConcurrentTasks: 2 }]' }));
  expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 0-1000', 'c/0 px1 1000-2000']);
  expect(waited(run)).toEqual(['c/0 repository-slot 1000']);
  // While c waits it holds nothing on the proxy.
  expect(run.summary.proxies['px1']).toMatchObject({ peakTasks: 2, slotUtilisation: 3000 / 2000 / 4 });
});

test('a task of another kind that comes while the repository is full gets the slot that is freed', () => {
  const job = (name: string, vms: string, proxies: string, more = '') =>
    `{ name: ${name}, vms: [${vms}], repository: repo, run: full, proxies: [${proxies}]${more} }`;
  const run = runText(
    night({
      proxies: '[{ name: "px{1..2}" }]',
      repositories: '[{ name: repo, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: `[${job('early', 'a', 'px1')}, ${job('late', 'b', 'px2', ', schedule: { start: 100s }')}]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px2 1000-2000']);
  expect(waited(run)).toEqual(['b/0 repository-slot 900']);
});

test('a file that all VMs of a job share keeps its slot until the last of them has been written', () => {
  const job = (name: string, vms: string) => `{ name: ${name}, vms: [${vms}], repository: repo, run: full }`;
  const run = runText(
    night({
      repositories: '[{ name: repo, maxConcurrentTasks: 1, slotUnit: chain, perVmFiles: false }]',
      vms: `[${vm('a', [50])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
      jobs: `[${job('one', 'a, b')}, ${job('two', 'c')}]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-500', 'b/0 px1 0-1000', 'c/0 px1 1000-2000']);
});

test('a copy also needs a slot of the repository that it reads', () => {
  const run = runText(
    night({
      repositories: '[{ name: old, read: 50 MB/s, maxConcurrentTasks: 1 }, { name: repo }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: copy, type: backup-copy, vms: ["*"], source: old, repository: repo, run: full }]',
    }),
  );
  expect(run.tasks.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0, 1000],
    [1000, 2000],
  ]);
  expect(waited(run)).toEqual(['b/0 repository-slot 1000']);
});

test('V38: a task that lacks what it needs does not hold up one behind it that has it', () => {
  const run = runText(
    night({
      repositories: '[{ name: full, maxConcurrentTasks: 1 }, { name: free, maxConcurrentTasks: 1 }]',
      vms: three(),
      jobs: `[{ name: one, vms: [a, b], repository: full, run: full },
        { name: two, vms: [c], repository: free, run: full }]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-1000', 'c/0 px1 0-1000', 'b/0 px1 1000-2000']);
});

describe('the snapshot limit of a datastore', () => {
  test('holds back the first disk of a VM, not the further disks of a VM that has its snapshot', () => {
    const run = runText(
      night({
        datastores: '[{ name: ds1, maxSnapshots: 1 }]',
        proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
        vms: `[${vm('a', [100, 50, 50])}, ${vm('b', [100])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'a/1 px1 0-500', 'a/2 px1 500-1000', 'b/0 px1 1000-2000']);
    // Of VMs, not of disks.
    expect(run.summary.datastores['ds1']?.peakSnapshots).toBe(1);
    // The slot that a/1 frees goes to a/2, so for b no slot is free either, and that is asked first.
    expect(waited(run)).toEqual(['a/2 proxy-slot 500', 'b/0 proxy-slot 1000']);
  });

  test('counts from slots got until the removal has ended', () => {
    const run = runText(
      night({
        overheads:
          '{ base: none, vmPrepare: 15s, snapshotCreate: 5s, snapshotRemove: 10s, vmFinalise: 100s }',
        datastores: '[{ name: ds1, maxSnapshots: 1 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      }),
    );
    // a: slots 0, transfer 20 to 1020, snapshot gone at 1030; b may start then, not after a's finalising.
    expect(lives(run)).toEqual(['a/0 0 >20-1020> 1020', 'b/0 1030 >1050-2050> 2050']);
    expect(waited(run)).toEqual(['b/0 datastore-snapshots 1030']);
    expect(run.summary.datastores['ds1']?.peakSnapshots).toBe(1);
  });

  test('a VM counts on every datastore that holds a disk of it, whichever disk runs', () => {
    const run = runText(
      night({
        datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: 1 }]',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
        vms: `[{ name: a, disks: [{ size: 100 GB, datastore: ds1 }, { size: 10 GB, datastore: ds2 }] },
          ${vm('b', [50], 'ds2')}]`,
        policy: '{ preset: rts, order: fifo }',
        jobs: `[{ name: one, vms: [a], repository: repo, run: full, proxies: [px1] },
          { name: two, vms: [b], repository: repo, run: full, proxies: [px2] }]`,
      }),
    );
    // a/0 on ds1 runs alone, but a's snapshot stands on ds2 too: b waits though nobody reads ds2.
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'a/1 px1 1000-1100', 'b/0 px2 1100-1600']);
    expect(waited(run)).toEqual(['a/1 proxy-slot 1000', 'b/0 datastore-snapshots 1100']);
    expect(run.summary.datastores).toMatchObject({ ds1: { peakSnapshots: 1 }, ds2: { peakSnapshots: 1 } });
  });
});

test('a virtual proxy takes only so many disks by hot-add; the rest degrade to network mode', () => {
  const run = runText(
    night({
      proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 4 }]',
      transport: '{ nbd: { perTask: 50 MB/s }, hotadd: { perTask: 100 MB/s } }',
      policy: '{ preset: rts, hotaddMaxDisks: 1 }',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
  );
  expect(run.tasks.map(({ vm, mode, endSeconds }) => `${vm} ${mode} ${endSeconds}`)).toEqual([
    'a hotadd 1000',
    'b nbd 2000',
  ]);
});

test('the hot-add ceiling is waited for where the job is told to wait', () => {
  const run = runText(
    night({
      proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 4 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      policy: '{ preset: rts, hotaddMaxDisks: 1, whenBestBusy: { hotadd: wait } }',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 ha 0-1000', 'b/0 ha 1000-2000']);
  expect(waited(run)).toEqual(['b/0 hotadd-disks 1000']);
});

test('network mode reads only so many disks of one host at once', () => {
  const run = runText(
    night({
      hosts: '[{ name: esx1, nbdMaxDisks: 1 }, { name: esx2 }]',
      vms: `[${vm('a', [100], 'ds1', 'host: esx1')}, ${vm('b', [100], 'ds1', 'host: esx1')},
        ${vm('c', [100], 'ds1', 'host: esx2')}]`,
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-1000', 'c/0 px1 0-1000', 'b/0 px1 1000-2000']);
  expect(waited(run)).toEqual(['b/0 nbd-connections 1000']);
  expect(run.summary.hosts).toMatchObject({ esx1: { peakNbdDisks: 1 }, esx2: { peakNbdDisks: 1 } });
});

describe('memory: 2 GB and 1 GB per task', () => {
  const twoTasks = (enforceRam: string): Sections => ({
    enforceRam,
    profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
    transport: '{}',
    proxies: '[{ name: px1, cores: 2, ram: 3 GB, maxConcurrentTasks: 2 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  });

  test('where it is enforced, a proxy of 3 GB runs one task', () => {
    const run = runText(night(twoTasks('true')));
    expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 1000-2000']);
    expect(waited(run)).toEqual(['b/0 ram 1000']);
  });

  test('where it is not, its cores slow down to 3 GB of the 4 GB needed', () => {
    // Two tasks on 2 x 100 MB/s x 3/4 = 150 MB/s: 75 MB/s each, 1333.3 s.
    const run = runText(night(twoTasks('false')));
    expect(run.tasks.map(({ endSeconds }) => endSeconds)).toEqual([1333.333333, 1333.333333]);
  });

  const PORTS = 'kind: physical, storage: { protocols: [fc] }';
  const sanBesideNetwork = (ram: string, policy: string): Sections => ({
    enforceRam: 'true',
    datastores: '[{ name: ds1, protocol: fc, maxSnapshots: unlimited }]',
    proxies: `[{ name: san, ${PORTS}, ram: ${ram} }, { name: lan, modes: [nbd], maxConcurrentTasks: 1 }]`,
    transport: '{ san: { perTask: 200 MB/s }, nbd: { perTask: 100 MB/s } }',
    policy,
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  });

  test('a proxy that never has enough for one task is not waited for, however good its connection', () => {
    const wait = '{ whenBestBusy: wait }';
    // 3 GB: one task at a time, 500 s each. 2 GB: none ever, so that both go over the network, 1000 s each.
    expect(places(runText(night(sanBesideNetwork('3 GB', wait))))).toEqual([
      'a/0 san 0-500',
      'b/0 san 500-1000',
    ]);
    const run = runText(night(sanBesideNetwork('2 GB', wait)));
    expect(places(run)).toEqual(['a/0 lan 0-1000', 'b/0 lan 1000-2000']);
    expect(waited(run)).toEqual(['b/0 proxy-slot 1000']);
    expect(run.sessions[0]).toMatchObject({ result: 'success' });
  });

  test('such a proxy is not the reason why others wait', () => {
    const run = runText(night(sanBesideNetwork('2 GB', '{ preset: rts }')));
    expect(places(run)).toEqual(['a/0 lan 0-1000', 'b/0 lan 1000-2000']);
    expect(waited(run)).toEqual(['b/0 proxy-slot 1000']);
  });

  test('a policy that does not ask about memory lets such a proxy take tasks', () => {
    const asks = '{ whenBestBusy: wait, filters: [hotadd-disks] }';
    expect(places(runText(night(sanBesideNetwork('2 GB', asks))))).toEqual([
      'a/0 san 0-500',
      'b/0 san 0-500',
    ]);
  });
});

test('a policy that does not ask about snapshots opens more of them than a datastore has room for', () => {
  const text = (filters: string) =>
    night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      policy: `{ preset: rts${filters} }`,
    });
  expect(places(runText(text('')))).toEqual(['a/0 px1 0-1000', 'b/0 px1 1000-2000']);
  const withoutIt = text(', filters: [hotadd-disks]');
  const atOnce = ['a/0 px1 0-1000', 'b/0 px1 0-1000'];
  expect(places(runText(withoutIt))).toEqual(atOnce);
  // Nor with keys of a user's own, for which each datastore counts.
  const shipped = resolvePolicy(scenarioOf(withoutIt).policy);
  if (!shipped.ok) throw new Error('there is such a policy');
  const policy = { ...shipped.policy, rank: shipped.policy.rank.map((key) => ({ ...key })) };
  expect(places(runText(withoutIt, { policy }))).toEqual(atOnce);
});

test('more tasks than cores share them; with a penalty they lose by the oversubscription', () => {
  const ends = (penalty: string) =>
    runText(
      night({
        oversubscriptionPenalty: penalty,
        profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
        transport: '{}',
        proxies: '[{ name: px1, cores: 2, maxConcurrentTasks: 4 }]',
        vms: '[{ name: "v{1..4}", disks: [{ size: 100 GB, datastore: ds1 }] }]',
      }),
    ).tasks.map(({ endSeconds }) => endSeconds);
  // 4 tasks on 2 cores: 400 GB at 200 MB/s = 2000 s; with p = 0.5 the cores give 1 / (1 + 0.5 x 1) = 2/3: 3000 s.
  expect([ends('0'), ends('0.5')]).toEqual([
    [2000, 2000, 2000, 2000],
    [3000, 3000, 3000, 3000],
  ]);
});

describe('a scheduler that polls', () => {
  test('places at multiples of its tick only', () => {
    const run = runText(
      night({
        overheads: '{ base: none, jobInit: 15s }',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        policy: '{ preset: rts, schedulerTick: 10s }',
        vms: `[${vm('a', [0.3])}, ${vm('b', [1])}]`,
      }),
    );
    // Ready at 15, placed at 20; a's slot is free at 23, given to b at 30.
    expect(places(run)).toEqual(['a/0 px1 20-23', 'b/0 px1 30-40']);
    expect(run.tasks.map(({ queueWaitSeconds }) => queueWaitSeconds)).toEqual([5, 15]);
    // b has no slot from 20 to 23 only: before and after that it waits for the pass.
    expect(waited(run)).toEqual(['a/0 scheduler-tick 5', 'b/0 proxy-slot 3', 'b/0 scheduler-tick 12']);
  });

  test('makes no more pass when nothing waits: the run ends with its last task', () => {
    const run = runText(night({ policy: '{ preset: rts, schedulerTick: 10s }', vms: `[${vm('a', [0.3])}]` }));
    expect(places(run)).toEqual(['a/0 px1 0-3']);
    expect(times(run, 'run-ended')).toEqual([3]);
  });

  test('what becomes free on the very tick is given at once', () => {
    const run = runText(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        policy: '{ preset: rts, schedulerTick: 10s }',
        vms: `[${vm('a', [1])}, ${vm('b', [1])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-10', 'b/0 px1 10-20']);
  });
});

describe('a scenario without proxies', () => {
  test('has the default proxy on the backup server: 2 slots, network mode', () => {
    const run = runText(night({ proxies: '[]', vms: three() }));
    expect(run.tasks.map(({ proxy, mode, startSeconds }) => `${proxy} ${mode} ${startSeconds}`)).toEqual([
      'backup-server nbd 0',
      'backup-server nbd 0',
      'backup-server nbd 1000',
    ]);
    expect(run.summary.proxies['backup-server']?.slots).toBe(2);
  });
});

test('a proxy added in the run takes tasks once its deployment is over', () => {
  const run = runText(
    night({
      overheads: '{ base: none, deploy: 10s }',
      proxies: '[{ name: old, maxConcurrentTasks: 1 }, { name: new, maxConcurrentTasks: 2, added: 300s }]',
      vms: three(),
    }),
  );
  expect(times(run, 'proxy-deployed')).toEqual([310]);
  expect(places(run)).toEqual(['a/0 old 0-1000', 'b/0 new 310-1310', 'c/0 new 310-1310']);
  expect(waited(run)).toEqual(['b/0 proxy-slot 310', 'c/0 proxy-slot 310']);
});

test('where memory would refuse two tasks, the one whose host has no connection left is charged to that, which is checked first', () => {
  // Memory for one task. a holds it, and the one connection of esx1, for 1000 s; then b, then c.
  const run = runText(
    night({
      enforceRam: 'true',
      hosts: '[{ name: esx1, nbdMaxDisks: 1 }, { name: esx2 }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 4, ram: 3 GB }]',
      vms: `[${vm('a', [100], 'ds1', 'host: esx1')}, ${vm('b', [100], 'ds1', 'host: esx2')}, ${vm('c', [100], 'ds1', 'host: esx1')}]`,
    }),
  );
  expect(waited(run)).toEqual(['b/0 ram 1000', 'c/0 nbd-connections 1000', 'c/0 ram 1000']);
});
