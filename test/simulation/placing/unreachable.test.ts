import { describe, expect, test } from 'vitest';
import { night, places, type Sections, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** One hot-add proxy on esx1 that may not use the network: nothing reads the local disks of esx2. */
const ISLAND: Sections = {
  hosts: '[{ name: esx1 }, { name: esx2 }]',
  datastores:
    '[{ name: ds1, hosts: [esx1], maxSnapshots: 1 }, { name: lost, type: local, hosts: [esx2], maxSnapshots: 1 }]',
  proxies: '[{ name: ha, host: esx1, maxConcurrentTasks: 4, modes: [hotadd], failoverToNetwork: false }]',
  transport: '{ hotadd: { perTask: 100 MB/s } }',
};

describe('a disk that no proxy can ever read', () => {
  test('is left unfinished once all else is done, its waiting is charged, and the session ends', () => {
    const run = runText(night({ ...ISLAND, vms: `[${vm('x', [100], 'lost')}, ${vm('a', [100])}]` }));
    expect(places(run)).toEqual(['a/0 ha 0-1000', 'x/0 unfinished']);
    expect(waited(run)).toEqual(['x/0 no-candidate 1000']);
    expect(run.summary.jobs['night']?.sessions).toMatchObject([{ result: 'failed', endSeconds: 1000 }]);
    expect(run.summary.vms).toMatchObject({ protected: 1, unprotected: ['x'] });
  });

  test('does not keep the snapshot of its VM from others: the VM ends when its other disks have ended', () => {
    const mixed = `{ name: x, disks: [{ size: 100 GB, datastore: ds1 }, { size: 1 GB, datastore: lost }] }`;
    const run = runText(night({ ...ISLAND, vms: `[${mixed}, ${vm('a', [100])}]` }));
    expect(places(run)).toEqual(['x/0 ha 0-1000', 'a/0 ha 1000-2000', 'x/1 unfinished']);
    expect(waited(run)).toEqual(['a/0 datastore-snapshots 1000', 'x/1 no-candidate 1000']);
    expect(run.sessions[0]?.result).toBe('failed');
  });

  test('does not hold up the VMs behind it where one VM goes at a time', () => {
    const run = runText(
      night({
        ...ISLAND,
        parallelProcessing: 'false',
        vms: `[${vm('x', [100], 'lost')}, ${vm('a', [100])}, ${vm('b', [100])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 ha 0-1000', 'b/0 ha 1000-2000', 'x/0 unfinished']);
    expect(run.sessions[0]?.result).toBe('failed');
  });

  test('ends a session that has nothing else, as failed', () => {
    const run = runText(night({ ...ISLAND, vms: `[${vm('x', [100, 50], 'lost')}]` }));
    expect(places(run)).toEqual(['x/0 unfinished', 'x/1 unfinished']);
    expect(run.summary.jobs['night']?.sessions).toMatchObject([{ result: 'failed', endSeconds: 0 }]);
    expect([run.summary.window, run.summary.bound]).toEqual([null, null]);
  });

  test('ends a session whose window closes before its init is over', () => {
    const run = runText(
      night({
        ...ISLAND,
        overheads: '{ base: none, jobInit: 15s }',
        vms: `[${vm('x', [100], 'lost')}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, window: { length: 10s, onClose: stop } }]',
      }),
    );
    expect(run.summary.jobs['night']?.sessions).toMatchObject([{ result: 'failed', endSeconds: 15 }]);
  });

  test('keeps waiting while a proxy that reaches it is yet to be deployed', () => {
    const run = runText(
      night({
        ...ISLAND,
        proxies: '[{ name: late, host: esx2, added: 500s, modes: [hotadd], failoverToNetwork: false }]',
        overheads: '{ base: none, deploy: 10s }',
        vms: `[${vm('x', [100], 'lost')}]`,
      }),
    );
    expect(places(run)).toEqual(['x/0 late 510-1510']);
    expect(waited(run)).toEqual(['x/0 no-candidate 510']);
  });
});
