import { describe, expect, it } from 'vitest';
import { findings, parsed } from '../../parse-fixture.ts';

const estate = (job: string) => `version: 1
hosts: [{ name: "esx{1..2}" }]
arrays: [{ name: a1 }, { name: a2, integrated: false }]
datastores:
  - { name: ds1, array: a1 }
  - { name: ds2, hosts: [esx2, esx1], array: a2 }
  - { name: ds3, hosts: [esx2] }
repositories: [{ name: "repo{1..2}" }]
proxies: [{ name: "px{1..2}", cores: 4 }]
vms:
  - { name: vm1, host: esx1, disks: [{ size: 100 GB, datastore: ds2 }, { size: 1 GB, datastore: ds1 }] }
  - { name: vm2, host: esx1, disks: [{ size: 100 GB, datastore: ds2 }] }
jobs: [{ name: j, ${job} }]
`;
const job = (fields: string) => parsed(estate(fields)).jobs[0]!;
/** Codes only: the fixtures show the places. */
const codes = (fields: string) => findings(estate(fields)).map((finding) => finding.split(' ')[0]);

it('a backup keeps seven restore points and makes no extra fulls', () => {
  expect(job('vms: [vm1], repository: repo1')).toMatchObject({
    type: 'backup',
    repository: 'repo1',
    restorePoints: 7,
    activeFullDays: { weekdays: [] },
    syntheticFullDays: { weekdays: [] },
    run: 'incremental',
  });
  for (const key of ['source', 'target', 'storageSnapshots']) {
    expect(job('vms: [vm1], repository: repo1')).not.toHaveProperty(key);
  }
});

it('only a job that makes restore points has an objective for their age', () => {
  expect(job('vms: [vm1], repository: repo1')).not.toHaveProperty('rpoUs');
  expect(job('vms: [vm1], repository: repo1, rpo: 24h').rpoUs).toBe(86_400e6);
  for (const [fields, found] of [
    ['type: backup-copy, source: repo2, repository: repo1', []],
    ['type: replication, target: { datastore: ds3, host: esx2 }', []],
    ['type: restore, repository: repo1', ['contradiction']],
    ['type: vm-copy, repository: repo1', ['contradiction']],
    ['type: quick-migration, target: { datastore: ds3 }', ['contradiction']],
    ['type: snapshot-scan', ['contradiction']],
  ] as const) {
    expect(codes(`vms: [vm1], rpo: 1h, ${fields}`), fields).toEqual(found);
    expect(codes(`vms: [vm1], ${fields}`), fields).toEqual([]);
  }
  expect(codes('vms: [vm1], repository: repo1, rpo: 0s')).toEqual(['out-of-range']);
});

it('days of fulls are listed once each, in order', () => {
  expect(
    job(
      'vms: [vm1], repository: repo1, activeFull: { days: [sun, mon, sun] }, syntheticFull: { days: [wed] }',
    ),
  ).toMatchObject({ activeFullDays: { weekdays: [0, 6] }, syntheticFullDays: { weekdays: [2] } });
});

describe('the ends of a job', () => {
  it.each([
    ['type: backup', { repository: true }],
    ['type: backup-copy', { repository: true, source: true }],
    ['type: restore', { repository: true }],
    ['type: restore', { repository: true, target: true }],
    ['type: replication', { target: true }],
    ['type: replication', { target: true, repository: true }],
    ['type: vm-copy', { target: true }],
    ['type: vm-copy', { repository: true }],
    ['type: quick-migration', { target: true }],
    ['type: snapshot-scan', {}],
  ])('%s may have %j and no other', (type, ends) => {
    const texts = {
      repository: 'repository: repo1',
      source: 'source: repo2',
      target: 'target: { datastore: ds3 }',
    };
    const keys = Object.keys(texts) as (keyof typeof texts)[];
    const allowed = keys.filter((key) => key in ends);
    const says = (some: readonly (keyof typeof texts)[]) =>
      [type, 'vms: [vm1]', ...some.map((key) => texts[key])].join(', ');
    expect(codes(says(allowed))).toEqual([]);
    const needed = allowed.filter((key) => codes(says(allowed.filter((other) => other !== key))).length > 0);
    const optional = { restore: ['target'], replication: ['repository'] }[type.slice(6)] ?? [];
    expect(needed).toEqual(allowed.filter((key) => !optional.includes(key)));
    if (type !== 'type: vm-copy') return;
    expect(codes(says(['repository', 'target']))).toEqual(['contradiction']);
  });

  it.each([
    ['type: backup, repository: repo1, target: { datastore: ds3 }'],
    ['type: backup, repository: repo1, source: repo2'],
    ['type: backup-copy, repository: repo1, source: repo1'],
    ['type: backup-copy, repository: repo1, source: repo2, target: { datastore: ds3 }'],
    ['type: snapshot-scan, target: { datastore: ds3 }'],
    ['type: snapshot-scan, repository: repo1'],
    ['type: quick-migration, repository: repo1, target: { datastore: ds3 }'],
  ])('%s contradicts itself', (fields) => {
    expect(codes(`vms: [vm1], ${fields}`)).toEqual(['contradiction']);
  });
});

