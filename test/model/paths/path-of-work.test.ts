import { describe, expect, test } from 'vitest';
import type { Movement } from '../../../src/model/paths/movement.ts';
import { machinesOf, pathOf, targetWorkOf } from '../../../src/model/paths/path.ts';
import type { Sections } from '../../helpers/night.ts';
import { limits, moving, placeAt, shown } from '../movements.ts';
import {
  BESIDE,
  BY_SAN,
  DS1,
  DS2,
  ESX2,
  FAR,
  FULL,
  NEAR,
  OVER_LINK,
  planned,
  REPO,
  VAULT,
  way,
} from './both-sites.ts';

describe('a backup copy', () => {
  const COPY = 'type: backup-copy, source: repo, repository: vault';

  test('goes from repository to repository over the link, unchanged, and uses no proxy', () => {
    // What is read is the backup: a byte of it is a byte sent.
    const movement = { source: REPO, repository: VAULT, transferRatio: 1 };
    expect(way(COPY, movement, [-1, 'repository'])).toEqual([
      'source repositories.repo.read 1',
      'throttling repositories.repo.ingestRead 1',
      'source repositories.repo.networkReads 1',
      'network links.hq-dr 1',
      'target repositories.vault.network 1',
      'target repositories.vault.write 1',
      'throttling repositories.vault.ingestWrite 1',
    ]);
  });

  test('has no limit of its own: neither a core nor a transport mode', () => {
    const model = planned(COPY);
    const places = { first: placeAt(-1, 'repository'), second: undefined };
    const path = pathOf(model, moving({ source: REPO, repository: VAULT }), places);
    expect(limits(path)).toEqual({ cap: Number.POSITIVE_INFINITY, caps: [] });
    expect(path.links).toEqual([0]);
  });
});

test('a VM copy to a repository has the path of a backup', () => {
  const copy = way('type: vm-copy, repository: repo', {}, [NEAR, 'san']);
  expect(copy).toEqual(way('type: backup, repository: repo', {}, [NEAR, 'san']));
  expect(copy.slice(-3)).toEqual([
    'target repositories.repo.network 0.5',
    'target repositories.repo.write 0.5',
    'throttling repositories.repo.ingestWrite 0.5',
  ]);
});

test('a snapshot scan reads the storage and sends nothing', () => {
  const sections = {
    arrays: '[{ name: array1 }]',
    datastores: '[{ name: ds1, site: hq, read: 800 MB/s, fabric: san1, array: array1 }]',
  };
  const movement = { repository: -1, transferRatio: 0, dataRatio: 0 };
  expect(way('type: snapshot-scan', movement, [NEAR, 'storage-snapshot'], undefined, sections)).toEqual([
    ...BY_SAN,
    `proxy proxies.near.cores ${FULL}`,
  ]);
});

test('storage snapshots have the path of direct storage access', () => {
  const backup = 'type: backup, repository: repo';
  expect(way(backup, {}, [NEAR, 'storage-snapshot'])).toEqual(way(backup, {}, [NEAR, 'san']));
});

describe('a backup to a repository with a gateway', () => {
  const BACKUP = 'repository: vault';

  test("passes through the gateway's machine, in and out", () => {
    expect(way(BACKUP, { repository: VAULT, gateway: FAR }, [NEAR, 'san'])).toEqual([
      ...BY_SAN,
      `proxy proxies.near.cores ${FULL}`,
      ...OVER_LINK,
      'network proxies.far.outbound 0.5',
      'target repositories.vault.network 0.5',
      'target repositories.vault.write 0.5',
      'throttling repositories.vault.ingestWrite 0.5',
    ]);
  });

  test('that is the proxy itself crosses nothing more', () => {
    const own = way(BACKUP, { repository: VAULT, gateway: NEAR }, [NEAR, 'san']);
    expect(own).toEqual(way(BACKUP, { repository: VAULT }, [NEAR, 'san']));
  });

  test("on the repository's machine receives the data once", () => {
    const crossed = way('repository: beside', { repository: BESIDE, gateway: NEAR }, [FAR, 'san']);
    expect(crossed.slice(-4)).toEqual([
      'network proxies.far.outbound 0.5',
      'network links.hq-dr.back 0.5',
      'network proxies.near.inbound 0.5',
      'target repositories.beside.write 0.5',
    ]);
  });
});

