import { describe, expect, it } from 'vitest';
import { lives, night, places, times, vm } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

// One disk of 100 GB at 100 MB/s: 1000 s. What is lost at 200 has read 20 GB and has 800 s to go.
const withFault = (fault: string, sections: Record<string, string> = {}) =>
  runText(night({ faults: `[{ ${fault} }]`, ...sections }));
const interruptions = ({ trace }: TestRun) =>
  trace.flatMap((record) => {
    if (record.kind === 'task-interrupted')
      return [`${record.at / 1e6} stopped at ${record.readBytes / 1e9} GB`];
    return record.kind === 'task-resumed' ? [`${record.at / 1e6} resumed`] : [];
  });

describe('a proxy that is down for a while', () => {
  it('holds its tasks, which go on from the point that they had reached', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 5min');
    expect(interruptions(run)).toEqual(['200 stopped at 20 GB', '500 resumed']);
    expect(places(run)).toEqual(['vm1/0 px1 0-1300']);
    expect(run.tasks[0]).toMatchObject({ result: 'success', readBytes: 100e9 });
  });

  it('leaves the load of its tasks what it was: half of the core that one can use, in the time in which it transferred', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 5min', {
      profile: '{ full: 200 MB/s, incremental: 200 MB/s }',
      proxies: '[{ name: px1, cores: 2 }]',
    });
    expect(run.sessions[0]!.load.source).toBeCloseTo(1, 9);
    expect(run.sessions[0]!.load.proxy).toBeCloseTo(0.5, 9);
  });

  it('is tried every 15 s from the loss on', () => {
    // Up at 507; 200 + 21 x 15 = 515.
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 307s');
    expect(interruptions(run)).toEqual(['200 stopped at 20 GB', '515 resumed']);
    expect(places(run)).toEqual(['vm1/0 px1 0-1315']);
  });

  it('is tried no earlier where it comes up at the very instant of its loss', () => {
    const faults = '[{ kind: proxy-down, target: px1, at: 200s }, { kind: proxy-up, target: px1, at: 200s }]';
    expect(interruptions(runText(night({ faults })))).toEqual(['200 stopped at 20 GB', '215 resumed']);
  });

  it('may be lost again between coming up and being tried', () => {
    // Up from 503 to 510: at 515 it is down again. Up at 600: 200 + 27 x 15 = 605.
    const faults =
      '[{ kind: proxy-down, target: px1, at: 200s, for: 303s }, { kind: proxy-down, target: px1, at: 510s, for: 90s }]';
    const run = runText(night({ faults }));
    expect(interruptions(run)).toEqual(['200 stopped at 20 GB', '605 resumed']);
  });

  it('fails its tasks when 30 minutes are over', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 31min');
    expect(places(run)).toEqual(['vm1/0 px1 0-2000']);
    expect(run.tasks[0]).toMatchObject({ result: 'failed', readBytes: 20e9 });
  });

  it('and detaches nothing meanwhile', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s', {
      overheads: '{ base: none, hotaddAttach: 30s, hotaddDetach: 20s }',
      proxies: '[{ name: px1, host: esx1 }]',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
    });
    expect(lives(run)).toEqual(['vm1/0 0 >30-2000> 2000']);
  });

  it('fails its tasks after another time where one is set', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 31min', { resume: '35min' });
    // Up at 2060 = 200 + 124 x 15.
    expect(places(run)).toEqual(['vm1/0 px1 0-2860']);
    expect(places(withFault('kind: proxy-down, target: px1, at: 200s', { resume: '5min' }))).toEqual([
      'vm1/0 px1 0-500',
    ]);
  });

  it('is down as long as one of its faults holds, and up when it is said to be', () => {
    const down = '{ kind: proxy-down, target: px1, at: 200s, for: 300s }';
    const within = '{ kind: proxy-down, target: px1, at: 260s, for: 30s }';
    expect(places(runText(night({ faults: `[${down}, ${within}]` })))).toEqual(['vm1/0 px1 0-1300']);
    // Up at 350 = 200 + 10 x 15, whatever was to end later; the fault that begins at 400 ends at 700 and no earlier.
    const up = '{ kind: proxy-up, target: px1, at: 350s }';
    const again = '{ kind: proxy-down, target: px1, at: 400s, for: 300s }';
    const run = runText(night({ faults: `[${down}, ${up}, ${again}]` }));
    // 20 GB by 200, 5 GB from 350 to 400, 75 GB from 700 on.
    expect(interruptions(run)).toEqual([
      '200 stopped at 20 GB',
      '350 resumed',
      '400 stopped at 25 GB',
      '700 resumed',
    ]);
    expect(places(run)).toEqual(['vm1/0 px1 0-1450']);
  });
});

