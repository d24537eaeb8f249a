import { beforeEach, describe, expect, test } from 'vitest';
import { Condition } from '../../../src/model/ways/condition.ts';
import { type Need, needsOf } from '../../../src/model/ways/way-needs.ts';
import { modelOf } from '../../helpers/night.ts';
import { moving, placeAt } from '../movements.ts';

/** One VM in site a, backed up into site b, where px2 is the repository's gateway. */
const model = modelOf({
  sites: '[a, b]',
  links: '[{ between: [a, b] }]',
  hosts: '[{ name: esx1, site: a }]',
  datastores: '[{ name: ds1, site: a }]',
  proxies: '[{ name: px1, site: a, kind: virtual, host: esx1 }, { name: px2, site: b }]',
  repositories: '[{ name: repo, site: b, gateway: px2 }]',
  vms: '[{ name: vm1, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]',
});
const backup = moving();
const BY_HOTADD = placeAt(0, 'hotadd');

let condition: Condition;
beforeEach(() => {
  condition = new Condition(model);
});

test('a backup needs these, from where it reads to where it writes', () => {
  const words = (need: Need) =>
    need.what === 'connection' ? `${need.proxy}-${need.datastore}` : `${need.what} ${need.row}`;
  const needs = [...needsOf(model, backup, { first: BY_HOTADD, second: undefined })];
  const there = needs.filter((need) => need.what === 'connection' || need.row >= 0);
  expect(there.map(words)).toEqual([
    ...['hosts 0', 'datastores 0', 'proxies 0', 'hosts 0', '0-0'],
    ...['links 0', 'proxies 1', 'repositories 0', 'proxies 1'],
  ]);
});

test('a change is reported once', () => {
  expect(condition.change('hosts', 0, false)).toBe(true);
  expect(condition.change('hosts', 0, false)).toBe(false);
  expect(condition.down).toEqual([{ what: 'hosts', row: 0 }]);
  expect(condition.change('hosts', 0, true)).toBe(true);
  expect(condition.isAllWell).toBe(true);
});

describe('whether a place is cut off', () => {
  test('does not depend on the proxy itself, nor on another proxy that nothing depends on', () => {
    condition.change('proxies', 0, false);
    expect(condition.onlyProxiesDown).toBe(true);
    expect(condition.isCutOff(backup, BY_HOTADD)).toBe(false);
    expect(condition.isIntact(backup, { first: BY_HOTADD, second: undefined })).toBe(false);
  });

  test.each([
    ['hosts', 0],
    ['datastores', 0],
    ['links', 0],
    ['repositories', 0],
    // The gateway.
    ['proxies', 1],
  ] as const)('%s %i down cuts the place off, and breaks a running task', (what, row) => {
    condition.change(what, row, false);
    expect(condition.isCutOff(backup, BY_HOTADD)).toBe(true);
    expect(condition.isIntact(backup, { first: BY_HOTADD, second: undefined })).toBe(false);
    condition.change(what, row, true);
    expect(condition.isCutOff(backup, BY_HOTADD)).toBe(false);
    expect(condition.isIntact(backup, { first: BY_HOTADD, second: undefined })).toBe(true);
  });
});

describe('a connection that is lost', () => {
  test('breaks tasks that read over the storage, not those in network mode', () => {
    condition.changeConnection(0, 0, false);
    expect(condition.isIntact(backup, { first: BY_HOTADD, second: undefined })).toBe(false);
    expect(condition.isIntact(backup, { first: placeAt(0, 'nbd'), second: undefined })).toBe(true);
  });

  test('is believed to be up until a rescan, and to be down until the next one', () => {
    condition.changeConnection(0, 0, false);
    expect([condition.reaches(0, 0), condition.isBelievedToReach(0, 0)]).toEqual([false, true]);
    expect(condition.rescan()).toBe(true);
    expect(condition.isBelievedToReach(0, 0)).toBe(false);
    condition.changeConnection(0, 0, true);
    expect(condition.isBelievedToReach(0, 0)).toBe(false);
    expect(condition.discover(1)).toBe(false);
    expect(condition.discover(0)).toBe(true);
    expect(condition.isBelievedToReach(0, 0)).toBe(true);
  });
});
