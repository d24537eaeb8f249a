import { describe, expect, test } from 'vitest';
import { findings, parsed, SMALL } from './parse-fixture.ts';

/** Codes of what is said of the small scenario with more lines. */
function codes(more: string): string[] {
  return findings(`${SMALL}${more}`).map((finding) => finding.split(' ')[0]!);
}

describe('an expectation', () => {
  test.each([
    ['min: 4h, max: 4h', []],
    ['min: 5h, max: 4h', ['contradiction']],
    ['equals: 4h, tolerance: 0h', []],
    ['equals: 4h, tolerance: 10 min', []],
    ['max: 4h, tolerance: 10 min', ['contradiction']],
    ['equals: 4h', []],
    ['', ['missing-key']],
    ['min: 4', ['missing-unit']],
  ])('%s', (limits, expected) => {
    const more = `expect: [{ metric: window.seconds${limits === '' ? '' : `, ${limits}`} }]\n`;
    expect(codes(more)).toEqual(expected);
  });
});

describe('a burst of faults', () => {
  const said = (burst: string) =>
    codes(
      `proxies: [{ name: "px{1..2}" }]\nfaults: [{ kind: proxy-down, targets: ["px*"], mtbf: 24h, mttr: 1h${burst} }]\n`,
    );
  test('hits at most as many targets as there are', () => {
    expect(said('')).toEqual([]);
    expect(said(', burst: 2')).toEqual([]);
    expect(said(', burst: 3')).toEqual(['out-of-range']);
  });

  test('exists only if it is stated', () => {
    const { faults } = parsed(
      `${SMALL}proxies: [{ name: px1 }]\nfaults: [{ kind: proxy-down, targets: [px1], mtbf: 24h, mttr: 1h }]\n`,
    );
    expect(faults[0]!.when).not.toHaveProperty('burst');
  });
});

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
    [', proxies: [px1, px2], target: { proxies: [px1, px3] }', ['contradiction']],
  ])('names its proxies in one place%s', (rest, expected) => expect(restore(rest)).toEqual(expected));
});

describe('the host of a target', () => {
  const mounts = SMALL.replace(
    'datastores: [{ name: "ds{1..2}" }]',
    'datastores: [{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
  );
  const said = (target: string, type = 'replication') =>
    findings(
      `${mounts}  - { name: other, type: ${type}, vms: [vm1]${type === 'restore' ? ', repository: repo1' : ''}, target: { ${target} } }\n`,
    ).map((finding) => finding.split(' ')[0]);
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

test('the hint of modes without ports names others with the same modes that have them', () => {
  const hintOf = (others: string) => {
    try {
      parsed(`${SMALL}proxies: [{ name: px1, modes: [san] }${others}]\n`);
    } catch (error) {
      return /or give these modes only to (.*)\./.exec(String(error))?.[1];
    }
    return 'valid';
  };
  expect(hintOf('')).toBeUndefined();
  expect(hintOf(', { name: px2, modes: [san], storage: { protocols: [fc] } }')).toContain('px2');
  expect(hintOf(', { name: px2, modes: [nbd], storage: { protocols: [fc] } }')).toBeUndefined();
  expect(hintOf(', { name: px2, modes: [nbd] }')).toBeUndefined();
});

describe('the latency of a datastore', () => {
  const latencyOf = (said: string) =>
    parsed(SMALL.replace('name: "ds{1..2}"', `name: "ds{1..2}", type: vmfs, latency: { ${said} }`))
      .datastores[0]!.latency;
  test('is 0 for parts that are not stated', () => {
    expect(latencyOf('perTask: 1 ms')).toEqual({
      ...{ baseUs: 0, perTaskUs: 1000 },
      production: [{ fromUs: 0, latencyUs: 0 }],
    });
    expect(latencyOf('base: 2 ms, production: 3 ms')).toEqual({
      ...{ baseUs: 2000, perTaskUs: 0 },
      production: [{ fromUs: 0, latencyUs: 3000 }],
    });
  });

  test('by time of day is as stated', () => {
    const { production } = latencyOf('base: 2 ms, production: { "00:00-08:00": 3 ms, "08:00-24:00": 1 ms }')!;
    expect(production.map(({ fromUs, latencyUs }) => [fromUs / 3600e6, latencyUs])).toEqual([
      [0, 3000],
      [8, 1000],
    ]);
  });
});

test('a CSV is owned by a host that mounts it, any other datastore has no owner', () => {
  const hyperv = SMALL.replace(
    'hosts: [{ name: "esx{1..2}" }]',
    'hosts: [{ name: "esx{1..2}" }, { name: "hv{1..2}", platform: hyperv, cores: 8 }]',
  );
  const said = (store: string) =>
    findings(hyperv.replace('datastores: [', `datastores: [${store}, `)).map(
      (finding) => finding.split(' ')[0]!,
    );
  expect(said('{ name: v1, type: csv, hosts: [hv1, hv2], owner: hv1 }')).toEqual([]);
  expect(said('{ name: v1, type: csv, hosts: [hv1], owner: hv2 }')).toEqual(['contradiction']);
  expect(said('{ name: v1, type: csv, hosts: [hv1], owner: hv9 }')).toEqual(['unknown-reference']);
  expect(said('{ name: v1, type: smb, hosts: [hv1], owner: hv1 }')).toEqual(['contradiction']);
  expect(said('{ name: v1, type: local, hosts: [hv1] }')).toEqual([]);
  expect(said('{ name: v1, type: local, hosts: [hv1, hv2] }')).toEqual(['contradiction']);
});
