import { describe, expect, test } from 'vitest';
import { destinationOf } from '../../../src/model/ways/target.ts';
import { modelOf } from '../../helpers/night.ts';

/** A VM on esx2 with disks on ds1 and ds2; ds3 names esx3 first, though esx2 is declared before it. */
const destination = (job: string, disk = 0) => {
  const model = modelOf({
    arrays: '[{ name: array1 }]',
    repositories: '[{ name: repo }, { name: vault }]',
    hosts: '[{ name: esx1 }, { name: esx2 }, { name: esx3 }]',
    datastores: `[{ name: ds1, array: array1, hosts: [esx1, esx2] },
      { name: ds2, array: array1, hosts: [esx1, esx2] }, { name: ds3, hosts: [esx3, esx2] }]`,
    vms: '[{ name: v, host: esx2, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]',
    jobs: `[{ name: j, vms: [v], ${job} }]`,
  });
  const { datastore, host } = destinationOf(model, 0, disk);
  return `${model.datastores[datastore]?.name ?? '-'} ${model.hosts[host]?.name ?? '-'}`;
};

describe('where a job writes to datastores', () => {
  test.each([
    ['a backup', 'repository: repo'],
    ['a backup copy', 'type: backup-copy, source: repo, repository: vault'],
    ['a VM copy to a repository', 'type: vm-copy, repository: repo'],
    ['a snapshot scan', 'type: snapshot-scan'],
  ])('%s does not', (_, job) => {
    expect(destination(job)).toBe('- -');
  });

  test('a replication: to its target datastore, on the first declared host that mounts it', () => {
    expect(destination('type: replication, target: { datastore: ds3 }')).toBe('ds3 esx2');
  });

  test('a replication: on the host that it names', () => {
    expect(destination('type: replication, target: { datastore: ds3, host: esx3 }')).toBe('ds3 esx3');
  });

  test('a restore in place: every disk to its own datastore, on the host of the VM', () => {
    expect(destination('type: restore, repository: repo')).toBe('ds1 esx2');
    expect(destination('type: restore, repository: repo', 1)).toBe('ds2 esx2');
  });

  test('a restore in place to another host', () => {
    expect(destination('type: restore, repository: repo, target: { host: esx1 }', 1)).toBe('ds2 esx1');
  });

  test('a restore in place that names proxies is still in place', () => {
    expect(destination('type: restore, repository: repo, target: { proxies: [px1] }', 1)).toBe('ds2 esx2');
  });

  test('a restore to another datastore: all disks there', () => {
    const job = 'type: restore, repository: repo, target: { datastore: ds3 }';
    expect([destination(job), destination(job, 1)]).toEqual(['ds3 esx2', 'ds3 esx2']);
  });
});
