import { describe, expect, it } from 'vitest';
import { night, places, times, vm, waited } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

const CLOCK = '{ start: 2026-01-05T20:00 }';

describe('transforms on a repository that is down', () => {
  /** 10 GB of change at 100 MB/s: 100 s; 5 GB arrive, and are merged at 50 MB/s: 100 s more. */
  const merging = {
    vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
    jobs: '[{ name: night, vms: ["*"], repository: repo, method: forever-incremental, restorePoints: 1 }]',
  };
  const repository = (more = '') => `[{ name: repo, write: 50 MB/s${more} }]`;

  it('stand still, with their slot, and go on when it is up', () => {
    const faults = '[{ kind: repository-down, target: repo, at: 150s, for: 60s }]';
    const run = runText(night({ ...merging, repositories: repository(), faults }));
    expect(places(run)).toEqual(['vm1/0 px1 0-100']);
    // 2.5 GB by 150, the rest from 210 on.
    expect(times(run, 'transform-started')).toEqual([100]);
    expect(times(run, 'transform-ended')).toEqual([260]);
    expect(times(run, 'session-ended')).toEqual([260]);
  });

  it('likewise where the machine that goes down is a proxy', () => {
    const faults = '[{ kind: proxy-down, target: px1, at: 150s, for: 60s }]';
    const run = runText(night({ ...merging, repositories: repository(', server: px1'), faults }));
    expect(times(run, 'transform-ended')).toEqual([260]);
  });

  it('do not start before it is up', () => {
    const faults = '[{ kind: repository-down, target: repo, at: 50s, for: 90s }]';
    // 5 GB of 10 by 50; back at 140 = 50 + 6 x 15: 50 s more.
    const run = runText(night({ ...merging, repositories: repository(), faults }));
    expect(times(run, 'transform-started')).toEqual([190]);
    expect(times(run, 'transform-ended')).toEqual([290]);
  });

  it('for good: the session never ends, the run does', () => {
    const faults = '[{ kind: repository-down, target: repo, at: 150s }]';
    const run = runText(night({ ...merging, repositories: repository(), faults }));
    expect(times(run, 'session-ended')).toEqual([]);
    expect(run.trace.at(-1)).toMatchObject({ reason: 'idle', at: 150e6 });
  });
});

describe('change tracking that is reset', () => {
  const estate = {
    clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
    vms: '[{ name: vm1, disks: [{ size: 100 GB, used: 50 GB, changeRate: 10%, datastore: ds1 }] }]',
    jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "20:00" } }]',
  };

  it('makes the next run read the whole disk and send only what has changed; then all is as before', () => {
    const run = runText(night({ ...estate, faults: '[{ kind: tracking-reset, at: 1h }]' }));
    // 10 % of 50 GB: 5 GB; after the reset all 100 GB are read. Half of the change is sent.
    expect(run.tasks.map(({ readBytes }) => readBytes / 1e9)).toEqual([5, 100, 5]);
    expect(run.tasks.map(({ transferredBytes }) => transferredBytes / 1e9)).toEqual([2.5, 2.5, 2.5]);
  });

  it('holds until a run of the VM succeeds', () => {
    // The second night fails at 200 + 1800 s, and by hand of its job is not tried again.
    const faults =
      '[{ kind: tracking-reset, at: 1h }, { kind: proxy-down, target: px1, at: 86600s, for: 1h }]';
    const jobs = '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "20:00" }, retries: 0 }]';
    const run = runText(night({ ...estate, jobs, faults }));
    expect(run.tasks.map(({ readBytes }) => readBytes / 1e9)).toEqual([5, 20, 100]);
    // Two days of change: 1 - 0.9 x 0.9 = 19 % of 50 GB, half of it sent.
    expect(run.tasks[2]!.transferredBytes / 1e9).toBeCloseTo(4.75, 8);
  });
});

describe('what restores change tracking that was reset', () => {
  const estate = {
    clock: '{ start: 2026-01-05T20:00, horizon: 2d }',
    vms: '[{ name: vm1, lastBackup: 24h, disks: [{ size: 100 GB, used: 50 GB, changeRate: 10%, datastore: ds1 }] }]',
    faults: '[{ kind: tracking-reset, at: 20s }]',
  };
  const nightly = (name: string, at: string) =>
    `{ name: ${name}, vms: ["*"], repository: repo, schedule: { daily: "${at}" } }`;
  const read = (jobs: string) =>
    runText(night({ ...estate, jobs: `[${jobs}]` })).tasks.map(
      ({ job, readBytes }) => `${job} ${readBytes / 1e9}`,
    );

  it('not a run that was under way: the next one reads the whole disk', () => {
    // 5 GB take 50 s, from 20:00:00; the reset is at 20:00:20.
    expect(read(nightly('a', '20:00'))).toEqual(['a 5', 'a 100']);
  });

  it('not a run of another job, which has restore points of its own', () => {
    expect(read(`${nightly('a', '21:00')}, ${nightly('b', '22:00')}`)).toEqual([
      'a 100',
      'b 100',
      'a 5',
      'b 5',
    ]);
  });
});