describe('a way that is cut', () => {
  const sites = {
    sites: '[hq, dr]',
    links: '[{ between: [hq, dr] }]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
    repositories: '[{ name: repo, site: dr }]',
  };

  it('V40: a link that drops for 5 minutes: disk A goes on from 20 GB, disk B starts from 0', () => {
    const run = withFault('kind: link-down, target: hq-dr, at: 200s, for: 5min', {
      ...sites,
      proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 1 }]',
      vms: `[${vm('v', [50, 40])}]`,
    });
    // A: 20 GB by 200, 30 GB from 500 to 800. B: 40 GB from 800 on.
    expect(interruptions(run)).toEqual(['200 stopped at 20 GB', '500 resumed']);
    expect(places(run)).toEqual(['v/0 px1 0-800', 'v/1 px1 800-1200']);
  });

  it('by a host: those of its VMs, and of the proxies on it', () => {
    const estate = {
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      vms: `[${vm('a', [100], 'ds1', 'host: esx1')}, ${vm('b', [100], 'ds1', 'host: esx2')}]`,
    };
    const fault = 'kind: host-down, target: esx1, at: 200s, for: 60s';
    // The proxy is physical: a, on the host, loses 60 s; b nothing.
    expect(places(withFault(fault, estate))).toEqual(['a/0 px1 0-1060', 'b/0 px1 0-1000']);
    // The proxy runs on the host: both.
    const proxies = '[{ name: px1, host: esx1, modes: [nbd], maxConcurrentTasks: 4 }]';
    expect(places(withFault(fault, { ...estate, proxies }))).toEqual(['a/0 px1 0-1060', 'b/0 px1 0-1060']);
  });

  it('by a datastore: those of its own disks only, even within one VM', () => {
    const run = withFault('kind: datastore-down, target: ds2, at: 200s, for: 60s', {
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: '[{ name: v, disks: [{ size: 100 GB, datastore: ds1 }, { size: 100 GB, datastore: ds2 }] }]',
    });
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'v/1 px1 0-1060']);
  });

  it('by a repository, or by a proxy whose machine it is or that writes to it', () => {
    const proxies = '[{ name: px1, maxConcurrentTasks: 4 }, { name: box, enabled: false }]';
    const repository = (more: string) => `[{ name: repo, maxConcurrentTasks: unlimited${more} }]`;
    const down = (target: string) =>
      `kind: ${target === 'repo' ? 'repository' : 'proxy'}-down, target: ${target}, at: 200s, for: 60s`;
    expect(places(withFault(down('repo')))).toEqual(['vm1/0 px1 0-1060']);
    for (const more of [', server: box', ', gateway: box']) {
      const run = withFault(down('box'), { proxies, repositories: repository(more) });
      expect(places(run), more).toEqual(['vm1/0 px1 0-1060']);
    }
    expect(places(withFault(down('box'), { proxies }))).toEqual(['vm1/0 px1 0-1000']);
  });

  it('by the proxy that happens to write the file, even where another one reads', () => {
    // One file for the job, which px1 writes as the first that works for it; the other disk is read at px2.
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 60s', {
      proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, gateway: auto }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    });
    expect(places(run)).toEqual(['a/0 px1 0-1060', 'b/0 px2 0-1060']);
  });

  it('not by a proxy that restores another disk of the VM, since a restore needs no gateway', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 60s', {
      proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, gateway: auto }]',
      vms: `[${vm('v', [100, 100])}]`,
      jobs: '[{ name: back, type: restore, vms: [v], repository: repo }]',
    });
    expect(places(run)).toEqual(['v/0 px1 0-1060', 'v/1 px2 0-1000']);
  });

  it('by the repository that a copy is read from', () => {
    const run = withFault('kind: repository-down, target: old, at: 200s, for: 60s', {
      repositories: '[{ name: old, read: 50 MB/s }, { name: repo }]',
      jobs: '[{ name: copy, type: backup-copy, vms: ["*"], source: old, repository: repo, run: full }]',
    });
    expect(run.tasks).toMatchObject([{ endSeconds: 1060, interruptions: 1 }]);
  });

  it.each(['host-down, target: esx2', 'datastore-down, target: ds2'])(
    'by what a replica is written to: %s',
    (kind) => {
      const run = withFault(`kind: ${kind}, at: 200s, for: 60s`, {
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2, host: esx2 } }]',
      });
      expect(run.tasks).toMatchObject([{ endSeconds: 1060, interruptions: 1 }]);
    },
  );

  it('is not one on which a waiting task starts', () => {
    const later = {
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 210s } }]',
    };
    const box = '[{ name: px1, maxConcurrentTasks: 4 }, { name: box, enabled: false }]';
    const cuts: [string, Record<string, string>][] = [
      ['kind: proxy-down, target: px1', {}],
      ['kind: host-down, target: esx1', {}],
      ['kind: datastore-down, target: ds1', {}],
      ['kind: repository-down, target: repo', {}],
      ['kind: link-down, target: hq-dr', { ...sites, proxies: '[{ name: px1, site: hq }]' }],
      ['kind: proxy-down, target: box', { proxies: box, repositories: '[{ name: repo, gateway: box }]' }],
      ['kind: proxy-down, target: box', { proxies: box, repositories: '[{ name: repo, server: box }]' }],
    ];
    for (const [fault, sections] of cuts) {
      const run = withFault(`${fault}, at: 200s, for: 60s`, { ...sections, ...later });
      expect(places(run), fault).toEqual(['vm1/0 px1 260-1260']);
    }
  });

  it('a replica does not start whose two proxies have no way between them', () => {
    const run = withFault('kind: link-down, target: hq-dr, at: 0s, for: 60s', {
      ...sites,
      hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
      datastores: '[{ name: ds1, site: hq }, { name: ds2, site: dr }]',
      proxies: '[{ name: px1, site: hq }, { name: px2, site: dr }]',
      vms: `[${vm('v', [100], 'ds1', 'host: esx1')}]`,
      jobs: '[{ name: replica, type: replication, vms: [v], run: full, target: { datastore: ds2 } }]',
    });
    expect(places(run)).toEqual(['v/0 px1 60-1060']);
    expect(interruptions(run)).toEqual([]);
  });
});

