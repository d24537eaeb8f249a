import { describe, expect, it } from 'vitest';
import { night, places, vm, waited } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** One disk of 100 GB, read and written over network mode at 100 MB/s: 1000 s. */
const replica = (proxies: string, host = '{ name: esx1 }') => ({
  hosts: `[${host}]`,
  datastores: '[{ name: ds1 }, { name: ds2 }]',
  proxies,
  vms: `[${vm('v', [100])}, ${vm('w', [100])}]`,
  jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]',
});

describe('both ends of a task count', () => {
  it('against the connections of a host that is source and target', () => {
    const run = runText(
      night(replica('[{ name: px1, maxConcurrentTasks: 8 }]', '{ name: esx1, nbdMaxDisks: 3 }')),
    );
    // Two connections each: the second task waits for the first.
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
    expect(waited(run)).toEqual(['w/0 nbd-connections 1000']);
  });

  it('against the disks that are attached to a proxy', () => {
    const proxies = '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 8 }]';
    const run = runText(
      night({
        ...replica(proxies),
        transport: '{ hotadd: { perTask: 100 MB/s } }',
        policy: '{ hotaddMaxDisks: 3 }',
      }),
    );
    expect(places(run)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
  });
});

describe('a task whose ends never fit beside each other is one that nobody can take', () => {
  const unfinished = ['v/0 unfinished', 'w/0 unfinished'];

  it('with one slot for two', () => {
    const run = runText(night(replica('[{ name: px1, maxConcurrentTasks: 1 }]')));
    expect(places(run)).toEqual(unfinished);
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
    expect(run.summary.totals).toMatchObject({ tasks: 2, unfinished: 2 });
    const two = runText(night(replica('[{ name: "px{1..2}", maxConcurrentTasks: 1 }]')));
    expect(places(two)).toEqual(['v/0 px1 0-1000', 'w/0 px1 1000-2000']);
  });

  it('and its waiting is told while others of its session are at work', () => {
    // Only px1 writes. Another proxy reads w for it, none but itself could read v.
    const run = runText(
      night({
        hosts: '[{ name: esx1 }, { name: esx2 }]',
        datastores:
          '[{ name: ds1, hosts: [esx2] }, { name: ds2, hosts: [esx2] }, { name: ds3, hosts: [esx1] }]',
        proxies: `[{ name: px1, maxConcurrentTasks: 1 },
          { name: px2, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }]`,
        vms: `[${vm('v', [100], 'ds1', 'host: esx2')}, ${vm('w', [100], 'ds3', 'host: esx1')}]`,
        jobs: '[{ name: replica, type: replication, vms: ["*"], run: full, target: { datastore: ds2 } }]',
      }),
    );
    expect(places(run)).toEqual(['w/0 px2 0-1000', 'v/0 unfinished']);
    expect(waited(run)).toEqual(['v/0 no-candidate 1000']);
  });

  it('with one connection for two, or memory for one', () => {
    const tight = replica('[{ name: px1, maxConcurrentTasks: 8 }]', '{ name: esx1, nbdMaxDisks: 1 }');
    expect(places(runText(night(tight)))).toEqual(unfinished);
    const small = replica('[{ name: px1, maxConcurrentTasks: 8, ram: 3 GB }]');
    expect(places(runText(night({ ...small, enforceRam: 'true' })))).toEqual(unfinished);
  });
});
