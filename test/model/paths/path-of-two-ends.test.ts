import { describe, expect, test } from 'vitest';
import type { Movement } from '../../../src/model/paths/movement.ts';
import { pathOf } from '../../../src/model/paths/path.ts';
import { limits, moving, placeAt } from '../movements.ts';
import {
  type At,
  BESIDE,
  BY_SAN,
  DS1,
  DS2,
  ESX1,
  ESX2,
  FAR,
  FULL,
  GUEST,
  NEAR,
  OVER_LINK,
  planned,
  REPO,
  way,
} from './both-sites.ts';

describe.each([
  ['replication', 'type: replication, target: { datastore: ds2 }'],
  ['quick migration', 'type: quick-migration, target: { datastore: ds2 }'],
  ['a VM copy to a datastore', 'type: vm-copy, target: { datastore: ds2 }'],
])('%s', (_, job) => {
  // Half of what is read is sent, eight tenths of it are data: a proxy writes them as they were.
  const copy = { targetDatastore: DS2, targetHost: ESX2, repository: -1, dataRatio: 0.8 };

  test.each<[string, At, string[]]>([
    ['direct storage', [FAR, 'san'], ['target fabrics.san2 0.8', 'target proxies.far.storage 0.8']],
    [
      'network mode',
      [FAR, 'nbd'],
      ['target hosts.esx2.managementNetwork 0.8', 'network proxies.far.outbound 0.8'],
    ],
    [
      'encrypted network mode',
      [FAR, 'nbdssl'],
      [`target hosts.esx2.managementNetwork ${0.8 * (1 / 0.9)}`, 'network proxies.far.outbound 0.8'],
    ],
  ])('reads over direct storage, sends over the link, and writes by %s', (_mode, second, written) => {
    expect(way(job, copy, [NEAR, 'san'], second)).toEqual([
      ...BY_SAN,
      `proxy proxies.near.cores ${FULL}`,
      ...OVER_LINK,
      ...written,
      'target datastores.ds2.write 0.8',
    ]);
  });

  test("writes by hot-add to Ethernet storage over the network of the proxy's host", () => {
    expect(way(job, copy, [NEAR, 'san'], [GUEST, 'hotadd']).slice(-3)).toEqual([
      'network proxies.guest.inbound 0.5',
      'target hosts.esx2.networkWrites 0.8',
      'target datastores.ds2.write 0.8',
    ]);
  });

  test('reads over network mode from the host of the VM', () => {
    expect(way(job, copy, [NEAR, 'nbd'], [FAR, 'san']).slice(0, 3)).toEqual([
      'source datastores.ds1.read 1',
      'source hosts.esx1.managementNetwork 1',
      'network proxies.near.inbound 1',
    ]);
  });

  test('with one proxy at both ends sends nothing between machines; in network mode it writes over the link', () => {
    expect(way(job, copy, [NEAR, 'san'], [NEAR, 'nbd'])).toEqual([
      ...BY_SAN,
      `proxy proxies.near.cores ${FULL}`,
      'target hosts.esx2.managementNetwork 0.8',
      'target links.hq-dr 0.8',
      'network proxies.near.outbound 0.8',
      'target datastores.ds2.write 0.8',
    ]);
  });

  test('uses processors only of the proxy that reads', () => {
    const crossed = way(job, copy, [NEAR, 'san'], [FAR, 'san']);
    expect(crossed.filter((line) => line.startsWith('proxy'))).toEqual([`proxy proxies.near.cores ${FULL}`]);
  });
});

describe('a restore', () => {
  const RESTORE = 'type: restore, repository: repo';
  // Every byte restored is data, half a byte of backup.
  const back = { source: REPO, targetDatastore: DS1, targetHost: ESX1, repository: -1 };
  const READ_BACKUP = ['source repositories.repo.read 0.5', 'throttling repositories.repo.ingestRead 0.5'];

  test('reads the backup, sends it to the proxy, and writes all the data to the datastore', () => {
    expect(way(RESTORE, back, [NEAR, 'san'])).toEqual([
      ...READ_BACKUP,
      `proxy proxies.near.cores ${FULL}`,
      'source repositories.repo.networkReads 0.5',
      'network proxies.near.inbound 0.5',
      'target fabrics.san1 1',
      'target proxies.near.storage 1',
      'target datastores.ds1.write 1',
    ]);
  });

  test('to the other site sends over the link', () => {
    const there = { ...back, targetDatastore: DS2, targetHost: ESX2 };
    expect(way(RESTORE, there, [GUEST, 'hotadd'])).toEqual([
      ...READ_BACKUP,
      `proxy proxies.guest.cores ${FULL}`,
      'source repositories.repo.networkReads 0.5',
      'network links.hq-dr 0.5',
      'network proxies.guest.inbound 0.5',
      'target hosts.esx2.networkWrites 1',
      'target datastores.ds2.write 1',
    ]);
  });

  test('over network mode loads the management network of the host that the VM will run on', () => {
    expect(way(RESTORE, back, [NEAR, 'nbd']).slice(-3)).toEqual([
      'target hosts.esx1.managementNetwork 1',
      'network proxies.near.outbound 1',
      'target datastores.ds1.write 1',
    ]);
  });

  test("from a repository on the proxy's machine crosses no network", () => {
    const job = 'type: restore, repository: beside';
    expect(way(job, { ...back, source: BESIDE }, [NEAR, 'san']).slice(0, 3)).toEqual([
      'source repositories.beside.read 0.5',
      `proxy proxies.near.cores ${FULL}`,
      'target fabrics.san1 1',
    ]);
  });
});

describe('the limits of a task with two ends', () => {
  const caps = (job: string, movement: Partial<Movement>, first: At, second?: At) => {
    const model = planned(job, {
      profile: 'unlimited',
      transport: '{ san: { perTask: 100 MB/s }, nbd: { perTask: 40 MB/s } }',
    });
    const writer = second === undefined ? undefined : placeAt(...second, 'write');
    return limits(pathOf(model, moving(movement), { first: placeAt(...first), second: writer }));
  };
  const REPLICATION = 'type: replication, target: { datastore: ds2 }';
  const copy = { targetDatastore: DS2, targetHost: ESX2, repository: -1 };

  test('are those of both modes, each at its own stage', () => {
    expect(caps(REPLICATION, copy, [NEAR, 'san'], [FAR, 'nbd'])).toEqual({
      cap: 40e6,
      caps: [
        { stage: 'source', cap: 100e6 },
        { stage: 'target', cap: 40e6 },
      ],
    });
  });

  test('count in bytes read: if half of these are data, a writer at 40 MB/s keeps up with 80 MB/s', () => {
    expect(caps(REPLICATION, { ...copy, dataRatio: 0.5 }, [NEAR, 'san'], [FAR, 'nbd']).cap).toBe(80e6);
  });

  test("do not include the writer's if nothing read is data", () => {
    expect(caps(REPLICATION, { ...copy, dataRatio: 0 }, [NEAR, 'san'], [FAR, 'nbd']).cap).toBe(100e6);
  });

  test('of a restore are those of its write mode', () => {
    const back = { source: REPO, targetDatastore: DS1, targetHost: ESX1, repository: -1 };
    expect(caps('type: restore, repository: repo', back, [NEAR, 'nbd'])).toEqual({
      cap: 40e6,
      caps: [{ stage: 'target', cap: 40e6 }],
    });
  });
});
