import { expect, test } from 'vitest';
import { findingsOn } from './findings-on.ts';

/** What is said about `text` in place of `entry` of a scenario that is otherwise fine. */
function said(entry: string, text: string): readonly string[] {
  return findingsOn(entry, text).map(({ code, path, hint }) => `${code} ${path}: ${hint}`);
}

const up = (beside: string) => `It belongs one level up: write it beside '${beside}'.`;
const down = (where: string) => `It belongs one level down: write it in ${where}.`;

test.each([
  // Above the map in which it stands.
  ['cores: 8', 'storage: { protocols: [fc], fabric: san }', 'proxies.px1.storage.fabric', up('storage')],
  ['size: 1 GB', 'size: 1 GB, guest: windows', 'vms.vm1.disks.0.guest', up('disks')],
  ['name: j', 'name: j, retries: { times: 3, enabled: true }', 'jobs.j.retries.enabled', up('retries')],
  ['name: j', 'name: j, schedule: { daily: "22:00", window: 8h }', 'jobs.j.schedule.window', up('schedule')],
  // Below it: in a map, in one of several, in the entries of a list.
  ['name: j', 'name: j, onClose: stop', 'jobs.j.onClose', down("'window'")],
  ['name: ds1', 'name: ds1, base: 4ms', 'datastores.ds1.base', down("'latency'")],
  ['name: vm1', 'name: vm1, thin: true', 'vms.vm1.thin', down("'disks'")],
  ['name: j', 'name: j, within: "22:00-06:00"', 'jobs.j.within', down("one of 'schedule', 'window'")],
  [
    'version: 1',
    'version: 1\ntransport: { perTask: 1 MB/s }',
    'transport.perTask',
    down("one of 'san', 'nfs', 'storage-snapshot' and 5 more"),
  ],
  // Among the sections, and where sections are.
  ['version: 1', 'version: 1\nhorizon: 3d', 'horizon', down("'clock'")],
  [
    'version: 1',
    'version: 1\nmaxConcurrentTasks: 4',
    'maxConcurrentTasks',
    down("the entries of one of 'hosts', 'proxies', 'repositories'"),
  ],
  [
    'cores: 8',
    'coresPerTask: 2',
    'proxies.px1.coresPerTask',
    "It is a section of its own: write 'coresPerTask:' at the beginning of a line.",
  ],
  ['version: 1', 'version: 1\nhost: []', 'host', "Did you mean 'hosts'?"],
])('%s: %s', (entry, text, path, hint) => {
  expect(said(entry, text)).toEqual([`unknown-key ${path}: ${hint}`]);
});

test.each([
  ['name: px1', 'nmae: px1', ['unknown-key proxies.0.nmae']],
  ['size: 1 GB', 'capacity: 1 GB', ['unknown-key vms.vm1.disks.0.capacity']],
  // Another key is still missing.
  [
    'size: 1 GB, datastore: ds1',
    'capacity: 1 GB',
    ['unknown-key vms.vm1.disks.0.capacity', 'missing-key vms.vm1.disks.0.datastore'],
  ],
  [
    'repository: repo1',
    'repository: repo1, window: { start: "22:00", end: "06:00" }',
    ['unknown-key jobs.j.window.start', 'unknown-key jobs.j.window.end'],
  ],
  [
    'version: 1',
    'version: 1\nfaults: [{ proxy: px1, at: 1h }]',
    ['unknown-key faults.0.proxy', 'missing-key faults.0.kind'],
  ],
])('a key that another one was meant to be is not missing as well: %s: %s', (entry, text, found) => {
  expect(said(entry, text).map((line) => line.replace(/:.*/, ''))).toEqual(found);
});