test('reverse incremental writes incoming data twice and reads it once; an ingest limit counts it once', () => {
  const model = planned('repository: repo, method: reverse-incremental');
  const places = { first: placeAt(NEAR, 'san'), second: undefined };
  const increment = moving({ readsToTheEnd: false });
  const reverse = targetWorkOf({ method: 'reverse-incremental' }, false);
  expect(shown(model, pathOf(model, increment, places, reverse)).slice(-5)).toEqual([
    'network proxies.near.outbound 0.5',
    'target repositories.repo.network 0.5',
    'target repositories.repo.write 1',
    'target repositories.repo.read 0.5',
    'throttling repositories.repo.ingestWrite 0.5',
  ]);
});

describe('Hyper-V', () => {
  const HYPERV: Sections = {
    hosts: '[{ name: hv1, platform: hyperv, site: hq, cores: 16, network: 10 Gbit/s }]',
    datastores:
      '[{ name: ds1, site: hq, read: 800 MB/s, write: 400 MB/s, type: csv, protocol: fc, fabric: san1 }]',
    proxies:
      '[{ name: off1, site: hq, platform: hyperv, cores: 8, network: 10 Gbit/s, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }]',
    repositories: '[{ name: repo, site: hq, write: 1 GB/s, network: 10 Gbit/s }]',
    vms: '[{ name: v, disks: [{ size: 100 GB, datastore: ds1 }] }]',
  };
  const [OFF1, HV1] = [0, 1];
  const TO_REPOSITORY = ['target repositories.repo.network 0.5', 'target repositories.repo.write 0.5'];

  test('on-host: the network and the cores of the host, and its outbound network for what is sent', () => {
    expect(way('repository: repo', {}, [HV1, 'on-host'], undefined, HYPERV)).toEqual([
      'source datastores.ds1.read 1',
      'source hosts.hv1.network 1',
      `proxy proxies.hv1.cores ${FULL}`,
      'network proxies.hv1.outbound 0.5',
      ...TO_REPOSITORY,
    ]);
  });

  test('off-host: the path of direct storage access', () => {
    expect(way('repository: repo', {}, [OFF1, 'off-host'], undefined, HYPERV)).toEqual([
      'source datastores.ds1.read 1',
      'source fabrics.san1 1',
      'source proxies.off1.storage 1',
      `proxy proxies.off1.cores ${FULL}`,
      'network proxies.off1.outbound 0.5',
      ...TO_REPOSITORY,
    ]);
  });

  test('on-host restore: the host receives the backup and writes it', () => {
    const back = { source: REPO, targetDatastore: DS1, targetHost: 0, repository: -1 };
    const crossed = way('type: restore, repository: repo', back, [HV1, 'on-host'], undefined, HYPERV);
    expect(crossed.slice(-4)).toEqual([
      'source repositories.repo.networkReads 0.5',
      'network proxies.hv1.inbound 0.5',
      'target hosts.hv1.networkWrites 1',
      'target datastores.ds1.write 1',
    ]);
  });
});

describe('the machines that data passes through', () => {
  const names = (job: string, movement: Partial<Movement>, first: number, second?: number) => {
    const model = planned(job);
    const proxies = model.proxies.length;
    return machinesOf(model, moving(movement), {
      first: placeAt(first, first < 0 ? 'repository' : 'nbd'),
      second: second === undefined ? undefined : placeAt(second, 'nbd', 'write'),
    }).map(({ machine, site }) => {
      const name = machine < proxies ? `proxy ${machine}` : `repository ${machine - proxies}`;
      return `${name} at ${site}`;
    });
  };
  const copy = { targetDatastore: DS2, targetHost: ESX2, repository: -1 };
  const REPLICATION = 'type: replication, target: { datastore: ds2 }';

  test.each<[string, string[], string[]]>([
    ['a backup', names('repository: repo', {}, NEAR), ['proxy 0 at 0', 'repository 0 at 0']],
    [
      'a backup by way of a gateway',
      names('repository: repo', { gateway: FAR }, NEAR),
      ['proxy 0 at 0', 'proxy 1 at 1', 'repository 0 at 0'],
    ],
    [
      'a backup to the same machine',
      names('repository: beside', { repository: BESIDE }, NEAR),
      ['proxy 0 at 0'],
    ],
    ['a replication', names(REPLICATION, copy, NEAR, FAR), ['proxy 0 at 0', 'proxy 1 at 1']],
    ['a replication by one proxy', names(REPLICATION, copy, NEAR, NEAR), ['proxy 0 at 0']],
    [
      'a backup copy',
      names('type: backup-copy, source: repo, repository: vault', { source: REPO, repository: VAULT }, -1),
      ['repository 0 at 0', 'repository 1 at 1'],
    ],
    [
      'a restore',
      names('type: restore, repository: repo', { ...copy, source: REPO }, FAR),
      ['repository 0 at 0', 'proxy 1 at 1'],
    ],
  ])('%s', (_, passed, expected) => {
    expect(passed).toEqual(expected);
  });
});
