import { expect, test } from 'vitest';
import { night, places, type Sections } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** esx1 with vm1 and vm2 is down from 100 s on; a disk of 100 GB takes 1000 s; the job starts at 200 s. */
const FAILING: Sections = {
  hosts: '[{ name: "esx{1..3}", cluster: c1 }]',
  vms: '[{ name: "vm{1..2}", host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, retries: 0, schedule: { start: 200s } }]',
  faults: '[{ kind: host-down, target: esx1, at: 100s }]',
};

function ran(sections: Sections) {
  const run = runText(night({ ...FAILING, ...sections }));
  const moves = run.events.filter(({ kind }) => kind.endsWith('-moved'));
  return {
    places: places(run),
    moves: moves.map(({ seconds, name, detail }) => `${seconds} ${name} ${detail}`),
  };
}

test('VMs of a host that is down start on the others of its cluster in turn, after five minutes', () => {
  expect(ran({})).toEqual({
    places: ['vm1/0 px1 400-1400', 'vm2/0 px1 400-1400'],
    moves: ['400 vm1 to esx2', '400 vm2 to esx3'],
  });
  expect(ran({ hostFailover: '{ vms: 150s }' }).moves).toEqual(['250 vm1 to esx2', '250 vm2 to esx3']);
});

test('a host that is back before then keeps them, and one that is down again is waited for anew', () => {
  const once = '{ kind: host-down, target: esx1, at: 100s, for: 299s }';
  expect(ran({ faults: `[${once}]` })).toEqual({
    places: ['vm1/0 px1 399-1399', 'vm2/0 px1 399-1399'],
    moves: [],
  });
  const again = '{ kind: host-down, target: esx1, at: 399500ms }';
  expect(ran({ faults: `[${once}, ${again}]` }).moves).toEqual(['699.5 vm1 to esx2', '699.5 vm2 to esx3']);
});

test('where no other host is up they go to the first that is back, and stay there', () => {
  const faults = `[{ kind: host-down, target: "*", at: 100s, for: 700s }, { kind: host-down, target: esx1, at: 100s, for: 900s },
    { kind: host-down, target: esx3, at: 100s, for: 800s }]`;
  expect(ran({ faults })).toEqual({
    places: ['vm1/0 px1 800-1800', 'vm2/0 px1 800-1800'],
    moves: ['800 vm1 to esx2', '800 vm2 to esx2'],
  });
});

test('an attempt that has begun on the old host fails when its VM moves, and is retried on the new one', () => {
  const jobs =
    '[{ name: night, vms: [vm1], repository: repo, run: full, retries: { times: 1, wait: 100s }, schedule: { at: "20:00" } }]';
  expect(ran({ jobs }).places).toEqual(['vm1/0 px1 0-400', 'vm1/0 px1 500-1500']);
  // The host is back before its VMs are due elsewhere, so the task goes on where it was: 100 s are read.
  const faults = '[{ kind: host-down, target: esx1, at: 100s, for: 150s }]';
  expect(ran({ jobs, faults }).places).toEqual(['vm1/0 px1 0-1150']);
});

test.each([
  ['no cluster', { hosts: '[{ name: "esx{1..3}" }]' }],
  ['another cluster', { hosts: '[{ name: esx1, cluster: c1 }, { name: "esx{2..3}", cluster: c2 }]' }],
  [
    'others that do not mount its disks',
    { datastores: '[{ name: ds1, hosts: [esx1], maxSnapshots: unlimited }]' },
  ],
  [
    'others out of service',
    { hosts: '[{ name: esx1, cluster: c1 }, { name: "esx{2..3}", cluster: c1, enabled: false }]' },
  ],
  ['hostFailover: false', { hostFailover: 'false' }],
])('nothing moves with %s', (_, sections) => {
  expect(ran(sections)).toEqual({ places: ['vm1/0 unfinished', 'vm2/0 unfinished'], moves: [] });
});

test('a volume goes to the host that owns fewest of them', () => {
  const volume = (name: string, owner: string) => `{ name: ${name}, type: csv, owner: ${owner} }`;
  const owners = ['hv1', 'hv2', 'hv1', 'hv3', 'hv1'];
  expect(
    ran({
      hosts: '[{ name: "hv{1..3}", platform: hyperv, cluster: c1 }]',
      proxies: '[]',
      datastores: `[${owners.map((owner, n) => volume(`csv${n}`, owner)).join(', ')}]`,
      vms: '[{ name: vm1, host: hv2, disks: [{ size: 100 GB, datastore: csv4 }] }]',
      faults: '[{ kind: host-down, target: hv1, at: 100s }]',
    }).moves,
  ).toEqual(['130 csv0 to hv2', '130 csv2 to hv3', '130 csv4 to hv2']);
});