it('a proxy behind a link that is down is not the best place of those who wait, however full it is', () => {
  const run = runText(
    night({
      sites: '[here, there]',
      links: '[{ between: [here, there] }]',
      hosts: '[{ name: esx1, site: here }]',
      datastores: '[{ name: ds1, site: here, hosts: [esx1], maxSnapshots: 1 }]',
      proxies:
        '[{ name: far, site: there, maxConcurrentTasks: 1 }, { name: near, site: here, maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, site: here, affinity: [far] }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      faults: '[{ kind: link-down, target: here-there, at: 100s, for: 600s }]',
    }),
  );
  // a stands still at far for 600 s; near would take b, if there were room for its snapshot.
  expect(places(run)).toEqual(['a/0 far 0-1600', 'b/0 far 1600-2600']);
  expect(waited(run)).toEqual(['b/0 proxy-slot 1000', 'b/0 datastore-snapshots 600']);
});

describe('a link that is degraded', () => {
  const estate = {
    sites: '[hq, dr]',
    links: '[{ between: [hq, dr], bandwidth: 50 MB/s }]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq }]',
    proxies: '[{ name: px1, site: hq }]',
    repositories: '[{ name: repo, site: dr }]',
    vms: `[${vm('v', [100])}]`,
  };
  const degraded = (share: string, at: string, length: string) =>
    `{ kind: link-degraded, target: hq-dr, share: ${share}, at: ${at}, for: ${length} }`;

  it('carries its share', () => {
    // 50 MB/s carry 100 MB/s read. 20 GB by 200, 10 GB at half the rate by 400, 70 GB by 1100.
    const run = runText(night({ ...estate, faults: `[${degraded('50%', '200s', '200s')}]` }));
    expect(places(run)).toEqual(['v/0 px1 0-1100']);
  });

  const milder = degraded('50%', '200s', '400s');
  const worse = degraded('20%', '300s', '100s');
  it.each([
    ['milder one first', [milder, worse]],
    ['worse one first', [worse, milder]],
  ])('of two troubles the worse one holds, as long as it lasts: the %s', (_, troubles) => {
    const run = runText(night({ ...estate, faults: `[${troubles.join()}]` }));
    const shares = run.trace.flatMap((r) => (r.kind === 'link-degraded' ? [[r.at / 1e6, r.share]] : []));
    expect(shares).toEqual([
      [200, 0.5],
      [300, 0.2],
      [400, 0.5],
      [600, 1],
    ]);
    // GB: 20 by 200, 5 by 300, 2 by 400, 10 by 600: 63 are left.
    expect(places(run)).toEqual(['v/0 px1 0-1230']);
  });
});

