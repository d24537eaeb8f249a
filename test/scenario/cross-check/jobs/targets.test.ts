import { describe, expect, test } from 'vitest';
import { codesOf, SMALL } from '../../parse-fixture.ts';

/** Codes of what is said of the small scenario with more lines. */
const codes = (more: string) => codesOf(`${SMALL}${more}`);

describe('a restore', () => {
  const restore = (rest: string) =>
    codes(
      `  - { name: back, type: restore, vms: [vm1], repository: repo1${rest} }\nproxies: [{ name: "px{1..3}" }]\n`,
    );
  test.each([
    ['', []],
    [', proxies: [px1, px2]', []],
    [', target: { proxies: [px1, px2] }', []],
    [', proxies: [px1, px2], target: { proxies: [px2, px1] }', []],
    [', proxies: [px1, px2], target: { proxies: [px1] }', ['contradiction']],
    [', proxies: [px1], target: { proxies: [px1, px2] }', ['contradiction']],
    [', proxies: [px1, px2], target: { proxies: [px1, px3] }', ['contradiction']],
  ])('names its proxies in one place%s', (rest, expected) => expect(restore(rest)).toEqual(expected));
});

describe('the host of a target', () => {
  const mounts = SMALL.replace(
    'datastores: [{ name: "ds{1..2}" }]',
    'datastores: [{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
  );
  const said = (target: string, type = 'replication') =>
    codesOf(
      `${mounts}  - { name: other, type: ${type}, vms: [vm1]${type === 'restore' ? ', repository: repo1' : ''}, target: { ${target} } }\n`,
    );
  test('must mount the target datastore', () => {
    expect(said('datastore: ds2')).toEqual([]);
    expect(said('datastore: ds2, host: esx2')).toEqual([]);
    expect(said('datastore: ds2, host: esx1')).toEqual(['contradiction']);
  });

  test("of a restore in place must mount the datastores of the VMs' disks", () => {
    expect(said('host: esx1', 'restore')).toEqual([]);
    expect(said('host: esx2', 'restore')).toEqual(['contradiction']);
    expect(said('datastore: ds2', 'restore')).toEqual([]);
  });

  test('needs a datastore, except for a restore', () => {
    expect(said('host: esx1')).toEqual(['missing-key']);
  });
});