describe('a target', () => {
  const target = (text: string, type = 'replication') =>
    job(`vms: [vm1], type: ${type}, repository: repo1, target: ${text}`).target;

  it('is by default on the first declared host that mounts its datastore', () => {
    expect(target('{ datastore: ds2 }')).toEqual({ datastore: 'ds2', host: 'esx1' });
    expect(target('{ datastore: ds3 }')).toEqual({ datastore: 'ds3', host: 'esx2' });
    expect(target('{ datastore: ds2, host: esx2, proxies: [px2, px1, px2] }')).toEqual({
      datastore: 'ds2',
      host: 'esx2',
      proxies: ['px2', 'px1'],
    });
  });

  it('of a restore may leave out the datastore: each disk returns to its own', () => {
    expect(target('{ proxies: [px1] }', 'restore')).toEqual({ proxies: ['px1'] });
    expect(target('{ host: esx2 }', 'restore')).toEqual({ host: 'esx2' });
  });

  it('needs a host that mounts what is written', () => {
    expect(
      codes('vms: [vm1], type: restore, repository: repo1, target: { datastore: ds3, host: esx1 }'),
    ).toEqual(['contradiction']);
  });
});

describe('storage snapshots', () => {
  it('hold all VMs, or a limited number each', () => {
    const given = (text: string) =>
      job(`vms: [vm1, vm2], repository: repo1, storageSnapshots: ${text}`).storageSnapshots;
    expect(given('true')).toEqual({ vmsPerSnapshot: Infinity });
    expect(given('{ vmsPerSnapshot: 10 }')).toEqual({ vmsPerSnapshot: 10 });
    expect(given('false')).toBeUndefined();
  });

  it.each([
    ['vms: [vm1], repository: repo1, storageSnapshots: true', []],
    ['vms: [vm2], repository: repo1, storageSnapshots: true', ['contradiction']],
    ['vms: [vm2], repository: repo1, storageSnapshots: false', []],
    ['vms: [vm1, vm2], type: snapshot-scan', ['contradiction']],
    [
      'vms: [vm1], type: backup-copy, source: repo2, repository: repo1, storageSnapshots: true',
      ['contradiction'],
    ],
    ['vms: [vm1], type: replication, target: { datastore: ds3 }, storageSnapshots: true', []],
  ])('%s: %j', (fields, expected) => expect(codes(fields)).toEqual(expected));
});

describe('how a backup is made', () => {
  it.each([
    ['type: restore, repository: repo1, method: active-full', ['contradiction']],
    ['type: restore, repository: repo1, activeFull: { days: [sat] }', ['contradiction']],
    ['repository: repo1, method: forever-incremental, activeFull: { days: [sat] }', []],
    ['repository: repo1, method: forever-incremental, syntheticFull: { days: [sat] }', ['contradiction']],
    ['repository: repo1, activeFull: { days: [sat] }, syntheticFull: { days: [sat] }', ['contradiction']],
    ['repository: repo1, activeFull: { days: [] }', ['out-of-range']],
    ['repository: repo1, restorePoints: 0', ['out-of-range']],
  ])('%s: %j', (fields, expected) => expect(codes(`vms: [vm1], ${fields}`)).toEqual(expected));

  it.each([
    ['method: active-full, repository: repo1', 'full'],
    ['type: vm-copy, repository: repo1', 'full'],
    ['type: restore, repository: repo1', 'full'],
    ['type: quick-migration, target: { datastore: ds3 }', 'full'],
    ['type: replication, target: { datastore: ds3 }', 'incremental'],
    ['type: vm-copy, repository: repo1, run: incremental', 'incremental'],
  ])('%s: its first session is %s', (fields, run) => expect(job(`vms: [vm1], ${fields}`).run).toBe(run));
});