describe('faults at random', () => {
  const downs = (run: TestRun, proxy: number) =>
    run.trace.flatMap((r) =>
      (r.kind === 'went-down' || r.kind === 'came-up') && r.row === proxy ? [`${r.kind} ${r.at}`] : [],
    );
  const estate = (proxies: string, fault: string, seed = '1') =>
    night({
      seed,
      clock: '{ start: 2026-01-05T20:00, horizon: 12h }',
      vms: `[${vm('v', [4000])}]`,
      proxies,
      faults: `[{ kind: proxy-down, target: "px*", mtbf: 30min, mttr: 5min${fault} }]`,
    });
  const TWO = '[{ name: px1 }, { name: px2 }]';
  const THREE = '[{ name: px1 }, { name: px2 }, { name: px3 }]';

  it('are the same in every run of a seed, and others with another', () => {
    const run = runText(estate(TWO, ''));
    expect(downs(run, 0).length).toBeGreaterThan(10);
    expect(downs(runText(estate(TWO, '')), 0)).toEqual(downs(run, 0));
    expect(downs(runText(estate(TWO, '', '2')), 0)).not.toEqual(downs(run, 0));
  });

  it('depend on their target alone: a further proxy does not move them', () => {
    const two = runText(estate(TWO, ''));
    const three = runText(estate(THREE, ''));
    expect(downs(three, 0)).toEqual(downs(two, 0));
    expect(downs(three, 1)).toEqual(downs(two, 1));
    expect(downs(three, 2).length).toBeGreaterThan(10);
    expect(downs(two, 1)).not.toEqual(downs(two, 0));
  });

  it('come in bursts: that many go down at one instant, and come up together', () => {
    const run = runText(estate(THREE, ', burst: 2'));
    const at = new Map<number, number[]>();
    for (const r of run.trace) if (r.kind === 'went-down') at.set(r.at, [...(at.get(r.at) ?? []), r.row]);
    const hit = [...at.values()];
    expect(hit.length).toBeGreaterThan(5);
    for (const rows of hit) expect(new Set(rows).size).toBe(2);
    expect(new Set(hit.map(String)).size).toBe(3);
  });

  it('have the mean times that they were given', () => {
    const run = runText(
      night({
        clock: `{ start: 2026-01-05T20:00, horizon: 60d }`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { every: 1h } }]',
        faults: '[{ kind: proxy-down, target: px1, mtbf: 30min, mttr: 5min }]',
      }),
    );
    const ups: number[] = [];
    const lengths: number[] = [];
    let since = 0;
    for (const r of run.trace) {
      if (r.kind !== 'went-down' && r.kind !== 'came-up') continue;
      (r.kind === 'went-down' ? ups : lengths).push((r.at - since) / 60e6);
      since = r.at;
    }
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    // About 2470 of each; the standard error of an exponential's mean is mean / sqrt(n): 2 %. Four of them.
    expect(ups.length).toBeGreaterThan(2300);
    expect(Math.abs(mean(ups) / 30 - 1)).toBeLessThan(0.08);
    expect(Math.abs(mean(lengths) / 5 - 1)).toBeLessThan(0.08);
  });
});

it("a fault of one VM fails that VM's tasks only", () => {
  const faults = '[{ kind: task-fails, probability: 100%, target: a }]';
  const run = runText(night({ clock: CLOCK, vms: `[${vm('a', [10])}, ${vm('b', [10])}]`, faults }));
  expect(run.tasks.map(({ vm: name, result }) => `${name} ${result}`).sort()).toEqual([
    'a failed',
    'b success',
  ]);
});

describe('tasks that fail while a fault lasts', () => {
  /** One after the other on one slot: a from 0, b from 100, c from 200. */
  const three = (fault: string) =>
    runText(
      night({
        clock: CLOCK,
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        vms: `[${['a', 'b', 'c'].map((name) => vm(name, [10])).join(', ')}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, retries: 0 }]',
        faults: `[{ kind: task-fails, probability: 100%, ${fault} }]`,
      }),
    );
  const failed = (run: TestRun) =>
    run.tasks.filter(({ result }) => result === 'failed').map((task) => task.vm);

  it('are those that get their slots in that time: one that began before goes on', () => {
    // b would get its slot at 100.
    expect(failed(three('at: 40s, for: 61s'))).toEqual(['b']);
    // It gets it at the instant at which the fault is over.
    expect(failed(three('at: 40s, for: 60s'))).toEqual([]);
    expect(failed(three('at: 0s'))).toEqual(['a', 'b', 'c']);
  });

  it('are those of its VMs', () => {
    expect(failed(three('at: 0s, targets: [a, c]'))).toEqual(['a', 'c']);
  });

  it('come in bad times, which pass', () => {
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 60d }',
        vms: `[${vm('a', [1])}, ${vm('b', [1])}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { every: 1h }, retries: 0 }]',
        faults: '[{ kind: task-fails, probability: 100%, mtbf: 3d, mttr: 1d }]',
      }),
    );
    const outcomes = ['a', 'b'].map((name) =>
      run.tasks.filter((task) => task.vm === name).map(({ result }) => result),
    );
    for (const of of outcomes) {
      const bad = of.filter((result) => result === 'failed').length;
      // A quarter of the time: about 15 bad times of a day, whose share varies by 9 points. Some 1440 tasks.
      expect(of.length).toBe(1440);
      expect(bad / of.length).toBeGreaterThan(0.05);
      expect(bad / of.length).toBeLessThan(0.5);
      // Bad times are long: of two neighbours, few differ.
      const changes = of.filter((result, n) => n > 0 && result !== of[n - 1]).length;
      expect(changes).toBeLessThan(60);
    }
    // Each VM has its own.
    expect(outcomes[0]).not.toEqual(outcomes[1]);
  });
});
