import { expect, test } from 'vitest';
import { runText } from '../helpers/run-scenario-text.ts';

/** Scenarios that once broke a law, as fast-check shrank them. */

test('a disk that only hot-add from its own host could read ends its session where no proxy runs there', () => {
  const { sessions, tasks } = runText(`
version: 1
hosts: [{ name: esx1 }, { name: esx2 }]
datastores: [{ name: ds1, hosts: [esx1, esx2] }]
proxies: [{ name: px1, host: esx1, modes: [hotadd], failoverToNetwork: false }]
repositories: [{ name: repo1 }]
vms: [{ name: vm1, host: esx2, disks: [{ size: 1 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: [vm1], repository: repo1 }]
policy: { sameHostHotAdd: 2 }
`);
  expect(tasks.map(({ result }) => result)).toEqual(['unfinished']);
  expect(sessions.map(({ result }) => result)).toEqual(['failed']);
});

test('a disk for which no proxy has memory ends its session where memory is enforced', () => {
  const { sessions, tasks } = runText(`
version: 1
enforceRam: true
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
proxies: [{ name: px1, ram: 2 GB }]
repositories: [{ name: repo1 }]
vms: [{ name: vm1, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: [vm1], repository: repo1 }]
`);
  expect(tasks.map(({ result }) => result)).toEqual(['unfinished']);
  expect(sessions.map(({ result }) => result)).toEqual(['failed']);
});

test('a session without a window has no overrun, and a stored trace says so, too', () => {
  const { trace, sessions } = runText(`
version: 1
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
repositories: [{ name: repo1 }]
vms: [{ name: vm1, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: [vm1], repository: repo1 }]
`);
  expect(sessions.map(({ overrunSeconds }) => overrunSeconds)).toEqual([0]);
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
});

test('a full goes to the extent of the chain that an increment of the same file has bound, though it could go elsewhere', () => {
  // b fails in both sessions, so it is a full in the second one, too; a is an increment there, which avoids extent e1 of its full.
  const { tasks } = runText(`
version: 1
overheads: none
profile: { full: 100 MB/s, incremental: 100 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
proxies: [{ name: px1 }]
repositories:
  - { name: e1, maxConcurrentTasks: 1 }
  - { name: e2, maxConcurrentTasks: 1 }
  - { name: sobr, extents: [e1, e2], placement: performance, perVmFiles: false }
vms: [{ name: a, disks: [{ size: 10 GB, datastore: ds1 }] }, { name: b, disks: [{ size: 10 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: [a, b], repository: sobr, run: full, schedule: { at: ["20:00", "22:00"] }, retries: 0 }]
clock: { start: 2026-01-05T20:00 }
faults: [{ kind: task-fails, targets: [b], probability: 100% }]
`);
  expect(tasks.map(({ vm, session, repository, result }) => [vm, session, repository, result])).toEqual([
    ['a', 1, 'e1', 'success'],
    ['b', 1, 'e1', 'failed'],
    ['a', 2, 'e2', 'success'],
    ['b', 2, 'e2', 'failed'],
  ]);
});