describe('when in its life a task is hit', () => {
  const down = (at: string, length: string) => `kind: proxy-down, target: px1, at: ${at}, for: ${length}`;
  const virtual = '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 4 }]';

  it('while its VM is prepared: it is noticed when the disk should open', () => {
    const overheads = '{ base: none, vmPrepare: 20s, snapshotCreate: 5s }';
    const run = withFault(down('10s', '60s'), { overheads });
    // Up at 70, tried from 25 on every 15 s: 70.
    expect(interruptions(run)).toEqual(['25 stopped at 0 GB', '70 resumed']);
    expect(lives(run)).toEqual(['vm1/0 0 >70-1070> 1070']);
  });

  it('while its disk is opened: it opens anew', () => {
    const run = withFault(down('4s', '15s'), { overheads: '{ base: none, openNbd: 10s }' });
    // Lost at 4, back at 19, open 10 s later.
    expect(lives(run)).toEqual(['vm1/0 0 >29-1029> 1029']);
  });

  it('while its disk is attached: it is attached anew, once for all disks of the VM', () => {
    const run = withFault(down('10s', '15s'), {
      overheads: '{ base: none, hotaddAttach: 30s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      proxies: virtual,
      vms: `[${vm('v', [100, 100], 'ds1', 'host: esx1')}]`,
    });
    // Back at 25, attached at 55.
    expect(lives(run)).toEqual(['v/0 0 >55-1055> 1055', 'v/1 0 >55-1055> 1055']);
  });

  it('at the very moment when its disk has been attached: it stays so', () => {
    const run = withFault(down('30s', '60s'), {
      overheads: '{ base: none, hotaddAttach: 30s }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      proxies: virtual,
    });
    // Tried every 15 s from 30 on; up at 90, and open at once.
    expect(lives(run)).toEqual(['vm1/0 0 >90-1090> 1090']);
  });

  it('with others: those that began first stop first', () => {
    // a ends at 100; the place in memory that it leaves is that of c.
    const run = withFault('kind: proxy-down, target: px1, at: 200s, for: 60s', {
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      policy: '{ order: list }',
      vms: `[${vm('a', [10])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
    });
    const stopped = run.trace.flatMap((record) => (record.kind === 'task-interrupted' ? [record.task] : []));
    expect(stopped).toEqual([1, 2]);
  });

  it('while it detaches, or while its snapshot is removed: nothing is left to lose', () => {
    const run = withFault('kind: proxy-down, target: px1, at: 1010s', {
      overheads: '{ base: none, hotaddDetach: 30s, snapshotRemove: 20s, consolidation: unlimited }',
      transport: '{ hotadd: { perTask: 100 MB/s } }',
      proxies: virtual,
      vms: `[${vm('v', [100], 'ds1', 'host: esx1')}]`,
    });
    expect(lives(run)).toEqual(['v/0 0 >0-1000> 1030']);
    expect(times(run, 'snapshot-removed')).toEqual([1050]);
    expect(run.sessions[0]).toMatchObject({ result: 'success' });
  });

  it('while it stands still its window closes: it ends with what it has', () => {
    const run = withFault(down('200s', '300s'), {
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: { length: 5min, onClose: stop } }]',
    });
    expect(places(run)).toEqual(['vm1/0 px1 0-300']);
    expect(run.tasks[0]).toMatchObject({ result: 'window-closed', readBytes: 20e9 });
    expect(times(run, 'task-resumed')).toEqual([]);
  });

  it('the slots of a task that stands still are taken', () => {
    const run = withFault('kind: datastore-down, target: ds2, at: 200s, for: 60s', {
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: `[${vm('a', [100], 'ds2')}, ${vm('b', [100])}]`,
    });
    expect(places(run)).toEqual(['a/0 px1 0-1060', 'b/0 px1 1060-2060']);
  });

  it('when one disk fails, the others of its VM are of no use: they stop at once, and those that wait never start', () => {
    const run = withFault('kind: datastore-down, target: ds2, at: 200s', {
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      vms: '[{ name: v, disks: [{ size: 100 GB, datastore: ds2 }, { size: 300 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]',
    });
    // Given up at 200 + 1800; disk 1 has read 200 of 300 GB by then.
    expect(places(run)).toEqual(['v/0 px1 0-2000', 'v/1 px1 0-2000', 'v/2 failed']);
    expect(run.tasks.map(({ readBytes }) => readBytes / 1e9)).toEqual([20, 200, 0]);
  });
});
